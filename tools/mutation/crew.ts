import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { answerSchema, type Answer, type Order } from './protocol';

/** A process that runs tests; one order at a time. */
export interface Worker {
	/** The answer; `undefined` where none came within `milliseconds`, after which the process is a new one. */
	ask(order: Order, milliseconds: number): Promise<Answer | undefined>;
	dismiss(): void;
}

function start(seed: number): ChildProcess {
	return fork(join(__dirname, 'worker.ts'), [String(seed)], {
		execArgv: ['--import', 'tsx', '--no-warnings', '--max-old-space-size=1024'],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
}

/** What the worker is busy with; `ended` where its process ended by itself. */
function answerOf(
	child: ChildProcess,
	order: Order,
	milliseconds: number,
): Promise<Answer | 'ended' | undefined> {
	return new Promise((resolve) => {
		const done = (answer: Answer | 'ended' | undefined): void => {
			clearTimeout(timer);
			child.removeAllListeners('message');
			child.removeAllListeners('exit');
			resolve(answer);
		};
		const timer = setTimeout(() => done(undefined), milliseconds);
		child.once('message', (message) => done(answerSchema.parse(message)));
		child.once('exit', () => done('ended'));
		child.send(order);
	});
}

/** A worker whose examples and order follow the seed. */
export function worker(seed: number): Worker {
	let child = start(seed);
	return {
		async ask(order, milliseconds) {
			const answer = await answerOf(child, order, milliseconds);
			if (answer !== undefined && answer !== 'ended') return answer;
			child.kill('SIGKILL');
			child = start(seed);
			// A mutant that exhausts the memory ends its process, and is noticed by that.
			return answer === 'ended' && order.kind === 'trial'
				? { kind: 'trial', noticedBy: 'the end of the process' }
				: undefined;
		},
		dismiss() {
			child.kill('SIGKILL');
		},
	};
}
