import { toMinor } from '../documents/money';
import type { KeptTransfer } from '../ledger/ledger';
import type { LabourLine } from './labour-lines';
import type { KnownEntry, LabourWorld } from './labour-world';

type Charged = { account?: string; job?: string; class?: string; minor: number };

const sorted = (lines: readonly Charged[]): string =>
	lines
		.map((line) => JSON.stringify([line.account, line.job, line.class, line.minor]))
		.sort()
		.join();

function chargedBy(lines: readonly LabourLine[], currency: string): Charged[] {
	return lines.map(({ posting, amount, account, customerJob, class: kind }) => ({
		account: account.id,
		...(customerJob === undefined ? {} : { job: customerJob.id }),
		...(kind === undefined ? {} : { class: kind.id }),
		minor: toMinor(posting === 'debit' ? amount : -amount, currency),
	}));
}

const byAccount = (lines: readonly LabourLine[], currency: string): string =>
	sorted(chargedBy(lines, currency).map(({ account, minor }) => ({ account, minor })));

/**
 * What an entry was to charge. The books may drop the job or the class of a line; a person is told and
 * adds it by hand, so that a correction goes by what was meant, as long as accounts and amounts stand.
 */
export function linesMeant(
	{ transfer, written }: KeptTransfer,
	currency: string,
): readonly LabourLine[] {
	const planned = transfer.content.kind === 'labour' ? transfer.content.lines : [];
	const stands = written?.kind === 'labour' ? written.lines : planned;
	return byAccount(planned, currency) === byAccount(stands, currency) ? planned : stands;
}

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
	const meant = [content.lines, linesMeant(kept, currency)].map((lines) =>
		sorted(chargedBy(lines, currency)),
	);
	const stands = record.lines.map(({ amount, account, job, class: kind }) => ({
		...(account === undefined ? {} : { account }),
		...(job === undefined ? {} : { job }),
		...(kind === undefined ? {} : { class: kind }),
		minor: toMinor(amount, currency),
	}));
	return meant.includes(sorted(stands)) && record.date === content.date ? undefined : 'was changed';
}
