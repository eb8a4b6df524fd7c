import type { TimecardRecord } from '../../../spine/documents/records';
import { companySettingsSchema } from '../../../spine/documents/settings';
import { policy, settings } from '../ledger/fixtures';
import { card, contentOf, labour, labourBench, type LabourBench } from './labour-company';

jest.setTimeout(120_000);

let bench: LabourBench;
beforeEach(async () => {
	bench = await labourBench();
});
afterEach(() => bench.ledger.close());

const record = async (...cards: TimecardRecord[]) => await bench.ledger.record(cards);

describe('labour that was carried', () => {
	it('is not taken back when the first day is moved on, and its late hours are still carried', async () => {
		await record(card('1'), card('2', { date: '2026-03-18' }));
		await bench.written('500');
		await bench.choose({ from: '2026-03-16' });
		const later = '2026-03-28T12:00:00Z';
		const planned = (await bench.plan({ now: later })).transfers;
		expect(planned.map(({ key }) => key)).toEqual([
			'labour:projects:100:B1:2026-03-09..2026-03-15:0',
			'labour:projects:100:B1:2026-03-16..2026-03-22:0',
		]);
		await record(card('3', { date: '2026-03-12', hours: '2' }));
		expect(await bench.written('501', later)).toMatchObject([{ amount: 100 }, { amount: 400 }]);
	});

	it('is corrected by the difference alone where the books dropped the job or class of its lines', async () => {
		await record(card('1'));
		const [transfer] = (await bench.plan()).transfers;
		if (transfer === undefined) throw new Error('nothing planned');
		await bench.ledger.planTransfers([transfer]);
		await bench.ledger.beginTransfer(transfer, 'run-1');
		const content = contentOf(transfer);
		const after = {
			...content,
			lines: content.lines.map(({ customerJob: _, class: __, ...line }) => line),
		};
		const outcome = { state: 'created' as const, id: '500', warnings: [] };
		await bench.ledger.settleTransfer(transfer, 'run-1', { outcome, after });
		await record(card('2', { hours: '2' }));
		expect(await bench.written('501')).toMatchObject([{ amount: 100 }]);
	});

	it('may be given its job by hand, as it was to say, and is still corrected', async () => {
		await record(card('1'));
		const [transfer] = (await bench.plan()).transfers;
		if (transfer === undefined) throw new Error('nothing planned');
		await bench.ledger.planTransfers([transfer]);
		await bench.ledger.beginTransfer(transfer, 'run-1');
		const content = contentOf(transfer);
		const after = { ...content, lines: content.lines.map(({ customerJob: _, ...line }) => line) };
		const outcome = { state: 'created' as const, id: '500', warnings: [] };
		await bench.ledger.settleTransfer(transfer, 'run-1', { outcome, after });
		await bench.ledger.record([
			{
				type: 'journal_entry',
				side: 'books',
				books: 'B1',
				id: '500',
				date: content.date,
				total: 0,
				lines: content.lines.map(({ posting, amount, account, customerJob, class: kind }) => ({
					amount: posting === 'debit' ? amount : -amount,
					account: account.id,
					...(customerJob === undefined ? {} : { job: customerJob.id }),
					...(kind === undefined ? {} : { class: kind.id }),
				})),
			},
		]);
		expect(await bench.sentences()).toEqual([]);
	});

	it('is corrected in its own books where the project moved to others within the period', async () => {
		await record(card('1'));
		await bench.written('500');
		const [project] = settings.projects ?? [];
		if (project === undefined) throw new Error('no project');
		await bench.ledger.putSettings(
			companySettingsSchema.parse({
				...settings,
				labour,
				projects: [
					{ ...project, until: '2026-03-13' },
					{ ...project, books: 'B2', from: '2026-03-14' },
				],
			}),
			policy,
		);
		await record(card('2', { hours: '2' }));
		expect(await bench.sentences()).toEqual([]);
		expect(await bench.written('501')).toMatchObject([{ amount: 100, target: { system: 'B1' } }]);
	});
});

describe('hours that cannot be', () => {
	it('hold their own period alone', async () => {
		await record(
			card('1', { hours: '9'.repeat(300) }),
			card('2', { date: '2026-03-04' }),
			card('3', { hours: '24.5', date: '2026-03-05' }),
		);
		await bench.plan();
		const { transfers, problems } = await bench.plan();
		expect(transfers).toEqual([]);
		expect(problems.map(({ sentence }) => sentence)).toEqual([
			expect.stringContaining('(3)'),
			expect.stringContaining('(1)'),
		]);
	});

	it('of the last day that there is are not carried before it is over', async () => {
		await record(card('1', { date: '9999-12-31' }));
		expect((await bench.plan()).transfers).toEqual([]);
		await bench.choose({ graceDays: 0 });
		await record(card('2'));
		expect((await bench.plan({ now: '2026-03-15T12:00:00Z' })).transfers).toEqual([]);
		expect((await bench.plan({ now: '2026-03-16T01:00:00Z' })).transfers).toHaveLength(1);
	});
});
