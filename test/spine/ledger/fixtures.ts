import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codingSchema } from '../../../spine/documents/coding';
import type { Coding } from '../../../spine/documents/coding';
import { documentSchema } from '../../../spine/documents/document';
import type { Document } from '../../../spine/documents/document';
import { toMinor } from '../../../spine/documents/money';
import type {
	BooksTransactionRecord,
	CommitmentRecord,
	LedgerRecord,
	RequisitionRecord,
	VendorRecord,
} from '../../../spine/documents/records';
import { companySettingsSchema, policySchema } from '../../../spine/documents/settings';
import type { CompanySettings, Policy } from '../../../spine/documents/settings';
import type { Facts } from '../../../spine/gate/facts';
import type { Identity } from '../../../spine/identity/identity';
import type { Demand, Judgement, JudgeRequest, Ledger } from '../../../spine/ledger/ledger';

/** A running clock that tests move by hand. */
export function handClock(start = Date.parse('2026-03-01T12:00:00Z')) {
	let now = start;
	return Object.assign(() => now, {
		advance(ms: number) {
			now += ms;
		},
	});
}
export const DAY = 86_400_000;

/** A folder that is gone after the test run. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

export const settings: CompanySettings = companySettingsSchema.parse({
	name: 'Northgate Builders',
	domains: ['northgate.example'],
	authservId: 'mx.northgate.example',
	people: [{ email: 'pm@northgate.example', approves: ['quote'] }],
	projects: [{ project: 'P-100', books: 'B1', customerJob: 'J1' }],
	accounts: { retainagePayable: 'Retainage Payable' },
});
export const policy: Policy = policySchema.parse({ mode: 'autoClean' });

export const vendor: VendorRecord = {
	type: 'vendor',
	side: 'projects',
	id: '7',
	name: 'Kessler Concrete LLC',
	aliases: [],
	emails: [],
	active: true,
};
export const booksVendor: VendorRecord = {
	...vendor,
	side: 'books',
	books: 'B1',
	id: '56',
	name: 'Kessler Concrete',
};
export const commitment: CommitmentRecord = {
	type: 'commitment',
	side: 'projects',
	id: '42',
	kind: 'subcontract',
	number: 'SC-0042',
	status: 'approved',
	vendor: '7',
	project: '100',
	original: 10_000,
	revised: 10_000,
	lines: [{ id: 'L1', amount: 10_000 }],
};
export const project: LedgerRecord = {
	type: 'project',
	side: 'projects',
	id: '100',
	number: 'P-100',
	name: 'Harbor School',
	active: true,
};
export const job: LedgerRecord = {
	type: 'job',
	side: 'books',
	books: 'B1',
	id: 'J1',
	name: 'Harbor School',
	fullName: 'Owner:Harbor School',
	active: true,
};
export const world: LedgerRecord[] = [vendor, booksVendor, project, commitment, job];

/** A ledger that knows the company, the vendor on both sides, one project and one commitment. */
export async function furnish(ledger: Ledger): Promise<void> {
	await ledger.putSettings(settings, policy);
	await ledger.record(world);
	for (const [side, resource, scope] of [
		['projects', 'requisitions', '100'],
		['projects', 'commitments', '100'],
		['books', 'Bill', 'B1'],
		['books', 'VendorCredit', 'B1'],
	] as const) {
		await ledger.putBackfillProgress({ side, resource, scope, rows: 0, complete: true });
	}
}

interface Invoice {
	key?: string;
	number?: string;
	total?: number;
	date?: string;
	kind?: Document['kind'];
	application?: string;
	commitment?: CommitmentRecord;
	document?: Partial<Document>;
	policy?: Policy;
	dryRun?: boolean;
}

let messages = 0;

/** A request to judge an e-mailed invoice of the vendor on the commitment. */
export function request(invoice: Invoice = {}): JudgeRequest {
	const { number = '1001', total = 1_000, date = '2026-02-27', kind = 'invoice' } = invoice;
	const key = invoice.key ?? `m-${(messages += 1)}`;
	const document = documentSchema.parse({
		kind,
		kindConfidence: 1,
		source: {
			channel: 'email',
			key,
			messageId: key,
			subject: `Invoice ${number}`,
			fileHash: `hash-of-${key}`,
			sender: { address: 'billing@kessler.example' },
		},
		number,
		date,
		total,
		changeOrders: [],
		remarks: [],
		lines: [{ description: 'Concrete work', amount: total }],
		flags: [],
		evidence: {},
		...(invoice.application === undefined
			? {}
			: { payApplication: { applicationNumber: invoice.application, lines: [] } }),
		...invoice.document,
	});
	const about = invoice.commitment ?? commitment;
	return {
		document,
		coding: codingOf(document, about),
		identity: identityOf(about),
		settings,
		policy: invoice.policy ?? policy,
		now: '2026-03-01T12:00:00Z',
		dryRun: invoice.dryRun ?? false,
	};
}

