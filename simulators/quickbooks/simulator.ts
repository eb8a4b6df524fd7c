import { Company, type Change } from './company';
import { Injection } from './injection';
import { OAuthServer } from './oauth';
import { RequestIds } from './requestIds';
import { RequestLog, type RequestEntry } from './requestLog';
import type { Row } from './rows';
import { switchesFrom, type Switches } from './switches';
import { Throttle } from './throttle';
import { WebhookSender } from './webhooks';

/** What a simulator is made of. */
export interface SimulatorParts {
	companies: Array<{ realmId: string; entities: Record<string, Row[]> }>;
	clientId: string;
	clientSecret: string;
	/** Milliseconds; the time that `MetaData`, server dates and change data capture go by. */
	clock: () => number;
	/** Milliseconds; the time that tokens, limits and the request log go by. It must move. */
	runningClock: () => number;
	onRequest?: (entry: RequestEntry) => void;
	switches?: Partial<Switches>;
}

/** Everything that lives as long as the server: the books of its companies and its controls. */
export class Simulator {
	readonly companies = new Map<string, Company>();
	readonly requestIds = new Map<string, RequestIds>();
	readonly oauth: OAuthServer;
	readonly throttle: Throttle;
	readonly injection = new Injection();
	readonly webhooks: WebhookSender;
	readonly log: RequestLog;
	readonly runningClock: () => number;
	switches: Switches;

	constructor(parts: SimulatorParts) {
		const current = () => this.switches;
		const notice = (change: Change) => this.webhooks.notice(change);
		this.switches = switchesFrom(parts.switches);
		this.runningClock = parts.runningClock;
		this.oauth = new OAuthServer(parts.clientId, parts.clientSecret, parts.runningClock, current);
		this.throttle = new Throttle(parts.runningClock);
		this.webhooks = new WebhookSender(parts.runningClock);
		this.log = new RequestLog(parts.onRequest);
		for (const { realmId, entities } of parts.companies) {
			this.companies.set(realmId, new Company(realmId, entities, current, parts.clock, notice));
			this.requestIds.set(realmId, new RequestIds(parts.runningClock, current));
		}
	}
}
