import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';

/** What of n8n's execution context the parameter readers need. */
type ParameterContext = Pick<IExecuteFunctions, 'getNodeParameter' | 'getNode'>;

/**
 * Reads a parameter through a schema.
 *
 * @throws NodeOperationError that names the parameter, when it does not fit.
 */
export function readParameter<T extends z.ZodTypeAny>(
	context: ParameterContext,
	name: string,
	itemIndex: number,
	schema: T,
): z.output<T> {
	const value: unknown = context.getNodeParameter(name, itemIndex, undefined, {
		extractValue: true,
	});
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const where = [name, ...(issue?.path ?? [])].join('.');
	throw new NodeOperationError(
		context.getNode(),
		`The parameter "${where}" cannot be used: ${issue?.message ?? 'it has an unexpected form'}.`,
		{ itemIndex },
	);
}

/** Most items that "Return All" and "Limit" ask for. */
export function readLimit(context: ParameterContext, itemIndex: number): number {
	return context.getNodeParameter('returnAll', itemIndex) === true
		? Number.POSITIVE_INFINITY
		: readParameter(context, 'limit', itemIndex, z.number().int().positive());
}

/** A text parameter without surrounding blanks. */
export const textParameter = z
	.union([z.string(), z.number()])
	.transform((value) => String(value).trim());

/** A text parameter that counts as absent when empty. */
export const optionalText = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value) => {
		const text = value === null || value === undefined ? '' : String(value).trim();
		return text === '' ? undefined : text;
	});

/** JSON given as text or as a value from an expression. */
export const jsonParameter = z.unknown().transform((value, context): unknown => {
	if (typeof value !== 'string') return value;
	if (value.trim() === '') return undefined;
	try {
		return JSON.parse(value);
	} catch {
		context.addIssue({ code: 'custom', message: 'it is not valid JSON' });
		return z.NEVER;
	}
});

/** Where the ledger is kept: parameters that every node which asks the ledger shows. */
export const ledgerParameters: INodeProperties[] = [
	{
		displayName: 'Ledger',
		name: 'ledgerStorage',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'File of This N8n (SQLite)',
				value: 'sqlite',
				description:
					'One file in the n8n user folder. No credential is needed. Not for queue mode.',
			},
			{
				name: 'PostgreSQL',
				value: 'postgres',
				description: 'A database that several n8n workers share',
			},
		],
		default: 'sqlite',
	},
	{
		displayName: 'Ledger Name',
		name: 'company',
		type: 'string',
		default: 'main',
		required: true,
		placeholder: 'e.g. main',
		description:
			'All nodes of one company use the same name; companies that share nothing use different ones',
	},
];
