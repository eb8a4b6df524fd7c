import { percentOf, productOf, sum } from '../../amounts';
import { countingApprovals, withinLimit } from '../../approvals';
import type { ChangeOrderRecord } from '../../../documents/records';
import { isContractual, isSigned, nameOf, standing } from '../../change-orders';
import { changeOrderNumber } from '../../change-order-reference';
import type { Context } from '../../context';
import { normalizeName } from '../../../documents/names';
import type { Document } from '../../../documents/document';
import { bills } from '../../kinds';
import {
	fail,
	notApplicable,
	pass,
	passUnless,
	type Failure,
	type Rule,
	type RuleResult,
} from '../../rule';
import { changeOrdersUnlisted } from '../shared';
import { usesOf } from './references';

export const changeOrderArithmetic: Rule = {
	id: 'CO-10',
	version: 1,
	title: 'The change order adds up',
	severity: 'HOLD',
	description:
		'Labour hours x rate = labour; labour + material + equipment + tax + markup = total; markup = markup percent x (labour + material + equipment). Tolerance 1 cent for each figure. A form without such a build-up: its lines = total. What the form does not print is not checked.',
	appliesTo: (document) => document.kind === 'change_order' && document.changeOrder !== undefined,
	check(context): RuleResult[] {
		const { document } = context;
		const sheet = document.changeOrder;
		if (sheet === undefined) return [notApplicable];
		const value = (amount: number | undefined): number =>
			amount === undefined ? 0 : context.minor(amount);
		const tolerance = context.tolerance('footMinor');
		const failures: Failure[] = [];
		const compare = (
			what: string,
			path: string,
			printed: number,
			computed: number,
			slack: number,
		): void => {
			if (Math.abs(printed - computed) <= slack) return;
			failures.push(
				fail({
					message: `${what} of the change order is printed as ${context.money(printed)} and comes to ${context.money(computed)}.`,
					formula: `${context.figure(computed)} = ${context.figure(printed)}`,
					expected: context.amount(computed),
					observed: context.amount(printed),
					delta: context.amount(printed - computed),
					tolerance: context.amount(slack),
					evidence: context.evidence(path),
					action: 'Ask the vendor for a corrected change order.',
				}),
			);
		};
		const { labourHours, labourRate, markupPercent } = sheet;
		const labour =
			labourHours !== undefined && labourRate !== undefined
				? productOf(labourHours, labourRate, context.currency)
				: value(sheet.labour);
		if (sheet.labour !== undefined && labourHours !== undefined && labourRate !== undefined) {
			compare('Labour', 'changeOrder.labour', value(sheet.labour), labour, tolerance);
		}
		const cost = labour + value(sheet.material) + value(sheet.equipment);
		if (cost === 0) {
			const printed = document.lines.filter((line) => line.amount !== undefined);
			if (printed.length < 2 || document.total === undefined) {
				return failures.length === 0 ? [notApplicable] : failures;
			}
			const lines = sum(printed.map((line) => value(line.amount)));
			compare('The total', 'total', value(document.total), lines, printed.length * tolerance);
			return passUnless(failures);
		}
		const markup =
			sheet.markup === undefined && markupPercent !== undefined
				? percentOf(markupPercent, cost)
				: value(sheet.markup);
		if (sheet.markup !== undefined && markupPercent !== undefined) {
			compare(
				'Markup',
				'changeOrder.markup',
				value(sheet.markup),
				percentOf(markupPercent, cost),
				tolerance,
			);
		}
		if (document.total !== undefined) {
			const total = cost + markup + value(document.tax);
			compare('The total', 'total', value(document.total), total, 5 * tolerance);
		}
		return passUnless(failures);
	},
};

/** Why the signatures of a change order do not bind, graver things first; undefined when they do. */
function signatureFault(
	document: Document,
	by: string | undefined,
	context: Context,
): { message: string; undated: boolean } | undefined {
	const name = `change order ${document.number ?? ''}`.trim();
	if (!isSigned(document)) return { message: `No signature was found on ${name}.`, undated: false };
	const signatures = document.changeOrder?.signatures ?? [];
	const entitled = context.facts.settings.people.filter((person) =>
		person.approves.includes('change_order'),
	);
	if (entitled.length > 0) {
		const amount = Math.abs(context.minor(document.total ?? 0));
		const known = signatures.filter((signature) =>
			entitled.some(
				(person) =>
					person.name !== undefined && normalizeName(person.name) === normalizeName(signature.name),
			),
		);
		const named = entitled.filter((person) => person.name !== undefined);
		if (known.length === 0 && named.length > 0) {
			return {
				message: `${name} is signed by ${signatures.map((signature) => signature.name).join(', ')}, who may not approve change orders.`,
				undated: false,
			};
		}
		const enough = named.some(
			(person) =>
				known.some(
					(signature) => normalizeName(signature.name) === normalizeName(person.name ?? ''),
				) &&
				(person.limit === undefined || context.minor(person.limit) >= amount),
		);
		if (known.length > 0 && !enough) {
			return {
				message: `${name} for ${context.money(amount)} is beyond what its signer may approve.`,
				undated: false,
			};
		}
	}
	const dates = signatures.flatMap((signature) =>
		signature.date === undefined ? [] : [signature.date],
	);
	if (dates.length === 0)
		return { message: `The signature on ${name} bears no date.`, undated: true };
	if (by !== undefined && dates.every((date) => date > by)) {
		return { message: `${name} was signed after ${by}, the date of the invoice.`, undated: false };
	}
	return undefined;
}

