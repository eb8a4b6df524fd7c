import type { Coding } from '../documents/coding';
import type { Document, PayApplicationLine } from '../documents/document';
import type { Minor } from '../documents/money';
import type { ChangeOrderRecord, CommitmentLine } from '../documents/records';
import { minorOf, productOf } from './amounts';
import { parseChangeOrderReferences } from './change-order-reference';
import { packageOf, resolveReference, standing, type ResolvedReference } from './change-orders';
import { extraWorkWord } from './extra-work';
import type { Facts, PriorApplication } from './facts';
import { matchSovLine, type Printed } from './sov-match';

/** A line of an earlier application. */
export type PriorLine = PriorApplication['lines'][number];

/** One line of an invoice or pay application, with what of the commitment it bills. */
export interface BilledLine {
	/** Field path in the document. */
	path: string;
	description: string;
	/** What the line asks for this time, gross; `E + F - F_prev` on a pay application. */
	gross: Minor;
	/** Completed and stored to date (G), pay applications only. */
	completed?: Minor;
	/** Scheduled value as printed (C), pay applications only. */
	scheduled?: Minor;
	quantity?: number;
	unit?: string;
	unitPrice?: number;
	/** SOV line of the commitment. */
	sov?: CommitmentLine;
	/** References to change orders on this line, resolved. */
	references: ResolvedReference[];
	/** Change orders it bills: those of its references, or the one whose line it is. */
	changeOrders: ChangeOrderRecord[];
	/** Word that speaks of work beyond the contract. */
	extra?: string;
	/** The same line on the last billed application, pay applications only. */
	prior?: PriorLine;
	/** Whether it can be told to be part of the commitment's own scope. */
	inScope: boolean;
}

function uniqueById(records: readonly ChangeOrderRecord[]): ChangeOrderRecord[] {
	return records.filter(
		(record, index) => records.findIndex((other) => other.id === record.id) === index,
	);
}

function describe(
	printed: Printed & { path: string; gross: Minor },
	coded: ReadonlyMap<string, string>,
	facts: Facts,
): BilledLine {
	const text = [printed.changeOrder, printed.item, printed.description].filter(
		(part) => part !== undefined,
	);
	const parsed = parseChangeOrderReferences(text.join(' ; '));
	const references = parsed
		.filter((reference) => reference.family !== 'directive' && reference.family !== 'owner')
		.map((reference) => resolveReference(reference, facts));
	const all = standing(facts.changeOrders);
	const carrier = all.find((record) => record.lines.some((line) => line.id === printed.recordId));
	const carried =
		carrier === undefined || printed.recordId === undefined
			? []
			: [packageOf(carrier, all) ?? carrier];
	const match =
		references.length > 0 || carried.length > 0
			? undefined
			: matchSovLine(printed, coded.get(printed.path), facts);
	const extra =
		references.length > 0 || carried.length > 0
			? undefined
			: extraWorkWord(printed.description, match?.line?.description, facts.commitment?.kind);
	return {
		path: printed.path,
		description: printed.description,
		gross: printed.gross,
		quantity: printed.quantity,
		unit: printed.unit,
		unitPrice: printed.unitPrice,
		sov: match?.line,
		references,
		changeOrders: uniqueById([...carried, ...references.flatMap((entry) => entry.records)]),
		extra: extra ?? parsed.find((reference) => reference.family === 'directive')?.printed,
		inScope: match?.inScope ?? true,
	};
}

/**
 * The line of an earlier application that continues in this one: by record (its own, the SOV line's
 * or the change order's it bills), else by item and description, either of them where it is unique.
 */
function priorLineOf(
	line: PayApplicationLine,
	records: readonly string[],
	prior: PriorApplication | undefined,
): PriorLine | undefined {
	if (prior === undefined) return undefined;
	const same = (left: string | undefined, right: string | undefined): boolean =>
		left !== undefined &&
		right !== undefined &&
		left.trim().toUpperCase() === right.trim().toUpperCase();
	return (
		prior.lines.find((other) => line.recordId !== undefined && other.line === line.recordId) ??
		prior.lines.find(
			(other) => same(other.item, line.item) && same(other.description, line.description),
		) ??
		unique(
			prior.lines.filter((other) => other.line !== undefined && records.includes(other.line)),
		) ??
		unique(prior.lines.filter((other) => same(other.description, line.description))) ??
		unique(prior.lines.filter((other) => same(other.item, line.item)))
	);
}

function unique<T>(list: readonly T[]): T | undefined {
	return list.length === 1 ? list[0] : undefined;
}

/** The newest application that was billed, held and blocked ones left aside. */
export function lastBilledApplication(facts: Facts): PriorApplication | undefined {
	return facts.billing?.applications.find(
		(application) =>
			application.state === 'reserved' ||
			application.state === 'posted' ||
			application.state === 'billed',
	);
}

