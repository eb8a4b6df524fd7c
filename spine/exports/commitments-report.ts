import { sumAmounts } from '../documents/money';
import type { CommitmentRecord } from '../documents/records';
import type { Header, Layout } from './columns';
import type { ExportContext, ExportRecords } from './context';
import { exportIds } from './identities';
import { PROJECT_COLUMNS, type ProjectScope, projectScope } from './project-scope';
import { isBesideTheList, openSheet, readRows, type SheetRow } from './sheet';
import { statusOf } from './status';

const COLUMNS = {
	number: [
		'number',
		'commitmentnumber',
		'contractnumber',
		'commitment#',
		'contract#',
		'#',
		'no',
		'commitment',
	],
	vendor: [
		'contractcompany',
		'vendor',
		'company',
		'contractor',
		'subcontractor',
		'vendorname',
		'companyname',
	],
	title: ['title', 'contracttitle', 'commitmenttitle'],
	kind: ['type', 'contracttype', 'commitmenttype'],
	status: ['status', 'contractstatus', 'commitmentstatus'],
	executed: ['executed'],
	original: [
		'originalcontractamount',
		'originalamount',
		'originalcontract',
		'originalcontractsum',
		'originalcommitment',
		'originalcontractvalue',
	],
	approved: ['approvedchangeorders', 'approvedcos', 'approvedvariations', 'approvedchanges'],
	revised: [
		'revisedcontractamount',
		'revisedcontract',
		'revisedamount',
		'revisedcontractsum',
		'revisedcommitment',
	],
	pending: ['pendingchangeorders', 'pendingcos', 'pendingvariations'],
	invoiced: [
		'invoiced',
		'invoicedtodate',
		'totalinvoiced',
		'invoicedamount',
		'progressclaimed',
		'billedtodate',
	],
	retainage: [
		'defaultretainage',
		'retainage%',
		'retainagepercent',
		'retainagepercentage',
		'defaultretainage%',
	],
	...PROJECT_COLUMNS,
} as const;
type Field = keyof typeof COLUMNS;

/**
 * The commitments list of the project system
 * (https://support.procore.com/faq/what-are-the-default-columns-in-the-contracts-tab-of-the-commitments-tool).
 */
export const COMMITMENTS: Layout<Field> = {
	columns: COLUMNS,
	required: ['number', 'vendor', 'status', 'original'],
	title: /commitments?/i,
};

const STATUSES: Readonly<Record<string, CommitmentRecord['status']>> = {
	draft: 'draft',
	outforbid: 'out_for_bid',
	outforsignature: 'out_for_signature',
	processing: 'processing',
	submitted: 'submitted',
	approved: 'approved',
	partiallyreceived: 'partially_received',
	received: 'received',
	complete: 'complete',
	completed: 'complete',
	closed: 'closed',
	terminated: 'terminated',
	void: 'void',
	voided: 'void',
};

/**
 * Commitments by their totals. Lines that were imported before are kept; what the report does not
 * list (SOV, change orders one by one) is not made up.
 */
export function readCommitments(context: ExportContext, header: Header<Field>): ExportRecords {
	const { table, dateOrder, currency, directory } = context;
	const sheet = openSheet<Field>(table, header, {
		dates: [],
		amounts: ['original', 'approved', 'revised', 'pending', 'invoiced'],
		dateOrder,
		currency,
	});
	const scope = projectScope(context);
	const known = new Map(directory.commitments.map((record) => [record.id, record]));
	const records = new Map<string, CommitmentRecord>();
	const refusals = readRows(sheet, (row) => {
		if (row.text('number') === undefined && isBesideTheList(row)) return;
		if (/^(grand )?totals?$/i.test(row.text('number') ?? '')) return;
		const record = commitmentOf(row, scope, currency);
		if (records.has(record.id)) row.refuse('number', `names ${record.number ?? ''} a second time`);
		const lines = known.get(record.id)?.lines;
		records.set(record.id, lines === undefined ? record : { ...record, lines });
	});
	const listed = [...records.values()];
	const knowsInvoiced =
		header.columns.invoiced !== undefined && listed.every(({ invoiced }) => invoiced !== undefined);
	return {
		records: listed,
		mentioned: scope.mentioned(),
		refusals,
		scopes: scope.scopes(),
		resources: knowsInvoiced ? ['commitments', 'requisitions'] : ['commitments'],
		passedOver: {},
		notes: knowsInvoiced
			? []
			: [
					'The report does not say of every commitment what was invoiced on it, so rules that add up billings stay not evaluable. Show the column "Invoiced" and export it again.',
				],
	};
}

function commitmentOf(
	row: SheetRow<Field>,
	scope: ProjectScope,
	currency: string,
): CommitmentRecord {
	const number = row.needed('number');
	const project = scope.of(row);
	const status = statusOf(row, STATUSES, 'a commitment (Draft, Approved, Complete, ...)');
	const original = row.neededAmount('original');
	const approvedChanges = row.amount('approved');
	const revised = row.amount('revised');
	const pendingChanges = row.amount('pending');
	const invoiced = row.amount('invoiced');
	const retainagePercent = percentOf(row);
	const computed =
		approvedChanges === undefined ? undefined : sumAmounts([original, approvedChanges], currency);
	const title = row.text('title');
	const executed = row.yesOrNo('executed');
	return {
		type: 'commitment',
		side: 'projects',
		id: exportIds.commitment(project.id, number),
		kind: kindOf(row.text('kind'), number),
		number,
		...(title === undefined ? {} : { title }),
		status,
		...(executed === undefined ? {} : { executed }),
		vendor: scope.vendor(row.needed('vendor')),
		project: project.id,
		original,
		...(approvedChanges === undefined ? {} : { approvedChanges }),
		...(revised === undefined && computed === undefined ? {} : { revised: revised ?? computed }),
		...(pendingChanges === undefined ? {} : { pendingChanges }),
		...(invoiced === undefined ? {} : { invoiced }),
		...(retainagePercent === undefined ? {} : { retainagePercent }),
		totalsOnly: true,
		lines: [],
	};
}

function percentOf(row: SheetRow<Field>): number | undefined {
	const text = row.text('retainage');
	if (text === undefined) return undefined;
	const percent = Number(text.replace(/[%\s]/g, ''));
	if (!(percent >= 0 && percent <= 100)) {
		return row.refuse('retainage', `holds "${text}", which is no percentage from 0 to 100`);
	}
	return percent;
}

/** By the report's own column, else by the letters that the number begins with. */
function kindOf(text: string | undefined, number: string): CommitmentRecord['kind'] {
	if (text !== undefined) return /purchase|^po\b/i.test(text) ? 'purchase_order' : 'subcontract';
	return /^\W*(?:PO|P\.O)/i.test(number) ? 'purchase_order' : 'subcontract';
}
