import fc from 'fast-check';
import { fromMinor, sumAmounts, toMinor } from '../../../spine/documents/money';
import type { BooksTransactionRecord, TimecardRecord } from '../../../spine/documents/records';
import { recordSchema } from '../../../spine/documents/records';
import { planDirectCosts } from '../../../spine/transfers/direct-costs';
import { groupHours } from '../../../spine/transfers/labour-lines';
import { planUndo } from '../../../spine/transfers/undo';
import { card, contentOf, labourBench, type LabourBench, NOW } from './labour-company';

jest.setTimeout(120_000);

let bench: LabourBench;
beforeEach(async () => {
	bench = await labourBench();
});
afterEach(() => bench.ledger.close());

const record = async (...cards: TimecardRecord[]) => await bench.ledger.record(cards);
const net = (lines: ReturnType<typeof contentOf>['lines']): number =>
	lines.reduce(
		(sum, { posting, amount }) => sum + toMinor(amount) * (posting === 'debit' ? 1 : -1),
		0,
	);

/** The entry as the mirror of the books has it once it was read. */
function inBooks(id: string, content: ReturnType<typeof contentOf>): BooksTransactionRecord {
	return {
		type: 'journal_entry',
		side: 'books',
		books: 'B1',
		id,
		date: content.date,
		total: 0,
		lines: content.lines.map(({ posting, amount, account, customerJob, class: kind }) => ({
			amount: posting === 'debit' ? amount : -amount,
			account: account.id,
			...(customerJob === undefined ? {} : { job: customerJob.id }),
			...(kind === undefined ? {} : { class: kind.id }),
		})),
	};
}

describe('the plan of labour', () => {
	it('makes one balanced entry of a week, a line for each cost code, on the job', async () => {
		await record(
			card('1'),
			card('2', { date: '2026-03-12', hours: '7.5' }),
			card('3', { timeType: 'Overtime', hours: '1.5' }),
			card('4', { costCode: '01-310', hours: '10' }),
		);
		const { transfers, problems } = await bench.plan();
		expect(problems).toEqual([]);
		expect(transfers).toMatchObject([
			{
				key: 'labour:projects:100:B1:2026-03-09..2026-03-15:0',
				label: 'Labour of P-100, 2026-03-09 to 2026-03-15: $1,787.69 for 27 h',
				target: { side: 'books', system: 'B1', type: 'journal_entry', project: '100' },
				amount: 1787.69,
				date: '2026-03-15',
			},
		]);
		expect(contentOf(transfers[0])).toEqual({
			kind: 'labour',
			number: 'L-P-100-260315',
			date: '2026-03-15',
			memo: expect.stringMatching(
				/^Labour of P-100, 2026-03-09 to 2026-03-15, from approved timecards\. Ref [0-9a-f]{12}$/,
			),
			lines: [
				// 15.5 h at 50 and 1.5 h at 75.125, rounded once: 775 + 112.6875.
				{
					posting: 'debit',
					amount: 887.69,
					account: { id: '80' },
					customerJob: { id: 'J1' },
					class: { id: '200' },
					description: 'Labour 03-300 L',
				},
				{
					posting: 'debit',
					amount: 900,
					account: { id: '81' },
					customerJob: { id: 'J1' },
					description: 'Labour 01-310 L',
				},
				{ posting: 'credit', amount: 1787.69, account: { id: '95' }, description: 'Labour' },
			],
		});
	});

	it('says of nobody who worked: neither in the ledger nor in what is planned', async () => {
		await record(card('1'));
		const { transfers } = await bench.plan();
		expect(Object.keys(recordSchema.parse({ ...card('1'), party: { name: 'Ann' } }))).not.toContain(
			'party',
		);
		expect(JSON.stringify(contentOf(transfers[0]))).not.toContain('8 h');
	});

	it('is off until somebody turns it on, and needs a first day and an account', async () => {
		await bench.choose({ enabled: false });
		await expect(bench.plan()).rejects.toThrow('Labour is off');
		await bench.choose({ from: undefined });
		await expect(bench.plan()).rejects.toThrow('from which day');
		await bench.choose({ clearingAccount: undefined });
		await expect(bench.plan()).rejects.toThrow('do not name the account');
		await bench.choose({ clearingAccount: 'Accounts Payable' });
		await record(card('1'));
		expect(await bench.sentences()).toEqual([
			'Labour of P-100, 2026-03-09 to 2026-03-15, cannot be carried: the account "Accounts Payable" is of type Accounts Payable, which takes no labour.',
		]);
	});

	it('waits until the period is over and its grace has passed', async () => {
		await record(card('1'));
		expect((await bench.plan({ now: '2026-03-17T12:00:00Z' })).transfers).toEqual([]);
		expect((await bench.plan({ now: '2026-03-18T12:00:00Z' })).transfers).toHaveLength(1);
	});

	it('cuts weeks where a month ends, so that cost stands in the month it was worked', async () => {
		await record(card('1', { date: '2026-03-31' }), card('2', { date: '2026-04-01' }));
		const { transfers } = await bench.plan({ now: '2026-04-12T12:00:00Z' });
		expect(transfers.map(({ date }) => date)).toEqual(['2026-03-31', '2026-04-05']);
	});

	it('never carries hours before its first day', async () => {
		await bench.choose({ from: '2026-03-11' });
		await record(card('1'), card('2', { date: '2026-03-10' }));
		const { transfers } = await bench.plan();
		expect(transfers).toMatchObject([{ amount: 400 }]);
		expect(transfers[0]?.key).toContain('2026-03-11..2026-03-15');
	});

	it('carries only what was read to the end', async () => {
		await record(card('1', { date: '2026-05-05' }));
		expect(await bench.sentences('2026-05-20T12:00:00Z')).toEqual([
			'Labour of P-100, 2026-05-04 to 2026-05-10, ended on 2026-05-10, and its hours were read for 2026-03-02 to 2026-04-30 only.',
		]);
	});
});

