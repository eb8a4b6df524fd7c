import { createServer } from 'node:net';

/** The wished port, or one that the system chooses where it is taken; 0 wishes for any. */
export function freePort(wished = 0): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', () =>
			wished === 0 ? reject(new Error('No port is free.')) : resolve(freePort()),
		);
		probe.listen(wished, '127.0.0.1', () => {
			const address = probe.address();
			const port = typeof address === 'object' && address !== null ? address.port : wished;
			probe.close(() => resolve(port));
		});
	});
}
