import { z } from 'zod';
import type { DemoHost } from './demo-host';
import { EditorSession } from './editor-session';

const listSchema = z.object({ results: z.array(z.object({ id: z.coerce.string() })) });
const executionSchema = z.object({ data: z.string() });
const flatSchema = z.array(z.unknown()).min(1);

/**
 * A member deep in a flattened value, as n8n keeps what an execution did: a list whose first entry
 * is the root, and in which every member is the index of its value, written as text.
 */
function memberOf(flat: readonly unknown[], path: readonly string[]): unknown {
	return path.reduce<unknown>((value, member) => {
		const index = z.record(z.unknown()).safeParse(value).data?.[member];
		return typeof index === 'string' ? flat[Number(index)] : undefined;
	}, flat[0]);
}

/** What a failed execution says of itself: the node it stopped at and its sentence. */
export function failureIn(data: string): string | undefined {
	const flat = flatSchema.parse(JSON.parse(data));
	const error = ['resultData', 'error'];
	const said = memberOf(flat, [...error, 'message']);
	const remedy = memberOf(flat, [...error, 'description']);
	const node = memberOf(flat, [...error, 'node', 'name']);
	if (typeof said !== 'string') return undefined;
	return [
		`${typeof node === 'string' ? `"${node}" stopped: ` : ''}${said}`,
		...(typeof remedy === 'string' && remedy !== '' ? [remedy] : []),
	].join(' ');
}

/** Why the last failed execution failed; undefined where n8n cannot say, or none did. */
export async function lastFailure(demo: DemoHost): Promise<string | undefined> {
	const editor = await EditorSession.open(demo);
	const filter = encodeURIComponent(JSON.stringify({ status: ['error'] }));
	const { results } = listSchema.parse(
		await editor.get(`/rest/executions?limit=1&filter=${filter}`),
	);
	const [last] = results;
	if (last === undefined) return undefined;
	const { data } = executionSchema.parse(await editor.get(`/rest/executions/${last.id}`));
	return failureIn(data);
}
