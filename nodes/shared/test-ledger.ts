import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { openPostgresLedger } from '../../spine';
import { clock } from './environment';
import { postgresConnection } from './postgres-connection';
import { sentenceOf } from './router';

/** Whether the database can hold a ledger: it answers, and the user may create tables in it. */
export async function testLedger(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const connection = postgresConnection(credential.data);
	if (connection === undefined) {
		return { status: 'Error', message: 'Fill in host, database and user.' };
	}
	try {
		const ledger = await openPostgresLedger({ connection, clock });
		await ledger.close();
		return { status: 'OK', message: 'The database can be used' };
	} catch (error) {
		return { status: 'Error', message: sentenceOf(error) };
	}
}
