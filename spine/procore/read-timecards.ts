import { DateTime } from 'luxon';
import type { LedgerRecord, TimecardRecord } from '../documents/records';
import type { Ledger } from '../ledger/ledger';
import { daysRead, noteDaysRead } from '../ledger/timecards-read';
import type { ProcoreClient } from './client';
import { ProcoreError } from './errors';
import { translate, type RowContext } from './to-records';

/** Days that are asked for at once: fewer than daily logs may span (13 weeks). */
const DAYS_AT_ONCE = 31;
const RECORDS_AT_ONCE = 500;

export interface TimecardReadOptions {
	client: Pick<ProcoreClient, 'pages'>;
	ledger: Pick<Ledger, 'getNote' | 'putNote' | 'list' | 'record'>;
	/** Projects to read, by id. */
	projects: readonly string[];
	/** First day whose hours matter, and the current day, both read. */
	first: string;
	today: string;
	/** Days before the latest reading that are read again, for what was edited since. */
	lookBackDays: number;
	signal?: AbortSignal | undefined;
}

/** What was read of a project. */
export interface TimecardReading {
	project: string;
	from: string;
	to: string;
	/** Entries that Procore lists for these days. */
	entries: number;
	added: number;
	changed: number;
	/** Entries that are listed no longer. */
	gone: number;
	/** Why entries could not be read, or the project was passed over. */
	problems: string[];
}

/**
 * Reads the hours of projects into the ledger, without the people: of each entry only day, hours,
 * codes, type of time and approval are kept. The list has no filter for changes or deletions, so the
 * days are read as a whole, and what is no longer listed counts as deleted.
 */
export async function readTimecards(options: TimecardReadOptions): Promise<TimecardReading[]> {
	const readings: TimecardReading[] = [];
	for (const project of options.projects) {
		options.signal?.throwIfAborted();
		readings.push(await readProject(project, options));
	}
	return readings;
}

async function readProject(
	project: string,
	options: TimecardReadOptions,
): Promise<TimecardReading> {
	const { ledger, today: to } = options;
	const from = await startOf(project, options);
	const reading = { project, from, to, entries: 0, added: 0, changed: 0, gone: 0 };
	const codes = await codesOf(ledger, project);
	const seen = new Map<string, LedgerRecord>();
	const problems: string[] = [];
	try {
		for (const days of spansOf(from, to)) {
			const pages = options.client.pages(
				'timecard_entries',
				{ project },
				{ query: days, ...(options.signal === undefined ? {} : { signal: options.signal }) },
			);
			for await (const { rows } of pages) {
				const { records, refused } = translate('timecard_entries', rows, { project, codes });
				for (const record of records) seen.set(record.id, record);
				problems.push(...refused.map(({ sentence }) => sentence));
			}
		}
	} catch (error) {
		// A project without the tool, or one that may not be seen, has no hours to carry.
		if (!(error instanceof ProcoreError) || (error.status !== 403 && error.status !== 404)) {
			throw error;
		}
		return { ...reading, problems: [error.message] };
	}
	const gone = problems.length > 0 ? [] : await noLongerListed(ledger, { project, from, to }, seen);
	const records = [...seen.values(), ...gone];
	for (let start = 0; start < records.length; start += RECORDS_AT_ONCE) {
		const { added, changed } = await ledger.record(records.slice(start, start + RECORDS_AT_ONCE));
		reading.added += added;
		reading.changed += changed;
	}
	if (problems.length === 0) await noteDaysRead(ledger, project, { from, to });
	return {
		...reading,
		entries: seen.size,
		changed: reading.changed - gone.length,
		gone: gone.length,
		problems,
	};
}

async function startOf(
	project: string,
	{ ledger, first, today, lookBackDays }: TimecardReadOptions,
): Promise<string> {
	const known = await daysRead(ledger, project);
	if (known === undefined || known.from > first) return first;
	const latest = known.to < today ? known.to : today;
	const start = DateTime.fromISO(latest, { zone: 'utc' })
		.minus({ days: lookBackDays })
		.toFormat('yyyy-MM-dd');
	return start < first ? first : start;
}

function* spansOf(from: string, to: string): Generator<{ start_date: string; end_date: string }> {
	let start = DateTime.fromISO(from, { zone: 'utc' });
	const last = DateTime.fromISO(to, { zone: 'utc' });
	while (start <= last) {
		const end = DateTime.min(start.plus({ days: DAYS_AT_ONCE - 1 }), last);
		yield { start_date: start.toFormat('yyyy-MM-dd'), end_date: end.toFormat('yyyy-MM-dd') };
		start = end.plus({ days: 1 });
	}
}

async function codesOf(
	ledger: Pick<Ledger, 'list'>,
	project: string,
): Promise<NonNullable<RowContext['codes']>> {
	const costCodes = (await ledger.list('cost_code')).filter(
		(code) => code.project === undefined || code.project === project,
	);
	const costTypes = await ledger.list('cost_type');
	return {
		costCodes: new Map(costCodes.map(({ id, code }) => [id, code])),
		costTypes: new Map(costTypes.map(({ id, code }) => [id, code])),
	};
}

async function noLongerListed(
	ledger: Pick<Ledger, 'list'>,
	{ project, from, to }: { project: string; from: string; to: string },
	seen: ReadonlyMap<string, unknown>,
): Promise<TimecardRecord[]> {
	return (await ledger.list('timecard', { project }))
		.filter(
			({ id, date, deleted }) => deleted !== true && date >= from && date <= to && !seen.has(id),
		)
		.map(({ updatedAt: _, ...record }) => ({ ...record, deleted: true }));
}
