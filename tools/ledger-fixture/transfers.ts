import type { Transfer } from '../../spine/documents/transfer';
import type {
	PaymentContent,
	TransferContent,
	TransferKind,
} from '../../spine/documents/transfer-content';
import type { Ledger, TransferResult } from '../../spine/ledger/ledger';
import type { HandClock } from './fill';
import { BOOKS } from './places';

const payment: PaymentContent = {
	kind: 'payment_issued',
	amount: 4_500,
	date: '2026-02-10',
	method: 'check',
	number: '1001',
	invoice: '601',
	notes: 'QuickBooks payment 157',
};

const row = (name: string): TransferContent => ({
	kind: 'books_row',
	entity: 'PurchaseOrder',
	row: { DocNumber: name },
});

/** What a transfer of each kind says. A new kind is missing here until it is given. */
const contents: Record<TransferKind, TransferContent> = {
	payment_issued: payment,
	payment_received: { kind: 'payment_received', amount: 5_000, date: '2026-03-01' },
	verdict: {
		kind: 'verdict',
		outcome: 'held',
		comment: 'HELD: requested 4,500.00.',
		lines: [{ line: 'L1', comment: 'OB-04: more than was left.' }],
		status: 'revise_and_resubmit',
	},
	direct_cost: {
		kind: 'direct_cost',
		type: 'expense',
		vendor: { id: '8', name: 'Ames Steel' },
		number: 'D-1',
		date: '2026-02-14',
		status: 'approved',
		lines: [{ description: 'Rebar', amount: 75.5, costCode: { id: '31' }, costType: { id: '41' } }],
	},
	vendor: {
		kind: 'vendor',
		name: 'Kessler Concrete LLC',
		city: 'Northgate',
		email: 'a@kessler.example',
	},
	job: { kind: 'job', name: 'Harbor School', parent: { id: 'J0' } },
	owner_invoice: {
		kind: 'owner_invoice',
		customerJob: { id: 'J1' },
		number: 'NB-1',
		date: '2026-02-28',
		memo: 'Owner invoice 1',
		lines: [{ role: 'work', description: 'Work', amount: 9_500, item: { id: '21' } }],
	},
	labour: {
		kind: 'labour',
		number: 'LAB-202602',
		date: '2026-02-28',
		lines: [
			{ posting: 'debit', amount: 800, account: { id: '80' }, customerJob: { id: 'J1' } },
			{ posting: 'credit', amount: 800, account: { id: '33' } },
		],
	},
	posted_bill: {
		kind: 'posted_bill',
		entity: 'Bill',
		claim: 'clm-none',
		total: 320,
		requestId: 'p-none',
		lines: [{ amount: 320, charge: 'item:21', job: 'J1' }],
	},
	books_row: row('SC-0042'),
};

const TO_PROJECTS: readonly TransferKind[] = [
	'payment_issued',
	'payment_received',
	'verdict',
	'direct_cost',
];

function transferOf(content: TransferContent, part: string, amount?: number): Transfer {
	const { kind } = content;
	const toProjects = TO_PROJECTS.includes(kind);
	const books = { side: 'books' as const, system: BOOKS, type: kind };
	const projects = { side: 'projects' as const, system: '5358233', type: kind };
	return {
		key: `${kind}:fixture:${part}`,
		action: 'save',
		label: `${kind} ${part}`,
		source: { ...(toProjects ? books : projects), id: `s-${part}` },
		target: { ...(toProjects ? projects : books), project: '100', contract: '42' },
		content,
		...(amount === undefined ? {} : { amount, currency: 'USD' }),
		date: '2026-02-28',
	};
}

/** Transfers of every kind and in every state, with the journal of what was written. */
export async function fillTransfers(ledger: Ledger, clock: HandClock): Promise<void> {
	const settle = async (transfer: Transfer, run: string, result: TransferResult): Promise<void> => {
		clock.advance(1_000);
		await ledger.planTransfers([transfer]);
		await ledger.beginTransfer(transfer, run);
		await ledger.settleTransfer(transfer, run, result);
	};
	for (const content of Object.values(contents)) {
		const transfer = transferOf(content, 'created', 4_500.25);
		await settle(transfer, 'run-1', {
			outcome: { state: 'created', id: `t-${content.kind}`, warnings: ['The memo was cut.'] },
			after: content,
			revision: '0',
		});
	}
	const part = (name: string) => transferOf(payment, name, payment.amount);
	await ledger.planTransfers([part('planned'), part('sent'), part('undone')]);
	await ledger.beginTransfer(part('sent'), 'run-2');
	await ledger.setTransferState(part('undone').key, 'undone', 'Paid by hand');
	await settle(part('held'), 'run-2', {
		outcome: { state: 'held', id: '702', why: 'Somebody changed it.', warnings: [] },
	});
	await settle(part('adopted'), 'run-2', {
		outcome: { state: 'adopted', id: '703', warnings: [] },
		after: payment,
	});
	await settle(part('updated'), 'run-2', {
		outcome: { state: 'updated', id: '704', warnings: [] },
		before: { ...payment, amount: 4_400 },
		after: payment,
		revision: '2026-03-01T10:00:00Z',
	});
	const [first] = await ledger.journal({ run: 'run-1' });
	const undo: Transfer = {
		...part('created'),
		action: 'remove',
		reason: 'The payment was voided.',
		...(first === undefined ? {} : { undoes: [first.seq] }),
	};
	await settle(undo, 'run-3', {
		outcome: { state: 'removed', id: 't-1', warnings: [] },
		before: payment,
	});
	await settle({ ...part('removed'), action: 'remove' }, 'run-3', {
		outcome: { state: 'removed', id: '705', warnings: [] },
		before: payment,
	});
	await ledger.noteWrite({
		run: 'run-4',
		key: `books_row:${BOOKS}:PurchaseOrder:155`,
		action: 'updated',
		label: 'Purchase order SC-0042',
		target: { side: 'books', system: BOOKS, type: 'PurchaseOrder', id: '155' },
		before: row('SC-0042'),
		after: row('SC-0042 A'),
	});
}
