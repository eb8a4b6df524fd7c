import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { eitherScope, exceptions } from './exceptions';
import { type Schema, schemaSchema, violations } from './schema';

const operationSchema = z.object({
	method: z.string(),
	path: z.string(),
	parameters: z
		.array(
			z.object({
				name: z.string(),
				in: z.string(),
				required: z.boolean().optional(),
				schema: schemaSchema.optional(),
			}),
		)
		.default([]),
	requestBody: z.object({ schema: schemaSchema.optional() }).passthrough().nullish(),
	responses: z.record(z.object({ schema: schemaSchema.nullish() }).passthrough()).default({}),
});
type Operation = z.infer<typeof operationSchema>;

const contractSchema = z.object({ endpoints: z.array(operationSchema) });
const supplementSchema = z.object({ shapes: z.record(z.record(z.string())) });

/** Responses whose schema the contract data lost, and the supplement's shape that holds instead. */
const supplements: ReadonlyArray<[RegExp, string, 'list' | 'single']> = [
	[/^GET \/rest\/v1\.0\/work_order_contracts$/, 'work_order_contract.list_item', 'list'],
	[
		/^(GET|PATCH) \/rest\/v1\.0\/work_order_contracts\/\{id\}$/,
		'work_order_contract.show',
		'single',
	],
	[/^GET \/rest\/v1\.0\/purchase_order_contracts$/, 'purchase_order_contract.list_item', 'list'],
	[
		/^(GET|PATCH) \/rest\/v1\.0\/purchase_order_contracts\/\{id\}$/,
		'purchase_order_contract.show',
		'single',
	],
	[/^GET \/rest\/v1\.0.*_contracts\/\{\w+\}\/line_items$/, 'contract_line_item', 'list'],
	[/^GET \/rest\/v1\.0.*_contracts\/\{\w+\}\/line_items\/\{id\}$/, 'contract_line_item', 'single'],
	[/^GET \/rest\/v1\.0\/cost_codes$/, 'cost_code', 'list'],
	[/^GET \/rest\/v1\.0\/vendors$/, 'vendor.list_item', 'list'],
	[/^(GET|POST|PATCH) \/rest\/v1\.0\/vendors(\/\{id\})?$/, 'vendor.list_item', 'single'],
	[/^GET \/rest\/v1\.1\/projects\/\{\w+\}\/vendors$/, 'vendor.list_item', 'list'],
	[/^(GET|POST|PATCH) \/rest\/v1\.1\/projects\/\{\w+\}\/vendors/, 'vendor.list_item', 'single'],
	[/^GET \/rest\/v1\.0\/sub_jobs$/, 'sub_job', 'list'],
	[/^(GET|POST|PATCH) \/rest\/v1\.0\/sub_jobs(\/\{id\})?$/, 'sub_job', 'single'],
	[/^GET \/rest\/v1\.0\/payment_applications$/, 'payment_application.list_item', 'list'],
	[/^GET \/rest\/v1\.0\/payment_applications\/\{id\}$/, 'payment_application.show', 'single'],
	[/^GET .*\/commitment_change_orders$/, 'commitment_change_order.show', 'list'],
	[/^GET .*\/commitment_change_orders\/\{id\}$/, 'commitment_change_order.show', 'single'],
];

/** The checks of one contract folder. */
export interface Conformance {
	/**
	 * What is wrong with a request, empty if nothing. `path` may carry its query; of GET and DELETE
	 * `content` is (more of) the query, of other methods the body.
	 */
	checkRequest(method: string, path: string, content?: unknown): string[];
	/** What is wrong with the body of a successful answer, empty if nothing. */
	checkResponse(method: string, path: string, body: unknown): string[];
}

/** Operations whose rows are those of an older revision, where the newer one's schema was lost. */
const borrowed: Readonly<Record<string, string>> = { '/rest/v1.1/projects': '/rest/v1.0/projects' };

const queryValueSchema = z.record(
	z.union([z.string(), z.number(), z.boolean(), z.array(z.unknown())]),
);

