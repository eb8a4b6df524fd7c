import { type ProcessMark, holderName, isGone } from '../../../spine/posting/holder';

const own: ProcessMark = { host: 'n8n', pid: 7, started: '500' };
const started: Readonly<Record<number, string>> = { 8: '600', 9: '700' };

/** Whether a holder is gone where the processes 8 and 9 run and 10 cannot be seen. */
const gone = (mark: Partial<ProcessMark>) =>
	isGone(holderName({ ...own, ...mark }, 'call'), {
		own,
		startOf: (pid) => (pid === 10 ? undefined : (started[pid] ?? 'gone')),
	});

describe('the process of a holder', () => {
	test.each([
		['no process bears its number', { pid: 11, started: '800' }],
		['another process bears its number now', { pid: 8, started: '599' }],
		['this process bears its number now', { started: '499' }],
	])('is gone where %s', (_, mark) => {
		expect(gone(mark)).toBe(true);
	});

	test.each([
		['it still runs', { pid: 8, started: '600' }],
		['it is this one', {}],
		['it cannot be seen', { pid: 10, started: '800' }],
		['it ran elsewhere', { host: 'worker', pid: 11, started: '800' }],
	])('is not known to be gone where %s', (_, mark) => {
		expect(gone(mark)).toBe(false);
	});

	test.each(['somebody', '', '[', '["n8n",11]', '{}', 'e3b0c442-98fc-4c14'])(
		'is not known to be gone where its name %j says nothing of it',
		(holder) => {
			expect(isGone(holder, { own, startOf: () => 'gone' })).toBe(false);
		},
	);
});
