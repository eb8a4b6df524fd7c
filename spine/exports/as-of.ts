import { DateTime } from 'luxon';
import type { Ledger } from '../ledger/ledger';
import type { Scope } from './context';
import { EXPORT_KINDS, type ExportKind } from './kinds';
import type { ReadExport } from './read-export';
import { ExportRefused } from './refusal';

const DAY_MS = 86_400_000;

/** When the facts of a file are of: its own stamp before what was said of it, and no later than a day up to which it lists everything. */
export function timeOf(
	{ exportedAt, name }: { exportedAt?: string; name: string },
	{ madeAt, period }: ReadExport,
	zone: string,
	now: number,
): string {
	const said = exportedAt === undefined ? undefined : DateTime.fromISO(exportedAt, { zone });
	if (said !== undefined && !said.isValid) {
		throw new ExportRefused(
			`"${exportedAt ?? ''}" is no date or date-time at which ${name} was exported.`,
			'Write it as 2026-11-20 or 2026-11-20T08:30:00.',
		);
	}
	const made = madeAt === undefined ? said?.toMillis() : Date.parse(madeAt);
	if (made === undefined) {
		throw new ExportRefused(
			`${name} does not tell when it was exported, so nobody could say how old its facts are.`,
			'Fill in "Exported At".',
		);
	}
	if (made > now + DAY_MS) {
		throw new ExportRefused(
			`${name} was exported in the future, at ${new Date(made).toISOString()}.`,
			'Correct "Exported At", or the clock of the machine.',
		);
	}
	const lastDay =
		period?.to === undefined || period.from !== undefined
			? Number.POSITIVE_INFINITY
			: DateTime.fromISO(period.to, { zone }).endOf('day').toMillis();
	return new Date(Math.min(made, now, lastDay)).toISOString();
}

/** Note in the ledger of when the last file of a kind and scope was exported. */
export const noteName = (kind: ExportKind, { side, scope }: Scope): string =>
	`export:${kind}:${side}:${scope}`;

/** @throws ExportRefused for a file that is older than the last one of its kind and scope. */
export async function refuseOlder(
	ledger: Pick<Ledger, 'getNote'>,
	{ kind, scopes }: ReadExport,
	asOf: string,
	name: string,
): Promise<void> {
	for (const scope of scopes) {
		const before = await ledger.getNote(noteName(kind, scope));
		if (before === undefined || Date.parse(before) <= Date.parse(asOf)) continue;
		throw new ExportRefused(
			`${name} is of ${asOf}, and a ${EXPORT_KINDS[kind].label} of ${before} was imported already; the older one would set the facts back.`,
			'Export it anew.',
		);
	}
}
