import type { Coding } from '../documents/coding';
import type { Document } from '../documents/document';
import { awaitsApproval } from '../documents/record-standing';
import { senderStanding } from '../documents/sender-standing';
import type { Severity } from '../documents/settings';
import type { Finding, NotEvaluable, Outcome } from '../documents/verdict';
import type { Judgement } from '../ledger/ledger';
import { contextOf, type Context } from './context';
import type { Facts } from './facts';
import { modeFor } from './mode';
import { unsupportedNet } from './recommendation';
import type { Failure, NotEvaluable as NotEvaluableResult, Rule, UnsupportedPart } from './rule';
import { rules } from './rules';
import { minutesSince } from './rules/stale/facts-age';

interface Evaluation {
	findings: Finding[];
	notEvaluable: NotEvaluable[];
	unsupported: UnsupportedPart[];
	passed: number;
}

const stops = (severity: Severity): boolean => severity === 'BLOCK' || severity === 'HOLD';

function findingOf(rule: Rule, failure: Failure, context: Context): Finding {
	const { unsupported = [], evidence = [], result, severity, ...rest } = failure;
	const net = unsupportedNet(unsupported, context.demand);
	return {
		rule: rule.id,
		version: rule.version,
		result,
		severity: context.facts.policy.severities[rule.id] ?? severity ?? rule.severity,
		...rest,
		evidence,
		...(unsupported.length === 0 ? {} : { unsupported: context.amount(net) }),
	};
}

/** Whether a rule that lacks its input holds: a stopping one does, unless its source is not in use. */
function holds(rule: Rule, { optional, holds: must }: NotEvaluableResult, facts: Facts): boolean {
	if (must === true) return facts.policy.severities[rule.id] !== 'INFO';
	if (optional === true) return false;
	if (rule.needs !== undefined && !facts.policy.sources.includes(rule.needs)) return false;
	return stops(facts.policy.severities[rule.id] ?? rule.severity);
}

function evaluate(context: Context): Evaluation {
	const evaluation: Evaluation = { findings: [], notEvaluable: [], unsupported: [], passed: 0 };
	for (const rule of rules) {
		if (!rule.appliesTo(context.document)) continue;
		const results = rule.check(context);
		if (results.some((one) => one.result === 'pass')) evaluation.passed += 1;
		for (const one of results) {
			if (one.result === 'fail') {
				evaluation.findings.push(findingOf(rule, one, context));
				evaluation.unsupported.push(...(one.unsupported ?? []));
			} else if (one.result === 'not_evaluable') {
				evaluation.notEvaluable.push({
					rule: rule.id,
					missing: one.missing,
					holds: holds(rule, one, context.facts),
				});
			}
		}
	}
	return evaluation;
}

/** An input that is missing and holds, as a finding, so that the whole list is in one place. */
function missingFindings(evaluation: Evaluation): Finding[] {
	return evaluation.notEvaluable
		.filter((entry) => entry.holds)
		.map((entry) => ({
			rule: entry.rule,
			version: rules.find((rule) => rule.id === entry.rule)?.version ?? 1,
			result: 'not_evaluable' as const,
			severity: 'HOLD' as const,
			message: `${entry.rule} could not be checked, because ${entry.missing}.`,
			evidence: [],
			action: 'Supply what is missing and verify again, or release it with a reason.',
		}));
}

/** The gravest finding decides; money asked for by a forged sender is never verified, whatever the policy. */
function outcomeOf(findings: readonly Finding[], asksForMoney: boolean, forged: boolean): Outcome {
	if (findings.some((finding) => finding.severity === 'BLOCK')) return 'blocked';
	if (findings.some((finding) => finding.severity === 'HOLD')) return 'held';
	if (!asksForMoney) return 'recorded';
	return forged ? 'held' : 'verified';
}

function oldest(...instants: ReadonlyArray<string | undefined>): string | undefined {
	return instants
		.flatMap((instant) => (instant === undefined ? [] : [instant]))
		.sort((left, right) => Date.parse(left) - Date.parse(right))[0];
}

const RANK: Record<Severity, number> = { BLOCK: 0, HOLD: 1, WARN: 2, INFO: 3 };

/**
 * Decides about one document on given facts: every rule that applies is evaluated, the gravest
 * failure decides, and what cannot be evaluated is not taken for a pass. Pure: the same arguments
 * give the same judgement. Amounts of the verdict are in major units of the document's currency,
 * those of the demand in minor units.
 *
 * A verified demand is to be reserved, unless it is a dry run; a held one waits with its amount.
 * The demand of a sender that failed authentication counts nowhere, so that a forged invoice cannot
 * stand in the way of the genuine one; a person who has asked the vendor may release it. Only a verified document in mode `autoClean` within the limit
 * is released, and a requisition only once it is approved in the project system: before that its
 * demand is counted, so that nothing else takes its room, and no bill follows.
 */
export function judge(
	document: Document,
	coding: Coding,
	facts: Facts,
	options: { dryRun: boolean },
): Judgement {
	const context = contextOf(document, coding, facts);
	const { demand } = context;
	const evaluation = evaluate(context);
	const findings = [...evaluation.findings, ...missingFindings(evaluation)].sort(
		(left, right) => RANK[left.severity] - RANK[right.severity],
	);
	const mode = modeFor(document, facts);
	const forged =
		document.source.channel === 'email' && senderStanding(document, facts.settings) === 'failed';
	const outcome = outcomeOf(findings, demand.asksForMoney, forged);
	const reserve = outcome === 'verified' && !options.dryRun && !forged;
	const limit = facts.policy.limit;
	const withinLimit = limit === undefined || demand.net <= context.minor(limit);
	const release = reserve && mode === 'autoClean' && withinLimit && !awaitsApproval(document);
	const { projects, changeOrders, requisitions, books } = facts.asOf;
	const factsAsOf = oldest(projects, changeOrders, requisitions, books);
	const age = minutesSince(factsAsOf, facts);
	return {
		demand,
		reserve,
		release,
		...(forged ? { forged } : {}),
		verdict: {
			outcome,
			mode,
			findings,
			notEvaluable: evaluation.notEvaluable,
			passed: evaluation.passed,
			...(demand.asksForMoney
				? {
						requestedAmount: context.amount(demand.net),
						recommendedAmount: context.amount(
							Math.max(0, demand.net - unsupportedNet(evaluation.unsupported, demand)),
						),
					}
				: {}),
			released: release,
			...(factsAsOf === undefined ? {} : { factsAsOf }),
			...(age === undefined ? {} : { factsAgeMinutes: age }),
			decidedAt: facts.now,
		},
	};
}
