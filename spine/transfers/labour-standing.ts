import { toMinor } from '../documents/money';
import type { KnownEntry, LabourWorld } from './labour-world';

type Charged = { account?: string; job?: string; class?: string; minor: number };

const sorted = (lines: readonly Charged[]): string =>
	lines
		.map((line) => JSON.stringify([line.account, line.job, line.class, line.minor]))
		.sort()
		.join();

/**
 * Whether an entry still stands in the books as it was written, as far as the ledger's mirror of the
 * books tells; else what became of it, in words. One that was not read yet counts as standing.
 */
export function standsAsWritten(
	{ kept, books }: KnownEntry,
	{ entries, currencyOf }: Pick<LabourWorld, 'entries' | 'currencyOf'>,
): string | undefined {
	const record = entries.get(`${books} ${kept.targetId ?? ''}`);
	if (record === undefined) return undefined;
	if (record.deleted === true) return 'was deleted';
	const content = kept.written ?? kept.transfer.content;
	if (content.kind !== 'labour') return undefined;
	const currency = currencyOf(books);
	const written = content.lines.map(({ posting, amount, account, customerJob, class: kind }) => ({
		account: account.id,
		...(customerJob === undefined ? {} : { job: customerJob.id }),
		...(kind === undefined ? {} : { class: kind.id }),
		minor: toMinor(posting === 'debit' ? amount : -amount, currency),
	}));
	const stands = record.lines.map(({ amount, account, job, class: kind }) => ({
		...(account === undefined ? {} : { account }),
		...(job === undefined ? {} : { job }),
		...(kind === undefined ? {} : { class: kind }),
		minor: toMinor(amount, currency),
	}));
	return sorted(written) === sorted(stands) && record.date === content.date
		? undefined
		: 'was changed';
}
