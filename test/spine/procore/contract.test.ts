import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { resourceOf, resources, type ResourceName } from '../../../spine/procore/resources';

const folder = process.env.CONTRACTS_DIR;

const endpointSchema = z.object({
	method: z.string(),
	path: z.string(),
	parameters: z.array(
		z.object({ name: z.string(), in: z.string(), required: z.boolean().optional() }),
	),
});

/** Every address of the API, with what it requires. */
const catalogSchema = z.array(
	z.object({
		method: z.string(),
		path: z.string(),
		pathParams: z.array(z.string()).default([]),
		requiredParams: z.array(z.string()).default([]),
	}),
);

/** Parameter names inside a path differ between descriptions; only their places matter. */
const shapeOf = (path: string) => path.replace(/\{[^}]*\}/g, '{}');

/** Required by the description although the REST reference takes either the company or the project. */
const slips = new Set([
	'/rest/v1.0/line_item_types project_id',
	'/rest/v1.0/line_item_types/{} project_id',
]);

if (folder !== undefined) {
	const contents: unknown = JSON.parse(
		readFileSync(join(folder, 'procore', 'procore-financial-endpoints.json'), 'utf8'),
	);
	const { endpoints } = z.object({ endpoints: z.array(endpointSchema) }).parse(contents);
	const known = new Map(
		endpoints.map((endpoint) => [`${endpoint.method} ${shapeOf(endpoint.path)}`, endpoint]),
	);
	// Where the detailed description lacks an address, the list of all addresses says what it requires.
	const listed = catalogSchema.parse(
		JSON.parse(readFileSync(join(folder, 'procore', 'catalog.json'), 'utf8')),
	);
	const catalogue = new Map(
		listed.map(({ method, path, pathParams, requiredParams }) => [
			`${method} ${shapeOf(path)}`,
			requiredParams.filter((name) => !pathParams.includes(name)),
		]),
	);
	const names = z
		.array(z.custom<ResourceName>((name) => typeof name === 'string' && name in resources))
		.parse(Object.keys(resources));
	const reads = names.flatMap((name) => {
		const { list, show } = resourceOf(name);
		return show === undefined
			? [{ name, endpoint: list }]
			: [
					{ name, endpoint: list },
					{ name, endpoint: show },
				];
	});
	const writes = names.flatMap((name) => {
		const { create, update, sync } = resourceOf(name);
		return [
			{ name, method: 'POST', endpoint: create },
			{ name, method: 'PATCH', endpoint: update },
			{ name, method: 'PATCH', endpoint: sync },
		].flatMap(({ endpoint, ...rest }) =>
			endpoint === undefined ? [] : [{ ...rest, path: endpoint.path }],
		);
	});

	describe('the resource table against the published description of the API', () => {
		it.each(reads.map(({ name, endpoint }) => [name, endpoint.path, endpoint] as const))(
			'%s: GET %s exists and gets its required query',
			(_, path, endpoint) => {
				const described = known.get(`GET ${shapeOf(path)}`);
				const inQuery = described?.parameters
					.filter((parameter) => parameter.in === 'query' && parameter.required === true)
					.map((parameter) => parameter.name);
				const stated = inQuery ?? catalogue.get(`GET ${shapeOf(path)}`);
				expect(stated).toBeDefined();
				const required = (stated ?? []).filter(
					(parameter) => !slips.has(`${shapeOf(path)} ${parameter}`),
				);
				expect(endpoint.query ?? []).toEqual(expect.arrayContaining(required));
			},
		);

		const detailed = names.filter((name) =>
			known.has(`GET ${shapeOf(resourceOf(name).list.path)}`),
		);
		it('describes every list but that of timecard entries in detail', () => {
			expect(names.filter((name) => !detailed.includes(name))).toEqual(['timecard_entries']);
		});

		it.each(detailed)('%s knows no filter that the API does not', (name) => {
			const { list } = resourceOf(name);
			const described = known.get(`GET ${shapeOf(list.path)}`);
			const filters = (described?.parameters ?? []).flatMap(
				({ name: parameter }) => /^filters\[(\w+)\]/.exec(parameter)?.[1] ?? [],
			);
			expect(filters).toEqual(expect.arrayContaining([...list.filters]));
			const paged = (described?.parameters ?? []).some(
				({ name: parameter }) => parameter === 'page',
			);
			expect(list.paged).toBe(paged);
		});

		it.each(writes.map(({ name, method, path }) => [name, method, path] as const))(
			'%s: %s %s exists',
			(_, method, path) => {
				expect(known.has(`${method} ${shapeOf(path)}`)).toBe(true);
			},
		);
	});
}

it('names every resource of the table once in the words of the field', () => {
	const labels = Object.values(resources).map(({ label }) => label);
	expect(new Set(labels).size).toBe(labels.length);
});
