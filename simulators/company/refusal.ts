import type { ZodIssue } from 'zod';
import { z } from 'zod';

/** A company folder that cannot be read: the message names the file, the path inside it and what was expected. */
export class CompanyFolderError extends Error {
	override readonly name = 'CompanyFolderError';

	constructor(
		readonly file: string,
		readonly path: string,
		readonly expectation: string,
	) {
		super([file, path, expectation].filter((part) => part !== '').join(': '));
	}
}

/** What a JSON value is, in words: `an object`, `a list`, `the text "abc"`. Long text is cut. */
export function inWords(value: unknown): string {
	if (value === undefined) return 'nothing';
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return 'an object';
	if (typeof value === 'string') {
		return `the text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
	}
	return `the ${typeof value} ${String(value)}`;
}

/** `['a', 3, 'b']` as `a[3].b`. */
export function pathInWords(path: ReadonlyArray<string | number>): string {
	return path
		.map((part, index) => {
			if (typeof part === 'number') return `[${part}]`;
			return index === 0 ? part : `.${part}`;
		})
		.join('');
}

const typeNames: Record<string, string> = {
	object: 'an object',
	array: 'a list',
	string: 'a text',
	number: 'a number',
	integer: 'a whole number',
	boolean: 'true or false',
	undefined: 'nothing',
};

/** Says of every zod issue what was expected and what was found. */
export const expectationMap: z.ZodErrorMap = (issue, context) => {
	if (issue.code === 'custom' && issue.message !== undefined) return { message: issue.message };
	if (issue.code === 'invalid_type') {
		const expected = typeNames[issue.expected] ?? issue.expected;
		return { message: `expected ${expected}, found ${inWords(context.data)}` };
	}
	return {
		message: `expected another value (${context.defaultError}), found ${inWords(context.data)}`,
	};
};

/** Parses with a schema, or refuses with the first thing that is wrong. */
export function parseAs<Schema extends z.ZodTypeAny>(
	file: string,
	schema: Schema,
	value: unknown,
	prefix: ReadonlyArray<string | number> = [],
): z.output<Schema> {
	const result = schema.safeParse(value, { errorMap: expectationMap });
	if (result.success) return result.data;
	const [issue]: Array<ZodIssue | undefined> = result.error.issues;
	const path = pathInWords([...prefix, ...(issue?.path ?? [])]);
	throw new CompanyFolderError(file, path, issue?.message ?? 'expected another value');
}

/**
 * A schema made of one plain function: it answers the value that is read, or nothing where the value
 * is not what was `expected`. One function, because large folders are read with it.
 */
export function expecting<Output>(
	expected: string,
	read: (value: unknown) => { value: Output } | undefined,
): z.ZodType<Output, z.ZodTypeDef, unknown> {
	return z.unknown().transform((value, context) => {
		const result = read(value);
		if (result !== undefined) return result.value;
		context.addIssue({
			code: 'custom',
			message: `expected ${expected}, found ${inWords(value)}`,
		});
		return z.NEVER;
	});
}
