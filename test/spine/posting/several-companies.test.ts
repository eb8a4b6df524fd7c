import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { quickBooksSimulator } from '../../../simulators/quickbooks';
import type { JobRecord, ProjectRecord, VendorRecord } from '../../../spine/documents/records';
import { companySettingsSchema } from '../../../spine/documents/settings';
import { identify } from '../../../spine/identity/identify';
import { codeDocument } from '../../../spine/mapping/code-document';
import { postDocuments, type PostItem } from '../../../spine/posting/post';
import { createOnlineBooks } from '../../../spine/quickbooks/online/books';
import { createQuickBooksOnline } from '../../../spine/quickbooks/online/client';
import { createLimiter } from '../../../spine/quickbooks/online/limiter';
import { axiosSend } from '../../support/axios-send';
import { smallCompany } from '../../support/quickbooks';
import { document } from '../identity/directory';
import { contextFor, testTime } from './cases';
import { MemoryLedger } from './memory-ledger';

const FIRST = '4620';
const SECOND = '4621';

const project = (id: string, number: string): ProjectRecord => ({
	type: 'project',
	side: 'projects',
	id,
	number,
	name: `Project ${number}`,
	active: true,
});
const vendor = (books?: string): VendorRecord => ({
	type: 'vendor',
	side: books === undefined ? 'projects' : 'books',
	...(books === undefined ? {} : { books }),
	id: books === undefined ? 'v1' : '77',
	name: 'Kessler Concrete',
	aliases: [],
	emails: [],
	active: true,
});
const job = (books: string): JobRecord => ({
	type: 'job',
	side: 'books',
	books,
	id: '64',
	name: 'Clinic',
	fullName: 'Harbor View:Clinic',
	active: true,
});
const directory = {
	vendors: [vendor(), vendor(FIRST), vendor(SECOND)],
	projects: [project('a', '2301'), project('b', '2302'), project('c', '2303')],
	commitments: [],
	jobs: [job(FIRST), job(SECOND)],
};
const settings = companySettingsSchema.parse({
	accounts: { payable: 'Accounts Payable' },
	projects: [
		{ project: '2301', books: FIRST, customerJob: '64' },
		{ project: '2302', books: SECOND, customerJob: '64' },
		{ project: '2303', books: FIRST, customerJob: '64', until: '2026-03-14' },
		{ project: '2303', books: SECOND, customerJob: '64', from: '2026-03-15' },
	],
});
const account = (books: string, id: string, name: string, accountType: string) => ({
	type: 'account' as const,
	side: 'books' as const,
	books,
	id,
	name,
	fullName: name,
	accountType,
	active: true,
});
const accounts = [FIRST, SECOND].flatMap((books) => [
	account(books, '80', 'Subcontracts', 'Cost of Goods Sold'),
	account(books, '33', 'Accounts Payable', 'Accounts Payable'),
]);

function coded(number: string, printed: string, date?: string): PostItem {
	const invoice = document({
		kind: 'invoice',
		vendor: 'Kessler Concrete',
		project: printed,
		number,
		date,
		total: 100,
		lines: [{ description: 'Footings', amount: 100 }],
		source: { channel: 'email', key: `mail-${number}` },
	});
	const coding = codeDocument(invoice, identify(invoice, directory, settings), {
		rules: [{ account: 'Subcontracts', source: 'table:1' }],
		settings,
		books: {
			accounts,
			items: [],
			classes: [],
			jobs: directory.jobs,
		},
	});
	return { document: invoice, coding };
}

describe('several QuickBooks companies behind one Procore company', () => {
	const time = testTime();
	const simulator = quickBooksSimulator({
		companies: [FIRST, SECOND].map((realmId) => ({ realmId, entities: smallCompany() })),
		clientId: 'client',
		clientSecret: 'secret',
		clock: time.clock,
		runningClock: time.clock,
	});
	let baseUrl = '';
	beforeAll(async () => {
		await simulator.app.listen({ host: '127.0.0.1', port: 0 });
		const address: AddressInfo | string | null = simulator.app.server.address();
		if (address === null || typeof address === 'string') throw new Error('There is no port.');
		baseUrl = `http://127.0.0.1:${address.port}`;
	});
	afterAll(() => simulator.app.close());

	const books = (realmId: string) =>
		createOnlineBooks(
			createQuickBooksOnline({
				send: axiosSend(() => simulator.token(realmId).access_token),
				baseUrl,
				realmId,
				clock: time.clock,
				sleep: time.sleep,
				limiter: createLimiter(time.clock, time.sleep),
			}),
		);
	const numbers = (realmId: string): string[] =>
		z
			.array(z.object({ DocNumber: z.string() }))
			.parse(simulator.exportState(realmId).Bill ?? [])
			.map(({ DocNumber }) => DocNumber);
	const ledger = new MemoryLedger(time.clock);
	const post = (item: PostItem, realmId: string) =>
		postDocuments([item], contextFor(ledger, books(realmId), time));

	it('brings the document of each project to its own books, and moves with the days of the project', async () => {
		const items = [
			coded('A-1', '2301', '2026-03-20'),
			coded('B-1', '2302', '2026-03-20'),
			coded('C-1', '2303', '2026-03-14'),
			coded('C-2', '2303', '2026-03-15'),
		];
		expect(items.map(({ coding }) => [coding.books, coding.problems])).toEqual([
			[FIRST, []],
			[SECOND, []],
			[FIRST, []],
			[SECOND, []],
		]);
		for (const [index, item] of items.entries()) {
			ledger.release(item.document, item.coding, `c${index}`);
			expect(await post(item, item.coding.books ?? '')).toMatchObject([{ state: 'created' }]);
		}
		expect(numbers(FIRST)).toEqual(['A-1', 'C-1']);
		expect(numbers(SECOND)).toEqual(['B-1', 'C-2']);
	});

	it('refuses to post with the credential of another company, and posts with the right one later', async () => {
		const item = coded('B-2', '2302', '2026-03-21');
		ledger.release(item.document, item.coding, 'c9');
		expect(await post(item, FIRST)).toEqual([
			{
				why: `The document belongs to books ${SECOND}, for which this step has no credential. Choose the credential of that company.`,
			},
		]);
		expect(numbers(FIRST)).not.toContain('B-2');
		expect(await post(item, SECOND)).toMatchObject([{ state: 'created', number: 'B-2' }]);
	});

	it('says why the books of a document cannot be told, so that the gate holds it', () => {
		expect(coded('C-3', '2303').coding).toMatchObject({
			problems: expect.arrayContaining([expect.stringContaining('bears no date')]),
		});
		expect(coded('C-3', '2303').coding.books).toBeUndefined();
	});
});
