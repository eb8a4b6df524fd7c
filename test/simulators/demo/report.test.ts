import { failureIn } from '../../../simulators/demo/failure';
import { type Entry, entrySchema } from '../../../simulators/demo/main-job';
import { summarise, summaryLines, whyNotPosted } from '../../../simulators/demo/report';

const entry = (outcome: string | undefined, asked?: number, posting?: object): Entry =>
	entrySchema.parse({
		document: { kind: 'invoice', source: {}, total: asked },
		...(outcome === undefined
			? {}
			: {
					verdict: {
						outcome,
						findings: [
							{ rule: 'DU-04', severity: 'WARN', message: 'A remark.' },
							{ rule: 'ID-10', severity: 'HOLD', message: 'Page 2 of 2 is missing.' },
							{ rule: 'OB-01', severity: 'BLOCK', message: '$2,500.00 too much.' },
						],
						notEvaluable: [],
						requestedAmount: asked,
					},
				}),
		...(posting === undefined ? {} : { posting }),
	});

describe("the demo's report", () => {
	it('adds up to the cent what was stopped and what was posted, credits taken off', () => {
		const summary = summarise(5, [
			entry('verified', 100.1, { entity: 'Bill', id: '1', total: 100.1 }),
			entry('verified', 20.2, { entity: 'VendorCredit', id: '2', total: 20.2 }),
			entry('held', 0.1),
			entry('held', 0.2),
			entry('blocked', 1_000.4),
			entry('recorded', 9),
		]);
		expect(summary).toMatchObject({
			held: 2,
			blocked: 1,
			posted: 2,
			undecided: 0,
			postedSum: '$79.90',
			heldSum: '$0.30',
			blockedSum: '$1,000.40',
			stopped: '$1,000.70',
		});
		expect(summaryLines(summary).join('\n')).not.toContain('Not decided');
		expect(summaryLines(summarise(1, [entry(undefined)])).join('\n')).toContain(
			'Not decided       1',
		);
	});

	it('says of every document without a bill why there is none, gravest reason first', () => {
		expect(
			['held', 'recorded', 'verified', undefined].map((one) => whyNotPosted(entry(one))),
		).toEqual([
			'It was held: OB-01  $2,500.00 too much. (and 1 more)',
			'It asks for no payment; it was recorded.',
			'It was verified, and nothing was written for it yet.',
			'It was not decided.',
		]);
	});
});

describe('a failed workflow', () => {
	it('is told by its node, its sentence and its remedy', () => {
		const flat = [
			{ resultData: '1' },
			{ error: '2' },
			{ message: '3', description: '4', node: '5' },
			'The policy cannot be used.',
			'Correct its mode.',
			{ name: '6' },
			'Store the settings',
		];
		expect(failureIn(JSON.stringify(flat))).toBe(
			'"Store the settings" stopped: The policy cannot be used. Correct its mode.',
		);
		expect(failureIn(JSON.stringify([{ resultData: '1' }, {}]))).toBeUndefined();
	});
});
