import { installHost } from './host-folder';

/** `npm run host`: installs the pinned n8n (or the one `N8N_HOST` names) ahead of the tests that need it. */
installHost((line) => process.stdout.write(`${line}\n`)).then(
	(folder) => process.stdout.write(`n8n is installed in ${folder}\n`),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exitCode = 1;
	},
);
