import { baseError, notFound } from '../refusal';
import type { Context, Resource } from '../resource';
import { type Bag, type Row, decimal, whole, without } from '../values';
import { stating } from '../wire';
import { restatePercentagePaid } from './contracts';
import { flatPaths, moveContract, table } from './table';

const paymentMembers = [
	'date',
	'check_number',
	'requisition_id',
	'invoice_number',
	'payment_number',
	'draw_request_number',
	'notes',
	'status',
	'external_payment_id',
	'date_payment_initiated',
	'date_payment_settled',
	'origin_id',
	'origin_code',
	'origin_data',
	'created_at',
	'updated_at',
];

function paymentShape(row: Row, context: Context): Bag {
	return {
		...stating(
			paymentMembers,
			without(row, ['payment_method', 'invoice_date', 'prostore_file_ids', 'vendor', 'project']),
		),
		project_id: whole(row.project_id) ?? context.projectId ?? null,
		attachments: row.attachments ?? [],
	};
}

const freeOfPayments = ['origin_id', 'origin_data', 'prostore_file_ids'];

function refuseSyncedPayment(context: Context, row: Row, changed: string[]): void {
	const synced = typeof row.origin_id === 'string' && row.origin_id !== '';
	if (!synced || !context.switches.originLocks) return;
	if (changed.length > 0 && changed.every((name) => freeOfPayments.includes(name))) return;
	throw baseError(
		422,
		'The Contract Payment cannot be edited or deleted because it is synced with an ERP system',
	);
}

const contractPayments: Resource = {
	...table('contract_payments'),
	paths: flatPaths('/rest/v1.0/contract_payments'),
	scope: 'project',
	parameters: {
		list: ['contract_id'],
		show: ['contract_id'],
		create: ['contract_id'],
		update: ['contract_id'],
		remove: ['contract_id'],
	},
	queryFilters: ['contract_id'],
	list: paymentShape,
	show: paymentShape,
	root: 'contract_payment',
	attributes: {
		amount: 'money',
		date: 'date',
		invoice_number: 'text',
		invoice_date: 'date',
		check_number: 'text',
		payment_number: 'whole',
		payment_method: ['check', 'credit_card', 'electronic'],
		notes: 'text',
		draw_request_number: 'whole',
		requisition_id: 'whole',
		origin_id: 'text',
		origin_data: 'text',
		prostore_file_ids: 'any',
	},
	uniqueOrigin: true,
	prepare: (context, changes, existing) => {
		if (existing !== undefined) {
			refuseSyncedPayment(context, existing, Object.keys(changes));
			return changes;
		}
		const contractId = whole(context.body.contract_id);
		const contract = context.store.contract(contractId);
		if (contract === undefined || context.store.projectOf(contract.row) !== context.projectId)
			throw notFound();
		return {
			amount: '0.00',
			status: 'paid',
			...changes,
			contract_id: contractId,
			project_id: context.projectId,
		};
	},
	mayRemove: (context, row) => refuseSyncedPayment(context, row, []),
	settle: (context, before, after) => {
		const contract = context.store.contract(whole((after ?? before)?.contract_id));
		if (contract === undefined) return;
		const difference = decimal(after?.amount).minus(decimal(before?.amount));
		const left =
			contract.key === 'prime_contracts' ? 'outstanding_balance' : 'remaining_balance_outstanding';
		moveContract(context, contract.row, ['total_payments'], difference);
		moveContract(context, contract.row, [left], difference.neg());
		if (!difference.isZero()) restatePercentagePaid(contract.row);
	},
	webhook: 'Contract Payments',
};

/** Payments issued on commitments and received on prime contracts. */
export const paymentResources: Resource[] = [contractPayments];
