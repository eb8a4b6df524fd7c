import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FaultList } from '../control/faults';
import { type RequestEntry, RequestLog } from '../control/requests';
import { registerControl, registerFaults } from '../control/routes';
import { registerFormBodies } from './bodies';
import { registerGate, registerLog } from './gate';
import { RateLimits } from './limits';
import { type OauthParties, bearer, registerOauth } from './oauth';
import { Refusal } from './refusal';
import type { ChangeEvent } from './resource';
import { registerResources } from './routes';
import { Store } from './store';
import { type Switches, switchesSchema } from './switches';
import { type Caller, TokenStore } from './tokens';
import { registerUploads } from './uploads';
import { type Bag, type Row, rowSchema } from './values';
import { registerWebhooks } from './webhook-routes';
import { Webhooks } from './webhooks';

/** What a Procore simulator is started with. */
export interface ProcoreSimulatorOptions {
	/** Rows by resource, and further keys of `procore.json` that are kept and given back. */
	data: { resources: Record<string, Row[]>; other?: Bag };
	clientId?: string;
	clientSecret?: string;
	/** Client of a service account; the ordinary client if absent. */
	serviceAccount?: { clientId: string; clientSecret: string };
	/** Milliseconds; what `created_at` and `updated_at` go by. It may stand still; absent: running time. */
	clock?: () => number;
	/** Milliseconds; what tokens, rate limits, webhooks and the log go by. It must move; absent: the machine's. */
	runningClock?: () => number;
	/** Told of every request once it is answered. */
	onRequest?: (entry: RequestEntry) => void;
	/** Switches that differ from their defaults. */
	switches?: Partial<Switches>;
}

/** A Procore on its own: an app to listen or inject with, and a look into its state. */
export interface ProcoreSimulator {
	app: FastifyInstance;
	clientId: string;
	clientSecret: string;
	serviceAccount: { clientId: string; clientSecret: string };
	/** The present state, in the form of `procore.json`. */
	exportState(): Bag;
	requests(): RequestEntry[];
	setSwitches(some: unknown): Switches;
	setFaults(faults: unknown): void;
	/** An access token without a handshake, of the user or of the service account. */
	token(kind?: Caller['kind']): string;
	close(): Promise<void>;
}

/**
 * A server that imitates Procore's REST API and its OAuth2 endpoints on one address. Writes stay in
 * memory. What the public documentation leaves open is a switch.
 * https://developers.procore.com/documentation
 */
export function procoreSimulator(options: ProcoreSimulatorOptions): ProcoreSimulator {
	const running = options.runningClock ?? Date.now;
	const clock = (): Date => new Date(running());
	const stamps = options.clock ?? running;
	let switches = switchesSchema.parse(options.switches ?? {});
	const store = new Store(options.data.resources, options.data.other ?? {});
	const tokens = new TokenStore(clock, () => switches.accessTokenSeconds);
	const faults = new FaultList();
	const log = new RequestLog('procore', options.onRequest);
	const limits = new RateLimits(clock);
	const parties = partiesOf(options);
	const webhooks = new Webhooks({ switches: () => switches, clock, newId: () => store.nextId() });
	const setSwitches = (some: unknown): Switches => {
		switches = switchesSchema.parse({ ...switches, ...z.record(z.unknown()).parse(some) });
		return switches;
	};
	const issue = (kind: Caller['kind'] = 'user') =>
		tokens.issue(kind === 'service' ? parties.serviceUser : parties.user);

	const app = fastify({
		forceCloseConnections: true,
		bodyLimit: 64 * 1024 * 1024,
		routerOptions: { maxParamLength: 500 },
	});
	registerFormBodies(app);
	registerFaults(app, faults);
	registerLog(app, log, clock);
	app.addHook('onSend', async (_request, reply) => {
		reply.header('date', new Date(stamps()).toUTCString());
	});
	registerControl(app, {
		faults,
		requests: log,
		setSwitches,
		expireTokens: () => tokens.expireAll(),
		state: () => store.export(),
		token: (body) => issue(tokenRequestSchema.parse(body).kind),
	});
	registerGate(app, { store, tokens, limits, switches: () => switches });
	app.setErrorHandler((error, _request, reply) => {
		if (error instanceof Refusal) return reply.code(error.status).send(error.body);
		const status = statusSchema.safeParse(error);
		const code = status.success ? status.data.statusCode : 500;
		const message = code < 500 && error instanceof Error ? error.message : 'Internal server error';
		return reply.code(code).send({ error: { code, message } });
	});
	app.setNotFoundHandler((_request, reply) =>
		reply.code(404).send({ error: { code: 404, message: 'The requested resource was not found' } }),
	);
	registerOauth(app, parties, tokens, () => switches);
	const around = {
		store,
		switches: () => switches,
		clock: () => new Date(stamps()),
		callerOf: (request: FastifyRequest) => tokens.find(bearer(request))?.caller ?? parties.user,
		notify: (event: ChangeEvent) => webhooks.notify(event),
	};
	registerResources(app, around);
	registerWebhooks(app, around, webhooks);
	registerUploads(app, around);
	app.addHook('onClose', () => webhooks.stop());

	return {
		app,
		clientId: parties.clientId,
		clientSecret: parties.clientSecret,
		serviceAccount: parties.serviceAccount ?? parties,
		exportState: () => store.export(),
		requests: () => log.since(),
		setSwitches,
		setFaults: (some) => {
			faults.set(some);
		},
		token: (kind) => issue(kind).access_token,
		close: () => app.close(),
	};
}

const tokenRequestSchema = z.object({ kind: z.enum(['user', 'service']).default('user') });
const statusSchema = z.object({ statusCode: z.number().int().min(400).max(599) });
const personSchema = rowSchema.extend({
	login: z.string().default('controller@example.com'),
	name: z.string().default('Controller'),
});

function partiesOf(options: ProcoreSimulatorOptions): OauthParties {
	const user = personSchema.parse({
		id: 4001,
		...z.record(z.unknown()).catch({}).parse(options.data.other?.me),
	});
	const clientId = options.clientId ?? 'procore-client';
	return {
		clientId,
		clientSecret: options.clientSecret ?? 'procore-secret',
		...(options.serviceAccount === undefined ? {} : { serviceAccount: options.serviceAccount }),
		user: { kind: 'user', id: user.id, login: user.login, name: user.name },
		serviceUser: {
			kind: 'service',
			id: 4002,
			login: `${clientId}@service.example.com`,
			name: 'Service Account',
		},
	};
}
