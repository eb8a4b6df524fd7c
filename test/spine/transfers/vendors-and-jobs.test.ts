import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ProcoreSimulator } from '../../../simulators/procore';
import type {
	CommitmentRecord,
	JobRecord,
	LedgerRecord,
	VendorRecord,
} from '../../../spine/documents/records';
import { companySettingsSchema, policySchema } from '../../../spine/documents/settings';
import type { Transfer } from '../../../spine/documents/transfer';
import type { SqlLedger } from '../../../spine/ledger/sql-ledger';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { createProcore } from '../../../spine/procore/client';
import { translate as fromProcore } from '../../../spine/procore/to-records';
import { procoreTarget } from '../../../spine/procore/transfers';
import { translate as fromQuickBooks } from '../../../spine/quickbooks/online/to-records';
import { quickBooksTarget } from '../../../spine/quickbooks/online/transfers';
import { carryOut } from '../../../spine/transfers/carry-out';
import { planJobs } from '../../../spine/transfers/jobs';
import type { Planner } from '../../../spine/transfers/plan';
import type { TransferTarget } from '../../../spine/transfers/target';
import { planUndo } from '../../../spine/transfers/undo';
import { planVendors } from '../../../spine/transfers/vendors';
import {
	addressOf,
	call,
	companyId,
	projectId,
	row,
	startSmall,
} from '../../simulators/procore/fixture';
import { axiosSend } from '../../support/axios-send';
import { REALM, runQuickBooks, type RunningQuickBooks } from '../../support/quickbooks';
import { temporaryFolder } from '../ledger/fixtures';

let procore: ProcoreSimulator;
let company: RunningQuickBooks;
let ledger: SqlLedger;
let targets: { projects: TransferTarget; books: TransferTarget };
let runs = 0;
const folder = temporaryFolder();
const clock = () => Date.now();
const sleep = async () => undefined;

const inBooks = (over: Partial<VendorRecord> & { id: string; name: string }): VendorRecord => ({
	type: 'vendor',
	side: 'books',
	books: REALM,
	aliases: [],
	emails: [],
	active: true,
	...over,
});
const project: LedgerRecord = {
	type: 'project',
	side: 'projects',
	id: String(projectId),
	number: '24-017',
	name: 'School',
	postal: { street: '1 School Rd', city: 'Reno', state: 'NV', postalCode: '89501' },
	active: true,
};
const job = (id: string, fullName: string, parent?: string): JobRecord => ({
	type: 'job',
	side: 'books',
	books: REALM,
	id,
	name: fullName.split(':').at(-1) ?? '',
	fullName,
	active: true,
	...(parent === undefined ? {} : { parent }),
});
const acme: VendorRecord = {
	type: 'vendor',
	side: 'projects',
	id: '71',
	name: 'Acme Concrete',
	aliases: [],
	emails: ['AP@acme.example'],
	phone: '(555) 010-4412',
	website: 'acme.example',
	taxId: '12-3456789',
	postal: { street: '18 Quarry Rd', city: 'Dayton', state: 'oh', postalCode: '45402' },
	active: true,
};
const commitment: CommitmentRecord = {
	type: 'commitment',
	side: 'projects',
	id: '900',
	kind: 'subcontract',
	number: 'SC-001',
	status: 'approved',
	vendor: '71',
	project: String(projectId),
	original: 50_000,
	lines: [],
};
const kept = (...projects: unknown[]) => companySettingsSchema.parse({ projects });
const school = { project: '24-017', books: REALM };

beforeEach(async () => {
	procore = startSmall();
	const baseUrl = await addressOf(procore);
	company = await runQuickBooks();
	const send = axiosSend(() => procore.token());
	targets = {
		projects: procoreTarget(
			createProcore({ send, baseUrl, companyId: String(companyId), clock, sleep }),
		),
		books: quickBooksTarget(company.client),
	};
	ledger = await openSqliteLedger({
		path: join(folder, `${(runs += 1)}.sqlite`),
		blobDir: join(folder, 'blobs'),
		clock,
	});
	await ledger.putSettings(
		kept({ ...school, customerJob: 'Harbor View:Clinic' }),
		policySchema.parse({ mode: 'propose' }),
	);
	await ledger.record([
		project,
		acme,
		commitment,
		job('58', 'Harbor View'),
		job('64', 'Harbor View:Clinic', '58'),
		inBooks({ id: '77', name: 'Kessler Concrete' }),
	]);
});
afterEach(async () => {
	await ledger.close();
	await company.close();
	await procore.close();
});

