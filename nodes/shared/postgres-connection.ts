import { z } from 'zod';

const credentialSchema = z.object({
	host: z.string().min(1),
	port: z.coerce.number().default(5432),
	database: z.string().min(1),
	user: z.string().min(1),
	password: z.string().default(''),
	tls: z.enum(['off', 'on', 'verify']).default('off'),
});

/** Connection of a Spine Ledger credential; undefined when it is not filled in. */
export function postgresConnection(credential: unknown) {
	const parsed = credentialSchema.safeParse(credential);
	if (!parsed.success) return undefined;
	const { tls, ...connection } = parsed.data;
	return {
		...connection,
		...(tls === 'off' ? {} : { ssl: { rejectUnauthorized: tls === 'verify' } }),
	};
}
