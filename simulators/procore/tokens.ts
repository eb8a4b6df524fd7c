import { createHash, randomBytes } from 'node:crypto';

/** Whom a token stands for. */
export interface Caller {
	kind: 'user' | 'service';
	id: number;
	login: string;
	name: string;
}

interface AccessToken {
	caller: Caller;
	createdAt: number;
	expiresAt: number;
	/** Tokens of one grant die together when revoked. */
	family: string;
}

/** The answer of the token endpoint. */
export interface TokenAnswer {
	access_token: string;
	token_type: 'bearer';
	expires_in: number;
	refresh_token?: string;
	created_at: number;
}

const codeMs = 10 * 60_000;

/** Authorization codes, access tokens and refresh tokens, in memory. Times are milliseconds. */
export class TokenStore {
	private readonly codes = new Map<string, { redirectUri: string; expiresAt: number }>();
	private readonly access = new Map<string, AccessToken>();
	private readonly refresh = new Map<string, { caller: Caller; family: string }>();

	constructor(
		private readonly clock: () => Date,
		private readonly lifeSeconds: () => number,
	) {}

	/** A code that is good once, for ten minutes, with the same redirect address. */
	code(redirectUri: string): string {
		const code = randomBytes(24).toString('hex');
		this.codes.set(code, { redirectUri, expiresAt: this.clock().getTime() + codeMs });
		return code;
	}

	useCode(code: string, redirectUri: string): boolean {
		const found = this.codes.get(code);
		this.codes.delete(code);
		return (
			found !== undefined &&
			found.redirectUri === redirectUri &&
			found.expiresAt > this.clock().getTime()
		);
	}

	/** A new access token; with a refresh token unless it is for a service account. */
	issue(caller: Caller, family = randomBytes(8).toString('hex')): TokenAnswer {
		const now = this.clock().getTime();
		const life = this.lifeSeconds();
		const token = jwtLooking(now, life);
		this.access.set(token, { caller, createdAt: now, expiresAt: now + life * 1000, family });
		const answer: TokenAnswer = {
			access_token: token,
			token_type: 'bearer',
			expires_in: life,
			created_at: Math.floor(now / 1000),
		};
		if (caller.kind === 'service') return answer;
		const refreshToken = randomBytes(32).toString('base64url');
		this.refresh.set(refreshToken, { caller, family });
		return { ...answer, refresh_token: refreshToken };
	}

	/** A new pair for a refresh token, which dies at once, whether or not the answer arrives. */
	rotate(refreshToken: string): TokenAnswer | undefined {
		const found = this.refresh.get(refreshToken);
		if (found === undefined) return undefined;
		this.refresh.delete(refreshToken);
		return this.issue(found.caller, found.family);
	}

	/** The token if it lives. */
	find(token: string): AccessToken | undefined {
		const found = this.access.get(token);
		return found !== undefined && found.expiresAt > this.clock().getTime() ? found : undefined;
	}

	secondsLeft(token: AccessToken): number {
		return Math.max(0, Math.floor((token.expiresAt - this.clock().getTime()) / 1000));
	}

	/** Ends the grant that an access or refresh token belongs to; an unknown token is no error. */
	revoke(token: string): void {
		const family = this.access.get(token)?.family ?? this.refresh.get(token)?.family;
		if (family === undefined) return;
		for (const [key, one] of this.access) if (one.family === family) this.access.delete(key);
		for (const [key, one] of this.refresh) if (one.family === family) this.refresh.delete(key);
	}

	/** Ends all access tokens; refresh tokens live on. */
	expireAll(): void {
		this.access.clear();
	}
}

/** Three base64url parts, as Procore's tokens have; nothing is signed. */
function jwtLooking(now: number, life: number): string {
	const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	const nonce = randomBytes(16).toString('hex');
	const head = part({ typ: 'JWT', alg: 'ES512' });
	const body = part({ exp: Math.floor(now / 1000) + life, jti: nonce });
	return `${head}.${body}.${createHash('sha256').update(nonce).digest('base64url')}`;
}
