import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { consentPage } from '../control/consent-page';
import type { Switches } from './switches';
import type { Caller, TokenStore } from './tokens';
import { type Bag, bag, text } from './values';

/** Who may connect. */
export interface OauthParties {
	clientId: string;
	clientSecret: string;
	/** Client of client-credentials apps; the ordinary client if absent. */
	serviceAccount?: { clientId: string; clientSecret: string };
	user: Caller;
	serviceUser: Caller;
}

const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';

/**
 * `/oauth/authorize`, `/oauth/token`, `/oauth/token/info`, `/oauth/revoke`. Consent is given at once
 * unless the switch `consent` says otherwise: the authorize address answers with the redirect. Errors
 * are those of RFC 6749, sections 4.1.2.1 and 5.2.
 * https://developers.procore.com/documentation/oauth-endpoints
 */
export function registerOauth(
	app: FastifyInstance,
	parties: OauthParties,
	tokens: TokenStore,
	switches: () => Switches,
): void {
	app.get('/oauth/authorize', (request, reply) =>
		authorize(request, reply, parties, tokens, switches().consent),
	);

	app.post('/oauth/token', (request, reply) => {
		const body: Bag = { ...bag(request.body), ...basicCredentials(request, switches()) };
		const grant = text(body.grant_type);
		const client = grant === 'client_credentials' ? (parties.serviceAccount ?? parties) : parties;
		if (body.client_id !== client.clientId || body.client_secret !== client.clientSecret) {
			return refuse(reply, 401, 'invalid_client', 'Client authentication failed');
		}
		if (grant === 'client_credentials') return tokens.issue(parties.serviceUser);
		if (grant === 'refresh_token') {
			const pair = tokens.rotate(text(body.refresh_token) ?? '');
			return pair ?? refuse(reply, 400, 'invalid_grant', 'The refresh token is invalid');
		}
		if (grant === 'authorization_code') {
			const good = tokens.useCode(text(body.code) ?? '', text(body.redirect_uri) ?? '');
			if (good) return tokens.issue(parties.user);
			return refuse(reply, 400, 'invalid_grant', 'The authorization code is invalid');
		}
		return refuse(reply, 400, 'unsupported_grant_type', 'The grant type is not supported');
	});

	app.get('/oauth/token/info', (request, reply) => {
		const token = tokens.find(bearer(request));
		if (token === undefined) {
			return refuse(reply, 401, 'invalid_token', 'The access token is invalid');
		}
		return {
			resource_owner_id: token.caller.id,
			scopes: [],
			expires_in_seconds: tokens.secondsLeft(token),
			application: { uid: parties.clientId },
			created_at: Math.floor(token.createdAt / 1000),
		};
	});

	app.post('/oauth/revoke', (request) => {
		tokens.revoke(text(bag(request.body).token) ?? '');
		return {};
	});
}

function authorize(
	request: FastifyRequest,
	reply: FastifyReply,
	parties: OauthParties,
	tokens: TokenStore,
	consent: Switches['consent'],
): FastifyReply {
	const query = bag(request.query);
	const redirectUri = text(query.redirect_uri) ?? '';
	if (query.client_id !== parties.clientId) {
		return refuse(reply, 401, 'invalid_client', 'The client is not known');
	}
	if (redirectUri !== outOfBand && !URL.canParse(redirectUri)) {
		return refuse(reply, 400, 'invalid_request', 'The redirect address is not valid');
	}
	const state = text(query.state);
	if (query.response_type !== 'code' && redirectUri !== outOfBand) {
		return back(reply, redirectUri, {
			error: 'unsupported_response_type',
			...(state && { state }),
		});
	}
	if (consent === 'ask' && query.decision === undefined) {
		const asked = Object.entries(query).map(([name, value]) => [name, text(value) ?? '']);
		const page = { system: 'Procore', companies: [], request: Object.fromEntries(asked) };
		return reply.type('text/html').send(consentPage(page));
	}
	if (consent === 'refuse' || query.decision === 'deny') {
		return back(reply, redirectUri, { error: 'access_denied', ...(state && { state }) });
	}
	const code = tokens.code(redirectUri);
	if (redirectUri === outOfBand) {
		return reply.type('text/html').send(`<code id="authorization_code">${code}</code>`);
	}
	return back(reply, redirectUri, { code, ...(state && { state }) });
}

function back(
	reply: FastifyReply,
	redirectUri: string,
	answer: Record<string, string>,
): FastifyReply {
	const target = new URL(redirectUri);
	for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
	return reply.redirect(target.toString(), 302);
}

function refuse(
	reply: FastifyReply,
	status: number,
	error: string,
	description: string,
): FastifyReply {
	return reply.code(status).send({ error, error_description: description });
}

/** The bearer token of a request, or an empty text. */
export function bearer(request: FastifyRequest): string {
	return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

function basicCredentials(request: FastifyRequest, switches: Switches): Bag {
	const encoded = /^Basic (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
	if (encoded === undefined || !switches.basicClientAuthentication) return {};
	const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
	return { client_id: decodeURIComponent(id), client_secret: decodeURIComponent(secret.join(':')) };
}
