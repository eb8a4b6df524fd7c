import { join } from 'node:path';
import type { LedgerRecord, TimecardRecord } from '../../../spine/documents/records';
import { companySettingsSchema } from '../../../spine/documents/settings';
import type { Transfer } from '../../../spine/documents/transfer';
import type { ContentOf } from '../../../spine/documents/transfer-content';
import type { SqlLedger } from '../../../spine/ledger/sql-ledger';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { noteDaysRead } from '../../../spine/ledger/timecards-read';
import { type LabourRate, parseLabourRates } from '../../../spine/mapping/labour-rates';
import { rememberRules } from '../../../spine/mapping/remembered-rules';
import { planLabour } from '../../../spine/transfers/labour';
import { furnish, handClock, policy, settings, temporaryFolder } from '../ledger/fixtures';

/** Friday of the week after the one that the entries of most tests are of. */
export const NOW = '2026-03-20T12:00:00Z';
const account = (id: string, name: string, number: string, accountType: string): LedgerRecord => ({
	type: 'account',
	side: 'books',
	books: 'B1',
	id,
	name,
	fullName: name,
	number,
	accountType,
	active: true,
});
const lists: LedgerRecord[] = [
	account('80', 'Job Labour', '5300', 'Cost of Goods Sold'),
	account('81', 'Supervision', '5400', 'Cost of Goods Sold'),
	account('95', 'Payroll Clearing', '2300', 'Other Current Liability'),
	account('33', 'Accounts Payable', '2000', 'Accounts Payable'),
	{
		type: 'class',
		side: 'books',
		books: 'B1',
		id: '200',
		name: 'Self-perform',
		fullName: 'Self-perform',
		active: true,
	},
	{
		type: 'item',
		side: 'books',
		books: 'B1',
		id: '21',
		name: 'Crane crew',
		fullName: 'Crane crew',
		itemType: 'Service',
		expenseAccount: '81',
		active: true,
	},
];
export const labour = {
	enabled: true,
	from: '2026-03-02',
	clearingAccount: 'Payroll Clearing',
	costType: 'L',
};
const rows = [
	{ cost_code: '03-*', time_type: 'Regular Time', rate: '50' },
	{ cost_code: '03-*', time_type: 'Overtime', rate: '75.125' },
	{ cost_code: '01-310', rate: '90' },
];

/** An entry of Wednesday of the week that ends on 15 March, approved. */
export function card(id: string, more: Partial<TimecardRecord> = {}): TimecardRecord {
	return {
		type: 'timecard',
		side: 'projects',
		id,
		project: '100',
		date: '2026-03-11',
		hours: '8',
		costCode: '03-300',
		timeType: 'Regular Time',
		approval: 'approved',
		...more,
	};
}

export interface LabourBench {
	ledger: SqlLedger;
	/** Sets how labour is carried. */
	choose(change?: object): Promise<void>;
	plan(
		more?: Partial<{ now: string; projects: string[]; labourRates: LabourRate[] }>,
	): ReturnType<typeof planLabour>;
	sentences(now?: string): Promise<string[]>;
	/** Plans, and has the ledger know that everything new was written; returns what that was. */
	written(id: string, now?: string): Promise<Transfer[]>;
}

const folder = temporaryFolder();
let files = 0;

/** A company that carries labour, with a mapping table, rates and the hours of March read. */
export async function labourBench(): Promise<LabourBench> {
	const ledger = await openSqliteLedger({
		path: join(folder, `labour-${(files += 1)}.sqlite`),
		blobDir: join(folder, 'blobs'),
		clock: handClock(),
	});
	await furnish(ledger);
	await ledger.record(lists);
	await rememberRules(ledger, [
		{ costCode: '03-*', account: '5300', class: 'Self-perform', source: 'rules:1' },
		{ costCode: '01-310', item: 'Crane crew', source: 'rules:2' },
	]);
	await noteDaysRead(ledger, '100', { from: labour.from, to: '2026-04-30' });
	const choose = async (change: object = {}) => {
		const chosen = { ...settings, labour: { ...labour, ...change } };
		await ledger.putSettings(companySettingsSchema.parse(chosen), policy);
	};
	await choose();
	const plan: LabourBench['plan'] = async (more = {}) => {
		const labourRates = parseLabourRates(rows, 'rates').rates;
		return await planLabour({ ledger, now: NOW, company: '77', labourRates, ...more });
	};
	return {
		ledger,
		choose,
		plan,
		sentences: async (now = NOW) => (await plan({ now })).problems.map((one) => one.sentence),
		async written(id, now = NOW) {
			const { transfers } = await plan({ now });
			const kept = await ledger.planTransfers(transfers);
			const open = kept.filter(({ state }) => state === 'planned').map((one) => one.transfer);
			for (const [index, transfer] of open.entries()) {
				await ledger.beginTransfer(transfer, `run-${id}`);
				const outcome = { state: 'created' as const, id: `${id}${index || ''}`, warnings: [] };
				await ledger.settleTransfer(transfer, `run-${id}`, { outcome, after: transfer.content });
			}
			return open;
		},
	};
}

export function contentOf(transfer: Transfer | undefined): ContentOf<'labour'> {
	if (transfer?.content.kind === 'labour') return transfer.content;
	throw new Error('no labour was planned');
}
