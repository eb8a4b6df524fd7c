import Decimal from 'decimal.js';
import { formatAmount, sumAmounts } from '../documents/money';
import type { ProjectRecord, TimecardRecord } from '../documents/records';
import type { Transfer } from '../documents/transfer';
import { transferReference } from '../documents/transfer-reference';
import { balancedLines, type Charges, chargesOf, type HourGroup } from './labour-lines';
import { labourKey, labourNumber } from './labour-number';
import { linesMeant } from './labour-standing';
import type { KnownEntry, LabourWorld } from './labour-world';

/** Hours of a project in one company file and period, with the entries that were made of them. */
export interface LabourPeriod {
	project: ProjectRecord;
	books: string;
	from: string;
	to: string;
	cards: TimecardRecord[];
	known: KnownEntry[];
	/** Customer:job; or why there is none. */
	job: { id: string } | { problem: string };
}

export const nameOf = ({ number, name }: ProjectRecord): string => number ?? name;

/** The entry of the period, or the correction of what stands; undefined where nothing is left to enter. */
export function entryOf(
	period: LabourPeriod,
	charges: Charges,
	{
		groups,
		mark,
		standing,
		clearing,
	}: {
		groups: readonly HourGroup[];
		mark: string;
		standing: readonly KnownEntry[];
		clearing: { id: string };
	},
	world: LabourWorld,
): Transfer | undefined {
	const { project, books, from, to } = period;
	const currency = world.currencyOf(books);
	for (const { kept } of standing) {
		chargesOf(linesMeant(kept, currency), currency, -1, charges);
	}
	const lines = balancedLines(charges, clearing, currency);
	if (lines.length === 0) return undefined;
	const taken = new Set(standing.map(({ correction }) => correction));
	let correction = 0;
	while (taken.has(correction)) correction += 1;
	const place = { project: project.id, books, from, to };
	const key = labourKey(place, correction);
	const amount = sumAmounts(
		lines.map(({ posting, amount: one }) => (posting === 'debit' ? one : 0)),
		currency,
	);
	const called = `${correction === 0 ? 'Labour' : `Correction ${correction} of labour`} of ${nameOf(project)}, ${from} to ${to}`;
	const hours = groups.reduce((sum, group) => sum.plus(group.hours), new Decimal(0)).toFixed();
	return {
		key,
		action: 'save',
		label: `${called}: ${formatAmount(amount, currency)}${correction === 0 ? ` for ${hours} h` : ''}`,
		source: {
			side: 'projects',
			system: world.source.company,
			type: 'timecards',
			id: `${project.id} ${from}..${to} ${mark}`,
		},
		target: { side: 'books', system: books, type: 'journal_entry', project: project.id },
		content: {
			kind: 'labour',
			number: labourNumber(project, to, correction),
			date: to,
			memo: `${called}, from approved timecards. ${transferReference(key)}`,
			lines,
		},
		amount,
		currency,
		date: to,
		...(correction === 0
			? {}
			: {
					reason: 'Timecards of the period were edited, approved or deleted after it was carried.',
				}),
	};
}

/** The fingerprint of the hours that a transfer was made of. */
export function markOf({ source }: Transfer): string {
	return source.id.split(' ').at(-1) ?? '';
}