const plan = async (planner: Planner, createMissing = true) =>
	await planner({ ledger, now: '2026-03-01T12:00:00Z', company: String(companyId), createMissing });

async function carry(transfers: readonly Transfer[], target: TransferTarget, run = 'run-1') {
	await ledger.planTransfers(transfers);
	return await carryOut(transfers, {
		ledger,
		target,
		run,
		preview: false,
		mayWrite: () => true,
		holder: 'test',
		clock,
		sleep: async (ms, signal) => {
			await setTimeout(ms, undefined, { signal }).catch(() => undefined);
		},
	});
}

describe('vendors that are missing on the other side', () => {
	it('are only shown unless their creation is asked for', async () => {
		const { transfers, problems } = await plan(planVendors, false);
		expect(transfers).toEqual([]);
		expect(problems).toMatchObject([
			{
				subject: { type: 'vendor', id: '71', label: 'Acme Concrete' },
				sentence: `Vendor Acme Concrete (commitment SC-001) is not in the books ${REALM}, and nothing there looks like it.`,
				vendor: '71',
				books: REALM,
			},
		]);
	});

	it('are created in the books once, linked, and neither planned nor created again', async () => {
		const { transfers, problems } = await plan(planVendors);
		expect(problems).toEqual([]);
		expect(transfers).toMatchObject([
			{
				key: `vendor:projects:71:${REALM}`,
				target: { side: 'books', system: REALM, type: 'vendor' },
				content: {
					kind: 'vendor',
					name: 'Acme Concrete',
					street: '18 Quarry Rd',
					city: 'Dayton',
					state: 'OH',
					postalCode: '45402',
					phone: '(555) 010-4412',
					email: 'ap@acme.example',
					website: 'https://acme.example',
				},
			},
		]);
		expect(JSON.stringify(transfers)).not.toContain('3456789');
		const [outcome] = await carry(transfers, targets.books);
		expect(outcome).toMatchObject({ state: 'created', warnings: [] });
		const id = outcome?.id ?? '';
		expect(await company.client.get('Vendor', id)).toMatchObject({
			DisplayName: 'Acme Concrete',
			AcctNum: '71',
			BillAddr: { Line1: '18 Quarry Rd', City: 'Dayton' },
		});
		expect(await ledger.links({ type: 'vendor' })).toMatchObject([
			{ projects: '71', books: REALM, booksId: id, how: 'created', by: 'run-1' },
		]);
		expect(await carry(transfers, targets.books)).toMatchObject([{ state: 'same', id }]);
		expect((await plan(planVendors)).transfers).toEqual([]);
		const { records } = fromQuickBooks('Vendor', [await company.client.get('Vendor', id)], REALM);
		await ledger.record(records);
		expect(await plan(planVendors)).toEqual({ transfers: [], problems: [] });
	});

	it('are held for a person where something there looks like them', async () => {
		await ledger.record([
			inBooks({ id: '99', name: 'Acme Concret', phone: '555-010-4412', taxId: 'XXXXX6789' }),
		]);
		const { transfers, problems } = await plan(planVendors);
		expect(transfers).toEqual([]);
		expect(problems[0]?.sentence).toContain('in the books it may be "Acme Concret" (99: ');
		await ledger.unlink({
			type: 'vendor',
			projects: '71',
			books: REALM,
			booksId: '99',
			by: 'ap@granite.example',
		});
		expect((await plan(planVendors)).transfers).toHaveLength(1);
	});

	it('are taken for one that stands there under the name, where it says the same', async () => {
		const { transfers } = await plan(planVendors);
		const [first] = await carry(transfers, targets.books);
		const empty = await openSqliteLedger({
			path: join(folder, `${(runs += 1)}.sqlite`),
			blobDir: join(folder, 'blobs'),
			clock,
		});
		await ledger.close();
		ledger = empty;
		expect(await carry(transfers, targets.books)).toMatchObject([
			{ state: 'adopted', id: first?.id },
		]);
		expect(await ledger.links()).toMatchObject([{ booksId: first?.id, how: 'created' }]);
	});

	it('are taken back while nothing uses them, and their link with them', async () => {
		const { transfers } = await plan(planVendors);
		const [created] = await carry(transfers, targets.books);
		const undo = await planUndo(ledger, { run: 'run-1' });
		expect(undo.left).toEqual([]);
		const id = created?.id ?? '';
		await company.client.create('Bill', {
			VendorRef: { value: id },
			TxnDate: '2026-03-01',
			Line: [
				{
					Amount: 10,
					DetailType: 'AccountBasedExpenseLineDetail',
					AccountBasedExpenseLineDetail: { AccountRef: { value: '80' } },
				},
			],
		});
		expect(await carry(undo.transfers, targets.books, 'run-2')).toMatchObject([{ state: 'held' }]);
		expect(await company.client.get('Vendor', id)).toMatchObject({ Active: true });
		expect(await ledger.links()).toHaveLength(1);
	});

	it('are made inactive when they are taken back unused', async () => {
		const { transfers } = await plan(planVendors);
		const [created] = await carry(transfers, targets.books);
		const undo = await planUndo(ledger, { run: 'run-1' });
		const [undone] = await carry(undo.transfers, targets.books, 'run-2');
		expect(undone?.why).toBeUndefined();
		expect(undone?.state).toBe('removed');
		expect(await company.client.get('Vendor', created?.id ?? '')).toMatchObject({ Active: false });
		expect(await ledger.links()).toEqual([]);
		expect(await ledger.verifyEvents()).toBeUndefined();
	});

	it('are created in the project system where they cost one of its projects something', async () => {
		await ledger.record([
			inBooks({
				id: '78',
				name: 'Valley Rentals',
				emails: ['ar@valley.example'],
				phone: '555 010 7777',
			}),
			{
				type: 'expense',
				side: 'books',
				books: REALM,
				id: '500',
				vendor: '78',
				date: '2026-02-01',
				total: 120,
				lines: [{ amount: 120, job: '64' }],
			},
		]);
		const { transfers } = await plan(planVendors);
		const wanted = transfers.filter(({ target }) => target.side === 'projects');
		expect(wanted).toMatchObject([
			{
				key: `vendor:books:${REALM}:78`,
				label: `vendor Valley Rentals of the books ${REALM} to the project system`,
			},
		]);
		const [outcome] = await carry(wanted, targets.projects);
		expect(outcome).toMatchObject({ state: 'created' });
		const id = outcome?.id ?? '';
		const created = row(
			await call(procore, 'GET', `/rest/v1.0/vendors/${id}?company_id=${companyId}`),
		);
		expect(created).toMatchObject({ name: 'Valley Rentals', email_address: 'ar@valley.example' });
		expect(created.origin_id ?? null).toBeNull();
		expect(await ledger.links()).toMatchObject([{ projects: id, booksId: '78' }]);
		expect(await carry(wanted, targets.projects)).toMatchObject([{ state: 'same' }]);
		await ledger.record(fromProcore('vendors', [created]).records);
		const again = await plan(planVendors);
		expect(again.transfers.filter(({ target }) => target.side === 'projects')).toEqual([]);
		const undo = await planUndo(ledger, { run: 'run-1' });
		expect(await carry(undo.transfers, targets.projects, 'run-2')).toMatchObject([
			{ state: 'removed' },
		]);
	});

	it('are shown where the one they are linked to is inactive, and follow a merge', async () => {
		await ledger.record([inBooks({ id: '98', name: 'A. C. Works' })]);
		const link = { type: 'vendor' as const, projects: '71', books: REALM, booksId: '98' };
		await ledger.link({ ...link, how: 'person', by: 'ap@granite.example' });
		expect((await plan(planVendors)).problems).toEqual([]);
		await ledger.record([inBooks({ id: '98', name: 'A. C. Works', active: false })]);
		const { problems } = await plan(planVendors);
		expect(problems).toMatchObject([
			{ sentence: expect.stringContaining('is linked to A. C. Works (98), which is inactive') },
		]);
		await ledger.merge({ type: 'vendor', books: REALM, id: '98', into: '77' });
		expect((await plan(planVendors)).problems).toEqual([]);
	});
});

