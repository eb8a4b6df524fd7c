import type {
	AccountRecord,
	ChangeOrderRecord,
	ClassRecord,
	CommitmentLine,
	ItemRecord,
} from '../../../spine/documents/records';
import type { Document } from '../../../spine/documents/document';
import { codeDocument, type CodingOptions } from '../../../spine/mapping/code-document';
import { identify } from '../../../spine/identity/identify';
import type { MappingRule } from '../../../spine/mapping/rules';
import {
	booksVendor,
	commitment,
	directory,
	document,
	settings,
	vendor,
} from '../identity/directory';

const inBooks = { side: 'books' as const, books: '900', active: true };

export const account = (
	id: string,
	number: string,
	name: string,
	over: Partial<AccountRecord> = {},
): AccountRecord => ({
	...inBooks,
	type: 'account',
	id,
	number,
	name,
	fullName: name,
	accountType: 'Expense',
	...over,
});

export const item = (id: string, name: string): ItemRecord => ({
	...inBooks,
	type: 'item',
	id,
	name,
	fullName: `Job cost:${name}`,
	itemType: 'Service',
});
export const accountClass = (id: string, name: string): ClassRecord => ({
	...inBooks,
	type: 'class',
	id,
	name,
	fullName: name,
});

export const chart = {
	accounts: [
		account('61', '5010', 'Concrete'),
		account('62', '5026', 'Electrical', { fullName: 'Job costs:Electrical' }),
		account('63', '5090', 'Freight and tax'),
		account('33', '2000', 'Accounts Payable', { accountType: 'Accounts Payable' }),
		account('34', '2050', 'Retainage Payable', { accountType: 'Other Current Liability' }),
	],
	items: [item('7', '26-100'), item('8', '03-300')],
	classes: [accountClass('3', 'Subcontract')],
	jobs: directory().jobs,
};

export const rule = (source: string, over: Partial<MappingRule>): MappingRule => ({
	source,
	...over,
});

export const rules: MappingRule[] = [
	rule('gl-mapping.csv:2', { costCode: '03-*', account: '5010' }),
	rule('gl-mapping.csv:3', {
		costCode: '26-100',
		costType: 'S',
		account: '5026',
		item: '26-100',
		class: 'Subcontract',
	}),
];

export const line = (
	id: string,
	number: string,
	description: string,
	costCode: string,
	amount: number,
): CommitmentLine => ({
	id,
	number,
	description,
	costCode,
	costType: 'S',
	amount,
});

export const electrical = commitment({
	id: 'c1',
	number: 'SC-2301-04',
	lines: [
		line('1', '1', 'Mobilisation', '03-100', 8000),
		line('2', '2', 'Rough-in', '26-100', 45000),
		line('3', '3', 'Fixtures', '26-100', 30000),
		line('4', '4', 'Trim and test', '26-100', 15000),
	],
});

export const changeOrder = (over: Partial<ChangeOrderRecord>): ChangeOrderRecord => ({
	type: 'change_order',
	side: 'projects',
	id: '9',
	tier: 'package',
	number: '001',
	status: 'approved',
	amount: 6500,
	commitment: 'c1',
	project: 'p1',
	lines: [line('901', '1', 'Added outlets', '26-100', 6500)],
	...over,
});

export const company = (over: Record<string, unknown> = {}) =>
	settings({ accounts: { payable: 'Accounts Payable', retainagePayable: '2050' }, ...over });

/** Codes a document of the electrical subcontractor on project 2301. */
export function code(
	over: Partial<Document>,
	options: Partial<CodingOptions> = {},
	works = [electrical],
) {
	const doc = document({
		number: 'HE-2',
		vendor: 'Hallam Electric',
		project: '2301',
		commitment: 'SC-2301-04',
		date: '2026-02-25',
		...over,
	});
	const people = directory({
		vendors: [
			vendor({ id: 'v1', name: 'Hallam Electric' }),
			booksVendor({ id: '58', name: 'Hallam Electric LLC' }),
		],
		commitments: works,
	});
	const given = options.settings ?? company();
	return codeDocument(doc, identify(doc, people, given), {
		rules,
		settings: given,
		books: chart,
		...options,
	});
}
