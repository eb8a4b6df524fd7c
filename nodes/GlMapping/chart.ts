import type { Ledger } from '../../spine';

/** What the books have to charge to, as the ledger mirrors them. */
export async function chartOf(
	ledger: Ledger,
	{ jobs }: Pick<Awaited<ReturnType<Ledger['directory']>>, 'jobs'>,
) {
	return {
		accounts: await ledger.list('account'),
		items: await ledger.list('item'),
		classes: await ledger.list('class'),
		jobs,
	};
}
