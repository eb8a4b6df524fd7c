import { parseArgs } from 'node:util';

export interface DemoArguments {
	/** Company folder; the demo's own when absent. */
	company?: string;
	/** Folder for what came out. */
	out?: string;
	/** Whether to end when the job is done instead of leaving n8n running. */
	exit: boolean;
	/** Port of the editor. */
	port: number;
	help: boolean;
}

export const USAGE = `Usage: npm run demo -- [options]

  --company DIR   use another company folder (docs/company-folder.md)
  --out DIR       write procore.json, quickbooks.json, requests.ndjson and documents.ndjson
  --exit          end when the job is done instead of leaving the editor running
  --port N        port of the editor (default 5678)`;

/** @throws with the usage when an option is unknown or malformed. */
export function demoArguments(argv: readonly string[]): DemoArguments {
	try {
		const { values } = parseArgs({
			args: [...argv],
			options: {
				company: { type: 'string' },
				out: { type: 'string' },
				exit: { type: 'boolean', default: false },
				port: { type: 'string', default: '5678' },
				help: { type: 'boolean', default: false },
			},
		});
		const port = Number(values.port);
		if (!Number.isInteger(port) || port < 1 || port > 65_535) {
			throw new Error(`--port needs a port number, not "${values.port}".`);
		}
		return { ...values, port };
	} catch (error) {
		throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
	}
}
