import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { Workflow } from '../../../simulators/demo/workflow';

const itemSchema = z.object({
	record: z.object({ type: z.string(), id: z.string(), name: z.string().optional() }).passthrough(),
});

/** Types of record that a listener keeps. */
const TOLD = ['class', 'vendor'];

/** Where workflows report every item that they were started with. */
export interface Listener {
	/** Names of classes and vendors, in the order in which they were reported; taken out by the caller. */
	names: string[];
	url: string;
	close(): void;
}

export async function listener(): Promise<Listener> {
	const names: string[] = [];
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const { record } = itemSchema.parse(JSON.parse(Buffer.concat(parts).toString('utf8')));
			// Bills that the other tests post are news to the trigger as well.
			if (TOLD.includes(record.type)) names.push(record.name ?? record.id);
			response.end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address: AddressInfo | string | null = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return { names, url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** Paths of the triggers' webhooks. */
export const HOOKS = { quickBooks: 'queue-books', procore: 'queue-projects' } as const;

/** A workflow for each trigger of the two systems; it reports what it is started with. */
export function watching(url: string): Workflow[] {
	const triggers = [
		{ type: 'quickBooksTrigger', webhookId: HOOKS.quickBooks, parameters: {} },
		{
			type: 'procoreTrigger',
			webhookId: HOOKS.procore,
			parameters: { authentication: 'serviceAccount', watch: ['vendors'] },
		},
	];
	return triggers.map(({ type, webhookId, parameters }) => ({
		name: `Watch: ${type}`,
		active: true,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				id: 'watch',
				name: 'Watch',
				type: `n8n-nodes-procore-quickbooks.${type}`,
				typeVersion: 1,
				position: [0, 0],
				webhookId,
				parameters: { ledgerStorage: 'postgres', company: 'main', minutes: 600, ...parameters },
			},
			{
				id: 'report',
				name: 'Report',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [200, 0],
				parameters: {
					method: 'POST',
					url,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '={{ JSON.stringify($json) }}',
					options: {},
				},
			},
		],
		connections: { Watch: { main: [[{ node: 'Report', type: 'main', index: 0 }]] } },
	}));
}
