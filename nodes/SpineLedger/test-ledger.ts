import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { z } from 'zod';
import { testPostgres } from '../../spine';

const credentialSchema = z.object({
	host: z.string(),
	port: z.coerce.number().default(5432),
	database: z.string(),
	user: z.string(),
	password: z.string().default(''),
	tls: z.enum(['off', 'on', 'verify']).default('off'),
});

/** Whether the database answers and the user may create tables in it. */
export async function testLedger(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const parsed = credentialSchema.safeParse(credential.data);
	if (!parsed.success) {
		return { status: 'Error', message: 'Fill in host, database and user.' };
	}
	const { tls, ...connection } = parsed.data;
	const failure = await testPostgres({
		...connection,
		...(tls === 'off' ? {} : { ssl: { rejectUnauthorized: tls === 'verify' } }),
	});
	return failure === undefined
		? { status: 'OK', message: 'The database can be used' }
		: { status: 'Error', message: failure };
}
