import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { callWebhook } from '../../simulators/demo/demo-host';
import { type Entry, ledgerEntries, messageIdOf } from '../../simulators/demo/main-job';
import { reasons } from '../../simulators/demo/report';
import type { Workflow } from '../../simulators/demo/workflow';
import {
	bombedMail,
	brokenPdf,
	deepMime,
	emptyMail,
	encryptedPdf,
	hostileHtml,
	hostileNames,
	hugeAttachment,
	longPdf,
	longWorkbook,
	mailOf,
	manyAttachments,
	truncatedMail,
	understatedBomb,
} from './support/bad-messages';
import { invoiceMail, invoicePdf, procore, quickBooks } from './support/company';
import { LedgerFile } from './support/ledger-file';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(900_000);

const BATCH = 'whole-batch';
const RECODED = 'recoded';

const ONEIL = "O'Neil <b>";
const ONEIL_MAIL = 'billing@oneil.example';

/** The small company with one more subcontractor, whose name is made of quotes and brackets. */
const [project] = procore.projects;
const [subcontract] = procore.work_order_contracts;
const withOneil = {
	procore: {
		...procore,
		vendors: [
			...procore.vendors,
			{ id: 902, name: ONEIL, is_active: true, email_address: ONEIL_MAIL },
		],
		work_order_contracts: [
			...procore.work_order_contracts,
			{
				...subcontract,
				id: 7002,
				project,
				number: 'SC-2301-002',
				vendor: { id: 902, company: ONEIL },
				line_items: subcontract?.line_items.map((line) => ({ ...line, id: line.id + 100 })),
			},
		],
	},
	quickBooks: {
		...quickBooks,
		Vendor: [
			...quickBooks.Vendor,
			{
				Id: '78',
				SyncToken: '0',
				DisplayName: ONEIL,
				CompanyName: ONEIL,
				Active: true,
				PrimaryEmailAddr: { Address: ONEIL_MAIL },
			},
		],
	},
};

/** The main workflow on a folder of messages, which become the items of one run, as a trigger's do. */
function onFolder(main: Workflow, folder: string): Workflow {
	const receive = main.nodes.find(({ type }) => type === 'n8n-nodes-base.webhook');
	if (receive === undefined) throw new Error('The main workflow has no webhook.');
	return {
		...main,
		name: `${main.name} (a batch)`,
		nodes: [
			...main.nodes.map((node) =>
				node === receive
					? { ...node, webhookId: BATCH, parameters: { ...node.parameters, path: BATCH } }
					: node,
			),
			{
				id: 'files',
				name: 'Take the batch',
				type: 'n8n-nodes-base.readWriteFile',
				typeVersion: 1,
				position: [receive.position[0] + 120, receive.position[1] - 160],
				parameters: { fileSelector: `${folder}/*.eml`, options: { dataPropertyName: 'message' } },
			},
		],
		connections: {
			...main.connections,
			'Take the batch': main.connections[receive.name] ?? { main: [] },
			[receive.name]: { main: [[{ node: 'Take the batch', type: 'main', index: 0 }]] },
		},
	};
}

/** A user's Set node between mapping and gate that changes what is charged. */
function recoded(main: Workflow): Workflow {
	return {
		...main,
		name: `${main.name} (coded otherwise)`,
		nodes: [
			...main.nodes.map((node) =>
				node.type === 'n8n-nodes-base.webhook'
					? { ...node, webhookId: RECODED, parameters: { ...node.parameters, path: RECODED } }
					: node,
			),
			{
				id: 'recode',
				name: 'Charge less',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				position: [900, -320],
				parameters: {
					assignments: {
						assignments: [
							{ id: '1', name: 'coding.lines[0].amount', type: 'number', value: 1_299.99 },
						],
					},
					includeOtherFields: true,
					options: {},
				},
			},
		],
		connections: {
			...main.connections,
			'Code to accounts': { main: [[{ node: 'Charge less', type: 'main', index: 0 }]] },
			'Charge less': { main: [[{ node: 'Verify', type: 'main', index: 0 }]] },
		},
	};
}

