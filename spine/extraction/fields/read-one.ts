import { sumAmounts } from '../../documents/money';
import type { ReadDocument } from '../source';
import { bankOf } from './bank';
import { readChangeOrderSheet } from './change-order';
import { documentDate, documentNumber, labelledDate } from './header-values';
import { itemLines } from './item-lines';
import type { ReadLine } from './item-lines';
import { looseLines } from './loose-lines';
import { kindOf } from './kinds';
import type { KindGuess } from './kinds';
import type { Found, Layout } from './layout';
import { readPayApplication } from './pay-application/read-pay-application';
import { periodOf } from './periods';
import { progressLines } from './progress-lines';
import { projectOf } from './project';
import { quoteTotal } from './quote';
import { contextOf, Draft } from './read-context';
import type { ReadContext } from './read-context';
import {
	changeOrderReferences,
	commitmentOf,
	originalNumberOf,
	quoteReferenceOf,
	versionOf,
} from './references';
import { remarksOf } from './remarks';
import { listedNumbers } from './statement';
import { summaryAmounts } from './summary-amounts';
import { totalsOf } from './totals';
import type { Totals } from './totals';
import { partiesOf } from './vendor';

/** Kinds whose own item lines are read. */
const LINED = new Set(['invoice', 'quote', 'change_order', 'credit_memo', 'purchase_order']);

/** One document from the layout of its pages; undefined where they hold none. */
export function readOne(layout: Layout): ReadDocument | undefined {
	const context = contextOf(layout);
	const guess = kindOf(layout, context.hits, context.tables);
	if (guess.kind === 'none') return undefined;
	const draft = new Draft(layout, guess.kind, Math.round(guess.confidence * 100) / 100);
	const number = readHeader(context, guess, draft);
	const tableRows = rowsOfTables(context);
	readParties(context, tableRows, draft);
	readReferences(context, guess, number, draft);
	const lines = LINED.has(guess.kind)
		? readLines(context, draft)
		: { rows: new Set<number>(), described: new Set<number>(), sum: undefined };
	if (guess.kind === 'pay_application') readPayApplication(context, draft);
	else readAmounts(context, guess, lines, draft);
	draft.document.remarks = remarksOf(layout, new Set([...tableRows, ...lines.described]));
	if (guess.kind === 'statement') draft.document.listedNumbers = listedNumbers(context);
	if (guess.kind === 'change_order') readChangeOrderSheet(context, draft);
	return isMereTalk(context, draft) ? undefined : draft.finish();
}

/** A mail's own words name quotes and invoices without being one: neither number nor amount stands in them. */
function isMereTalk(context: ReadContext, draft: Draft): boolean {
	const { number, total, amountDue, payApplication, listedNumbers } = draft.document;
	if (context.layout.kind !== 'text' && context.layout.kind !== 'html') return false;
	const priced = total !== undefined || amountDue !== undefined;
	return number === undefined && !priced && !payApplication && !listedNumbers?.length;
}

function readHeader(
	context: ReadContext,
	guess: KindGuess,
	draft: Draft,
): Found<string> | undefined {
	const { layout, hits, order } = context;
	const { document } = draft;
	const number = documentNumber(layout, hits, guess.kind);
	document.number = draft.take('number', number);
	document.date = draft.take(
		'date',
		documentDate(layout, hits, order, number, guess.kind === 'pay_application'),
	);
	if (guess.kind !== 'statement') {
		const due = guess.kind === 'quote' ? 'validUntil' : 'dueDate';
		document.dueDate = draft.take('dueDate', labelledDate(layout, hits, due, order));
	}
	if (context.currency !== undefined) document.currency = context.currency;
	const period = periodOf(context);
	if (guess.kind !== 'pay_application' && (period.from || period.to)) {
		document.servicePeriod = {};
		const from = draft.take('servicePeriod.from', period.from);
		const to = draft.take('servicePeriod.to', period.to);
		if (from !== undefined) document.servicePeriod.from = from;
		if (to !== undefined) document.servicePeriod.to = to;
	}
	return number;
}

/** Rows of headings and of continuation sheets, which name no party and hold no remark. */
function rowsOfTables(context: ReadContext): Set<number> {
	const rows = new Set<number>();
	for (const { kind, header, until } of context.tables) {
		const end = kind === 'sheet' ? until : header.last + 1;
		for (let row = header.first; row < end; row += 1) rows.add(row);
	}
	return rows;
}

function readParties(context: ReadContext, tableRows: ReadonlySet<number>, draft: Draft): void {
	const parties = partiesOf(
		context.layout,
		context.hits,
		tableRows,
		draft.document.kind !== 'change_order',
	);
	const { document } = draft;
	document.vendor = draft.take('vendor', parties.vendor);
	document.vendorDetails = parties.vendorDetails;
	document.billTo = parties.billTo;
	draft.note('billTo.name', parties.billToName);
	document.remitTo = parties.remitTo;
	const bank = bankOf(context.layout);
	document.bankFingerprint = bank.fingerprint;
	if (bank.flag) draft.flag(bank.flag);
}

