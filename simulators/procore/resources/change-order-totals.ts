import type { Context } from '../resource';
import { type Row, decimal, whole } from '../values';
import { moveContract } from './table';

type Bucket = 'approved' | 'pending' | 'draft' | 'none';

function bucketOf(status: unknown): Bucket {
	if (status === 'approved') return 'approved';
	if (status === 'draft') return 'draft';
	const pending = ['pending', 'revised', 'proceeding', 'pending_billable'];
	return pending.includes(String(status)) ? 'pending' : 'none';
}

/** Contract figures that a change order in a state counts in; prime contracts name some otherwise. */
const figures: Record<Bucket, { commitment: readonly string[]; prime: readonly string[] }> = {
	approved: {
		commitment: [
			'approved_change_orders',
			'revised_contract',
			'pending_revised_contract',
			'remaining_balance_outstanding',
		],
		prime: [
			'approved_change_orders',
			'revised_contract_amount',
			'pending_revised_contract_amount',
			'outstanding_balance',
		],
	},
	pending: {
		commitment: ['pending_change_orders', 'pending_revised_contract'],
		prime: ['pending_change_orders_amount', 'pending_revised_contract_amount'],
	},
	draft: { commitment: ['draft_change_orders_amount'], prime: ['draft_change_orders_amount'] },
	none: { commitment: [], prime: [] },
};

/** Moves the contract's totals from where the change order counted to where it counts now. */
export function settleContract(
	context: Context,
	before: Row | undefined,
	after: Row | undefined,
): void {
	const contract = context.store.contract(whole((after ?? before)?.contract_id));
	if (contract === undefined) return;
	const side = contract.key === 'prime_contracts' ? 'prime' : 'commitment';
	for (const [row, sign] of [
		[before, -1],
		[after, 1],
	] as const) {
		if (row === undefined || (row.deleted_at ?? null) !== null) continue;
		const total = decimal(row.grand_total).times(sign);
		moveContract(context, contract.row, figures[bucketOf(row.status)][side], total);
	}
}

/** The package that a potential change order goes into, straight or by its request. */
export function packageOf(context: Context, row: Row): Row | undefined {
	const request = context.store.find('change_order_requests', whole(row.change_order_request_id));
	const id = whole(row.change_order_package_id) ?? whole(request?.change_order_package_id);
	return context.store.find('change_order_packages', id);
}
