import { Refusal, fieldErrors } from './refusal';
import type { AttributeKind, Attributes } from './resource';
import type { Switches } from './switches';
import { type Bag, money, decimal, whole } from './values';

/**
 * The changes that a body asks for. A malformed date becomes null in silence, unknown attributes are
 * passed over or refused (a switch), everything else that is wrong is refused with 422 by field.
 */
export function changesFrom(attributes: Attributes, given: Bag, switches: Switches): Bag {
	const changes: Bag = {};
	const errors: Record<string, string[]> = {};
	const unknown: string[] = [];
	for (const [name, value] of Object.entries(given)) {
		const kind = attributes[name];
		if (kind !== undefined) {
			const read = value === null ? { value: null } : readAttribute(kind, value);
			if ('error' in read) errors[name] = [read.error];
			else changes[name] = read.value;
		} else if (/^custom_field_\d+$/.test(name)) {
			changes.custom_fields = {
				...customFields(changes.custom_fields),
				[name]: customField(value),
			};
		} else {
			unknown.push(name);
		}
	}
	if (Object.keys(errors).length > 0) throw fieldErrors(422, errors);
	if (unknown.length > 0 && switches.unknownAttributes === 'refuse') {
		throw new Refusal(406, { errors: [`Unknown attributes: ${unknown.join(', ')}`] });
	}
	return changes;
}

function customFields(value: unknown): object {
	return typeof value === 'object' && value !== null ? value : {};
}

function customField(value: unknown): Bag {
	const types: Record<string, string> = { number: 'decimal', boolean: 'boolean' };
	return { data_type: types[typeof value] ?? 'string', value };
}

function readAttribute(
	kind: AttributeKind,
	value: unknown,
): { value: unknown } | { error: string } {
	if (typeof kind !== 'string') {
		return kind.includes(String(value)) ? { value } : { error: 'is not included in the list' };
	}
	switch (kind) {
		case 'text':
			return typeof value === 'object' ? { error: 'is not a string' } : { value: String(value) };
		case 'whole': {
			const number = whole(value);
			return number === undefined ? { error: 'is not a number' } : { value: number };
		}
		case 'money':
			return isNumeric(value) ? { value: money(decimal(value)) } : { error: 'is not a number' };
		case 'date':
			return { value: isDate(value) ? value : null };
		case 'flag':
			return typeof value === 'boolean' ? { value } : { value: value === 'true' };
		case 'any':
			return { value };
	}
}

function isNumeric(value: unknown): boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	return typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)$/.test(value.trim());
}

function isDate(value: unknown): boolean {
	if (typeof value !== 'string') return false;
	const [, date] = /^(\d{4}-\d{2}-\d{2})(T.+)?$/.exec(value) ?? [];
	if (date === undefined) return false;
	const parsed = new Date(`${date}T00:00:00Z`);
	return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}
