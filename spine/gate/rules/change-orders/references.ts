import type { Minor } from '../../../documents/money';
import { sum } from '../../amounts';
import type { BilledLine } from '../../billed-lines';
import {
	isApproved,
	isContractual,
	nameOf,
	standing,
	type ResolvedReference,
} from '../../change-orders';
import type { Context } from '../../context';
import { bills } from '../../kinds';
import { fail, notApplicable, passUnless, type Rule, type RuleResult } from '../../rule';
import { isCharge } from '../purchase-orders/units';
import { changeOrdersUnlisted, commitmentName, scheduleUnlisted, short } from '../shared';

/** A reference with the line it stands on and what that line asks for. */
interface Use {
	entry: ResolvedReference;
	line?: BilledLine;
	amount: Minor;
}

/** References that money is asked for. A line that asks for nothing this time is left alone. */
export function usesOf(context: Context): Use[] {
	return [
		...context.lines
			.filter((line) => line.gross !== 0)
			.flatMap((line) => line.references.map((entry) => ({ entry, line, amount: line.gross }))),
		...context.loose.map((entry) => ({ entry, amount: 0 })),
	];
}

function partsOf(use: Use): Array<{ part: string; amount: Minor }> {
	return use.line === undefined || use.amount <= 0
		? []
		: [{ part: use.line.path, amount: use.amount }];
}

/** The whole invoice may be a split of the base SOV under other names: then its lines add up to O. */
function breaksDownContract(context: Context): boolean {
	const { commitment } = context.facts;
	if (commitment === undefined || context.document.payApplication === undefined) return false;
	const base = context.lines.filter((line) => line.changeOrders.length === 0);
	const scheduled = sum(base.map((line) => line.scheduled ?? 0));
	return scheduled === context.minor(commitment.original) || scheduled === context.revised;
}

export const extraWithoutChangeOrder: Rule = {
	id: 'CO-01',
	version: 1,
	title: 'Extra work has a change order',
	severity: 'BLOCK',
	description:
		'A line that fits no SOV line, or whose text speaks of work beyond the contract (extra, additional, changed, T&M, overtime, upgrade, per the superintendent, per Mike, ...), must name a change order; ASI, RFI, CE, field orders and T&M tickets are evidence and no entitlement. The amount is blocked, the rest may proceed. Goods that are not on a purchase order, and remarks without an amount, are held. Example: "additional outlets per Mike - 1,850".',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { document, facts } = context;
		if (facts.commitment === undefined) return [notApplicable];
		const split = breaksDownContract(context);
		const failures: RuleResult[] = context.lines
			.filter(
				(line) =>
					line.gross > 0 &&
					line.references.length === 0 &&
					line.changeOrders.length === 0 &&
					(line.extra !== undefined || (!line.inScope && !split && !isCharge(line.description))),
			)
			.map((line) =>
				fail({
					...(line.extra === undefined && facts.commitment?.kind === 'purchase_order'
						? { severity: 'HOLD' as const }
						: {}),
					message:
						line.extra === undefined
							? `"${short(line.description)}" for ${context.money(line.gross)} is not part of ${commitmentName(context)} and names no change order.`
							: `"${short(line.description)}" for ${context.money(line.gross)} speaks of extra work ("${line.extra}") and names no change order.`,
					formula: `${context.figure(line.gross)} without change order = 0.00`,
					expected: 0,
					observed: context.amount(line.gross),
					delta: context.amount(line.gross),
					tolerance: 0,
					evidence: context.evidence(`${line.path}.amount`, `${line.path}.description`, line.path),
					action: 'Ask the project manager for a signed change order, or strike the line.',
					unsupported: [{ part: line.path, amount: line.gross }],
				}),
			);
		const named = document.changeOrders.length > 0;
		if (!named && failures.length === 0) {
			failures.push(
				...document.remarks.map((remark) =>
					fail({
						severity: 'HOLD',
						message: `The document remarks "${short(remark)}" and names no change order.`,
						expected: 'a change order',
						observed: short(remark),
						tolerance: 0,
						evidence: context.evidence('remarks', 'remarks.0'),
						action: 'Ask the vendor which amount is extra work and which change order covers it.',
					}),
				),
			);
		}
		const unlisted = failures.length === 0 ? scheduleUnlisted(context) : undefined;
		return unlisted === undefined ? passUnless(failures) : [unlisted];
	},
};

export const unknownChangeOrder: Rule = {
	id: 'CO-02',
	version: 1,
	title: 'The change order exists',
	severity: 'BLOCK',
	description:
		'Every change-order reference must resolve to a change order of this commitment: CCO and SCO to executed changes, PCO and COR to proposals, CO to either. A plain number (CO 2) that only another commitment has is none of this one. What nothing fits is blocked with its amount. A signed change order read from an e-mail counts as found; SC-04 then holds.',
	appliesTo: bills,
	check(context): RuleResult[] {
		if (context.facts.commitment === undefined) return [notApplicable];
		const uses = usesOf(context);
		if (uses.length === 0) return [notApplicable];
		const unlisted = changeOrdersUnlisted(context, { optional: false });
		if (unlisted !== undefined) return [unlisted];
		return passUnless(
			uses
				.filter(({ entry }) => entry.unknown.length > 0)
				.map((use) =>
					fail({
						message: `${use.entry.reference.printed} is not a change order of ${commitmentName(context)}${use.line === undefined ? '' : `; ${context.money(use.amount)} is billed for it`}.`,
						formula: `change order ${use.entry.unknown.join(', ')} on ${commitmentName(context)}`,
						expected: 'a change order of this commitment',
						observed: use.entry.reference.printed,
						delta: context.amount(use.amount),
						tolerance: 0,
						evidence: context.evidence(
							use.line?.path ?? 'changeOrders',
							`${use.line?.path ?? ''}.amount`,
						),
						action:
							'Ask the vendor for the signed change order and the project manager to enter it.',
						unsupported: partsOf(use),
					}),
				),
		);
	},
};

