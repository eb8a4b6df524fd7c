import { daysBetween } from '../../../documents/dates';
import { sum } from '../../amounts';
import {
	approvedPackages,
	isApproved,
	isContractual,
	nameOf,
	packageOf,
	isSigned,
	standing,
} from '../../change-orders';
import { changeOrderNumber } from '../../change-order-reference';
import type { Context } from '../../context';
import type { Document } from '../../../documents/document';
import { bills } from '../../kinds';
import {
	fail,
	notApplicable,
	notEvaluable,
	passUnless,
	pass,
	type Rule,
	type RuleResult,
} from '../../rule';
import { changeOrdersUnlisted, commitmentName, scheduleUnlisted } from '../shared';
import { usesOf } from '../change-orders/references';

export const revisedLacksChangeOrder: Rule = {
	id: 'SC-01',
	version: 1,
	title: 'The revised amount contains every approved change order',
	severity: 'HOLD',
	description:
		'Original + approved change orders - revised amount as the project system states it = 0, to the cent. Example: 98,000 + 6,500 approved while the revised amount still says 98,000. Any document on the commitment is held. Of a commitment that a report states by totals, the total of its approved change orders counts.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { commitment } = context.facts;
		if (commitment === undefined || context.revised === undefined) return [notApplicable];
		if (commitment.revised === undefined) {
			return [
				notEvaluable(`the project system states no revised amount for ${commitmentName(context)}`),
			];
		}
		const stated = context.minor(commitment.revised);
		const original = context.minor(commitment.original);
		const unlisted = changeOrdersUnlisted(context, { optional: true });
		if (unlisted !== undefined && commitment.approvedChanges === undefined) return [unlisted];
		const expected =
			unlisted === undefined
				? context.revised
				: original + context.minor(commitment.approvedChanges ?? 0);
		if (stated === expected) return [pass];
		return [
			fail({
				message: `${commitmentName(context)} should stand at ${context.money(expected)} with its approved change orders, but the project system says ${context.money(stated)}.`,
				formula: `${context.figure(original)} + ${context.figure(expected - original)} - ${context.figure(stated)} = 0.00`,
				expected: context.amount(expected),
				observed: context.amount(stated),
				delta: context.amount(expected - stated),
				tolerance: 0,
				evidence: context.evidence('commitment'),
				action: 'Have the project manager bring the commitment up to date, then verify again.',
			}),
		];
	},
};

export const tierGap: Rule = {
	id: 'SC-02',
	version: 1,
	title: 'Approved proposals have become change orders',
	severity: 'WARN',
	description:
		'An approved PCO or COR that no approved change order contains after 5 days (tierGapDays) warns; where this document bills it, it is held, because it does not alter the contract yet.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { facts } = context;
		if (facts.commitment === undefined) return [notApplicable];
		const unlisted = changeOrdersUnlisted(context, { optional: true });
		if (unlisted !== undefined) return [unlisted];
		const all = standing(facts.changeOrders);
		const gaps = all.filter(
			(record) =>
				record.tier !== 'package' &&
				isApproved(record) &&
				!isContractual(record, all) &&
				record.amount !== 0,
		);
		const billed = usesOf(context);
		return passUnless(
			gaps.flatMap((record): RuleResult[] => {
				const uses = billed.filter((use) => use.entry.records.some((one) => one.id === record.id));
				const since = record.approvedOn ?? record.updatedAt;
				const age = since === undefined ? 0 : daysBetween(since, facts.now);
				if (uses.length === 0 && age <= context.tolerance('tierGapDays')) return [];
				const inside = all.some(
					(other) => other.parent === record.id && packageOf(other, all) !== undefined,
				);
				if (inside && uses.length === 0) return [];
				return [
					fail({
						...(uses.length > 0 ? { severity: 'HOLD' as const } : {}),
						message: `${nameOf(record)} for ${context.money(context.minor(record.amount))} is approved but no approved change order of ${commitmentName(context)} contains it${uses.length > 0 ? ', and it is billed here' : ''}.`,
						expected: 'an approved change order that contains it',
						observed: 'none',
						delta: record.amount,
						tolerance: `${context.tolerance('tierGapDays')} days`,
						evidence: context.evidence('changeOrders', ...uses.map((use) => use.line?.path ?? '')),
						action: 'Have the project manager issue the commitment change order.',
						unsupported: uses.flatMap((use) =>
							use.line === undefined
								? []
								: [{ part: use.line.path, amount: Math.max(0, use.amount) }],
						),
					}),
				];
			}),
		);
	},
};

