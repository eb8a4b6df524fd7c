import type { CommitmentLine, CommitmentRecord } from '../documents/records';
import type { Header, Layout } from './columns';
import { projectsOf } from './change-orders';
import { commitmentFinder } from './commitment-lookup';
import type { ExportContext, ExportRecords } from './context';
import { exportIds } from './identities';
import { PROJECT_COLUMNS } from './project-scope';
import { isBesideTheList, openSheet, readRows, type SheetRow } from './sheet';

const COLUMNS = {
	commitment: [
		'commitment',
		'contract',
		'commitmentnumber',
		'contractnumber',
		'commitment#',
		'contract#',
	],
	number: ['#', 'line#', 'linenumber', 'line', 'position', 'item', 'itemnumber', 'no'],
	description: ['description', 'lineitemdescription', 'linedescription'],
	costCode: ['costcode', 'budgetcode', 'code'],
	costType: ['costtype', 'type', 'category', 'lineitemtype'],
	quantity: ['quantity', 'qty', 'units'],
	unit: ['uom', 'unit', 'unitofmeasure'],
	unitPrice: ['unitcost', 'unitprice', 'rate'],
	amount: ['amount', 'scheduledvalue', 'subtotal', 'totalamount', 'total'],
	...PROJECT_COLUMNS,
} as const;
type Field = keyof typeof COLUMNS;

/** Lines of the schedules of values, one row each, under their commitment's number. */
export const SCHEDULE_OF_VALUES: Layout<Field> = {
	columns: COLUMNS,
	required: ['commitment', 'amount', ['costCode', 'number'], 'description'],
	never: ['status', 'originalcontractamount', 'transactiontype'],
	title: /schedule of values|line items?/i,
};

/** Commitments with the lines of their schedules of values; the rest of them stays as it is. */
export function readScheduleOfValues(context: ExportContext, header: Header<Field>): ExportRecords {
	const { table, dateOrder, currency } = context;
	const sheet = openSheet<Field>(table, header, {
		dates: [],
		amounts: ['amount', 'unitPrice'],
		dateOrder,
		currency,
	});
	const find = commitmentFinder(context);
	const lines = new Map<string, { commitment: CommitmentRecord; lines: CommitmentLine[] }>();
	const refusals = readRows(sheet, (row) => {
		if (row.text('commitment') === undefined && isBesideTheList(row)) return;
		const commitment = find(row);
		const own = lines.get(commitment.id) ?? { commitment, lines: [] };
		lines.set(commitment.id, own);
		own.lines.push(lineOf(row, commitment.id, own.lines.length + 1));
	});
	const records = [...lines.values()].map(({ commitment, lines: listed }) => ({
		...commitment,
		lines: listed,
	}));
	return {
		records,
		mentioned: [],
		refusals,
		scopes: projectsOf(context, records),
		resources: ['schedule_of_values'],
		passedOver: {},
		notes: [],
	};
}

function lineOf(row: SheetRow<Field>, commitment: string, position: number): CommitmentLine {
	const number = row.text('number');
	const [costCode, type] = codeOf(row.text('costCode'));
	const costType = row.text('costType') ?? type;
	const description = row.text('description');
	const unit = row.text('unit');
	const quantity = row.text('quantity');
	const unitPrice = row.text('unitPrice');
	return {
		id: exportIds.commitmentLine(commitment, number ?? String(position)),
		...(number === undefined ? {} : { number }),
		...(description === undefined ? {} : { description }),
		...(costCode === undefined ? {} : { costCode }),
		...(costType === undefined ? {} : { costType }),
		amount: row.neededAmount('amount'),
		...(quantity === undefined ? {} : { quantity: numberIn(row, 'quantity', quantity) }),
		...(unit === undefined ? {} : { unit }),
		...(unitPrice === undefined ? {} : { unitPrice: numberIn(row, 'unitPrice', unitPrice) }),
	};
}

/** `03-300.S - Concrete.Subcontract` is code 03-300 of type S. */
function codeOf(text: string | undefined): [string | undefined, string | undefined] {
	if (text === undefined) return [undefined, undefined];
	const [bare = text] = text.split(/\s+[-\u2013]\s+|\s{2,}/);
	const [, code, type] = /^([\d][\d.\- ]*?)\.([A-Za-z]{1,4})$/.exec(bare) ?? [];
	return code === undefined ? [bare, undefined] : [code, type];
}

function numberIn(row: SheetRow<Field>, field: 'quantity' | 'unitPrice', text: string): number {
	const value = Number(text.replace(/[,$\s]/g, ''));
	return Number.isFinite(value) ? value : row.refuse(field, `holds "${text}", which is no number`);
}
