import type { Ledger } from '../ledger/ledger';
import { ProcoreError } from './errors';

const NOTE = 'procore_company';

/**
 * Keeps a ledger to one company of Procore: the first that is read into it. Numbers of projects and
 * commitments begin anew in every company, so two in one ledger would be taken for each other.
 *
 * @throws ProcoreError when the ledger holds another company.
 */
export async function keepToOneCompany(
	ledger: Pick<Ledger, 'getNote' | 'putNote'>,
	company: string,
): Promise<void> {
	const known = await ledger.getNote(NOTE);
	if (known === company) return;
	if (known !== undefined) {
		throw new ProcoreError(
			`This ledger holds company ${known} of Procore, and the credential is for company ${company}. Give each Procore company a ledger of its own, by another name under "Company" or another database, or choose the other credential.`,
		);
	}
	await ledger.putNote(NOTE, company);
}
