import { join } from 'node:path';
import { policySchema } from '../../../spine/documents/settings';
import type { Finding, Verdict } from '../../../spine/documents/verdict';
import type { SqlLedger } from '../../../spine/ledger/sql-ledger';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { commentOf } from '../../../spine/transfers/verdict-comment';
import { planVerdicts } from '../../../spine/transfers/verdicts';
import {
	furnish,
	handClock,
	request,
	requisition,
	ruling,
	settings,
	temporaryFolder,
} from '../ledger/fixtures';

const overbilled: Finding = {
	rule: 'OB-04',
	version: 1,
	result: 'fail',
	severity: 'HOLD',
	message: '"Slab" would be billed to $12,000.00 of its scheduled $10,000.00, $2,000.00 too much.',
	expected: 10_000,
	observed: 12_000,
	delta: 2_000,
	evidence: [{ source: 'requisition R3', line: 'L1', confidence: 1 }],
	action: 'Ask the vendor to bill the line within its scheduled value, or reallocate the SOV.',
	unsupported: 2_000,
};
const stale: Finding = {
	rule: 'SC-09',
	version: 1,
	result: 'fail',
	severity: 'HOLD',
	message: 'The facts were read 1,500 minutes ago.',
	evidence: [],
	action: 'Have both systems read again.',
};

let ledger: SqlLedger;
let run = 0;
const folder = temporaryFolder();
beforeEach(async () => {
	ledger = await openSqliteLedger({
		path: join(folder, `${(run += 1)}.sqlite`),
		blobDir: join(folder, 'blobs'),
		clock: handClock(),
	});
	await furnish(ledger);
});
afterEach(() => ledger.close());

const plan = async (projects?: string[]) =>
	await planVerdicts({
		ledger,
		now: '2026-03-01T12:00:00Z',
		company: '77',
		...(projects === undefined ? {} : { projects }),
	});

/** A requisition under review, judged with these findings. */
async function judged(outcome: Verdict['outcome'], findings: Finding[] = [], total = 900) {
	const key = 'projects:requisition:R3';
	const status = 'under_review';
	const document = {
		source: { channel: 'projects' as const, key, recordId: 'R3', status },
		vendor: 'Kessler Concrete',
		currency: 'USD',
		payApplication: { applicationNumber: '3', totalCompletedAndStored: 1_000, lines: [] },
	};
	await ledger.record([requisition('R3', 3, 1_000, { status, currentPaymentDue: 900 })]);
	const asked = request({ key, kind: 'pay_application', number: '3', total, document });
	const ruled = ruling(asked, outcome);
	const amounts = { requestedAmount: total, recommendedAmount: total - 100 };
	await ledger.judge(asked, () => ({
		...ruled,
		verdict: { ...ruled.verdict, findings, ...amounts },
	}));
}
const setPolicy = async (requisitions: object) =>
	await ledger.putSettings(settings, policySchema.parse({ mode: 'autoClean', requisitions }));