describe('labour is held', () => {
	it('while an entry of the period is not approved, and other periods go on', async () => {
		await record(
			card('1'),
			card('2', { approval: 'pending', hours: '2.5' }),
			card('3', { date: '2026-03-04' }),
		);
		const { transfers, problems } = await bench.plan();
		expect(transfers.map(({ date }) => date)).toEqual(['2026-03-08']);
		expect(problems).toMatchObject([
			{
				sentence:
					'Labour of P-100, 2026-03-09 to 2026-03-15, is held: 1 timecard entry (2.5 h) of it is not approved.',
			},
		]);
		await bench.choose({ approvedStates: ['Approved', 'pending'] });
		expect((await bench.plan()).transfers).toHaveLength(2);
	});

	it('where hours have no rate, naming code, time type and what to add', async () => {
		await record(card('1'), card('2', { costCode: '26-100', timeType: 'Double Time' }));
		const { transfers, problems } = await bench.plan();
		expect(transfers).toEqual([]);
		expect(problems).toMatchObject([
			{
				sentence: expect.stringContaining(
					'no rate is known for 26-100 L, Double Time on 2026-03-11',
				),
				remedy:
					'Add a row for cost code 26-100 and time type Double Time to the rate table, valid from 2026-03-11 or before.',
			},
			{ sentence: expect.stringContaining('No mapping rule fits labour of 26-100 L') },
		]);
	});

	it('where an entry has no hours, no code, or is still running', async () => {
		await record(
			card('1', { hours: undefined }),
			card('2', { costCode: undefined }),
			card('3', { inProgress: true }),
		);
		expect(await bench.sentences()).toEqual([
			expect.stringContaining('1 timecard entry (8 h) of it is not approved'),
			expect.stringContaining('1 timecard entry of it (1) states no hours'),
			expect.stringContaining('1 timecard entry of it (2) bears no cost code'),
		]);
	});

	it('where the period is closed in the books', async () => {
		await bench.ledger.record([
			{
				type: 'books',
				side: 'books',
				books: 'B1',
				id: 'B1',
				name: 'B1',
				closingDate: '2026-03-31',
			},
		]);
		await record(card('1'));
		expect(await bench.sentences()).toEqual([
			'Labour of P-100, 2026-03-09 to 2026-03-15, was not carried in time, and the books are closed up to 2026-03-31.',
		]);
	});
});