/** Whether a reply that counts approves exactly this change order, by its number or its amount. */
function approvedByReply(record: ChangeOrderRecord, context: Context): boolean {
	return countingApprovals(context.facts, 'change_order').some((fact) => {
		const approval = fact.document.approval;
		const number = changeOrderNumber(approval?.number);
		const amount = approval?.amount;
		const numberFits = number === undefined || number === changeOrderNumber(record.number);
		const amountFits =
			amount === undefined || context.minor(amount) === context.minor(record.amount);
		return (
			(number !== undefined || amount !== undefined) &&
			numberFits &&
			amountFits &&
			withinLimit(fact, Math.abs(record.amount), context.facts)
		);
	});
}

export const changeOrderSigned: Rule = {
	id: 'CO-13',
	version: 1,
	title: 'The change order is signed by somebody entitled, before it is billed',
	severity: 'BLOCK',
	description:
		'A billed change order must be executed, and a signed copy that we have must bear a signature of a person entitled to approve change orders within the limit, dated no later than the invoice. An approval reply that counts (QV-12) stands for a signature. Unsigned, wrongly signed or later signed blocks; undated warns. A change order sent as approved must bear such a signature too.',
	appliesTo: (document) => bills(document) || document.kind === 'change_order',
	check(context): RuleResult[] {
		const { document, facts } = context;
		if (document.kind === 'change_order') {
			const claimed = /approv|execut|signed|accept/i.test(document.changeOrder?.status ?? '');
			if (!claimed && !isSigned(document)) return [notApplicable];
			const fault = signatureFault(document, undefined, context);
			return fault === undefined ? [pass] : [failureOf(fault, [], context)];
		}
		const used = usesOf(context);
		const uses = used.filter((use) => use.entry.records.length > 0 || use.entry.signed.length > 0);
		const unlisted =
			used.length === 0 ? undefined : changeOrdersUnlisted(context, { optional: false });
		if (unlisted !== undefined) return [unlisted];
		if (facts.commitment === undefined || uses.length === 0) return [notApplicable];
		const all = standing(facts.changeOrders);
		const failures = uses.flatMap((use): RuleResult[] => {
			const copies = facts.prior.changeOrders.filter((copy) => {
				const number = changeOrderNumber(copy.number);
				return number !== undefined && use.entry.reference.numbers.includes(number);
			});
			const signed = copies.filter(isSigned);
			const parts =
				use.line === undefined || use.amount <= 0
					? []
					: [{ part: use.line.path, amount: use.amount }];
			const faults = signed.map((copy) => signatureFault(copy, document.date, context));
			if (signed.length > 0) {
				if (faults.includes(undefined)) return [];
				const first = faults[0];
				return first === undefined ? [] : [failureOf(first, parts, context)];
			}
			return use.entry.records
				.filter(
					(record) =>
						isContractual(record, all) &&
						record.executed === false &&
						!approvedByReply(record, context),
				)
				.map((record) =>
					failureOf(
						{ message: `${nameOf(record)} is not signed by both sides.`, undated: false },
						parts,
						context,
					),
				);
		});
		return passUnless(failures);
	},
};

function failureOf(
	fault: { message: string; undated: boolean },
	unsupported: Array<{ part: string; amount: number }>,
	context: Context,
): Failure {
	const message = fault.message.charAt(0).toUpperCase() + fault.message.slice(1);
	return fail({
		...(fault.undated ? { severity: 'WARN' as const } : { unsupported }),
		message,
		expected: 'a dated signature of an entitled person',
		observed: fault.undated ? 'no date' : 'no valid signature',
		tolerance: 0,
		evidence: context.evidence('changeOrder.signatures', 'changeOrders', 'number'),
		action: fault.undated
			? 'Note the date on which it was signed.'
			: 'Get the change order signed by somebody entitled before it is paid.',
	});
}
