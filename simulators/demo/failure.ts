import { z } from 'zod';
import type { DemoHost } from './demo-host';
import { EditorSession } from './editor-session';
import { revived } from './execution';

const listSchema = z.object({ results: z.array(z.object({ id: z.coerce.string() })) });
const executionSchema = z.object({ data: z.string() });
const failedSchema = z.object({
	resultData: z.object({
		error: z.object({
			message: z.string(),
			description: z.string().nullish(),
			node: z.object({ name: z.string() }).nullish(),
		}),
	}),
});

/** What a failed execution says of itself: the node it stopped at and its sentence. */
export function failureIn(data: string): string | undefined {
	const failed = failedSchema.safeParse(revived(data));
	if (!failed.success) return undefined;
	const { message, description, node } = failed.data.resultData.error;
	const said = node ? `"${node.name}" stopped: ${message}` : message;
	return description ? `${said} ${description}` : said;
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
