import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { z } from 'zod';
import { openPostgresLedger } from '../../../spine/ledger/postgres';

/** AuthenticationOk and ReadyForQuery (PostgreSQL documentation, "Message Formats"). */
const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

/** A database that takes a connection and goes away as soon as it is asked for anything. */
async function vanishing(): Promise<{ server: Server; url: string }> {
	const server = createServer((socket) => {
		socket.on('error', () => undefined);
		socket.once('data', () => {
			socket.write(WELCOME);
			socket.once('data', () => socket.destroy());
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = z.object({ port: z.number() }).parse(server.address());
	return { server, url: `postgres://ledger@127.0.0.1:${port}/ledger` };
}

describe('a database that goes away in the middle of a transaction', () => {
	it('fails what was asked of it and leaves the process alive', async () => {
		const { server, url } = await vanishing();
		try {
			await expect(openPostgresLedger({ connection: url, clock: Date.now })).rejects.toThrow(
				'cannot be reached',
			);
			// An error that nobody takes would come by now, and fail the test.
			await new Promise((resolve) => setTimeout(resolve, 100));
		} finally {
			server.close();
		}
	});
});