/** Checks against the operations of `procore/` in a contracts folder. Throws if the folder lacks them. */
export function procoreConformance(contractsDir: string): Conformance {
	const read = (file: string): unknown =>
		JSON.parse(readFileSync(join(contractsDir, 'procore', file), 'utf8'));
	const { endpoints } = contractSchema.parse(read('procore-financial-endpoints.json'));
	const { shapes } = supplementSchema.parse(read('supplement-response-shapes.json'));
	const find = (method: string, path: string): Operation | undefined =>
		findOperation(endpoints, method, path);

	return {
		checkRequest(method, address, content) {
			const { path, query } = apart(address);
			const operation = find(method, path);
			if (operation === undefined) return [`${method} ${path}: no such operation`];
			const bodyless = method === 'GET' || method === 'DELETE';
			if (bodyless && content !== undefined) {
				for (const [name, value] of Object.entries(queryValueSchema.parse(content))) {
					for (const one of [value].flat()) query.append(name, String(one));
				}
			}
			return [
				...queryViolations(operation, query),
				...(bodyless ? [] : bodyViolations(operation, content)),
			];
		},
		checkResponse(method, address, body) {
			const { path } = apart(address);
			const operation = find(method, path);
			if (operation === undefined) return [`${method} ${path}: no such operation`];
			const schema = responseSchema(
				find(method, borrowed[operation.path] ?? path) ?? operation,
				shapes,
			);
			if (schema === undefined) return [];
			const name = `${operation.method} ${operation.path}`;
			return violations(schema, body, '', { operation: name, side: 'response', exceptions });
		},
	};
}

function apart(address: string): { path: string; query: URLSearchParams } {
	const [path = '', ...query] = address.split('?');
	return { path, query: new URLSearchParams(query.join('?')) };
}

/** The operation of a path; a literal segment wins over a parameter, and ids are whole numbers or UUIDs. */
function findOperation(all: Operation[], method: string, path: string): Operation | undefined {
	const given = path.split('/');
	const fits = all.filter((one) => {
		const template = one.path.split('/');
		return (
			one.method === method &&
			template.length === given.length &&
			template.every((segment, index) => {
				const value = given[index] ?? '';
				return segment.startsWith('{') ? /^(\d+|[0-9a-f-]{36})$/.test(value) : segment === value;
			})
		);
	});
	const parameters = (one: Operation): number => one.path.split('{').length;
	return fits.sort((a, b) => parameters(a) - parameters(b))[0];
}

function queryViolations(operation: Operation, query: URLSearchParams): string[] {
	const known = operation.parameters.filter((one) => one.in === 'query');
	const wrong: string[] = [];
	const either = eitherScope.some((one) => one.test(`${operation.method} ${operation.path}`));
	const scoped = either && (query.has('company_id') || query.has('project_id'));
	for (const { name, required } of known) {
		if (scoped && (name === 'company_id' || name === 'project_id')) continue;
		if (required === true && !query.has(name)) wrong.push(`?${name}: missing`);
	}
	for (const [given, value] of query) {
		const name = given.replace(/\[\]$/, '');
		const parameter = known.find(
			(one) => one.name === given || one.name.replace(/\[\]$/, '') === name,
		);
		if (parameter === undefined) wrong.push(`?${given}: unknown to the contract`);
		else wrong.push(...queryValueViolations(parameter.name, parameter.schema, value));
	}
	return wrong;
}

function queryValueViolations(name: string, schema: Schema | undefined, value: string): string[] {
	const type = schema?.type === 'array' ? schema.items?.type : schema?.type;
	const values = value.replace(/^\[(.*)\]$/, '$1').split(',');
	if (type === 'integer' && !values.every((one) => /^\d+$/.test(one))) {
		return [`?${name}: "${value}" is no whole number`];
	}
	if (type === 'boolean' && !/^(true|false)$/.test(value))
		return [`?${name}: "${value}" is no flag`];
	if (schema?.enum !== undefined && !values.every((one) => schema.enum?.includes(one))) {
		return [`?${name}: "${value}" is not one of ${schema.enum.join(', ')}`];
	}
	if (schema?.format === 'date' || /(_at|_date)\]$/.test(name)) {
		const ends = value.replaceAll('"', '').split('...');
		const good = ends.length === 2 && ends.every((end) => !Number.isNaN(Date.parse(end)));
		if (!good) return [`?${name}: "${value}" is no range`];
	}
	return [];
}

