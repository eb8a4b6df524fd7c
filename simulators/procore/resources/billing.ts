import { baseError, notFound } from '../refusal';
import type { Context, Resource } from '../resource';
import { type Bag, type Row, bag, whole, without } from '../values';
import { stating } from '../wire';
import { flatPaths, table } from './table';

const billingPeriods: Resource = {
	...table('billing_periods'),
	paths: flatPaths('/rest/v1.0/projects/:project_id/billing_periods'),
	scope: 'project',
	filters: { id: 'ids', created_at: 'range', updated_at: 'range', status: 'texts' },
	list: (row, context) => periodShape(row, context),
	show: (row, context) => periodShape(row, context),
	root: 'billing_period',
	attributes: {
		start_date: 'date',
		end_date: 'date',
		due_date: 'date',
		status: ['open', 'closed'],
	},
	requiredAttributes: ['start_date', 'end_date', 'due_date', 'status'],
	prepare: (context, changes, existing) =>
		existing === undefined
			? {
					...changes,
					position: context.store.rows('billing_periods').length + 1,
					project_id: context.projectId,
				}
			: changes,
};

function periodShape(row: Row, context: Context): Bag {
	return {
		...stating(
			['position', 'start_date', 'end_date', 'due_date', 'status', 'created_at', 'updated_at'],
			row,
		),
		project_id: whole(row.project_id) ?? context.projectId ?? null,
	};
}

const paymentApplicationInner = [
	'project_id',
	'g703',
	'attachments',
	'contract_id',
	'commitment_billing_period_id',
	'include_attachments',
];

function paymentApplicationEntry(row: Row): Bag {
	return stating(
		[
			'period_id',
			'period_start',
			'period_end',
			'billing_date',
			'invoice_number',
			'origin_id',
			'origin_data',
		],
		without(row, paymentApplicationInner),
	);
}

const paymentApplications: Resource = {
	...table('payment_applications'),
	paths: {
		list: [
			'/rest/v1.0/payment_applications',
			'/rest/v1.0/prime_contracts/:contract_id/payment_applications',
		],
		show: ['/rest/v1.0/payment_applications/:id'],
		create: ['/rest/v1.0/prime_contracts/:contract_id/payment_applications'],
		update: ['/rest/v1.0/prime_contracts/:contract_id/payment_applications/:id'],
		remove: ['/rest/v1.0/payment_applications/:id'],
	},
	scope: 'project',
	rows: ({ store, path }) =>
		store
			.rows('payment_applications')
			.filter(
				(row) =>
					path.contract_id === undefined || whole(bag(row.contract).id) === whole(path.contract_id),
			),
	list: paymentApplicationEntry,
	show: (row) => ({
		...paymentApplicationEntry(row),
		attachments: row.attachments ?? [],
		g703: row.g703 ?? [],
	}),
	root: 'payment_application',
	attributes: {
		commitment_billing_period_id: 'whole',
		period_start: 'date',
		period_end: 'date',
		billing_date: 'date',
		invoice_number: 'text',
		status: ['draft', 'under_review', 'revise_and_resubmit', 'approved'],
		origin_id: 'text',
		origin_data: 'text',
		include_attachments: 'flag',
	},
	prepare: (context, changes, existing) => {
		if (existing !== undefined) {
			if (
				context.switches.originLocks &&
				typeof existing.origin_id === 'string' &&
				existing.origin_id !== ''
			) {
				throw baseError(
					422,
					'This Payment Application cannot be edited because it has been synced with ERP',
				);
			}
			return changes;
		}
		const contract = context.store.find('prime_contracts', whole(context.path.contract_id));
		if (contract === undefined) throw notFound();
		const number =
			context.store
				.rows('payment_applications')
				.filter((row) => whole(bag(row.contract).id) === contract.id).length + 1;
		return {
			number,
			status: 'draft',
			...changes,
			period_id: changes.commitment_billing_period_id ?? null,
			contract: { id: contract.id, type: 'PrimeContract', title: contract.title ?? null },
			project_id: context.projectId,
		};
	},
	webhook: 'Payment Applications',
};

/** Billing periods and owner invoices. */
export const billingResources: Resource[] = [billingPeriods, paymentApplications];
