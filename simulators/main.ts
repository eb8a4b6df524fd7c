import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { CompanyFolderError, loadCompanyFolder } from './company';
import { simulatedApps, startSimulators } from './start';

const usage =
	'npm run simulators -- --company DIR [--procore-port N] [--quickbooks-port N] [--out DIR]';

/**
 * Starts both simulators of a company folder and tells where they are. Runs until it is interrupted;
 * with `--out` it then writes the end state and the requests.
 */
async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			company: { type: 'string' },
			'procore-port': { type: 'string' },
			'quickbooks-port': { type: 'string' },
			out: { type: 'string' },
		},
	});
	if (values.company === undefined) throw new UsageError('--company is missing');
	const folder = await loadCompanyFolder(values.company);
	const running = await startSimulators(folder, {
		procorePort: port(values['procore-port']),
		quickBooksPort: port(values['quickbooks-port']),
	});
	const { procore, quickBooks } = simulatedApps;
	const lines = [
		`Procore     ${running.procoreAddress}  (client id ${procore.clientId}, secret ${procore.clientSecret})`,
		`QuickBooks  ${running.quickBooksAddress}  (client id ${quickBooks.clientId}, secret ${quickBooks.clientSecret}, company ${running.realmIds.join(', ')})`,
		`Mailbox     ${folder.mailbox.length} e-mails in ${values.company}/mailbox`,
		'Controls    /control/faults, /control/switches, /control/requests, /control/state, /control/token, /control/expire-tokens',
	];
	process.stdout.write(`${lines.join('\n')}\n`);
	await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
	if (values.out !== undefined) await running.writeOut(values.out);
	await running.close();
	return 0;
}

class UsageError extends Error {}

function port(given: string | undefined): number | undefined {
	if (given === undefined) return undefined;
	const number = Number(given);
	if (Number.isInteger(number) && number >= 0 && number < 65_536) return number;
	throw new UsageError(`${given} is no port`);
}

main().then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		const message = error instanceof Error ? error.message : String(error);
		const known = error instanceof CompanyFolderError;
		process.stderr.write(`${message}\n${known ? '' : `${usage}\n`}`);
		process.exitCode = 1;
	},
);
