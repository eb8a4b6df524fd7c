import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const xsdSchema = z.object({
	types: z.record(
		z.object({
			extends: z.string().nullable(),
			fields: z.array(z.tuple([z.string(), z.string(), z.string(), z.string()]).rest(z.string())),
		}),
	),
	enums: z.record(z.union([z.array(z.string()), z.record(z.unknown())])),
});

const fieldSchema = z.object({
	name: z.string(),
	type: z.string(),
	list: z.boolean().optional(),
	required: z.string().optional(),
	readOnly: z.boolean().optional(),
	maxLength: z.number().optional(),
});

const referenceSchema = z.object({
	entities: z.record(
		z.object({
			fields: z.array(fieldSchema),
			subtypes: z.record(z.array(fieldSchema)),
		}),
	),
});

/** One property as the API reference states it. */
export type ReferenceField = z.infer<typeof fieldSchema>;

/** One property as the published XML schema states it. */
export interface XsdField {
	name: string;
	type: string;
	list: boolean;
}

/** The two published contracts: the XML schema (names, types, enumerations) and the reference (required, lengths). */
export interface Contract {
	/** Properties of a type with those it inherits; undefined for a type the schema lacks. */
	typeOf(name: string): Map<string, XsdField> | undefined;
	/** Values of an enumeration; undefined when the name is no enumeration. */
	enumOf(name: string): readonly string[] | undefined;
	/** Properties of an entity after the reference. */
	fieldsOf(entity: string): ReferenceField[] | undefined;
	/** Properties of a part of an entity after the reference, by the part's type name. */
	partOf(entity: string, type: string): ReferenceField[] | undefined;
}

/** Reads the contracts of `<dir>/quickbooks-online`. Throws when a file is missing or has another form. */
export function readContract(dir: string): Contract {
	const read = (name: string): unknown =>
		JSON.parse(readFileSync(join(dir, 'quickbooks-online', name), 'utf8'));
	const xsd = xsdSchema.parse(read('xsd-types.json'));
	const reference = referenceSchema.parse(read('entity-contract.json'));
	const built = new Map<string, Map<string, XsdField>>();
	const typeOf = (name: string): Map<string, XsdField> | undefined => {
		const known = built.get(name);
		const own = xsd.types[name];
		if (known || !own) return known;
		const all = new Map(own.extends === null ? [] : typeOf(own.extends));
		for (const [written, type, , most] of own.fields) {
			const field = written.replace(/^@/, '');
			all.set(field, { name: field, type, list: most !== '1' });
		}
		built.set(name, all);
		return all;
	};
	return {
		typeOf,
		enumOf(name) {
			const values = xsd.enums[name];
			return Array.isArray(values) && values.length > 0 ? values : undefined;
		},
		fieldsOf: (entity) => reference.entities[entity]?.fields,
		partOf: (entity, type) => reference.entities[entity]?.subtypes[type],
	};
}
