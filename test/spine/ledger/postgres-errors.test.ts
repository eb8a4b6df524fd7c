import { LedgerError } from '../../../spine/ledger/errors';
import { explained } from '../../../spine/ledger/postgres-errors';

const sentence = (error: unknown): string => {
	const said = explained(error);
	return said instanceof LedgerError ? said.message : '';
};
const coded = (code: string) => Object.assign(new Error('user "ada" of 10.0.0.7'), { code });

describe('what a PostgreSQL failure says', () => {
	it.each([
		['EAI_AGAIN', 'Check host and port'],
		['ENETUNREACH', 'Check host and port'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'choose another TLS setting'],
		['28P01', 'Check user and password'],
		['28000', 'whether the server wants TLS'],
		['3D000', 'name another one'],
		['42501', 'Grant it CREATE'],
		['53300', 'max_connections'],
	])('names the field and the remedy for %s', (code, remedy) => {
		expect(sentence(coded(code))).toContain(remedy);
		expect(sentence(coded(code))).not.toMatch(/ada|10\.0\.0\.7/);
	});

	it.each([
		['The server does not support SSL connections', 'Set TLS of the credential to "Off"'],
		['timeout exceeded when trying to connect', 'Check host and port'],
		['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', 'Fill in the password'],
	])('knows the words of the driver: %s', (words, remedy) => {
		expect(sentence(new Error(words))).toContain(remedy);
	});

	it('leaves every other failure as it is', () => {
		const error = coded('23505');
		expect(explained(error)).toBe(error);
	});
});