const oneilMail = async (): Promise<Buffer> =>
	mailOf(
		'oneil',
		[
			{
				name: 'INV-7001.pdf',
				contentType: 'application/pdf',
				bytes: await invoicePdf(
					'INV-7001',
					2_150,
					{},
					{
						from: { name: ONEIL, address: ['1 Quay St', 'Toledo, OH 43604'], email: ONEIL_MAIL },
						commitment: 'SC-2301-002',
					},
				),
			},
		],
		{ from: { name: ONEIL, address: ONEIL_MAIL }, subject: 'Invoice INV-7001' },
	);

interface Bad {
	message: () => Buffer | Promise<Buffer>;
	/** What must be said of it. */
	says: RegExp;
}

const STOPPED = ['held', 'blocked'];

const bad: Readonly<Record<string, Bad>> = {
	'02-truncated': { message: truncatedMail, says: /The message ends before its last part/ },
	'03-huge': { message: hugeAttachment, says: /INV-6002\.pdf has 51 MB, more than the 25 MB/ },
	'04-encrypted': { message: encryptedPdf, says: /INV-6003\.pdf is protected by a password/ },
	'05-broken': { message: brokenPdf, says: /INV-6004\.pdf is not a PDF that can be opened/ },
	'08-long-pdf': { message: longPdf, says: /INV-6005\.pdf lists 10000 lines/ },
	'09-long-workbook': { message: longWorkbook, says: /INV-6006\.xlsx lists 10000 lines/ },
	'10-html': { message: hostileHtml, says: /\(text body\) has more than 500000 characters/ },
	'13-deep': { message: deepMime, says: /The message is malformed/ },
	'14-bomb': { message: bombedMail, says: /INV-6007\.xlsx was not opened/ },
	'15-bomb': { message: understatedBomb, says: /INV-6008\.xlsx was not opened/ },
	'12-empty': { message: emptyMail, says: /The message is empty/ },
};

/** Peak memory of a process in megabytes, as Linux counts it. */
async function peakMegabytes(pid: number | undefined): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

