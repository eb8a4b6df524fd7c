import axios from 'axios';
import { z } from 'zod';
import { BOOKS } from '../company';
import { startProcess } from './processes';

/** How the server counts against its limits. */
export type Counting = 'window' | 'bucket';

/** A call in the simulator's log: what the figures are counted from. */
export const requestSchema = z
	.object({
		at: z.number(),
		method: z.string(),
		path: z.string(),
		status: z.number(),
		class: z.enum(['core', 'coreplus', 'other']),
		operation: z.string(),
		entity: z.string().optional(),
		items: z.array(z.string()).optional(),
		durationMs: z.number(),
	})
	.passthrough();
export type Request = z.infer<typeof requestSchema>;

const logSchema = z.object({
	requests: z.array(requestSchema),
	counters: z.object({ core: z.number(), coreplus: z.number(), other: z.number() }),
});
const stateSchema = z.record(z.array(z.record(z.unknown())));

/** What a simulator held when a run was over. */
export interface EndState {
	requests: Request[];
	/** Calls as Intuit meters them; each item of a batch is one. */
	counters: z.infer<typeof logSchema>['counters'];
	bills: unknown[];
	attachments: unknown[];
}

export interface SimulatedBooks {
	address: string;
	token: string;
	endState(): Promise<EndState>;
	close(): Promise<void>;
}

/** Milliseconds from request to answer, as between a contractor's server and Intuit's. */
export const LATENCY_MS = 150;

/** Starts a simulator with the latency; with a counting also with Intuit's limits. */
export async function startBooks(
	counting: Counting | undefined,
	latency = LATENCY_MS,
): Promise<SimulatedBooks> {
	const started = await startProcess('server.ts');
	const { address } = z.object({ address: z.string() }).parse(await started.firstLine);
	const put = async (what: string, body: object): Promise<void> => {
		await axios.put(`${address}/control/${what}`, body);
	};
	await put('latency', { ms: latency });
	if (counting !== undefined) await put('throttle', { enabled: true, kind: counting });
	const granted = await axios.post<unknown>(`${address}/control/token`, { realmId: BOOKS });
	const { access_token: token } = z.object({ access_token: z.string() }).parse(granted.data);
	return {
		address,
		token,
		async endState() {
			const read = async (path: string): Promise<unknown> =>
				(await axios.get<unknown>(`${address}/control/${path}`, { maxContentLength: Infinity }))
					.data;
			const { requests, counters } = logSchema.parse(await read('requests'));
			const state = stateSchema.parse(await read(`state/${BOOKS}`));
			return {
				requests,
				counters,
				bills: state.Bill ?? [],
				attachments: state.Attachable ?? [],
			};
		},
		close: started.end,
	};
}
