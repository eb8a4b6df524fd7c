import { type Task, gravestFirst } from '../../../spine/documents/task';

const task = (key: string, severity: Task['severity']): Task => ({
	key,
	rule: 'SY-01',
	severity,
	subject: { type: 'bill', id: key, label: key },
	sentence: 'It stands twice.',
	remedy: 'Void one.',
	source: 'test',
	state: 'open',
	firstSeen: '2026-03-01T00:00:00.000Z',
	lastSeen: '2026-03-01T00:00:00.000Z',
});

it('lists the gravest tasks first, and among equals the newest', () => {
	const opened = [
		task('a', 'WARN'),
		task('b', 'HOLD'),
		task('c', 'BLOCK'),
		task('d', 'INFO'),
		task('e', 'HOLD'),
	];
	expect(gravestFirst(opened).map(({ key }) => key)).toEqual(['c', 'e', 'b', 'a', 'd']);
	expect(opened[0]?.key).toBe('a');
});
