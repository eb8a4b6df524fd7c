import type { ChangeOrderRecord } from '../documents/records';
import type { Header, Layout } from './columns';
import { commitmentFinder } from './commitment-lookup';
import type { ExportContext, ExportRecords } from './context';
import { exportIds } from './identities';
import { PROJECT_COLUMNS } from './project-scope';
import { isBesideTheList, openSheet, readRows } from './sheet';
import { statusOf } from './status';

const COLUMNS = {
	commitment: [
		'contract',
		'commitment',
		'contractnumber',
		'commitmentnumber',
		'contract#',
		'commitment#',
	],
	number: [
		'#',
		'number',
		'changeordernumber',
		'changeorder#',
		'cconumber',
		'cco#',
		'co#',
		'conumber',
		'no',
	],
	title: ['title', 'description'],
	status: ['status'],
	executed: ['executed'],
	amount: ['amount', 'changeorderamount', 'grandtotal', 'totalamount', 'total'],
	kind: ['type', 'changeordertype', 'tier'],
	approvedOn: ['reviewdate', 'approveddate', 'dateapproved', 'approvedon'],
	...PROJECT_COLUMNS,
} as const;
type Field = keyof typeof COLUMNS;

/** The list of commitment change orders, one row each. */
export const CHANGE_ORDERS: Layout<Field> = {
	columns: COLUMNS,
	required: ['commitment', 'number', 'status', 'amount'],
	never: ['originalcontractamount', 'scheduledvalue', 'costcode'],
	title: /change orders?|variations?/i,
};

const STATUSES: Readonly<Record<string, ChangeOrderRecord['status']>> = {
	draft: 'draft',
	approved: 'approved',
	rejected: 'rejected',
	void: 'void',
	nocharge: 'no_charge',
	notproceeding: 'rejected',
	proceeding: 'pending',
	pending: 'pending',
	pendinginreview: 'pending',
	pendingnotpricing: 'pending',
	pendingpricing: 'pending',
	pendingproceeding: 'pending',
	pendingrevised: 'pending',
	outforsignature: 'pending',
};

/** Change orders of commitments that the ledger knows; the same one twice stops the second row. */
export function readChangeOrders(context: ExportContext, header: Header<Field>): ExportRecords {
	const { table, dateOrder, currency } = context;
	const sheet = openSheet<Field>(table, header, {
		dates: ['approvedOn'],
		amounts: ['amount'],
		dateOrder,
		currency,
	});
	const find = commitmentFinder(context);
	const records = new Map<string, ChangeOrderRecord>();
	const refusals = readRows(sheet, (row) => {
		if (row.text('number') === undefined && isBesideTheList(row)) return;
		const commitment = find(row);
		const number = row.needed('number');
		const status = statusOf(row, STATUSES, 'a change order (Draft, Pending, Approved, ...)');
		const tier = tierOf(row.text('kind'));
		const id = exportIds.changeOrder(commitment.id, tier, number);
		if (records.has(id))
			row.refuse('number', `names ${number} of ${commitment.number ?? ''} a second time`);
		const executed = row.yesOrNo('executed');
		const title = row.text('title');
		const approvedOn = status === 'approved' ? row.date('approvedOn') : undefined;
		records.set(id, {
			type: 'change_order',
			side: 'projects',
			id,
			tier,
			number,
			...(title === undefined ? {} : { title }),
			status,
			...(executed === undefined ? {} : { executed }),
			amount: row.neededAmount('amount'),
			commitment: commitment.id,
			project: commitment.project,
			...(approvedOn === undefined ? {} : { approvedOn }),
			lines: [],
		});
	});
	const listed = [...records.values()];
	return {
		records: listed,
		mentioned: [],
		refusals,
		scopes: projectsOf(context, listed),
		resources: ['change_orders'],
		passedOver: {},
		notes: [],
	};
}

function tierOf(text: string | undefined): ChangeOrderRecord['tier'] {
	if (text === undefined) return 'package';
	if (/potential|pco/i.test(text)) return 'potential';
	return /request|\bcor\b/i.test(text) ? 'request' : 'package';
}

/** The project that was given for the file, else those whose commitments it names. */
export function projectsOf(
	{ project, directory }: ExportContext,
	records: ReadonlyArray<{ project: string }>,
): ExportRecords['scopes'] {
	const given = directory.projects.find(({ number }) => number === project?.number)?.id;
	const named = given === undefined ? records.map((record) => record.project) : [given];
	return [...new Set(named)].map((scope) => ({ side: 'projects' as const, scope }));
}
