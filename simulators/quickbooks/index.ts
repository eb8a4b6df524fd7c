import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { uploadLimit } from './attachments';
import { accountingRoutes } from './http/accounting';
import { controlRoutes } from './http/control';
import { oauthRoutes } from './http/oauth';
import type { Counters, RequestEntry } from './requestLog';
import type { Row } from './rows';
import { Simulator } from './simulator';
import type { Switches } from './switches';
import type { TokenAnswer } from './oauth';

export type { InjectedFault } from './injection';
export type { Counters, RequestEntry } from './requestLog';
export type { Switches } from './switches';
export type { ThrottleSettings } from './throttle';
export type { WebhookTarget } from './webhooks';

/** What a QuickBooks Online simulator is made of. */
export interface QuickBooksSimulatorOptions {
	/** Companies by realm; `entities` is keyed by entity (`Vendor`, `Bill`, ...) in v3 wire shapes. */
	companies: Array<{ realmId: string; entities: Record<string, unknown[]> }>;
	/** Credentials of the one app that may connect. */
	clientId: string;
	clientSecret: string;
	/** Milliseconds; what `MetaData`, server dates and change data capture go by. It may stand still. */
	clock: () => number;
	/** Milliseconds; what tokens, limits and the log go by. It must move; default: the machine's clock. */
	runningClock?: () => number;
	/** Called for every request except those to the control address. */
	onRequest?: (entry: RequestEntry) => void;
	/** Behaviour that no public source settles; see {@link Switches}. */
	switches?: Partial<Switches>;
}

/** A simulator. `app` is not listening yet: `app.listen({ host: '127.0.0.1', port: 0 })` or `app.inject`. */
export interface QuickBooksSimulator {
	app: FastifyInstance;
	/** The rows of a company by entity, in the form they came in. Throws for an unknown realm. */
	exportState(realmId: string): Record<string, Row[]>;
	/** A connection to a company without the consent page. */
	token(realmId: string): TokenAnswer;
	/** The calls so far and how they would be metered. */
	requests(): { requests: RequestEntry[]; counters: Counters };
}

const entitiesSchema = z.record(z.array(z.record(z.unknown())));

/**
 * Builds a QuickBooks Online accounting API (v3, minor version 75) as a local server: OAuth 2.0 under
 * Intuit's paths, the API under `/v3/company/{realmId}/`, controls under `/control/`. Rows are kept in
 * memory; what came in is served as it stands and a write moves a derived figure by its difference only.
 * Throws a ZodError when the rows of a company are not lists of objects.
 *
 * Not affiliated with Intuit; QuickBooks is a trademark of Intuit Inc.
 */
export function quickBooksSimulator(options: QuickBooksSimulatorOptions): QuickBooksSimulator {
	const simulator = new Simulator({
		...options,
		companies: options.companies.map(({ realmId, entities }) => ({
			realmId,
			entities: entitiesSchema.parse(entities),
		})),
		runningClock: options.runningClock ?? Date.now,
	});
	const app = Fastify({ bodyLimit: uploadLimit + 1024 * 1024, forceCloseConnections: true });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	oauthRoutes(app, simulator);
	accountingRoutes(app, simulator);
	controlRoutes(app, simulator);
	app.addHook('onClose', () => simulator.webhooks.stop());
	return {
		app,
		exportState(realmId) {
			const company = simulator.companies.get(realmId);
			if (!company) throw new Error(`The simulator has no company with the realm id ${realmId}.`);
			return company.export();
		},
		token: (realmId) => simulator.oauth.grant(realmId),
		requests: () => simulator.log.read(),
	};
}
