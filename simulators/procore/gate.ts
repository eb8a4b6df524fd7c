import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type RequestLog, queryObject } from '../control/requests';
import type { RateLimits } from './limits';
import { bearer } from './oauth';
import { notConnected } from './refusal';
import type { Store } from './store';
import type { Switches } from './switches';
import type { TokenStore } from './tokens';
import { whole } from './values';

const companyFree = ['/rest/v1.0/me', '/rest/v1.0/companies'];

const missingCompany = [
	'Missing Procore-Company-Id header!',
	'Each call your application makes to the Procore API must contain a request header that includes',
	'the Procore-Company-Id field.',
].join(' ');

/**
 * What stands before every `/rest` address: rate limits (whose headers every answer bears), the token,
 * the company header and whether the app is connected to that company.
 */
export function registerGate(
	app: FastifyInstance,
	around: { store: Store; tokens: TokenStore; limits: RateLimits; switches: () => Switches },
): void {
	app.addHook('onRequest', async (request, reply) => {
		const path = request.url.split('?')[0] ?? '';
		reply.header('x-request-id', requestIdOf(request.id));
		if (!path.startsWith('/rest/')) return;
		const switches = around.switches();
		const allowance = around.limits.count(switches);
		reply
			.header('X-Rate-Limit-Limit', allowance.limit)
			.header('X-Rate-Limit-Remaining', allowance.remaining)
			.header('X-Rate-Limit-Reset', allowance.resetAt);
		if (allowance.exceeded) {
			if (switches.retryAfterOn429) reply.header('Retry-After', allowance.retryAfterSeconds);
			return reply.code(429).send({
				[switches.rateLimitWrapper]:
					'You have surpassed the max number of requests for an hour. Please wait until your limit resets.',
			});
		}
		const token = around.tokens.find(bearer(request));
		if (token === undefined) {
			return reply.code(401).send({
				code: 401,
				message: 'The access token is invalid',
				fields: '',
				reason: 'invalid_token',
				error: 'unauthorized',
			});
		}
		const company = whole(request.headers['procore-company-id']);
		if (company === undefined) {
			if (companyFree.includes(path) && token.caller.kind === 'user') return;
			return reply.code(switches.missingCompanyStatus).send({ errors: [missingCompany] });
		}
		const known = around.store.companies.some((row) => row.id === company);
		if (companyFree.includes(path)) return;
		if (!known || switches.disconnectedCompanies.includes(company)) {
			const refusal = notConnected();
			return reply.code(refusal.status).send(refusal.body);
		}
	});
}

function requestIdOf(id: string): string {
	return id.startsWith('req-') ? randomUUID() : id;
}

/** Notes every request but those to the control address; bodies with credentials are left out. */
export function registerLog(app: FastifyInstance, log: RequestLog, clock: () => Date): void {
	app.addHook('onResponse', async (request, reply) => {
		const [path = '', query = ''] = request.url.split('?');
		if (path.startsWith('/control')) return;
		const secret = path.startsWith('/oauth') || path.startsWith('/uploads');
		const body = secret || request.body === undefined ? {} : { body: request.body };
		log.add({
			at: new Date(clock().getTime() - reply.elapsedTime).toISOString(),
			method: request.method,
			path,
			query: secret ? {} : queryObject(new URLSearchParams(query)),
			...body,
			status: reply.statusCode,
			ms: Math.round(reply.elapsedTime * 10) / 10,
			requestId: String(reply.getHeader('x-request-id') ?? ''),
		});
	});
}
