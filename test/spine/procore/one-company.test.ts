import { keepToOneCompany } from '../../../spine/procore/one-company';

describe('a ledger and the companies of Procore', () => {
	it('keeps to the first company that is read in, and says how to keep another', async () => {
		const notes = new Map<string, string>();
		const ledger = {
			getNote: async (name: string) => notes.get(name),
			putNote: async (name: string, text: string) => {
				notes.set(name, text);
			},
		};
		await keepToOneCompany(ledger, '8089');
		await keepToOneCompany(ledger, '8089');
		await expect(keepToOneCompany(ledger, '8090')).rejects.toThrow(
			'This ledger holds company 8089 of Procore, and the credential is for company 8090.',
		);
		await keepToOneCompany(ledger, '8089');
	});
});
