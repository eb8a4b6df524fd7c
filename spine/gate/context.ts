import type { Coding } from '../documents/coding';
import type { Document, Evidence } from '../documents/document';
import { fromMinor, type Minor } from '../documents/money';
import type { Demand } from '../ledger/ledger';
import { figureOf, minorOf, moneyOf } from './amounts';
import { billedLines, type BilledLine } from './billed-lines';
import { revisedAmount, type ResolvedReference } from './change-orders';
import { currencyOf, demandOfLines } from './demand';
import type { Facts } from './facts';
import { asksForMoney } from './kinds';
import { DEFAULT_TOLERANCES, type ToleranceName } from './tolerances';

/** What the rules look at, prepared once for a document. Minor units throughout. */
export interface Context {
	document: Document;
	coding: Coding;
	facts: Facts;
	demand: Demand;
	currency: string;
	/** Lines that bill work or goods; tax, freight and the like are left out. */
	lines: BilledLine[];
	/** Change-order references of the header that belong to no line. */
	loose: ResolvedReference[];
	/** R = O + A, where there is a commitment. */
	revised?: Minor;
	minor(amount: number): Minor;
	/** Minor units as an amount, for `delta` and the like. */
	amount(minor: Minor): number;
	/** `$1,234.50`, for messages. */
	money(minor: Minor): string;
	/** `1,234.50`, for formulas. */
	figure(minor: Minor): string;
	/** Where the values were read, for the field paths that have evidence. */
	evidence(...paths: string[]): Evidence[];
	/** Tolerance of the policy, or its default. */
	tolerance(name: ToleranceName): number;
}

/**
 * Prepares once what the rules look at: the demand by line, the revised commitment, and amounts in
 * minor units of the document's currency.
 */
export function contextOf(document: Document, coding: Coding, facts: Facts): Context {
	const currency = currencyOf(document, facts);
	const billed = asksForMoney(document)
		? billedLines(document, coding, facts, currency)
		: { lines: [], loose: [] };
	return {
		document,
		coding,
		facts,
		demand: demandOfLines(document, facts, billed.lines),
		currency,
		lines: billed.lines,
		loose: billed.loose,
		revised: revisedAmount(facts, currency),
		minor: (amount) => minorOf(amount, currency),
		amount: (minor) => fromMinor(Math.round(minor), currency),
		money: (minor) => moneyOf(minor, currency),
		figure: (minor) => figureOf(minor, currency),
		evidence: (...paths) =>
			paths.flatMap((path) => {
				const found = document.evidence[path];
				return found === undefined ? [] : [found];
			}),
		tolerance: (name) => facts.policy.tolerances[name] ?? DEFAULT_TOLERANCES[name],
	};
}