export const sovNotExpanded: Rule = {
	id: 'SC-03',
	version: 1,
	title: 'The schedule of values carries the revised amount',
	severity: 'HOLD',
	description:
		'SOV lines + lines of the approved change orders = revised amount, to the cent. Not applicable where the project system lists no lines at all.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { commitment } = context.facts;
		const unknown = scheduleUnlisted(context) ?? changeOrdersUnlisted(context, { optional: true });
		if (unknown !== undefined) return [unknown];
		if (
			commitment === undefined ||
			context.revised === undefined ||
			commitment.lines.length === 0
		) {
			return [notApplicable];
		}
		const all = standing(context.facts.changeOrders);
		const added = approvedPackages(context.facts).flatMap((record) => {
			if (record.lines.length > 0) return record.lines;
			return all
				.filter((other) => other.id !== record.id && packageOf(other, all)?.id === record.id)
				.flatMap((other) => other.lines);
		});
		const bare =
			commitment.totalsOnly === true &&
			added.length === 0 &&
			approvedPackages(context.facts).some(({ amount }) => amount !== 0);
		const own = sum(commitment.lines.map((line) => context.minor(line.amount)));
		if (bare && own === context.minor(commitment.original)) {
			const missing = `the lines of the change orders of ${commitmentName(context)} are not known`;
			return [notEvaluable(missing, !context.facts.policy.sources.includes('change_orders'))];
		}
		const lines = sum([...commitment.lines, ...added].map((line) => context.minor(line.amount)));
		const revised =
			commitment.revised === undefined ? context.revised : context.minor(commitment.revised);
		if (lines === revised) return [pass];
		return [
			fail({
				message: `The lines of ${commitmentName(context)} add up to ${context.money(lines)}, its revised amount is ${context.money(revised)}.`,
				formula: `${context.figure(lines)} = ${context.figure(revised)}`,
				expected: context.amount(revised),
				observed: context.amount(lines),
				delta: context.amount(revised - lines),
				tolerance: 0,
				evidence: context.evidence('commitment'),
				action: 'Have the missing SOV or change-order lines entered in the project system.',
			}),
		];
	},
};

/** Why the project system does not yet say what a signed change order says; undefined when it does. */
function aheadOfSystem(
	document: Document,
	context: Context,
): { message: string; delta: number } | undefined {
	const number = changeOrderNumber(document.number);
	if (number === undefined || !isSigned(document)) return undefined;
	const all = standing(context.facts.changeOrders);
	const matches = all.filter(
		(record) => changeOrderNumber(record.number) === number && isContractual(record, all),
	);
	const total = document.total === undefined ? undefined : context.minor(document.total);
	const name = `Signed change order ${document.number ?? ''}`.trim();
	if (matches.length === 0) {
		return {
			message: `${name}${total === undefined ? '' : ` for ${context.money(total)}`} is not approved in the project system.`,
			delta: total === undefined ? 0 : context.amount(total),
		};
	}
	const amounts = matches.map((record) => context.minor(record.amount));
	if (total === undefined || amounts.includes(total)) return undefined;
	const system = amounts[0] ?? 0;
	return {
		message: `${name} is for ${context.money(total)}, the project system has it approved for ${context.money(system)}.`,
		delta: context.amount(total - system),
	};
}

export const signedAheadOfSystem: Rule = {
	id: 'SC-04',
	version: 1,
	title: 'No signed change order is missing from the project system',
	severity: 'HOLD',
	description:
		'A signed change order that came by e-mail must stand approved in the project system with the same number and amount; until then documents on the commitment are held, and so is the change order itself. Example: signed on the 2nd, still pending on the 20th.',
	appliesTo: (document) => bills(document) || document.kind === 'change_order',
	check(context): RuleResult[] {
		const { document, facts } = context;
		if (facts.commitment === undefined) return [notApplicable];
		const copies = document.kind === 'change_order' ? [document] : facts.prior.changeOrders;
		if (!copies.some(isSigned)) return [notApplicable];
		const unlisted = changeOrdersUnlisted(context, { optional: false });
		if (unlisted !== undefined) return [unlisted];
		return passUnless(
			copies.flatMap((copy): RuleResult[] => {
				const gap = aheadOfSystem(copy, context);
				if (gap === undefined) return [];
				return [
					fail({
						message: gap.message,
						expected: 'an approved change order with this number and amount',
						observed: 'none',
						delta: gap.delta,
						tolerance: 0,
						evidence:
							copy === document
								? context.evidence('number', 'total')
								: Object.values(copy.evidence).slice(0, 2),
						action: 'Have the project manager enter and approve the signed change order.',
					}),
				];
			}),
		);
	},
};
