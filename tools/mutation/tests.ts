import { format } from 'node:util';
import { expect } from 'expect';

type Body = (...row: unknown[]) => unknown;

/** One test as its file registered it. */
export interface Test {
	name: string;
	/** Runs it with what its blocks have to be done before and after; rejects where it fails. */
	run(): Promise<void>;
}

/** Jest's names for tests, as far as the mutated files' tests use them, and what they registered. */
export interface Registry {
	tests: readonly Test[];
	globals: ReadonlyMap<string, unknown>;
}

interface Block {
	name: string;
	before: Body[];
	after: Body[];
}

/** `it.each` and its like: an array is a row of arguments, anything else the only one. */
function eachOf(register: (name: string, body: () => unknown) => void) {
	return (table: readonly unknown[]) => (name: string, body: Body) => {
		for (const row of table) {
			const given: unknown[] = Array.isArray(row) ? row : [row];
			register(format(name, ...given), () => body(...given));
		}
	};
}

/** An empty registry: what the test files register goes into `tests`, in their order. */
export function registry(): Registry {
	const tests: Test[] = [];
	const blocks: Block[] = [];

	const describe = (name: string, body: () => unknown): void => {
		blocks.push({ name, before: [], after: [] });
		body();
		blocks.pop();
	};
	const test = (name: string, body: () => unknown): void => {
		const around = [...blocks];
		const names = [...around.map((block) => block.name), name];
		tests.push({
			name: names.join(' > '),
			async run() {
				for (const { before } of around) for (const step of before) await step();
				try {
					await body();
				} finally {
					for (const { after } of around.toReversed()) for (const step of after) await step();
				}
			},
		});
	};
	const it = Object.assign(test, { each: eachOf(test) });
	return {
		tests,
		globals: new Map<string, unknown>([
			['describe', Object.assign(describe, { each: eachOf(describe) })],
			['it', it],
			['test', it],
			['expect', expect],
			['beforeEach', (step: Body) => void blocks.at(-1)?.before.push(step)],
			['afterEach', (step: Body) => void blocks.at(-1)?.after.push(step)],
			['jest', { setTimeout: () => undefined }],
		]),
	};
}
