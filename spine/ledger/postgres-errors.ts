import { z } from 'zod';
import { LedgerError } from './errors';

const coded = z.object({ code: z.string() });
const worded = z.object({ message: z.string() });

/** The code of a failure: an SQLSTATE, or that of the network; empty when it has none. */
export const sqlState = (error: unknown): string => coded.safeParse(error).data?.code ?? '';

const UNREACHABLE =
	'The PostgreSQL database of the ledger cannot be reached. Check host and port of the credential, and that the server runs.';
const CERTIFICATE =
	'The certificate of the PostgreSQL server of the ledger is not trusted. Give n8n the authority that signed it (NODE_EXTRA_CA_CERTS), or choose another TLS setting in the credential.';

/** Sentences by code (PostgreSQL, appendix A "Error Codes"; Node.js, system and OpenSSL errors). */
const SENTENCES: Readonly<Record<string, string>> = {
	ECONNREFUSED: UNREACHABLE,
	ENOTFOUND: UNREACHABLE,
	EAI_AGAIN: UNREACHABLE,
	ETIMEDOUT: UNREACHABLE,
	EHOSTUNREACH: UNREACHABLE,
	ENETUNREACH: UNREACHABLE,
	ECONNRESET: UNREACHABLE,
	'57P03': UNREACHABLE,
	DEPTH_ZERO_SELF_SIGNED_CERT: CERTIFICATE,
	SELF_SIGNED_CERT_IN_CHAIN: CERTIFICATE,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: CERTIFICATE,
	CERT_HAS_EXPIRED: CERTIFICATE,
	ERR_TLS_CERT_ALTNAME_INVALID: CERTIFICATE,
	'28P01':
		'The PostgreSQL database of the ledger refuses the user. Check user and password of the credential.',
	'28000':
		'The PostgreSQL database of the ledger refuses the user. Check user and password of the credential, and whether the server wants TLS.',
	'3D000': "The credential's PostgreSQL database does not exist. Create it, or name another one.",
	'42501':
		"The credential's user may not create or change tables in the ledger's schema. Grant it CREATE on the schema.",
	'53300':
		'The PostgreSQL server of the ledger has no connection left. Raise its max_connections, or end what holds them.',
};

/** Sentences for failures of the driver that carry no code, by a part of its words. */
const WORDS: ReadonlyArray<readonly [RegExp, string]> = [
	[
		/does not support SSL/i,
		'The PostgreSQL server of the ledger offers no TLS. Set TLS of the credential to "Off", or switch it on at the server.',
	],
	[/timeout exceeded when trying to connect|Connection terminated/i, UNREACHABLE],
	[
		/password must be a string|no password/i,
		'The PostgreSQL database of the ledger asks for a password. Fill in the password of the credential.',
	],
];

/** What people can act on, as sentences; host, user and password are never repeated. */
export function explained(error: unknown): unknown {
	const words = worded.safeParse(error).data?.message ?? '';
	const sentence =
		SENTENCES[sqlState(error)] ?? WORDS.find(([pattern]) => pattern.test(words))?.[1];
	return sentence === undefined ? error : new LedgerError(sentence, { cause: error });
}
