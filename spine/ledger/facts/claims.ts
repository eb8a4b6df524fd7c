import { addDays } from '../../documents/dates';
import type { Document } from '../../documents/document';
import type { ClaimSummary } from '../../gate/facts';
import { z } from 'zod';
import { summaryOf } from '../claims';
import { claimRow } from '../schema';
import type { ClaimRow } from '../schema';
import type { Subject } from '../subject';
import { all } from '../transaction';
import type { Context, Tx } from '../transaction';

/** No list of look-alikes is longer than this, however long the history. */
export const AT_MOST = 50;

/** Claims that share no number but the total, the lines or the period. */
const OTHERS_AT_MOST = 25;

/** Days before and after within which an equal total is of interest (rule DU-04). */
const TOTAL_WINDOW_DAYS = 90;

/**
 * Claims that share the number in any of its forms, the total, the file, the lines, the application
 * or the period with a document, its own claim left out.
 */
export function* similarClaims(
	context: Context,
	subject: Subject,
	document: Document,
	now: string,
): Tx<ClaimSummary[]> {
	const found = new Map<string, ClaimRow>();
	const queries = similarityQueries(context, subject, document, now);
	for (const query of [...queries, ...overlapQueries(context, subject, document)]) {
		const { sql, parameters } = query.compile();
		for (const row of yield { sql, parameters }) {
			const { id } = idRow.parse(row);
			if (!found.has(id) && id !== subject.own?.id) found.set(id, claimRow.parse(row));
		}
	}
	return [...found.values()].map((row) => summaryOf(row, context.clock()));
}

const idRow = z.object({ id: z.string() });

/** One bounded look-up for each likeness; every one of them has its index. */
export function similarityQueries(
	{ db }: Context,
	subject: Subject,
	document: Document,
	now: string,
) {
	const { vendor, commitment, number, application, total } = subject;
	const latest = db.selectFrom('claims').selectAll().orderBy('day', 'desc').limit(AT_MOST);
	const some = latest.clearLimit().limit(OTHERS_AT_MOST);
	const day = document.date ?? now.slice(0, 10);
	const from = addDays(day, -TOTAL_WINDOW_DAYS);
	const to = addDays(day, TOTAL_WINDOW_DAYS);
	const queries = [];
	if (vendor !== undefined && number !== undefined) {
		const own = latest.where('vendor', '=', vendor);
		queries.push(own.where('number_key', '=', number.key));
		queries.push(own.where('number_base', '=', number.base));
		queries.push(own.where('number_joined', '=', number.joined));
		queries.push(own.where('number_folded', '=', number.folded));
	}
	if (vendor !== undefined && total !== undefined) {
		const near = some.where('vendor', '=', vendor).where('day', '>=', from).where('day', '<=', to);
		queries.push(near.where('net', '=', total));
		queries.push(near.where('gross', '=', total));
	}
	if (number !== undefined && total !== undefined) {
		queries.push(latest.where('number_key', '=', number.key).where('net', '=', total));
	}
	if (document.source.fileHash !== undefined) {
		queries.push(latest.where('file_hash', '=', document.source.fileHash));
	}
	if (document.lineFingerprint !== undefined) {
		queries.push(some.where('line_fingerprint', '=', document.lineFingerprint));
	}
	if (commitment !== undefined && application !== undefined) {
		queries.push(
			latest.where('commitment', '=', commitment).where('application', '=', application),
		);
	}
	return queries;
}

/** The period a document bills: a pay application's, or a service period. */
function periodOf(document: Document): { from: string; to: string } | undefined {
	const { payApplication, servicePeriod } = document;
	const to = payApplication?.periodTo ?? servicePeriod?.to;
	if (to === undefined) return undefined;
	return { from: payApplication?.periodFrom ?? servicePeriod?.from ?? to, to };
}

/** Claims on the commitment whose periods overlap the document's, among those that end next after its beginning. */
function overlapQueries({ db }: Context, subject: Subject, document: Document) {
	const period = periodOf(document);
	const { commitment } = subject;
	if (period === undefined || commitment === undefined) return [];
	const near = db
		.selectFrom('claims')
		.selectAll()
		.where('commitment', '=', commitment)
		.where('period_to', '>=', period.from)
		.orderBy('period_to')
		.limit(OTHERS_AT_MOST)
		.as('near');
	return [
		db
			.selectFrom(near)
			.selectAll()
			.where((at) => at.fn.coalesce('near.period_from', 'near.period_to'), '<=', period.to),
	];
}

/** Another claim of the vendor whose bill bears the number that this one's is cut down to (rule GL-14). */
export function* takenNumber(
	{ db }: Context,
	subject: Subject,
	codingNumber: string | undefined,
	printed: string | undefined,
): Tx<string | undefined> {
	if (subject.vendor === undefined || codingNumber === undefined || codingNumber === printed) {
		return undefined;
	}
	const rows = yield* all(
		db
			.selectFrom('claims')
			.selectAll()
			.where('vendor', '=', subject.vendor)
			.where('books_number', '=', codingNumber)
			.limit(AT_MOST),
		claimRow,
	);
	const taken = rows.find(
		(row) =>
			row.id !== subject.own?.id &&
			row.state !== 'ended' &&
			row.number_key !== (subject.number?.key ?? null),
	);
	return taken === undefined ? undefined : (taken.number ?? taken.id);
}