describe('after an entry was written', () => {
	it('planning again gives nothing new', async () => {
		await record(card('1'));
		expect(await bench.written('500')).toHaveLength(1);
		expect(await bench.written('501')).toEqual([]);
	});

	it('enters what was edited, approved late or deleted as a correction of the difference', async () => {
		await record(card('1'), card('2'));
		const [entry] = await bench.written('500');
		await record(card('1', { hours: '6' }), card('3', { costCode: '01-310', hours: '1' }));
		const [correction] = await bench.written('501');
		expect(correction).toMatchObject({
			key: 'labour:projects:100:B1:2026-03-09..2026-03-15:1',
			label: 'Correction 1 of labour of P-100, 2026-03-09 to 2026-03-15: $100.00',
			reason: expect.stringContaining('after it was carried'),
		});
		expect(contentOf(correction)).toMatchObject({
			number: 'L-P-100-260315A1',
			lines: [
				{ posting: 'credit', amount: 100, account: { id: '80' }, description: 'Labour 03-300 L' },
				{ posting: 'debit', amount: 90, account: { id: '81' } },
				{ posting: 'debit', amount: 10, account: { id: '95' } },
			],
		});
		const [kept] = await bench.ledger.transfers({ keys: [entry?.key ?? ''] });
		expect(kept).toMatchObject({ state: 'done', transfer: entry });
		await record({ ...card('1'), deleted: true }, { ...card('2'), deleted: true });
		const [last] = await bench.written('502');
		expect(last?.key).toMatch(/:2$/);
		const all = [entry, correction, last].flatMap((one) => contentOf(one).lines);
		expect(sumAmounts(all.map((line) => fromMinor(net([line]))))).toBe(0);
		const jobs = all.filter(({ customerJob }) => customerJob !== undefined);
		expect(fromMinor(net(jobs))).toBe(90);
		expect(await bench.written('503')).toEqual([]);
	});

	it('takes nothing back where all hours of a period are gone at once, which a lost permission looks like', async () => {
		await record(card('1'), card('2'));
		expect(await bench.written('500')).toHaveLength(1);
		await record({ ...card('1'), deleted: true }, { ...card('2'), deleted: true });
		expect(await bench.sentences()).toEqual([
			expect.stringContaining('shows none of its hours any more'),
		]);
		expect(await bench.written('501')).toEqual([]);
	});

	it('holds the correction while an entry waits for approval, and where the books were closed', async () => {
		await record(card('1'));
		await bench.written('500');
		await record(card('2', { approval: 'reviewed' }));
		expect(await bench.sentences()).toEqual([expect.stringContaining('is not approved')]);
		await record(card('2'));
		await bench.ledger.record([
			{
				type: 'books',
				side: 'books',
				books: 'B1',
				id: 'B1',
				name: 'B1',
				closingDate: '2026-03-31',
			},
		]);
		expect(await bench.sentences()).toEqual([
			expect.stringContaining('was changed after it was carried, and the books are closed'),
		]);
		expect(await bench.written('501')).toEqual([]);
	});

	it('says so when the entry was changed or deleted in the books, and enters nothing more', async () => {
		await record(card('1'));
		const [entry] = await bench.written('500');
		const stands = inBooks('500', contentOf(entry));
		await bench.ledger.record([stands]);
		expect(await bench.sentences()).toEqual([]);
		const [debit, ...others] = stands.lines;
		if (debit === undefined) throw new Error('no lines');
		await bench.ledger.record([{ ...stands, lines: [{ ...debit, amount: 1 }, ...others] }]);
		await record(card('2'));
		expect(await bench.sentences()).toEqual([
			expect.stringContaining('was carried as journal entry 500, which was changed in the books'),
		]);
		await bench.ledger.record([{ ...stands, deleted: true }]);
		expect(await bench.sentences()).toEqual([expect.stringContaining('which was deleted')]);
		expect(await bench.written('501')).toEqual([]);
		await bench.ledger.setTransferState(entry?.key ?? '', 'undone', 'cfo: by hand');
		expect(await bench.sentences()).toEqual([]);
		expect(await bench.written('502')).toEqual([]);
	});

	it('a new rate alone changes nothing that was carried', async () => {
		await record(card('1'));
		await bench.written('500');
		const labourRates = [{ rate: '99', source: 'rates:1' }];
		const { transfers } = await bench.plan({ labourRates });
		const kept = await bench.ledger.planTransfers(transfers);
		expect(kept.map(({ state }) => state)).toEqual(['done']);
	});

	it('another period in the settings leaves the days that were carried alone', async () => {
		await record(card('1'), card('2', { date: '2026-03-16' }));
		await bench.written('500');
		await bench.choose({ period: 'month' });
		const planned = (await bench.plan({ now: '2026-04-10T12:00:00Z' })).transfers;
		expect(planned.map(({ key }) => key)).toEqual([
			'labour:projects:100:B1:2026-03-09..2026-03-15:0',
			'labour:projects:100:B1:2026-03-16..2026-03-31:0',
		]);
		expect(planned.map(({ amount }) => amount)).toEqual([400, 400]);
	});

	it('what was taken back is not written again by the next plan', async () => {
		await record(card('1'));
		await bench.written('500');
		const { transfers, left } = await planUndo(bench.ledger, { run: 'run-500' });
		expect(left).toEqual([]);
		const [undo] = transfers;
		if (undo === undefined) throw new Error('nothing to undo');
		await bench.ledger.planTransfers([undo]);
		await bench.ledger.beginTransfer(undo, 'undo');
		const outcome = { state: 'removed' as const, id: '500', warnings: [] };
		await bench.ledger.settleTransfer(undo, 'undo', { outcome, before: undo.content });
		await record(card('2'));
		expect(await bench.written('501')).toEqual([]);
		await bench.ledger.setTransferState(undo.key, 'planned', 'cfo: again');
		expect(await bench.written('502')).toMatchObject([{ amount: 800, action: 'save' }]);
	});

	it('while its write is in doubt nothing else is planned for the period', async () => {
		await record(card('1'));
		const [transfer] = (await bench.plan()).transfers;
		if (transfer === undefined) throw new Error('nothing planned');
		await bench.ledger.planTransfers([transfer]);
		await bench.ledger.beginTransfer(transfer, 'run-1');
		await record(card('2'));
		expect((await bench.plan()).transfers).toEqual([transfer]);
	});

	it('never comes back to the project system as a direct cost', async () => {
		await record(card('1'));
		const [entry] = await bench.written('500');
		await bench.ledger.record([inBooks('500', contentOf(entry))]);
		const source = { ledger: bench.ledger, now: NOW, company: '77' };
		expect(await planDirectCosts(source)).toEqual({ transfers: [], problems: [] });
	});
});

