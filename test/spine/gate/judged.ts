import type { Coding } from '../../../spine/documents/coding';
import type { Document } from '../../../spine/documents/document';
import type { Facts } from '../../../spine/gate/facts';
import { judge } from '../../../spine/gate/gate';
import { codingOf, facts } from './builders';

/** The verdict on a document. */
export function verdictOf(
	document: Document,
	known: Facts = facts(),
	coding: Partial<Coding> = {},
) {
	return judge(document, codingOf(document, coding), known, { dryRun: false }).verdict;
}

/** Severity and amount of every finding with which a rule fails; `undefined` where it names no amount. */
export function failures(
	rule: string,
	document: Document,
	known: Facts = facts(),
	coding: Partial<Coding> = {},
): Array<[string, number | undefined]> {
	return verdictOf(document, known, coding)
		.findings.filter((one) => one.rule === rule && one.result === 'fail')
		.map(({ severity, delta }) => [severity, delta]);
}

/** Whether a rule could not be evaluated. */
export function lacks(rule: string, document: Document, known: Facts = facts()): boolean {
	return verdictOf(document, known).notEvaluable.some((one) => one.rule === rule);
}