export function identityOf(about: CommitmentRecord): Identity {
	return {
		vendor: { record: vendor, candidates: [] },
		booksVendor: { record: booksVendor, candidates: [] },
		project: { candidates: [] },
		commitment: { record: about, candidates: [] },
		books: 'B1',
		taxExempt: false,
	};
}

function codingOf(document: Document, about: CommitmentRecord): Coding {
	const total = document.total ?? 0;
	return codingSchema.parse({
		books: 'B1',
		entity: document.kind === 'credit_memo' ? 'VendorCredit' : 'Bill',
		vendor: { id: '56' },
		commitment: { id: about.id },
		number: document.number,
		date: document.date,
		currency: 'USD',
		lines: [{ role: 'cost', description: 'Concrete', amount: total, commitmentLine: 'L1' }],
		total,
		gross: total,
		problems: [],
	});
}

export function demandOf({ document }: Pick<JudgeRequest, 'document'>): Demand {
	const sign = document.kind === 'credit_memo' ? -1 : 1;
	const gross = sign * toMinor(document.total ?? 0);
	return {
		asksForMoney: true,
		gross,
		net: gross,
		retainage: 0,
		retainageReleased: 0,
		lines: [{ line: 'L1', gross, quantity: 1 }],
	};
}

/** A judgement with an outcome, whatever the facts say. */
export function ruling(
	asked: JudgeRequest,
	outcome: 'verified' | 'held' | 'blocked' | 'recorded',
): Judgement {
	return {
		verdict: {
			outcome,
			mode: 'autoClean',
			findings: [],
			notEvaluable: [],
			passed: 1,
			released: false,
			decidedAt: asked.now,
		},
		demand: { ...demandOf(asked), asksForMoney: outcome !== 'recorded' },
		reserve: outcome === 'verified',
		release: outcome === 'verified',
	};
}

/** Decides as the rules on cumulative billing do: verified while it fits, else blocked. */
export function fits(asked: JudgeRequest) {
	return (facts: Facts): Judgement => {
		const limit = toMinor(facts.commitment?.revised ?? 0);
		const billed = facts.billing?.counted ?? 0;
		return ruling(asked, billed + demandOf(asked).gross <= limit ? 'verified' : 'blocked');
	};
}

/** Judges and hands back what the rules were shown as well. */
export async function judged(
	ledger: Ledger,
	asked: JudgeRequest,
	outcome: Parameters<typeof ruling>[1] = 'verified',
) {
	const shown: Facts[] = [];
	const verdict = await ledger.judge(asked, (facts) => {
		shown.push(facts);
		return ruling(asked, outcome);
	});
	return { verdict, facts: shown[0] };
}

/** The facts that the rules would be shown for a document now. */
export async function factsFor(ledger: Ledger, invoice: Invoice = {}): Promise<Facts> {
	const { facts } = await judged(ledger, request({ number: 'PROBE', ...invoice, dryRun: true }));
	if (facts === undefined) throw new Error('the rules were not asked');
	return facts;
}

export function bill(
	id: string,
	number: string,
	total: number,
	more: Partial<BooksTransactionRecord> = {},
): BooksTransactionRecord {
	return {
		type: 'bill',
		side: 'books',
		books: 'B1',
		id,
		number,
		vendor: '56',
		date: '2026-02-20',
		total,
		lines: [{ amount: total, job: 'J1' }],
		...more,
	};
}

export function requisition(
	id: string,
	application: number,
	completed: number,
	more: Partial<RequisitionRecord> = {},
): RequisitionRecord {
	return {
		type: 'requisition',
		side: 'projects',
		id,
		commitment: '42',
		project: '100',
		vendor: '7',
		application,
		status: 'approved',
		completedAndStored: completed,
		lines: [{ line: 'L1', completed }],
		...more,
	};
}