/** What a line of a pay application bills this period: G_n - G_(n-1), which is E + F - F_prev. */
function periodGross(
	line: PayApplicationLine,
	before: PriorLine | undefined,
	currency: string,
): Minor {
	const value = (amount: number | undefined): Minor =>
		amount === undefined ? 0 : minorOf(amount, currency);
	if (before?.completed !== undefined && line.completed !== undefined) {
		return value(line.completed) - before.completed;
	}
	if (line.thisPeriod !== undefined || line.stored !== undefined) {
		return value(line.thisPeriod) + value(line.stored) - (before?.stored ?? 0);
	}
	return value(line.completed) - value(line.previous);
}

function payApplicationLines(
	document: Document,
	coded: ReadonlyMap<string, string>,
	facts: Facts,
	currency: string,
): BilledLine[] {
	const last = lastBilledApplication(facts);
	return (document.payApplication?.lines ?? []).map((line, index) => {
		const path = `payApplication.lines.${index}`;
		const billed = describe({ ...line, path, gross: 0 }, coded, facts);
		const records = [
			...(billed.sov === undefined ? [] : [billed.sov.id]),
			...billed.changeOrders.flatMap((record) => [record.id, ...record.lines.map(({ id }) => id)]),
		];
		const prior = priorLineOf(line, records, last);
		return {
			...billed,
			gross: periodGross(line, prior, currency),
			...(prior === undefined ? {} : { prior }),
			...(line.completed === undefined ? {} : { completed: minorOf(line.completed, currency) }),
			...(line.scheduledValue === undefined
				? {}
				: { scheduled: minorOf(line.scheduledValue, currency) }),
		};
	});
}

function invoiceLines(
	document: Document,
	coded: ReadonlyMap<string, string>,
	facts: Facts,
	currency: string,
): BilledLine[] {
	return document.lines.flatMap((line, index) => {
		if (line.kind !== undefined && line.kind !== 'work') return [];
		const gross =
			line.amount !== undefined
				? minorOf(line.amount, currency)
				: line.quantity !== undefined && line.unitPrice !== undefined
					? productOf(line.quantity, line.unitPrice, currency)
					: undefined;
		if (gross === undefined) return [];
		return [describe({ ...line, item: line.number, path: `lines.${index}`, gross }, coded, facts)];
	});
}

/** References printed in the header or in remarks and on no line. */
function looseReferences(
	document: Document,
	lines: BilledLine[],
	facts: Facts,
): ResolvedReference[] {
	const known = new Set(
		lines.flatMap((line) => line.references.flatMap((entry) => entry.reference.numbers)),
	);
	return document.changeOrders
		.flatMap((printed) => parseChangeOrderReferences(printed))
		.filter(
			(reference) =>
				reference.family !== 'directive' &&
				reference.family !== 'owner' &&
				(reference.all === true || reference.numbers.some((number) => !known.has(number))),
		)
		.map((reference) => resolveReference(reference, facts));
}

/**
 * The lines of an invoice or pay application. A change-order reference that stands in the header
 * alone is given to the lines that speak of extra work or fit no SOV line, to an only line, or to
 * the line that asks for exactly that change order's amount.
 */
export function billedLines(
	document: Document,
	coding: Coding,
	facts: Facts,
	currency: string,
): { lines: BilledLine[]; loose: ResolvedReference[] } {
	const coded = new Map(
		coding.lines.flatMap(({ from, commitmentLine }): Array<[string, string]> =>
			from === undefined || commitmentLine === undefined ? [] : [[from, commitmentLine]],
		),
	);
	const lines =
		document.payApplication === undefined
			? invoiceLines(document, coded, facts, currency)
			: payApplicationLines(document, coded, facts, currency);
	const loose = looseReferences(document, lines, facts);
	if (loose.length === 0 || document.payApplication !== undefined) return { lines, loose };
	const records = uniqueById(loose.flatMap((entry) => entry.records));
	const wanted = records.reduce((total, record) => total + minorOf(record.amount, currency), 0);
	const open = lines.filter((line) => line.references.length === 0);
	const takers = [
		open.filter((line) => line.extra !== undefined || !line.inScope),
		open.filter((line) => line.gross === wanted && wanted !== 0),
		open.length === 1 ? open : [],
	].find((group) => group.length > 0);
	if (takers === undefined) return { lines, loose };
	const taking = new Set(takers);
	return {
		loose: [],
		lines: lines.map((line) =>
			taking.has(line)
				? {
						...line,
						references: loose,
						changeOrders: records,
						extra: undefined,
						sov: undefined,
						inScope: true,
					}
				: line,
		),
	};
}
