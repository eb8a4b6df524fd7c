import { type DemoCase, demoCases, fileNameOf } from '../../../simulators/demo-company';
import { rules } from '../../../spine/gate/rules';

/** Rules that the main job promises, by their families. */
const PROMISED: Readonly<Record<string, readonly number[]>> = {
	SC: [1, 2, 3, 4],
	OB: [1, 3, 4, 6, 8],
	CO: [1, 2, 3, 4, 5, 6, 7, 8, 10, 13],
	QV: [1, 2, 4, 12],
	DU: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
	ID: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
	CM: [1, 2, 4, 6],
	MA: [1, 2, 3, 4, 5, 6],
	PA: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20],
	SM: [5],
	RT: [1, 6, 7, 8, 9, 12],
	PO: [1, 2, 3, 5, 8],
	TX: [1],
	FR: [1, 2, 4, 5, 16],
	EX: [1, 4, 5, 6, 7],
	GL: [3, 4, 6, 13, 14],
};

const promised = Object.entries(PROMISED).flatMap(([family, numbers]) =>
	numbers.map((number) => `${family}-${String(number).padStart(2, '0')}`),
);

/** Rules that no e-mail can break, and why. */
const BEYOND_MAIL: Readonly<Record<string, string>> = {
	'MA-06':
		'compares the coded lines with the total that GL Mapping gives them, which is their own sum; only a node between mapping and gate can change one of them (test/workflows/bad-input.test.ts)',
};

/** Rules whose whole effect is a remark: they never stop a document. */
const REMARKS = ['DU-04', 'RT-12'];

const stopping = new Set(demoCases.flatMap((one) => one.expect.rules));
const remarked = new Set(demoCases.flatMap((one) => one.expect.remarks ?? []));

/** A message that is passed over because it was decided before is what DU-08 is about. */
const repeats = demoCases.filter((one) => one.expect.repeats !== undefined);

function isShown(rule: string): boolean {
	if (rule === 'DU-08') return repeats.length > 0;
	return stopping.has(rule) || (REMARKS.includes(rule) && remarked.has(rule));
}

const isStop = ({ expect: wanted }: DemoCase): boolean =>
	wanted.outcome === 'held' || wanted.outcome === 'blocked';

describe("the demo's mailbox", () => {
	it('is about rules that the gate has', () => {
		const known = new Set(rules.map(({ id }) => id));
		expect([...promised, ...stopping, ...remarked].filter((rule) => !known.has(rule))).toEqual([]);
	});

	it('shows every promised rule at work in an e-mail of its own', () => {
		const missing = promised.filter((rule) => !isShown(rule) && !(rule in BEYOND_MAIL));
		expect(missing).toEqual([]);
	});

	it('does not call a rule impossible that an e-mail shows', () => {
		expect(Object.keys(BEYOND_MAIL).filter(isShown)).toEqual([]);
		expect(Object.keys(BEYOND_MAIL).filter((rule) => !promised.includes(rule))).toEqual([]);
	});

	it('has a reason for every stop, and none for what passes', () => {
		const wrong = demoCases.filter((one) => isStop(one) !== one.expect.rules.length > 0);
		expect(wrong.map(fileNameOf)).toEqual([]);
	});

	it('has as many clean e-mails as e-mails that are stopped', () => {
		const clean = demoCases.filter(({ expect: { outcome, repeats: again } }) => {
			return outcome === 'verified' && again === undefined;
		});
		expect(clean.length).toBeGreaterThanOrEqual(demoCases.filter(isStop).length);
	});
});