const quarters = fc.integer({ min: 1, max: 60 }).map((count) => (count / 4).toString());
const cards = fc.array(
	fc.record({
		hours: quarters,
		date: fc.constantFrom('2026-03-09', '2026-03-11', '2026-03-15'),
		costCode: fc.constantFrom('03-300', '03-310', '01-310'),
		timeType: fc.constantFrom('Regular Time', 'Overtime'),
	}),
	{ minLength: 1, maxLength: 12 },
);

describe('whatever the timecards are', () => {
	it('entries balance, and corrections bring the books to what one entry would say', async () => {
		await fc.assert(
			fc.asyncProperty(cards, cards, async (before, after) => {
				const own = await labourBench();
				try {
					const all = (list: typeof before) => list.map((one, index) => card(String(index), one));
					await own.ledger.record(all(before));
					const first = await own.written('1');
					await own.ledger.record([
						...all(before).map((one) => ({ ...one, deleted: true })),
						...all(after),
					]);
					const second = await own.written('2');
					expect(await own.written('3')).toEqual([]);
					const fresh = await labourBench();
					try {
						await fresh.ledger.record(all(after));
						const whole = await fresh.written('1');
						const charged = (list: typeof first) => {
							const sums = new Map<string, number>();
							for (const line of list.flatMap((one) => contentOf(one).lines)) {
								const key = `${line.account.id} ${line.description ?? ''}`;
								sums.set(key, (sums.get(key) ?? 0) + net([line]));
							}
							return [...sums].filter(([, sum]) => sum !== 0).sort();
						};
						expect(charged([...first, ...second])).toEqual(charged(whole));
						for (const one of [...first, ...second, ...whole]) {
							expect(net(contentOf(one).lines)).toBe(0);
						}
					} finally {
						await fresh.ledger.close();
					}
				} finally {
					await own.ledger.close();
				}
			}),
			{ numRuns: 8 },
		);
	});

	it('splitting an entry changes nothing', () => {
		const parts = fc.array(fc.tuple(quarters, quarters), { minLength: 1, maxLength: 8 });
		fc.assert(
			fc.property(parts, (split) => {
				const apart = split.flatMap(([one, other], index) => [
					card(`${index}a`, { hours: one }),
					card(`${index}b`, { hours: other }),
				]);
				const together = split.map(([one, other], index) =>
					card(String(index), { hours: String(Number(one) + Number(other)) }),
				);
				expect(groupHours(apart)).toEqual(groupHours(together));
			}),
		);
	});
});
