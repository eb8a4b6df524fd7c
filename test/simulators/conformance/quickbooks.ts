import {
	readContract,
	type Contract,
	type ReferenceField,
	type XsdField,
} from './quickbooksContract';

/** Places where the published contracts are known to be wrong or not to apply, each with its reason. */
export const slips = {
	/** `entity.property` that the reference marks required although a create without it is taken. */
	notRequired: new Map([
		[
			'PurchaseOrder.APAccountRef',
			'the same reference page says it is implied when the company has one payables account',
		],
		[
			'JournalEntry.Line.JournalEntryLineDetail.JournalCodeRef',
			'journal codes belong to companies in France; the reference examples go without',
		],
		[
			'Item.ItemCategoryType',
			'belongs to companies in France (minor version 3); other creates carry Type alone',
		],
	]),
	/** Enumeration values the schema has and QuickBooks Online does not take. */
	unusableValues: new Map([['AccountTypeEnum Non-Posting', 'exists in QuickBooks Desktop only']]),
	/** Properties that go over the wire as JSON under another name than in the XML schema. */
	jsonNames: new Map([['MemoRef.value', 'the text of the XML element becomes `value` in JSON']]),
	/** Fault types that occur although `FaultTypeEnum` lacks them or misspells them. */
	faultTypes: new Map([
		['AuthorizationFault', 'the schema spells it AuthorizatonFault'],
		['SERVICE', 'sent by the gateway when it throttles'],
		['AUTHENTICATION', 'sent by the gateway when a token expired'],
	]),
};

/** Whether a message goes to QuickBooks or comes from it. */
export interface CheckOptions {
	direction: 'request' | 'response';
}

type Row = Record<string, unknown>;

