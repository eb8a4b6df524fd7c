import { documentSchema } from '../../documents/document';
import type { Document } from '../../documents/document';
import { quoteRecordSchema } from '../../documents/records';
import type { QuoteRecord } from '../../documents/records';
import { isProven } from '../../documents/sender-standing';
import type { CompanySettings } from '../../documents/settings';
import type { ApprovalFact, PriorDocuments } from '../../gate/facts';
import { z } from 'zod';
import { vendorDomainRow } from '../schema';
import type { Subject } from '../subject';
import { all } from '../transaction';
import type { Context, Tx } from '../transaction';
import { vendorIdOf } from '../vendor-links';
import { AT_MOST } from './claims';

/** The vendor's last accepted documents that a change of remit-to shows against. */
const REMIT_TO_AT_MOST = 10;
/** Entries of a project's quote register. */
const QUOTES_AT_MOST = 500;

/** Earlier documents that matter to this one although they are no claims. */
export function* priorDocuments(
	context: Context,
	subject: Subject,
	settings: CompanySettings,
	projectNumber: string | undefined,
): Tx<PriorDocuments> {
	const { prior } = subject;
	const quotes = yield* documentsAbout(context, subject, 'quote');
	return {
		...(prior === undefined
			? {}
			: { sameSighting: { outcome: prior.outcome, decidedAt: prior.decided_at } }),
		quotes: [
			...(yield* registeredQuotes(context, subject, projectNumber)),
			...quotes.flatMap((row) => quoteOf(row) ?? []),
		],
		changeOrders: (yield* documentsAbout(context, subject, 'change_order'))
			.filter(({ commitment }) => commitment === subject.commitment)
			.map(({ document }) => document),
		approvals: (yield* documentsAbout(context, subject, 'approval')).map(({ document }) =>
			approvalFact(document, settings),
		),
		remitTo: yield* remitTo(context, subject),
		senderDomains: yield* senderDomains(context, subject),
	};
}

const aboutRow = z.object({
	sighting: z.string(),
	seq: z.number(),
	document: z.string(),
	outcome: z.string(),
	vendor: z.string().nullable(),
	project: z.string().nullable(),
	commitment: z.string().nullable(),
});

interface About extends Omit<z.infer<typeof aboutRow>, 'document'> {
	document: Document;
}

/**
 * E-mailed documents of a kind about the same commitment, the same project, or the same vendor
 * where no project was found, and those about nobody knows whom; newest first, blocked ones left out.
 */
function* documentsAbout(context: Context, subject: Subject, kind: string): Tx<About[]> {
	const latest = context.db
		.selectFrom('decisions')
		.select(['sighting', 'seq', 'document', 'outcome', 'vendor', 'project', 'commitment'])
		.where('kind', '=', kind)
		.orderBy('seq', 'desc')
		.limit(AT_MOST);
	const { vendor, project, commitment } = subject;
	const queries = [];
	if (commitment !== undefined) queries.push(latest.where('commitment', '=', commitment));
	if (project !== undefined) queries.push(latest.where('project', '=', project));
	if (vendor !== undefined) queries.push(latest.where('vendor', '=', vendor));
	queries.push(latest.where('vendor', 'is', null).where('project', 'is', null));
	if (kind === 'quote' && subject.namesQuoteOnly === true) queries.push(latest);
	const found = new Map<string, z.infer<typeof aboutRow>>();
	for (const query of queries) {
		for (const row of yield* all(query, aboutRow)) found.set(row.sighting, row);
	}
	const fits = (known: string | undefined, theirs: string | null): boolean =>
		known === undefined || theirs === null || known === theirs;
	return [...found.values()]
		.filter((row) => row.sighting !== subject.sighting && row.outcome !== 'blocked')
		.filter((row) => fits(commitment, row.commitment) && fits(project, row.project))
		.filter((row) => kind === 'approval' || fits(vendor, row.vendor))
		.sort((a, b) => b.seq - a.seq)
		.map((row) => ({ ...row, document: documentSchema.parse(JSON.parse(row.document)) }));
}