function readReferences(
	context: ReadContext,
	guess: KindGuess,
	number: Found<string> | undefined,
	draft: Draft,
): void {
	const { layout, hits } = context;
	const { document } = draft;
	const project = projectOf(layout, hits);
	document.project = draft.take('project', project.number ?? project.name);
	document.projectName = draft.take('projectName', project.name);
	document.projectAddress = project.address;
	document.commitment = draft.take('commitment', commitmentOf(layout, hits, guess.kind));
	document.version = draft.take('version', versionOf(layout, hits, guess.kind, number));
	const quote = quoteReferenceOf(layout);
	if (quote && guess.kind !== 'quote') {
		document.quoteReference = quote.value;
		draft.note('quoteReference', { ...quote, confidence: 0.88 });
	}
	const original = originalNumberOf(layout, hits);
	if (original?.value !== document.number)
		document.originalNumber = draft.take('originalNumber', original);
	const references = changeOrderReferences(layout);
	if (guess.kind === 'change_order' && document.number === undefined && references.length === 1) {
		document.number = draft.take('number', references[0]);
	}
	const own = document.number;
	references
		.filter((one) => guess.kind !== 'change_order' || own === undefined || !names(one.value, own))
		.forEach((one, index) => {
			document.changeOrders.push(one.value);
			draft.note(`changeOrders.${index}`, one);
		});
}

/** Whether a reference is the document's own number, a revision mark aside. */
function names(reference: string, own: string): boolean {
	return new RegExp(
		`(?:^|[\\s#:-])${own.replace(/[^\w-]/g, '.')}(?:\\s*R(?:ev\\.?)?\\s?\\d*)?$`,
		'i',
	).test(reference);
}

interface LinesRead {
	/** Rows in which labels announce no totals. */
	rows: Set<number>;
	/** Rows that became lines, surely or not: no remarks. */
	described: Set<number>;
	sum: number | undefined;
}

function readLines(context: ReadContext, draft: Draft): LinesRead {
	const { layout, hits, tables, mark } = context;
	const read = itemLines(layout, hits, tables, mark);
	const progress = read.lines.length > 0 ? [] : progressLines(context, read.rows);
	const tabled = read.lines.length > 0 ? read.lines : progress;
	const loose = tabled.length === 0;
	const lines = loose ? looseLines(layout, hits, read.rows, mark) : tabled;
	const rows = new Set(read.rows);
	const described = new Set(read.rows);
	lines.forEach(({ line, found, row }, index) => {
		draft.document.lines.push(line);
		described.add(row);
		if (!loose) rows.add(row);
		for (const [member, where] of Object.entries(found))
			draft.note(`lines.${index}.${member}`, where);
	});
	return { rows, described, sum: sumOf(lines, context.currency) };
}

function sumOf(lines: readonly ReadLine[], currency: string | undefined): number | undefined {
	const amounts = lines.filter(({ line }) => line.kind === 'work').map(({ line }) => line.amount);
	return amounts.some((amount) => amount !== undefined)
		? sumAmounts(amounts, currency ?? 'USD')
		: undefined;
}

function readAmounts(context: ReadContext, guess: KindGuess, lines: LinesRead, draft: Draft): void {
	const found = summaryAmounts(context.layout, context.hits, lines.rows, context.mark);
	const totals = totalsOf(found, lines.sum);
	const { document } = draft;
	const take = (field: Exclude<keyof Totals, 'taxes'>): number | undefined =>
		draft.take(field, totals[field]);
	document.subtotal = take('subtotal');
	document.discount = take('discount');
	document.tax = take('tax');
	document.freight = take('freight');
	document.retainage = take('retainage');
	if (totals.retainage?.percent !== undefined) document.retainagePercent = totals.retainage.percent;
	document.deposit = take('deposit');
	document.payments = take('payments');
	document.previousBalance = take('previousBalance');
	document.amountDue = take('amountDue');
	document.total = take('total');
	if (document.total === undefined) {
		document.total = draft.take('total', quoteTotal(context, guess));
	}
	if (guess.kind === 'credit_memo' && document.total !== undefined)
		document.total = Math.abs(document.total);
	for (const tax of totals.taxes) {
		const description = tax.hit.segment.text.slice(tax.hit.start).replace(/[\s:$\d.,]+$/, '');
		draft.document.lines.push({ description, amount: tax.value, kind: 'tax' });
		draft.note(`lines.${draft.document.lines.length - 1}.amount`, tax);
	}
	readRelease(context, totals, draft);
}

/** Whether the document asks for retainage held earlier, and for how much beside new work. */
function readRelease(context: ReadContext, totals: Totals, draft: Draft): void {
	const { document } = draft;
	const release =
		/\b(?:retainage|retention|holdback)\s+(?:release|invoice|billing|billed|due|payable|request)|\brelease\s+(?:of\s+)?(?:the\s+)?(?:retainage|retention|holdback)|\bfinal\s+(?:retainage|retention)\b/i;
	const lines = document.lines.filter(
		(line) =>
			line.kind === 'retainage' &&
			(line.amount ?? 0) > 0 &&
			!/\bless\b|withh/i.test(line.description),
	);
	const spoken = release.test(
		context.layout.rows
			.slice(0, 40)
			.map((row) => row.text)
			.join('\n'),
	);
	if (
		!totals.release &&
		!(spoken && lines.length > 0) &&
		!(spoken && totals.retainage === undefined)
	)
		return;
	document.retainageRelease = true;
	const [line] = lines;
	if (totals.release) document.retainageReleased = draft.take('retainageReleased', totals.release);
	else if (line?.amount !== undefined && document.lines.length > 1) {
		document.retainageReleased = line.amount;
	}
}