function bodyViolations(operation: Operation, body: unknown): string[] {
	const schema = operation.requestBody?.schema;
	if (schema === undefined) return body === undefined ? [] : ['(body): none is expected'];
	const name = `${operation.method} ${operation.path}`;
	return violations(schema, body, '', { operation: name, side: 'request', exceptions });
}

function responseSchema(
	operation: Operation,
	shapes: Record<string, Record<string, string>>,
): Schema | undefined {
	const name = `${operation.method} ${operation.path}`;
	const [, shapeName, form] = supplements.find(([pattern]) => pattern.test(name)) ?? [];
	const shape = shapeName === undefined ? undefined : shapes[shapeName];
	const ofCommitment = /^(work|purchase)_order_contract\./.test(shapeName ?? '');
	if (shape !== undefined) {
		const single = withId({
			type: 'object',
			properties: Object.fromEntries(
				Object.entries(shape).map(([member, type]) => [
					member,
					ofCommitment && member === 'vendor'
						? commitmentVendor
						: (references[member] ?? supplementType(type)),
				]),
			),
		});
		return form === 'list' ? { type: 'array', items: single } : single;
	}
	const answer = ['200', '201'].map((code) => operation.responses[code]?.schema).find(Boolean);
	return answer === undefined || answer === null ? undefined : rowsWithId(answer);
}

const identified = (name: string): Schema => ({
	type: 'object',
	required: ['id'],
	properties: { id: { type: 'integer' }, [name]: { type: 'string' } },
});

/** Members that are references of the same form wherever they stand. */
const references: Readonly<Record<string, Schema>> = {
	project: identified('name'),
	holder: identified('holder_type'),
};

/** The vendor of a commitment, whose name stands in `company`. */
const commitmentVendor: Schema = {
	type: 'object',
	required: ['id', 'company'],
	properties: {
		id: { type: 'integer' },
		company: { type: 'string' },
		origin_id: { type: 'string' },
		origin_data: { type: 'string' },
	},
};

/** `array<object>`, `string(date)`, `integer`, ... */
function supplementType(text: string): Schema {
	const [, type, format] = /^(\w+)(?:\(([\w-]+)\))?/.exec(text) ?? [];
	if (type === 'array') return { type };
	return { type, ...(format === undefined ? {} : { format }) };
}

/** The rows of an answer always state their id. */
function rowsWithId(schema: Schema): Schema {
	if (schema.type === 'array' && schema.items !== undefined) {
		return { ...schema, items: rowsWithId(schema.items) };
	}
	const data = schema.properties?.data;
	if (data !== undefined)
		return { ...schema, required: ['data'], properties: { data: rowsWithId(data) } };
	return withId(schema);
}

function withId(schema: Schema): Schema {
	if (schema.properties?.id === undefined) return schema;
	return { ...schema, required: [...(schema.required ?? []), 'id'] };
}

let byVariable: Conformance | undefined;

function fromVariable(): Conformance {
	const dir = process.env.CONTRACTS_DIR;
	if (dir === undefined) throw new Error('CONTRACTS_DIR does not name the contracts folder.');
	byVariable ??= procoreConformance(dir);
	return byVariable;
}

/** {@link Conformance.checkRequest} with the folder that `CONTRACTS_DIR` names. */
export const checkRequest: Conformance['checkRequest'] = (...given) =>
	fromVariable().checkRequest(...given);

/** {@link Conformance.checkResponse} with the folder that `CONTRACTS_DIR` names. */
export const checkResponse: Conformance['checkResponse'] = (...given) =>
	fromVariable().checkResponse(...given);
