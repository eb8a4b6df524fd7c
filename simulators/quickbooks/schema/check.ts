import { invalidEnumeration, unsupportedProperty, wrongLength } from '../faults';
import { isRow, type Row } from '../rows';
import { enumerations } from './enumerations';
import { shapeOf, type FieldShape } from './shape';

/** Dates as XML Schema writes them: a day, perhaps with an offset. */
const day = /^\d{4}-\d{2}-\d{2}(Z|[+-]\d{2}:\d{2})?$/;

function isDay(value: string): boolean {
	return day.test(value) && !Number.isNaN(Date.parse(value.slice(0, 10)));
}

/** What a check may let pass. */
export interface CheckOptions {
	/** Take numbers for texts and texts for numbers. */
	coerce: boolean;
	/** Top-level properties taken although the schema does not name them: those the stored object has. */
	alsoKnown?: Row;
}

function scalar(field: FieldShape, value: unknown, path: string, options: CheckOptions): void {
	const wrong = () => unsupportedProperty(path);
	switch (field.kind) {
		case 'text': {
			if (options.coerce && typeof value === 'number') return;
			if (typeof value !== 'string') throw wrong();
			if (field.max !== undefined && value.length > field.max)
				throw wrongLength(field.name, field.max, value.length);
			return;
		}
		case 'decimal':
		case 'integer': {
			const given =
				options.coerce && typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
			if (typeof given !== 'number' || !Number.isFinite(given)) throw wrong();
			if (field.kind === 'integer' && !Number.isInteger(given)) throw wrong();
			return;
		}
		case 'boolean':
			if (
				typeof value !== 'boolean' &&
				!(options.coerce && (value === 'true' || value === 'false'))
			)
				throw wrong();
			return;
		case 'date':
		case 'time':
			if (typeof value !== 'string') throw wrong();
			if (field.kind === 'date' && value !== '' && !isDay(value)) throw wrong();
			return;
		case 'enumeration': {
			if (typeof value !== 'string') throw wrong();
			const allowed = enumerations[field.of ?? ''] ?? [];
			if (!allowed.includes(value)) throw invalidEnumeration(field.name, value);
			return;
		}
		case 'object':
		case 'reference':
		case 'type':
			structure(field, value, path, options);
	}
}

function structure(field: FieldShape, value: unknown, path: string, options: CheckOptions): void {
	if (field.kind === 'object') return;
	if (field.kind === 'reference') {
		if (value === '') return;
		if (!isRow(value)) throw unsupportedProperty(path);
		for (const [key, part] of Object.entries(value)) {
			if (!['value', 'name', 'type'].includes(key)) throw unsupportedProperty(`${path}.${key}`);
			if (part === null || typeof part === 'string') continue;
			if (options.coerce && typeof part === 'number') continue;
			throw unsupportedProperty(`${path}.${key}`);
		}
		return;
	}
	if (!isRow(value)) throw unsupportedProperty(path);
	checkType(field.of ?? '', value, path, { coerce: options.coerce });
}

function checkType(type: string, row: Row, path: string, options: CheckOptions): void {
	const shape = shapeOf(type);
	if (!shape) return;
	for (const [key, value] of Object.entries(row)) {
		const here = path === '' ? key : `${path}.${key}`;
		const field = shape.get(key);
		if (!field) {
			if (options.alsoKnown && key in options.alsoKnown) continue;
			throw unsupportedProperty(here);
		}
		if (value === null || value === undefined) continue;
		if (!field.list) {
			scalar(field, value, here, options);
			continue;
		}
		if (!Array.isArray(value)) throw unsupportedProperty(here);
		for (const one of value) scalar(field, one, here, options);
	}
}

/**
 * Throws the fault that a request body would get for its names (2010), types (2010), lengths (2050)
 * and enumerations (2170). Null stands for "clear this" and is always taken.
 */
export function checkEntityShape(entity: string, row: Row, options: CheckOptions): void {
	checkType(entity, row, '', options);
}
