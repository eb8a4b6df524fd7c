import { quickBooksSimulator } from '../../simulators/quickbooks';
import { BOOKS } from '../company';
import { quickBooksCompany } from '../post/quickbooks-company';

/**
 * The QuickBooks simulator as a process of its own, so that it competes with a client for nothing but
 * the processor. It says its address on the output, and ends with its input.
 */
async function serve(): Promise<void> {
	const simulator = quickBooksSimulator({
		companies: [{ realmId: BOOKS, entities: quickBooksCompany() }],
		clientId: 'client',
		clientSecret: 'secret',
		clock: Date.now,
	});
	const address = await simulator.app.listen({ host: '127.0.0.1', port: 0 });
	process.stdout.write(`${JSON.stringify({ address })}\n`);
	process.stdin.on('end', () => {
		void simulator.app.close().then(() => process.exit(0));
	});
	process.stdin.resume();
}

void serve();
