import { codingSchema } from '../../../spine/documents/coding';
import type { CompanySettings } from '../../../spine/documents/settings';
import { policySchema } from '../../../spine/documents/settings';
import type { VendorRecord } from '../../../spine/documents/records';
import type { ListedPosting } from '../../../spine/ledger/ledger';
import type { MonitorFacts } from '../../../spine/monitors/facts';
import { monitorLimitsSchema } from '../../../spine/monitors/limits';
import { monitors } from '../../../spine/monitors/monitors';
import { findingsOf } from '../../../spine/monitors/run';
import { reconcile } from '../../../spine/reconciliation/reconcile';
import type { ReconciliationSource } from '../../../spine/reconciliation/source';
import { bill, claim, commitment, requisition, source } from '../reconciliation/example';

/** Request id that our bill's memo carries. */
const REQUEST = 'p-1234567890';

export const vendor = (
	id: string,
	name: string,
	over: Partial<VendorRecord> = {},
): VendorRecord => ({
	type: 'vendor',
	side: 'books',
	books: 'B1',
	id,
	name,
	aliases: [],
	emails: [],
	active: true,
	...over,
});

/** The bill of application 1 as it was posted: 10,000 gross less 1,000 retainage. */
export function posting(over: Partial<ListedPosting> = {}): ListedPosting {
	return {
		requestId: REQUEST,
		claim: 'c-1',
		revision: 0,
		books: 'B1',
		entity: 'Bill',
		key: 'mail-1',
		kind: 'pay_application',
		channel: 'email',
		number: 'K-1',
		application: '1',
		coding: codingSchema.parse({
			books: 'B1',
			entity: 'Bill',
			vendor: { id: 'Q1', name: 'Kessler Concrete LLC' },
			number: 'K-1',
			date: '2026-03-12',
			currency: 'USD',
			total: 9_000,
			gross: 10_000,
			problems: [],
			lines: [
				{
					role: 'cost',
					description: 'Footings',
					amount: 10_000,
					account: { id: 'COST' },
					customerJob: { id: 'J1' },
				},
				{
					role: 'retainage',
					description: 'Retainage',
					amount: -1_000,
					account: { id: 'RET' },
					customerJob: { id: 'J1' },
				},
			],
		}),
		state: 'done',
		attachment: 'done',
		outcome: {
			entity: 'Bill',
			id: '77',
			total: 9_000,
			state: 'created',
			number: 'K-1',
			warnings: [],
		},
		claimState: 'posted',
		vendor: 'V1',
		commitment: 'C1',
		project: 'P1',
		requisition: 'R1',
		queuedAt: '2026-03-12T10:00:00.000Z',
		settledAt: '2026-03-12T10:01:00.000Z',
		...over,
	};
}

export const ourBill = bill('77', 'K-1', 10_000, {
	memo: `Document K-1 [post:${REQUEST} claim:c-1]`,
});

const READ_AT = '2026-03-31T18:00:00.000Z';

/** What a test changes of the company. */
export interface Changes extends Partial<Omit<MonitorFacts, 'source' | 'report'>> {
	source?: Partial<ReconciliationSource>;
	settings?: Partial<CompanySettings>;
}

/**
 * A company on which nothing happened: one commitment, its first application approved, posted from
 * here and paid on both sides, everything read an hour ago.
 */
export function facts({ source: over, settings, ...more }: Changes = {}): MonitorFacts {
	const commitments = more.commitments ?? [commitment('C1', 'SC-001', 100_000)];
	const plain = source();
	const directory = {
		...plain.directory,
		commitments: commitments.filter(({ deleted }) => deleted !== true),
		...over?.directory,
	};
	const all: ReconciliationSource = source({
		ages: { projects: '2026-03-31T17:00:00.000Z', books: '2026-03-31T17:00:00.000Z' },
		requisitions: [requisition('R1', 'C1', 1, 0, 10_000)],
		transactions: [ourBill],
		claims: [claim('C1', { requisition: 'R1', booksId: '77' }, 'posted')],
		payments: [
			{
				side: 'projects',
				type: 'contract_payment',
				id: 'P-1',
				commitment: 'C1',
				project: 'P1',
				amount: 9_000,
				date: '2026-03-20',
			},
		],
		billPayments: [
			{
				side: 'books',
				books: 'B1',
				type: 'bill_payment',
				id: '900',
				vendor: 'Q1',
				date: '2026-03-20',
				total: 9_000,
				applied: [{ transaction: '77', type: 'bill', amount: 9_000 }],
			},
		],
		...over,
		settings: { ...plain.settings, ...settings },
		directory,
	});
	return {
		today: '2026-03-31',
		readAt: READ_AT,
		policy: policySchema.parse({}),
		limits: monitorLimitsSchema.parse({}),
		vendors: directory.vendors,
		items: [],
		classes: [],
		postings: [posting()],
		progress: (
			[
				['projects', 'commitments', 'P1'],
				['projects', 'requisitions', 'P1'],
				['books', 'Bill', 'B1'],
				['books', 'Vendor', 'B1'],
			] as const
		).map(([side, resource, scope]) => ({
			side,
			resource,
			scope,
			rows: 1,
			complete: true,
			asOf: '2026-03-31T17:00:00.000Z',
		})),
		revisited: [],
		...more,
		commitments,
		source: all,
		report: reconcile(all),
	};
}

/** What one monitor says of the company. */
export function found(id: string, changes: Changes = {}) {
	const monitor = monitors.find((one) => one.id === id);
	if (monitor === undefined) throw new Error(`There is no monitor ${id}.`);
	return findingsOf(monitor, facts(changes));
}
