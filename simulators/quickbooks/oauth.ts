import { randomBytes } from 'node:crypto';
import type { Switches } from './switches';

const hundredDaysMs = 100 * 86_400_000;
/** What the token answer says a refresh token lives, in seconds (101 days). */
const refreshSeconds = 8_726_400;
/** No refresh token outlives five years from its grant (Intuit, November 2025). */
const hardLifeMs = 5 * 365 * 86_400_000;
const codeLifeMs = 10 * 60_000;

interface Grant {
	realmId: string;
	scope: string;
	grantedAt: number;
	refreshToken: string;
	refreshIssuedAt: number;
	lastUsedAt: number;
	revoked: boolean;
}

/** A successful answer of the token endpoint. Lifetimes are in seconds. */
export interface TokenAnswer {
	token_type: 'bearer';
	access_token: string;
	refresh_token: string;
	expires_in: number;
	x_refresh_token_expires_in: number;
	x_refresh_token_hard_expires_in?: number;
}

/** A refusal of the token endpoint, with its HTTP status. */
export interface TokenRefusal {
	status: 400 | 401;
	error: 'invalid_grant' | 'invalid_client' | 'invalid_request' | 'unsupported_grant_type';
	error_description: string;
}

/** The authorization server: codes, grants and access tokens, kept in memory. */
export class OAuthServer {
	private readonly codes = new Map<
		string,
		{ realmId: string; scope: string; redirectUri: string; at: number; grant?: Grant }
	>();
	private readonly grants = new Map<string, Grant>();
	private readonly access = new Map<string, { grant: Grant; expiresAt: number }>();

	constructor(
		readonly clientId: string,
		readonly clientSecret: string,
		private readonly clock: () => number,
		private readonly switches: () => Switches,
	) {}

	/** A code for a consent that was given; single use, ten minutes. */
	code(realmId: string, scope: string, redirectUri: string): string {
		const code = `XAB${randomBytes(20).toString('hex')}`;
		this.codes.set(code, { realmId, scope, redirectUri, at: this.clock() });
		return code;
	}

	private issue(grant: Grant, withHardExpiry: boolean): TokenAnswer {
		const now = this.clock();
		const seconds = this.switches().accessTokenSeconds;
		const token = `eyJlbmMi.${randomBytes(24).toString('hex')}`;
		this.access.set(token, { grant, expiresAt: now + seconds * 1000 });
		grant.lastUsedAt = now;
		const hard = Math.floor((grant.grantedAt + hardLifeMs - now) / 1000);
		return {
			token_type: 'bearer',
			access_token: token,
			refresh_token: grant.refreshToken,
			expires_in: seconds,
			x_refresh_token_expires_in: refreshSeconds,
			...(withHardExpiry ? { x_refresh_token_hard_expires_in: hard } : {}),
		};
	}

	private newRefreshToken(grant: Grant): void {
		this.grants.delete(grant.refreshToken);
		grant.refreshToken = `AB1${randomBytes(23).toString('hex')}`;
		grant.refreshIssuedAt = this.clock();
		this.grants.set(grant.refreshToken, grant);
	}

	/** A connection made without the consent page, for tools and tests. */
	grant(realmId: string, scope = 'com.intuit.quickbooks.accounting'): TokenAnswer {
		return this.issue(this.newGrant(realmId, scope), false);
	}

	private newGrant(realmId: string, scope: string): Grant {
		const now = this.clock();
		const grant: Grant = {
			realmId,
			scope,
			grantedAt: now,
			refreshToken: '',
			refreshIssuedAt: now,
			lastUsedAt: now,
			revoked: false,
		};
		this.newRefreshToken(grant);
		return grant;
	}

	private refused(error: TokenRefusal['error'], error_description: string): TokenRefusal {
		return { status: error === 'invalid_client' ? 401 : 400, error, error_description };
	}

	/** Whether these are the credentials of the app. */
	knows(clientId: string | undefined, clientSecret: string | undefined): boolean {
		return clientId === this.clientId && clientSecret === this.clientSecret;
	}

	/** One call of the token endpoint, with the form fields it brought. */
	exchange(form: Record<string, string>, withHardExpiry: boolean): TokenAnswer | TokenRefusal {
		if (form.grant_type === 'authorization_code') return this.fromCode(form, withHardExpiry);
		if (form.grant_type === 'refresh_token') return this.refresh(form, withHardExpiry);
		return this.refused('unsupported_grant_type', `grant_type ${form.grant_type ?? ''}`);
	}

	private fromCode(form: Record<string, string>, hard: boolean): TokenAnswer | TokenRefusal {
		const entry = this.codes.get(form.code ?? '');
		if (!entry) return this.refused('invalid_grant', 'Token invalid');
		if (entry.grant) {
			if (this.switches().codeReuseRevokes) this.end(entry.grant);
			return this.refused('invalid_grant', 'Token invalid');
		}
		if (this.clock() - entry.at > codeLifeMs) return this.refused('invalid_grant', 'Token expired');
		if (form.redirect_uri !== entry.redirectUri)
			return this.refused('invalid_grant', 'Invalid redirect URI');
		entry.grant = this.newGrant(entry.realmId, entry.scope);
		return this.issue(entry.grant, hard);
	}

	private refresh(form: Record<string, string>, hard: boolean): TokenAnswer | TokenRefusal {
		const grant = this.grants.get(form.refresh_token ?? '');
		const now = this.clock();
		if (!grant || grant.revoked)
			return this.refused('invalid_grant', 'Incorrect or invalid refresh token');
		if (now - grant.lastUsedAt > hundredDaysMs || now - grant.grantedAt > hardLifeMs)
			return this.refused('invalid_grant', 'Token expired');
		if (now - grant.refreshIssuedAt >= this.switches().refreshRotationMs)
			this.newRefreshToken(grant);
		return this.issue(grant, hard);
	}

	private end(grant: Grant): void {
		grant.revoked = true;
		this.grants.delete(grant.refreshToken);
		for (const [token, entry] of this.access) if (entry.grant === grant) this.access.delete(token);
	}

	/** Ends the connection a token belongs to; both its tokens die. False for an unknown token. */
	revoke(token: string): boolean {
		const grant = this.grants.get(token) ?? this.access.get(token)?.grant;
		if (!grant) return false;
		this.end(grant);
		return true;
	}

	/** The realm an access token opens, or undefined when it is unknown or expired. */
	realmOf(token: string | undefined): string | undefined {
		const entry = this.access.get(token ?? '');
		return entry && entry.expiresAt > this.clock() ? entry.grant.realmId : undefined;
	}

	/** Lets every access token expire now; refresh tokens stay good. */
	expireAccessTokens(): number {
		const count = this.access.size;
		this.access.clear();
		return count;
	}
}
