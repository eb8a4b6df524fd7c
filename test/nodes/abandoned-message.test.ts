import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { openSqliteLedger } from '../../spine';
import { type SmallCompany, setUp, smallCompany } from './company';
import { execute, jsonOf, trigger } from './harness';
import { mail } from './mails';

jest.setTimeout(60_000);

let company: SmallCompany;
beforeEach(async () => {
	company = await smallCompany();
	await setUp(company);
});
afterEach(() => company.close());

/** The gate's output of blocked documents. */
const BLOCKED = 2;

const sent = mail('INV-1', 20000);
const extract = (options: INodeParameters = {}) =>
	execute({ type: 'emailExtractor', parameters: { options }, items: [sent] }, company.credentials);

/** The node's ledger, where every reading that n8n did not survive has left its beginning. */
async function ledgerAfter(readings: number) {
	const folder = path.join(company.userFolder, '.n8n', 'spine-ledger');
	const [name = ''] = await readdir(folder);
	const ledger = await openSqliteLedger({
		path: path.join(folder, name, 'ledger.sqlite'),
		clock: () => Date.now() - 3_600_000,
		blobDir: path.join(folder, name, 'originals'),
	});
	const raw = Buffer.from(sent.binary?.message?.data ?? '', 'base64');
	for (let time = 0; time < readings; time += 1) {
		await ledger.intake({ messageId: 'm', raw, form: 'eml', name: 'INV-1.eml' });
	}
	return ledger;
}

const decide = async (documents: Awaited<ReturnType<typeof extract>>[number]) => {
	const mapping = { rulesFrom: 'csv', csv: 'cost_code,account\n*,5100\n' };
	const coding = { type: 'glMapping', parameters: mapping, items: documents };
	const [folders = []] = await execute(coding, company.credentials);
	return await execute({ type: 'verificationGate', items: folders }, company.credentials);
};

test('a message whose reading never came to its end is blocked by the gate, named in a task, and at rest', async () => {
	const ledger = await ledgerAfter(5);
	try {
		const [documents = []] = await extract();
		expect(jsonOf([documents])).toMatchObject([
			{
				document: {
					kind: 'other',
					lines: [],
					source: { email: 'INV-1.eml', documents: 1 },
					flags: [{ flag: 'unreadable', message: expect.stringContaining('INV-1.eml') }],
				},
			},
		]);
		const task = {
			rule: 'IN-01',
			severity: 'HOLD',
			sentence: expect.stringContaining('INV-1.eml'),
		};
		expect(await ledger.tasks({ rule: 'IN-01', state: 'open' })).toMatchObject([task]);
		expect(JSON.stringify(await ledger.tasks())).not.toContain('Kessler');

		expect(await trigger({ type: 'spineLedgerTrigger' })).toHaveLength(1);
		const blocked = (await decide(documents)).findIndex((output) => output.length > 0);
		expect(blocked).toBe(BLOCKED);
		expect(await trigger({ type: 'spineLedgerTrigger' })).toEqual([]);
		expect(await extract()).toEqual([[]]);
	} finally {
		await ledger.close();
	}
});

test('a message is read again where a person asks for it, and where fewer readings were in vain', async () => {
	const ledger = await ledgerAfter(4);
	try {
		expect(jsonOf(await extract())).toMatchObject([{ document: { number: 'INV-1' } }]);
		await ledgerAfter(6).then((again) => again.close());
		expect(jsonOf(await extract())).toMatchObject([{ document: { kind: 'other' } }]);
		expect(jsonOf(await extract({ includeSeen: true }))).toMatchObject([
			{ document: { number: 'INV-1' } },
		]);
		expect(jsonOf(await extract())).toMatchObject([{ document: { number: 'INV-1' } }]);
	} finally {
		await ledger.close();
	}
});

test('its task is closed by a person on the canvas, and stays closed while the message is not read', async () => {
	const ledger = await ledgerAfter(5);
	const openTasks = () => ledger.tasks({ rule: 'IN-01', state: 'open' });
	try {
		await extract();
		const [task] = await openTasks();
		const closed = await execute(
			{
				type: 'spineLedger',
				parameters: {
					resource: 'task',
					operation: 'close',
					taskKey: task?.key ?? '',
					closedBy: 'pm@northline.example',
					reason: 'Entered by hand',
				},
				items: [{ json: {} }],
			},
			company.credentials,
		);
		expect(jsonOf(closed)).toMatchObject([
			{ task: { rule: 'IN-01', state: 'done', closedBy: 'pm@northline.example' } },
		]);
		await extract();
		expect(await openTasks()).toEqual([]);
	} finally {
		await ledger.close();
	}
});

test('its task ends by itself once the message was read after all, and no other task does', async () => {
	const ledger = await ledgerAfter(5);
	try {
		await extract();
		const [task] = await ledger.tasks({ rule: 'IN-01', state: 'open' });
		if (task === undefined) throw new Error('no task');
		const { state, source, firstSeen, lastSeen, ...finding } = task;
		expect([state, firstSeen === lastSeen]).toEqual(['open', true]);
		await ledger.putTasks(`${source}-other`, [{ ...finding, key: 'IN-01:other' }]);
		await extract({ includeSeen: true });
		expect(await ledger.tasks({ rule: 'IN-01' })).toMatchObject([
			{ key: task.key, state: 'done' },
			{ key: 'IN-01:other', state: 'open' },
		]);
	} finally {
		await ledger.close();
	}
});
