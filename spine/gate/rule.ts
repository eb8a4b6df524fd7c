import type { z } from 'zod';
import type { Document, Evidence } from '../documents/document';
import type { Minor } from '../documents/money';
import type { optionalSourceSchema, Severity } from '../documents/settings';
import type { Context } from './context';

/** A source beyond documents and the two systems that a rule cannot do without. */
export type OptionalSource = z.infer<typeof optionalSourceSchema>;

/**
 * Part of the demand that a finding does not support, in minor units. `part` is a line's field
 * path, `tax`, `freight`, `retainage` (money that is already net of retainage), `*` for the work of the document as a whole, or `all` for
 * everything it asks for: the largest amount
 * counts once for each part, and the document as a whole is never added to its own lines.
 */
export interface UnsupportedPart {
	part: string;
	amount: Minor;
}

/** What a rule found wrong. Sentences and figures are for a controller. */
export interface Failure {
	result: 'fail';
	/** One sentence with the amounts. */
	message: string;
	/** What to do next, one sentence. */
	action: string;
	/** The formula with its numbers. */
	formula?: string;
	expected?: string | number;
	observed?: string | number;
	/** Amount or quantity by which it fails; amounts in major units of the document's currency. */
	delta?: number;
	tolerance?: string | number;
	evidence?: Evidence[];
	/** Where the condition makes the finding graver or milder than the rule is in general. */
	severity?: Severity;
	unsupported?: UnsupportedPart[];
}

/**
 * `optional` marks an input that the company has not set up; it does not hold the document. `holds`
 * marks one that is there but cannot be used, which holds it whatever the rule's severity and sources.
 */
export interface NotEvaluable {
	result: 'not_evaluable';
	missing: string;
	optional?: boolean;
	holds?: boolean;
}

export type RuleResult = { result: 'pass' } | { result: 'not_applicable' } | NotEvaluable | Failure;

/** One rule of the rule book: pure, deterministic, with all that its documentation page says. */
export interface Rule {
	/** Public id (`OB-01`). */
	id: string;
	/** Raised when the same facts may give another result. */
	version: number;
	title: string;
	/** Severity unless the policy or the failure itself says otherwise. */
	severity: Severity;
	/** Optional source without which the rule is not evaluable. */
	needs?: OptionalSource;
	/** Plain words: formula, tolerance with its policy name, example. */
	description: string;
	appliesTo(document: Document): boolean;
	/** Results of the rule; none counts as not applicable. Never throws. */
	check(context: Context): RuleResult[];
}

export const pass: RuleResult = { result: 'pass' };
export const notApplicable: RuleResult = { result: 'not_applicable' };

/** A result for an input that is missing. */
export function notEvaluable(missing: string, optional = false): NotEvaluable {
	return { result: 'not_evaluable', missing, ...(optional ? { optional } : {}) };
}

/** A failure; spelled as a function so that the literal type is kept. */
export function fail(failure: Omit<Failure, 'result'>): Failure {
	return { result: 'fail', ...failure };
}

/** The failures, or a pass where there are none. */
export function passUnless(failures: readonly RuleResult[]): RuleResult[] {
	return failures.length === 0 ? [pass] : [...failures];
}

/** Nothing of the demand is supported. */
export const everything: UnsupportedPart[] = [{ part: 'all', amount: 0 }];
