import { z } from 'zod';
import type { EditorSession } from './editor-session';

const flatSchema = z.array(z.unknown()).min(1);
const objectSchema = z.record(z.unknown());

/**
 * The value behind a flattened one, as n8n keeps what an execution did: a list whose first entry is
 * the root, and in which every text inside a list or an object is the index of its value.
 */
export function revived(data: string): unknown {
	const flat = flatSchema.parse(JSON.parse(data));
	const known = new Map<number, unknown>();
	const at = (index: number): unknown => {
		if (known.has(index)) return known.get(index);
		const value = flat[index];
		if (Array.isArray(value)) {
			const list: unknown[] = [];
			known.set(index, list);
			for (const member of value) list.push(inside(member));
			return list;
		}
		const members = objectSchema.safeParse(value).data;
		if (members === undefined) return value;
		const object: Record<string, unknown> = {};
		known.set(index, object);
		for (const [name, member] of Object.entries(members)) object[name] = inside(member);
		return object;
	};
	const inside = (member: unknown): unknown =>
		typeof member === 'string' ? at(Number(member)) : member;
	return at(0);
}

const binarySchema = z.object({ id: z.string(), fileName: z.string() }).passthrough();
const itemSchema = z.object({
	json: z.record(z.unknown()),
	binary: z.record(binarySchema).optional(),
});
export type Item = z.infer<typeof itemSchema>;

const runSchema = z
	.object({
		data: z
			.object({ main: z.array(z.array(itemSchema).nullable()) })
			.passthrough()
			.optional(),
	})
	.passthrough();
const executedSchema = z.object({
	resultData: z.object({ runData: z.record(z.array(runSchema)) }).passthrough(),
});

/** What every node of an execution put out: by its name, then by output. */
export type Outputs = ReadonlyMap<string, ReadonlyArray<readonly Item[]>>;

/** Reads the outputs of all nodes from the data that n8n keeps of an execution. */
export function outputsIn(data: string): Outputs {
	const { runData } = executedSchema.parse(revived(data)).resultData;
	return new Map(
		Object.entries(runData).map(([name, runs]) => {
			const outputs: Item[][] = [];
			for (const run of runs) {
				for (const [index, items] of (run.data?.main ?? []).entries()) {
					outputs[index] = [...(outputs[index] ?? []), ...(items ?? [])];
				}
			}
			return [name, Array.from(outputs, (items) => items ?? [])];
		}),
	);
}

/** Items of a node, of all its outputs or of one; none where it did not run. */
export function itemsOf(outputs: Outputs, node: string, output?: number): readonly Item[] {
	const all = outputs.get(node) ?? [];
	return output === undefined ? all.flat() : (all[output] ?? []);
}

const listSchema = z.object({
	results: z.array(z.object({ id: z.coerce.string(), status: z.string() })),
});
const executionSchema = z.object({ data: z.string() });

/** How long n8n may take to store what an execution did, after it answered. */
const STORED_SECONDS = 60;

/** What the last execution of a workflow put out. */
export async function lastOutputs(editor: EditorSession, workflowId: string): Promise<Outputs> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	for (let waited = 0; waited < STORED_SECONDS * 10; waited += 1) {
		const { results } = listSchema.parse(
			await editor.get(`/rest/executions?limit=1&filter=${filter}`),
		);
		const [last] = results;
		if (last !== undefined && last.status !== 'running' && last.status !== 'new') {
			const { data } = executionSchema.parse(await editor.get(`/rest/executions/${last.id}`));
			return outputsIn(data);
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`n8n did not store what the workflow ${workflowId} did.`);
}
