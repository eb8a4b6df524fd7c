import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { consentPage } from '../../control/consent-page';
import type { Simulator } from '../simulator';
import { json, unauthorized, type Answer } from './answers';
import { bodyOf, pathOf, queryOf, serve, type Call } from './pipeline';

const fieldsSchema = z.record(z.string());

/** The fields of a form or of a JSON body. */
function fieldsOf(request: FastifyRequest): Record<string, string> {
	const body = bodyOf(request).toString('utf8');
	if (!/json/.test(request.headers['content-type'] ?? ''))
		return Object.fromEntries(new URLSearchParams(body));
	try {
		return fieldsSchema.parse(JSON.parse(body));
	} catch {
		return {};
	}
}

function authenticated(simulator: Simulator, request: FastifyRequest): boolean {
	const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
	if (basic === undefined) {
		const { client_id, client_secret } = fieldsOf(request);
		return simulator.oauth.knows(client_id, client_secret);
	}
	const plain = Buffer.from(basic, 'base64').toString('utf8');
	const colon = plain.indexOf(':');
	const [id, secret] = [plain.slice(0, colon), plain.slice(colon + 1)];
	return (
		simulator.oauth.knows(id, secret) ||
		simulator.oauth.knows(decodeURIComponent(id), decodeURIComponent(secret))
	);
}

const wrongClient: Answer = json(401, { error: 'invalid_client' });
const invalidRequest: Answer = json(400, { error: 'invalid_request' });

function token(simulator: Simulator, request: FastifyRequest): Answer {
	if (!authenticated(simulator, request)) return wrongClient;
	const withHardExpiry = request.headers['x-include-refresh-token-hard-expires-in'] === 'true';
	const answer = simulator.oauth.exchange(fieldsOf(request), withHardExpiry);
	if (!('error' in answer)) return json(200, answer);
	return json(answer.status, { error: answer.error, error_description: answer.error_description });
}

function revoke(simulator: Simulator, request: FastifyRequest): Answer {
	if (!authenticated(simulator, request)) return wrongClient;
	const known = simulator.oauth.revoke(fieldsOf(request).token ?? '');
	return known ? { status: 200, body: '' } : json(400, { error: 'invalid_request' });
}

function userInfo(simulator: Simulator, request: FastifyRequest): Answer {
	const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
	const realm = simulator.oauth.realmOf(bearer);
	if (realm === undefined) return unauthorized(simulator.runningClock());
	return json(200, {
		sub: `simulated-user-of-${realm}`,
		email: 'controller@example.com',
		emailVerified: true,
		givenName: 'Casey',
		familyName: 'Controller',
	});
}

function call(request: FastifyRequest, operation: string): Call {
	return {
		method: request.method,
		path: pathOf(request),
		// Secrets and tokens that come in the URL do not enter the log.
		query: {},
		body: bodyOf(request),
		operation,
		class: 'other',
	};
}

/** The consent page: a choice of company, or at once the way back with a code or a refusal. */
function consent(simulator: Simulator, query: Record<string, string>): Answer {
	const target = query.redirect_uri;
	if (target === undefined || !URL.canParse(target) || query.response_type !== 'code')
		return invalidRequest;
	if (query.client_id !== simulator.oauth.clientId) return invalidRequest;
	const back = new URL(target);
	if (back.search !== '') return invalidRequest;
	const { consent: habit } = simulator.switches;
	if (habit === 'ask' && query.decision === undefined) return question(simulator, query);
	if (query.state !== undefined) back.searchParams.set('state', query.state);
	const realm = query.realmId ?? [...simulator.companies.keys()][0] ?? '';
	if (habit === 'refuse' || query.decision === 'deny' || !simulator.companies.has(realm)) {
		back.searchParams.set('error', 'access_denied');
		return redirect(back);
	}
	back.searchParams.set('code', simulator.oauth.code(realm, query.scope ?? '', target));
	back.searchParams.set('realmId', realm);
	return redirect(back);
}

function question(simulator: Simulator, request: Record<string, string>): Answer {
	const companies = [...simulator.companies.values()].map((company) => ({
		id: company.realmId,
		name: String(company.rows('CompanyInfo')[0]?.CompanyName ?? company.realmId),
	}));
	return {
		status: 200,
		body: consentPage({ system: 'QuickBooks Online', companies, request }),
		contentType: 'text/html; charset=utf-8',
	};
}

const redirect = (target: URL): Answer => ({
	status: 302,
	body: '',
	headers: { location: target.toString() },
});

/**
 * Authorization, token, revocation and user-info endpoints on the paths Intuit has them on. Unless the
 * switch `consent` says that it asks, the consent page needs no click: it redirects at once, to the
 * first company or to `realmId` of its query.
 */
export function oauthRoutes(app: FastifyInstance, simulator: Simulator): void {
	app.get('/connect/oauth2', async (request, reply) => {
		const answer = consent(simulator, queryOf(request));
		await serve(simulator, call(request, 'authorize'), reply, () => answer);
		return reply;
	});
	const post = (path: string, operation: string, work: typeof token) =>
		app.post(path, async (request, reply) => {
			await serve(simulator, call(request, operation), reply, () => work(simulator, request));
			return reply;
		});
	post('/oauth2/v1/tokens/bearer', 'token', token);
	post('/v2/oauth2/tokens/revoke', 'revoke', revoke);
	app.get('/v1/openid_connect/userinfo', async (request, reply) => {
		await serve(simulator, call(request, 'userinfo'), reply, () => userInfo(simulator, request));
		return reply;
	});
}