export const ambiguousChangeOrder: Rule = {
	id: 'CO-03',
	version: 1,
	title: 'The change order is unambiguous',
	severity: 'HOLD',
	description:
		'A reference such as "CO 3" that fits an executed change and a proposal with different amounts is held with the candidates. A proposal contained in the executed change is no rival.',
	appliesTo: bills,
	check(context): RuleResult[] {
		if (context.facts.commitment === undefined) return [notApplicable];
		const uses = usesOf(context);
		if (uses.length === 0) return [notApplicable];
		const unlisted = changeOrdersUnlisted(context, { optional: false });
		if (unlisted !== undefined) return [unlisted];
		return passUnless(
			uses
				.filter(({ entry }) => entry.rivals.length > 0)
				.map((use) => {
					const candidates = [...use.entry.records, ...use.entry.rivals].map(
						(record) => `${nameOf(record)} for ${context.money(context.minor(record.amount))}`,
					);
					return fail({
						message: `${use.entry.reference.printed} may mean ${candidates.join(' or ')}.`,
						expected: 'one change order',
						observed: `${candidates.length} candidates`,
						tolerance: 0,
						evidence: context.evidence(
							use.line?.path ?? 'changeOrders',
							`${use.line?.path ?? ''}.amount`,
						),
						action: 'Ask the vendor which one is billed.',
					});
				}),
		);
	},
};

export const unapprovedChangeOrder: Rule = {
	id: 'CO-04',
	version: 1,
	title: 'The change order is approved',
	severity: 'BLOCK',
	description:
		'A billed change order must be approved; draft, pending, rejected and void block its amount. A proposal counts as approved once an approved change order contains it. Where a signed copy came by e-mail SC-04 holds instead.',
	appliesTo: bills,
	check(context): RuleResult[] {
		if (context.facts.commitment === undefined) return [notApplicable];
		const uses = usesOf(context);
		if (uses.length === 0) return [notApplicable];
		const unlisted = changeOrdersUnlisted(context, { optional: false });
		if (unlisted !== undefined) return [unlisted];
		const all = standing(context.facts.changeOrders);
		return passUnless(
			uses.flatMap((use) =>
				use.entry.records
					.filter(
						(record) =>
							!isContractual(record, all) && !isApproved(record) && use.entry.signed.length === 0,
					)
					.map((record) =>
						fail({
							message: `${use.entry.reference.printed} is billed${use.line === undefined ? '' : ` with ${context.money(use.amount)}`} but ${nameOf(record)} is ${record.status}.`,
							formula: `status of ${nameOf(record)} = approved`,
							expected: 'approved',
							observed: record.status,
							delta: context.amount(use.amount),
							tolerance: 0,
							evidence: context.evidence(
								use.line?.path ?? 'changeOrders',
								`${use.line?.path ?? ''}.amount`,
							),
							action: 'Get the change order signed and approved, then verify again.',
							unsupported: partsOf(use),
						}),
					),
			),
		);
	},
};

export const foreignChangeOrder: Rule = {
	id: 'CO-05',
	version: 1,
	title: 'The change order belongs to this commitment',
	severity: 'BLOCK',
	description:
		'A reference that nothing on this commitment fits, but a change order of another commitment, vendor or project does, blocks its amount.',
	appliesTo: bills,
	check(context): RuleResult[] {
		if (context.facts.commitment === undefined) return [notApplicable];
		const uses = usesOf(context);
		if (uses.length === 0) return [notApplicable];
		const unlisted = changeOrdersUnlisted(context, { optional: false });
		if (unlisted !== undefined) return [unlisted];
		return passUnless(
			uses
				.filter(({ entry }) => entry.elsewhere.length > 0 && entry.signed.length === 0)
				.map((use) =>
					fail({
						message: `${use.entry.reference.printed} is a change order of another commitment, not of ${commitmentName(context)}${use.line === undefined ? '' : `; ${context.money(use.amount)} is billed for it`}.`,
						expected: commitmentName(context),
						observed: use.entry.elsewhere
							.map((record) => `commitment ${record.commitment}`)
							.join(', '),
						delta: context.amount(use.amount),
						tolerance: 0,
						evidence: context.evidence(
							use.line?.path ?? 'changeOrders',
							`${use.line?.path ?? ''}.amount`,
						),
						action: 'Ask the vendor to bill the change on the commitment it belongs to.',
						unsupported: partsOf(use),
					}),
				),
		);
	},
};