function isRow(value: unknown): value is Row {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

let loaded: Contract | undefined;

function contract(): Contract {
	const dir = process.env.CONTRACTS_DIR;
	if (dir === undefined)
		throw new Error('CONTRACTS_DIR does not name the folder of the contracts.');
	loaded ??= readContract(dir);
	return loaded;
}

const patterns: Record<string, RegExp> = {
	'xs:date': /^\d{4}-\d{2}-\d{2}(Z|[+-]\d{2}:\d{2})?$/,
	'xs:dateTime': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/,
};

/** The schema's simple type for a type name of the reference, for properties the schema lacks. */
function simpleType(name: string): string {
	if (/boolean/i.test(name)) return 'xs:boolean';
	if (/decimal/i.test(name)) return 'xs:decimal';
	if (/ReferenceType$/.test(name)) return 'ReferenceType';
	return 'xs:string';
}

class Check {
	readonly problems: string[] = [];

	constructor(
		private readonly entity: string,
		private readonly options: CheckOptions,
	) {}

	private fail(path: string, why: string): void {
		this.problems.push(`${this.entity}.${path}: ${why}`);
	}

	private simple(type: string, value: unknown, path: string): boolean {
		switch (type) {
			case 'xs:string':
			case 'id':
			case 'IdType':
			case 'xs:anyURI':
				if (typeof value !== 'string') this.fail(path, 'is no text');
				return true;
			case 'xs:boolean':
				if (typeof value !== 'boolean') this.fail(path, 'is no boolean');
				return true;
			case 'xs:decimal':
				if (typeof value !== 'number' || !Number.isFinite(value)) this.fail(path, 'is no number');
				return true;
			case 'xs:int':
			case 'xs:long':
			case 'xs:positiveInteger':
				if (typeof value !== 'number' || !Number.isInteger(value))
					this.fail(path, 'is no whole number');
				else if (type === 'xs:positiveInteger' && value < 1) this.fail(path, 'is less than 1');
				return true;
			case 'xs:date':
			case 'xs:dateTime':
				if (typeof value !== 'string' || !patterns[type]?.test(value))
					this.fail(path, `is no ${type.slice(3)}`);
				return true;
			case 'IntuitAnyType':
				return true;
			case 'ReferenceType':
				this.reference(value, path);
				return true;
			default:
				return false;
		}
	}

	private reference(value: unknown, path: string): void {
		if (!isRow(value)) return this.fail(path, 'is no reference');
		for (const [key, part] of Object.entries(value)) {
			if (!['value', 'name', 'type'].includes(key)) this.fail(`${path}.${key}`, 'is unknown');
			else if (typeof part !== 'string') this.fail(`${path}.${key}`, 'is no text');
		}
		if (value.value === undefined) this.fail(`${path}.value`, 'is missing');
	}

	private one(type: string, field: ReferenceField | undefined, value: unknown, path: string): void {
		if (field?.maxLength !== undefined && typeof value === 'string')
			if (value.length > field.maxLength) this.fail(path, `is longer than ${field.maxLength}`);
		if (this.simple(type, value, path)) return;
		const values = contract().enumOf(type);
		if (values) {
			if (typeof value !== 'string') return this.fail(path, 'is no text');
			const unusable = slips.unusableValues.has(`${type} ${value}`);
			if (!values.includes(value) || unusable) this.fail(path, `${value} is no ${type}`);
			return;
		}
		if (!contract().typeOf(type)) {
			this.simple('xs:string', value, path);
			return;
		}
		if (!isRow(value)) return this.fail(path, 'is no object');
		this.object(type, this.partFields(field, value), value, path);
	}

	/** The reference's properties of a part; of several kinds of line the one with its detail. */
	private partFields(field: ReferenceField | undefined, value: Row): ReferenceField[] | undefined {
		const kinds = (field?.type ?? '')
			.split('|')
			.map((one) => contract().partOf(this.entity, one.trim()))
			.filter((one) => one !== undefined);
		const detail = value.DetailType;
		return kinds.length > 1
			? kinds.find((kind) => kind.some((one) => one.name === detail))
			: kinds[0];
	}

	private line(value: Row, path: string): void {
		const type = value.DetailType;
		if (typeof type !== 'string') return;
		const details = Object.keys(value).filter((key) => key.endsWith('LineDetail'));
		const own = type === 'DescriptionOnly' ? 'DescriptionLineDetail' : type;
		for (const detail of details)
			if (detail !== own)
				this.fail(`${path}.${detail}`, `does not belong to a line of type ${type}`);
		if (type !== 'DescriptionOnly' && type !== 'SubTotalLineDetail' && !details.includes(own))
			this.fail(`${path}.${own}`, 'is missing');
	}

	private missing(fields: ReferenceField[], value: Row, path: string, top: boolean): void {
		const update = top && this.options.direction === 'request' && value.Id !== undefined;
		const partial = top && (value.sparse === true || value.status === 'Deleted');
		for (const field of fields) {
			const here = path === '' ? field.name : `${path}.${field.name}`;
			if (slips.notRequired.has(`${this.entity}.${here.replace(/\.\d+/g, '')}`)) continue;
			const needed =
				(field.required === 'create' && !partial) || (field.required === 'update' && update);
			const given = value[field.name];
			const empty =
				this.options.direction === 'request' && Array.isArray(given) && given.length === 0;
			if (needed && (given === undefined || given === null || empty)) this.fail(here, 'is missing');
		}
	}

	/** Walks an object of a schema type; `fields` is what the reference adds to it. */
	object(type: string, fields: ReferenceField[] | undefined, value: Row, path: string): void {
		const shape = contract().typeOf(type) ?? new Map<string, XsdField>();
		for (const [key, part] of Object.entries(value)) {
			const here = path === '' ? key : `${path}.${key}`;
			const known = shape.get(key);
			const field = fields?.find((one) => one.name === key);
			if (slips.jsonNames.has(`${type}.${key}`)) this.simple('xs:string', part, here);
			else if (!known && !field) this.fail(here, 'is unknown');
			else if (part !== null) {
				const partType = known?.type ?? simpleType(field?.type ?? '');
				const list = known?.list ?? field?.list === true;
				if (list && !Array.isArray(part)) this.fail(here, 'is no list');
				else if (!list && Array.isArray(part)) this.fail(here, 'is a list');
				else
					for (const [index, single] of (Array.isArray(part) ? part : [part]).entries())
						this.one(partType, field, single, list ? `${here}.${index}` : here);
			}
		}
		if (type === 'Line') this.line(value, path);
		this.missing(fields ?? [], value, path, path === '');
	}

	/** What the contracts say in words: names of people, and what every answer carries. */
	beyond(value: Row): void {
		const names = ['DisplayName', 'Title', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix'];
		const person = this.entity === 'Vendor' || this.entity === 'Customer';
		const creates = this.options.direction === 'request' && value.Id === undefined;
		if (person && creates && names.every((name) => value[name] === undefined))
			this.fail('DisplayName', 'is missing');
		if (this.options.direction === 'response')
			for (const name of value.status === 'Deleted' || value.sparse === true
				? ['Id']
				: ['Id', 'SyncToken'])
				if (value[name] === undefined) this.fail(name, 'is missing');
	}
}

/**
 * Holds one entity against Intuit's published contracts: names, types and enumerations of the XML
 * schema, required properties and lengths of the API reference, less the {@link slips}. Gives a
 * sentence per deviation, none for a good message. Reads the contracts from CONTRACTS_DIR and throws
 * when it is not set or names no such folder.
 */
export function checkEntity(entity: string, value: unknown, options: CheckOptions): string[] {
	if (!contract().typeOf(entity)) return [`${entity}: is no entity`];
	if (!isRow(value)) return [`${entity}: is no object`];
	const check = new Check(entity, options);
	check.object(entity, contract().fieldsOf(entity), value, '');
	check.beyond(value);
	return check.problems;
}

function checkFault(fault: unknown): string[] {
	if (!isRow(fault)) return ['Fault: is no object'];
	const check = new Check('Fault', { direction: 'response' });
	check.object('Fault', undefined, fault, '');
	const type = String(fault.type);
	const known = contract().enumOf('FaultTypeEnum')?.includes(type) || slips.faultTypes.has(type);
	return known ? check.problems : [...check.problems, `Fault.type: ${type} is unknown`];
}

function checkRows(response: unknown): string[] {
	if (!isRow(response)) return ['QueryResponse: is no object'];
	const rest = ['startPosition', 'maxResults', 'totalCount'];
	return Object.entries(response).flatMap(([key, value]) => {
		if (key === 'Fault') return checkFault(value);
		if (rest.includes(key)) return Number.isInteger(value) ? [] : [`${key}: is no whole number`];
		if (!Array.isArray(value)) return [`QueryResponse.${key}: is no list`];
		return value.flatMap((row: unknown) => checkEntity(key, row, { direction: 'response' }));
	});
}

/** Holds a whole answer (object, query, batch, change data capture, upload, fault) against the contracts. */
export function checkAnswer(body: unknown): string[] {
	if (!isRow(body)) return ['answer: is no object'];
	return Object.entries(body).flatMap(([key, value]): string[] => {
		const list: unknown[] = Array.isArray(value) ? value : [value];
		if (key === 'time')
			return patterns['xs:dateTime']?.test(String(value)) ? [] : ['time: is none'];
		if (key === 'bId') return typeof value === 'string' ? [] : ['bId: is no text'];
		if (key === 'Fault') return checkFault(value);
		if (key === 'BatchItemResponse' || key === 'AttachableResponse')
			return list.flatMap(checkAnswer);
		if (key === 'CDCResponse') return list.flatMap(checkAnswer);
		if (key === 'QueryResponse') return list.flatMap(checkRows);
		return checkEntity(key, value, { direction: 'response' });
	});
}