describe('bad input in a batch of mails', () => {
	let host: TestHost;
	let folder = '';
	let batch: Entry[] = [];
	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'bad-input-'));
		const mails: Record<string, Buffer> = {
			'01-clean': await invoiceMail('first', [{ number: 'INV-5001', amount: 1_000 }]),
			'06-clean': await invoiceMail('middle', [{ number: 'INV-5002', amount: 2_000 }]),
			'07-oneil': await oneilMail(),
			'11-names': await hostileNames(),
			'16-many': await manyAttachments(),
			'17-clean': await invoiceMail('last', [{ number: 'INV-5003', amount: 3_000 }]),
		};
		for (const [name, { message }] of Object.entries(bad)) mails[name] = await message();
		await mkdir(folder, { recursive: true });
		for (const [name, bytes] of Object.entries(mails)) {
			await writeFile(path.join(folder, `${name}.eml`), bytes);
		}
		host = await startTestHost({
			...withOneil,
			env: { N8N_RESTRICT_FILE_ACCESS_TO: folder, NODE_OPTIONS: '--max-old-space-size=1536' },
			workflows: ([main, ...others]) => {
				if (main === undefined) throw new Error('The demo has no main workflow.');
				return [main, ...others, onFolder(main, folder), recoded(main)];
			},
		});
		await callWebhook(host.demo.n8n, BATCH, {});
		batch = await ledgerEntries(host.demo);
	});
	afterAll(async () => {
		await host.stop();
		await rm(folder, { recursive: true, force: true });
	});

	const entriesOf = (name: string): Entry[] =>
		batch.filter(({ document }) => document.source.email === `${name}.eml`);
	const said = (entries: readonly Entry[]): string => entries.flatMap(reasons).join('\n');
	const billsOf = (number: string) => host.bills().filter(({ DocNumber }) => DocNumber === number);

	it('posts the good invoices before, between and after', () => {
		for (const name of ['01-clean', '06-clean', '07-oneil', '17-clean']) {
			expect([name, said(entriesOf(name))]).toEqual([name, '']);
		}
		const numbers = ['INV-5001', 'INV-5002', 'INV-7001', 'INV-5003'];
		expect(numbers.map((number) => billsOf(number).map(({ TotalAmt }) => TotalAmt))).toEqual([
			[900],
			[1_800],
			[1_935],
			[2_700],
		]);
		expect(billsOf('INV-7001')).toMatchObject([{ VendorRef: { value: '78' } }]);
	});

	it.each(Object.entries(bad))('stops %s and says why, by its name', (name, { says }) => {
		const entries = entriesOf(name);
		expect(entries.length).toBeGreaterThan(0);
		expect(said(entries)).toMatch(says);
		for (const { verdict, posting } of entries) {
			expect(STOPPED).toContain(verdict?.outcome);
			expect(posting ?? {}).not.toHaveProperty('id');
		}
	});

	it('shows names without folders and control characters, and stops what cannot be read', () => {
		const entries = entriesOf('11-names');
		expect(entries).toHaveLength(4);
		for (const { document } of entries) {
			expect(document.source.attachment).not.toMatch(/[\\/\p{Cc}\p{Cf}]/u);
			expect(document.source.attachment?.length).toBeLessThanOrEqual(200);
		}
		const unread = entries.filter(({ document }) => document.number === undefined);
		expect(unread.map(({ verdict }) => verdict?.outcome)).toEqual([
			'blocked',
			'blocked',
			'blocked',
		]);
		expect(billsOf('INV-6010').flatMap(host.attachedTo)).toEqual(
			billsOf('INV-6010').map(() => 'INV-6010.pdf'),
		);
	});

	it('posts the one invoice among two hundred files, and stops each of the others by its name', () => {
		const [invoice, ...others] = entriesOf('16-many');
		expect([invoice?.document.number, said(invoice === undefined ? [] : [invoice])]).toEqual([
			'INV-6011',
			'',
		]);
		expect(others).toHaveLength(199);
		for (const entry of others) {
			expect(entry.verdict?.outcome).toBe('blocked');
			expect(said([entry])).toContain(entry.document.source.attachment);
		}
		expect(said(others)).toMatch(/page 199\.pdf was not read: .* more than 100 attachments/);
	});

	it('posts nothing of what was stopped, and has every message in the ledger', () => {
		expect(host.bills().map(({ DocNumber }) => DocNumber)).not.toContainEqual(
			expect.stringMatching(/^INV-60(?!1[01])/),
		);
		const ledger = new LedgerFile(host);
		try {
			expect(ledger.stored()).toBe(Object.keys(bad).length + 6);
			expect(ledger.read()).toBe(ledger.stored());
		} finally {
			ledger.close();
		}
	});

	it('leaves n8n alive, and within its memory', async () => {
		await host.send(await invoiceMail('after', [{ number: 'INV-5004', amount: 4_000 }]));
		expect(billsOf('INV-5004')).toHaveLength(1);
		expect(await peakMegabytes(host.demo.n8n.pid)).toBeLessThan(2_500);
	});

	it('blocks a coding whose lines were changed on their way to the gate', async () => {
		const raw = await invoiceMail('recoded', [{ number: 'INV-5005', amount: 1_300 }]);
		const data = new FormData();
		data.append('message', new Blob([new Uint8Array(raw)], { type: 'message/rfc822' }), 'r.eml');
		await callWebhook(host.demo.n8n, RECODED, data);
		const entries = await ledgerEntries(host.demo, messageIdOf(raw));
		expect(entries.map(({ verdict }) => verdict?.outcome)).toEqual(['blocked']);
		expect(entries[0]?.verdict?.findings).toContainEqual(
			expect.objectContaining({ rule: 'MA-06', severity: 'BLOCK', delta: -0.01 }),
		);
		expect(billsOf('INV-5005')).toEqual([]);
	});
});