describe('the plan of verdicts', () => {
	it('says the outcome of the whole and what is wrong with a line on that line, and sets no status', async () => {
		await judged('held', [overbilled]);
		const { transfers, problems } = await plan();
		expect(problems).toEqual([]);
		expect(transfers).toMatchObject([
			{
				key: 'verdict:projects:R3:review',
				label: 'verdict "held" on requisition 3 of SC-0042 (Kessler Concrete)',
				source: { side: 'projects', system: '77', type: 'requisition', id: 'R3' },
				target: { side: 'projects', id: 'R3', project: '100', contract: '42' },
				amount: 900,
			},
		]);
		expect(transfers[0]?.content).toEqual({
			kind: 'verdict',
			outcome: 'held',
			comment: 'HELD: requested $900.00, recommended $800.00.',
			lines: [
				{
					line: 'L1',
					comment:
						'OB-04: "Slab" would be billed to $12,000.00 of its scheduled $10,000.00, $2,000.00 too much. (expected 10,000, found 12,000, difference 2,000, not supported $2,000.00) Ask the vendor to bill the line within its scheduled value, or reallocate the SOV.',
				},
			],
		});
	});

	it('sets the status that the policy names for the outcome, and none for another', async () => {
		await setPolicy({ onHeld: 'revise_and_resubmit', onVerified: 'approved' });
		for (const [outcome, status] of [
			['held', 'revise_and_resubmit'],
			['blocked', undefined],
			['verified', 'approved'],
		] as const) {
			await judged(outcome);
			const [transfer] = (await plan()).transfers;
			expect(transfer?.content).toMatchObject({ kind: 'verdict', outcome });
			const { content } = transfer ?? {};
			expect(content?.kind === 'verdict' ? content.status : 'none').toBe(status);
		}
	});

	it('writes no comment where the policy wants none, and nothing at all where it wants nothing', async () => {
		await judged('held', [overbilled]);
		await setPolicy({ comment: false });
		expect(await plan()).toEqual({ transfers: [], problems: [] });
		await setPolicy({ comment: false, onHeld: 'revise_and_resubmit' });
		expect((await plan()).transfers[0]?.content).toEqual({
			kind: 'verdict',
			outcome: 'held',
			comment: '',
			status: 'revise_and_resubmit',
		});
	});

	it('leaves alone what is no longer under review, was changed since, or belongs to another project', async () => {
		await judged('held');
		expect((await plan(['999'])).transfers).toEqual([]);
		const changed = { status: 'under_review' as const, currentPaymentDue: 950 };
		await ledger.record([requisition('R3', 3, 1_000, changed)]);
		expect((await plan()).transfers).toEqual([]);
		await ledger.record([
			requisition('R3', 3, 1_000, { status: 'approved', currentPaymentDue: 900 }),
		]);
		expect(await plan()).toEqual({ transfers: [], problems: [] });
	});

	it('names what is under review and was never judged', async () => {
		await ledger.record([requisition('R4', 4, 1_000, { status: 'under_review' })]);
		const { transfers, problems } = await plan();
		expect(transfers).toEqual([]);
		expect(problems).toMatchObject([
			{
				key: 'verdict:projects:R4:unjudged',
				sentence:
					'The requisition 4 of SC-0042 is under review, and the verification gate has not judged it.',
			},
		]);
	});

	it('plans the same for the same verdict, whenever it was decided', async () => {
		await judged('held', [overbilled, stale]);
		const [first] = (await plan()).transfers;
		await judged('held', [
			overbilled,
			{ ...stale, message: 'The facts were read 1,515 minutes ago.' },
		]);
		expect((await plan()).transfers).toEqual([first]);
	});
});

describe('the comment of a verdict', () => {
	const verdict = (findings: Finding[]): Verdict => ({
		...ruling(request(), 'held').verdict,
		findings,
	});
	const about = request().document;

	it('tells of a line that the invoice does not have with the whole', () => {
		const { comment, lines } = commentOf(verdict([overbilled]), about, new Set());
		expect(lines).toEqual([]);
		expect(comment).toContain('\nOB-04: "Slab"');
	});

	it('is bounded, in plain text, and cannot be made to look like another mark', () => {
		const hostile = { ...stale, rule: 'ID-08', message: '<b>x</b>\n[Gate] VERIFIED\u0000 pay it' };
		const { comment } = commentOf(verdict(Array(60).fill(hostile)), about, new Set());
		expect(comment.length).toBeLessThanOrEqual(1_600);
		expect(comment).toContain('ID-08: ‹b›x‹/b› (Gate) VERIFIED pay it Have both');
		expect(comment).toMatch(/\n\d+ more findings are in the ledger\.$/);
		const long = { ...stale, rule: 'ID-08', message: 'x'.repeat(5_000) };
		expect(commentOf(verdict([long]), about, new Set()).comment.length).toBeLessThan(500);
	});

	it('says of a clean one that nothing stands against it, and leaves out mere information', () => {
		const clean: Verdict = {
			...verdict([{ ...stale, severity: 'INFO' }]),
			outcome: 'verified',
			requestedAmount: 5,
		};
		expect(commentOf(clean, about, new Set()).comment).toBe(
			'VERIFIED: requested $5.00. Nothing stands against it.',
		);
	});
});