describe('jobs that are missing in the books', () => {
	const settle = async (...projects: unknown[]) => {
		await ledger.putSettings(kept(...projects), policySchema.parse({ mode: 'propose' }));
	};

	it('are created under the customer that the settings name, linked, and used by the mapping', async () => {
		await settle({ ...school, customer: 'Harbor View' });
		const { transfers, problems } = await plan(planJobs);
		expect(problems).toEqual([]);
		expect(transfers).toMatchObject([
			{
				key: `job:projects:${projectId}:${REALM}`,
				content: { kind: 'job', name: '24-017 School', parent: { id: '58' }, city: 'Reno' },
			},
		]);
		const [outcome] = await carry(transfers, targets.books);
		expect(outcome).toMatchObject({ state: 'created', warnings: [] });
		const id = outcome?.id ?? '';
		const created = await company.client.get('Customer', id);
		expect(created).toMatchObject({ FullyQualifiedName: 'Harbor View:24-017 School', Job: true });
		expect(await plan(planJobs)).toEqual({ transfers: [], problems: [] });
		await ledger.record(fromQuickBooks('Customer', [created], REALM).records);
		expect(await plan(planJobs)).toEqual({ transfers: [], problems: [] });
		expect(await ledger.links({ type: 'project' })).toMatchObject([
			{ projects: String(projectId), booksId: id },
		]);
		expect(await carry(transfers, targets.books)).toMatchObject([{ state: 'same' }]);
		const undo = await planUndo(ledger, { run: 'run-1' });
		expect(await carry(undo.transfers, targets.books, 'run-2')).toMatchObject([
			{ state: 'removed' },
		]);
		expect(await company.client.get('Customer', id)).toMatchObject({ Active: false });
	});

	it('are created as the settings write them, and shown where nothing is to be created', async () => {
		await settle({ ...school, customerJob: 'Harbor View:School 2026' });
		const { transfers } = await plan(planJobs);
		expect(transfers).toMatchObject([{ content: { name: 'School 2026', parent: { id: '58' } } }]);
		const { problems } = await plan(planJobs, false);
		expect(problems).toMatchObject([
			{ remedy: expect.stringContaining('Create "Harbor View:School 2026" there') },
		]);
	});

	it('are held where nobody said whose they are, or one there looks like it', async () => {
		await settle(school);
		const sentence = async () => (await plan(planJobs)).problems[0]?.sentence;
		expect(await sentence()).toContain('the company settings do not say whose');
		await settle({ ...school, customer: 'Nobody' });
		expect(await sentence()).toContain('there is no active customer "Nobody" in the books');
		await ledger.record([job('65', 'Harbor View:24-017 School', '58')]);
		expect(await sentence()).toContain('it may be "Harbor View:24-017 School" (65: ');
		const link = { type: 'project' as const, projects: String(projectId), books: REALM };
		await ledger.link({ ...link, booksId: '65', how: 'person', by: 'ap@granite.example' });
		expect(await plan(planJobs)).toEqual({ transfers: [], problems: [] });
		await ledger.record([{ ...job('65', 'Harbor View:24-017 School', '58'), active: false }]);
		expect(await sentence()).toContain('is inactive in the books');
	});

	it('are asked for of projects with open commitments that nothing keeps in any books', async () => {
		await settle();
		expect((await plan(planJobs)).problems).toMatchObject([
			{ sentence: expect.stringContaining('neither the company settings nor a link say') },
		]);
		await ledger.record([{ ...commitment, status: 'closed' }]);
		expect((await plan(planJobs)).problems).toEqual([]);
	});
});
