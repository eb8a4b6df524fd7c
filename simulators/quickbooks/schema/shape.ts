import { entityShapes } from './entities';
import { partShapes } from './parts';
import { extraEntityShapes } from './preferences';

/**
 * The properties of one type, written as words `name:code`. Codes: `s` text (`s21`: at most 21
 * characters), `n` decimal, `i` whole number, `b` boolean, `d` date, `z` date and time,
 * `r` reference, `o` an object whose inside is not checked, `eName` an enumeration, `@Name` another type;
 * a trailing `*` makes it a list.
 */
export interface ShapeText {
	extends?: string;
	fields: string;
}

/** What one property may hold. */
export interface FieldShape {
	name: string;
	kind:
		| 'text'
		| 'decimal'
		| 'integer'
		| 'boolean'
		| 'date'
		| 'time'
		| 'reference'
		| 'object'
		| 'enumeration'
		| 'type';
	/** Name of the enumeration or of the type. */
	of?: string;
	/** Longest text, in characters. */
	max?: number;
	list: boolean;
}

const kinds: Record<string, FieldShape['kind']> = {
	s: 'text',
	n: 'decimal',
	i: 'integer',
	b: 'boolean',
	d: 'date',
	z: 'time',
	r: 'reference',
	o: 'object',
	e: 'enumeration',
	'@': 'type',
};

function field(word: string): FieldShape {
	const [name = '', code = ''] = word.split(':');
	const list = code.endsWith('*');
	const plain = list ? code.slice(0, -1) : code;
	const kind = kinds[plain.charAt(0)] ?? 'object';
	const rest = plain.slice(1);
	return {
		name,
		kind,
		list,
		...(kind === 'text' && rest !== '' ? { max: Number(rest) } : {}),
		...(kind === 'enumeration' || kind === 'type' ? { of: rest } : {}),
	};
}

const texts: Record<string, ShapeText> = { ...partShapes, ...entityShapes, ...extraEntityShapes };
const built = new Map<string, Map<string, FieldShape>>();

/** The properties of a type with those it inherits, or undefined for a type that is not modelled. */
export function shapeOf(type: string): Map<string, FieldShape> | undefined {
	const known = built.get(type);
	if (known) return known;
	const own = texts[type];
	if (!own) return undefined;
	const shape = new Map(own.extends ? shapeOf(own.extends) : undefined);
	for (const word of own.fields.split(/\s+/).filter((part) => part !== '')) {
		const one = field(word);
		shape.set(one.name, one);
	}
	built.set(type, shape);
	return shape;
}
