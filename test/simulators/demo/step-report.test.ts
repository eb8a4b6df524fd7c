import { repeatedLines, stepLines, tableLines } from '../../../simulators/demo/step-report';
import { summarise } from '../../../simulators/demo/report';
import { carried, stoppedFor, tally } from '../../../simulators/demo/telling';

const outcome = {
	title: 'Payments go to Procore',
	template: 'payments-to-procore',
	canvas: 'http://127.0.0.1:5678/workflow/x',
	moved: ['3 new payments'],
	held: [],
	files: [],
	writes: true,
};

describe('what the demo says of a step', () => {
	it('names what moved in one line, and a few reasons of what was held with how many more there are', () => {
		const held = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name} waits`);
		expect(stepLines({ ...outcome, held }).map((line) => line.trim())).toEqual([
			'Moved   3 new payments',
			'Held    6',
			'a waits',
			'b waits',
			'c waits',
			'd waits',
			'and 2 more',
		]);
	});

	it('says that nothing moved where a step that writes wrote nothing, and says nothing of moves where it only reads', () => {
		expect(stepLines({ ...outcome, moved: [] })).toEqual(['      Moved   nothing']);
		expect(stepLines({ ...outcome, moved: [], writes: false })).toEqual([]);
	});

	it('says what a second run changed', () => {
		expect(repeatedLines([])).toEqual(['      Moved   nothing: nothing is written twice']);
		expect(
			repeatedLines([{ what: 'QuickBooks bill', created: 2, changed: 0, removed: 0 }]),
		).toEqual(['      Moved   QuickBooks bill: 2 new, 0 changed, 0 removed']);
	});

	it('lists every step with its figures and its place in the editor', () => {
		const lines = tableLines(summarise(0, []), [outcome], 'http://127.0.0.1:5678/workflow/main');
		expect(lines.filter((line) => line.includes('Payments go to Procore'))).toEqual([
			expect.stringMatching(/ 0 {2}3 new payments$/),
		]);
		expect(lines.at(-1)).toMatch(/^ +payments-to-procore +http:\S+x$/);
	});

	it('counts what was carried by its state, and keeps the reason of what was held', () => {
		const item = (state: string, why?: string, kind = 'vendor') => ({
			json: {
				transfer: { label: 'it', content: { kind } },
				written: { state, ...(why === undefined ? {} : { why }) },
			},
		});
		const outputs = new Map([
			['Write', [[item('created'), item('created'), item('adopted'), item('held', 'Locked.')]]],
		]);
		expect(carried(outputs, 'Write', 'payment')).toEqual({
			moved: ['2 new payments', '1 payment found as entered by people'],
			held: ['Locked.'],
		});
		expect(carried(outputs, 'Write', 'job', 'jobs', 'job')).toEqual({ moved: [], held: [] });
	});

	it('gives the first grave reason of a document that was stopped, and none of one that passed', () => {
		const judged = (result: string) => ({
			document: { number: '7', vendor: 'Hallam' },
			verdict: {
				outcome: result,
				findings: [
					{ rule: 'DU-04', severity: 'WARN', message: 'A remark.' },
					{ rule: 'OB-01', severity: 'BLOCK', message: 'Too much.' },
				],
				notEvaluable: [],
			},
		});
		expect(stoppedFor(judged('blocked'))).toEqual(['7 of Hallam: OB-01  Too much.']);
		expect(stoppedFor(judged('verified'))).toEqual([]);
		expect(tally(['a', 'b', 'b'])).toEqual([
			['b', 2],
			['a', 1],
		]);
	});
});