const jsonRow = z.object({ json: z.string() });

function* registeredQuotes(
	{ db }: Context,
	subject: Subject,
	projectNumber: string | undefined,
): Tx<QuoteRecord[]> {
	const register = db
		.selectFrom('records')
		.select('json')
		.where('type', '=', 'quote')
		.orderBy('id')
		.limit(QUOTES_AT_MOST);
	const queries = [];
	const projects = [subject.project, projectNumber].filter((one) => one !== undefined);
	if (projects.length > 0) queries.push(register.where('project', 'in', projects));
	if (subject.commitment !== undefined) {
		queries.push(register.where('commitment', '=', subject.commitment));
	}
	if (subject.vendor !== undefined) {
		queries.push(register.where('vendor', '=', vendorIdOf(subject.vendor)));
	}
	if (subject.namesQuoteOnly === true) queries.push(register);
	const found = new Set<string>();
	for (const query of queries) {
		for (const { json } of yield* all(query, jsonRow)) found.add(json);
	}
	return [...found]
		.map((json) => quoteRecordSchema.parse(JSON.parse(json)))
		.filter(({ deleted }) => deleted !== true);
}

/** An e-mailed quote as an entry of the register: received, until somebody approves it. */
function quoteOf({
	sighting,
	document,
	vendor,
	project,
	commitment,
}: About): QuoteRecord | undefined {
	if (document.total === undefined) return undefined;
	return {
		type: 'quote',
		side: 'projects',
		id: sighting,
		number: document.number,
		version: document.version,
		vendor: vendor === null ? undefined : vendorIdOf(vendor),
		vendorName: document.vendor,
		project: project ?? undefined,
		commitment: commitment ?? undefined,
		date: document.date,
		total: document.total,
		status: 'received',
		lines: document.lines.map(({ description, quantity, unitPrice, amount }) => ({
			description,
			quantity,
			unitPrice,
			amount,
		})),
	};
}

/**
 * An approval reply with who sent it. It is authenticated only when our own receiving server proved
 * the From address ({@link isProven}): anybody else's header proves nothing.
 */
export function approvalFact(document: Document, settings: CompanySettings): ApprovalFact {
	const address = document.source.sender?.address.toLowerCase();
	const person = settings.people.find(({ email }) => email.toLowerCase() === address);
	return {
		subject: document.approval?.subject ?? 'unknown',
		document,
		...(person === undefined ? {} : { person: person.email }),
		authenticated: isProven(document, settings),
	};
}

const remitRow = z.object({
	sighting: z.string(),
	remit_name: z.string().nullable(),
	remit_address: z.string().nullable(),
	bank_fingerprint: z.string().nullable(),
	decided_at: z.string(),
});

/** Where the vendor's last accepted documents asked payment to be sent. */
function* remitTo({ db }: Context, subject: Subject): Tx<PriorDocuments['remitTo']> {
	if (subject.vendor === undefined) return [];
	const rows = yield* all(
		db
			.selectFrom('decisions')
			.select(['sighting', 'remit_name', 'remit_address', 'bank_fingerprint', 'decided_at'])
			.where('vendor', '=', subject.vendor)
			.where('accepted', '=', 1)
			.orderBy('seq', 'desc')
			.limit(REMIT_TO_AT_MOST + 1),
		remitRow,
	);
	return rows
		.filter(({ sighting }) => sighting !== subject.sighting)
		.slice(0, REMIT_TO_AT_MOST)
		.map((row) => ({
			name: row.remit_name ?? undefined,
			address: row.remit_address ?? undefined,
			bankFingerprint: row.bank_fingerprint ?? undefined,
			seenAt: row.decided_at,
		}));
}

function* senderDomains({ db }: Context, subject: Subject): Tx<string[]> {
	if (subject.vendor === undefined) return [];
	const rows = yield* all(
		db.selectFrom('vendor_domains').selectAll().where('vendor', '=', subject.vendor).limit(AT_MOST),
		vendorDomainRow,
	);
	return rows.map(({ domain }) => domain);
}
