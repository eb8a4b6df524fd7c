import { quickBooksSimulator } from '../../simulators/quickbooks';
import { BOOKS } from '../company';
import { quickBooksCompany } from '../post/quickbooks-company';

/** Access tokens die while bills are written. */
const TOKEN_SECONDS = 45;

const account = { Id: '35', SyncToken: '0', Name: 'Checking', FullyQualifiedName: 'Checking' };

/** The simulator as a process of its own, hard on its clients where the public documentation leaves it open. */
async function serve(): Promise<void> {
	const company = quickBooksCompany();
	const simulator = quickBooksSimulator({
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
		clientId: 'client',
		clientSecret: 'secret',
		clock: Date.now,
		switches: {
			accessTokenSeconds: TOKEN_SECONDS,
			requestIdInFlight: 'independent',
			duplicateBillNumber: 'off',
			batchAnswersReversed: true,
		},
	});
	const address = await simulator.app.listen({ host: '127.0.0.1', port: 0 });
	process.stdout.write(`${JSON.stringify({ address })}\n`);
	process.stdin.on('end', () => {
		void simulator.app.close().then(() => process.exit(0));
	});
	process.stdin.resume();
}

void serve();
