import { procoreSimulator } from '../../simulators/procore';
import { quickBooksSimulator } from '../../simulators/quickbooks';
import { BOOKS } from '../company';
import { quickBooksCompany } from '../post/quickbooks-company';
import { APP, procoreCompany } from './procore-company';

/** Access tokens die while documents are written. */
const TOKEN_SECONDS = 45;

const account = { Id: '35', SyncToken: '0', Name: 'Checking', FullyQualifiedName: 'Checking' };

/** Both simulators as a process of their own, hard on their clients where the public documentation leaves it open. */
async function serve(): Promise<void> {
	const company = quickBooksCompany();
	const quickBooks = quickBooksSimulator({
		companies: [
			{
				realmId: BOOKS,
				entities: {
					...company,
					Account: [
						...(company.Account ?? []),
						{ ...account, AccountType: 'Bank', AccountSubType: 'Checking', Active: true },
					],
				},
			},
		],
		...APP,
		clock: Date.now,
		switches: {
			accessTokenSeconds: TOKEN_SECONDS,
			requestIdInFlight: 'independent',
			duplicateBillNumber: 'off',
			batchAnswersReversed: true,
		},
	});
	// The server's own header goes by the machine's time, not by this process's.
	quickBooks.app.addHook('onSend', async (_request, reply) => {
		reply.header('date', new Date().toUTCString());
	});
	const procore = procoreSimulator({
		...APP,
		data: { resources: procoreCompany },
		switches: {
			accessTokenSeconds: TOKEN_SECONDS,
			webhookCopies: 2,
			webhookReorder: true,
			webhookBackoffMs: 100,
		},
	});
	const listen = { host: '127.0.0.1', port: 0 };
	const addresses = {
		quickBooks: await quickBooks.app.listen(listen),
		procore: await procore.app.listen(listen),
	};
	process.stdout.write(`${JSON.stringify(addresses)}\n`);
	process.stdin.on('end', () => {
		void Promise.all([quickBooks.app.close(), procore.close()]).then(() => process.exit(0));
	});
	process.stdin.resume();
}

void serve();
