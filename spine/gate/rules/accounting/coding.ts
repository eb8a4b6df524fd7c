import { addDays } from '../../../documents/dates';
import type { CodingLine } from '../../../documents/coding';
import { sum } from '../../amounts';
import { asksForMoney } from '../../kinds';
import {
	everything,
	fail,
	notEvaluable,
	pass,
	passUnless,
	type Rule,
	type RuleResult,
} from '../../rule';
import { short } from '../shared';

/** What a coded line lacks to be posted, in words; undefined when it is complete. */
function lacking(line: CodingLine): string | undefined {
	if (line.unmapped !== undefined) return line.unmapped;
	if (line.account === undefined && line.item === undefined) {
		return `"${short(line.description)}" has no account or item.`;
	}
	if (line.customerJob === undefined) return `"${short(line.description)}" has no customer:job.`;
	return undefined;
}

export const mappingExists: Rule = {
	id: 'GL-03',
	version: 1,
	title: 'Every line is mapped',
	severity: 'HOLD',
	description:
		'Every line of the bill has an account or item and a customer:job, chosen by a line of the mapping table, and the bill has books and a vendor there. Nothing is ever posted to a silent default; an unmapped code is held until the mapping is there.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { coding } = context;
		if (coding.lines.length === 0 && coding.problems.length === 0) {
			return [notEvaluable('the document has not been coded')];
		}
		const whole = [
			...coding.problems,
			...(coding.books === undefined ? ['It is not known to which books the bill belongs.'] : []),
			...(coding.vendor === undefined ? ['The vendor has no record in the books.'] : []),
		];
		const faults = [...new Set([...whole, ...coding.lines.flatMap((line) => lacking(line) ?? [])])];
		return passUnless(
			faults.slice(0, 20).map((message) =>
				fail({
					message,
					expected: 'a complete coding',
					observed: 'incomplete',
					tolerance: 0,
					evidence: context.evidence('lines.0.costCode', 'lines.0.description'),
					action: 'Add the missing line to the mapping table and map the document again.',
				}),
			),
		);
	},
};

export const targetsActive: Rule = {
	id: 'GL-04',
	version: 1,
	title: 'Accounts, items, classes and jobs are active',
	severity: 'BLOCK',
	description:
		'Every account, item, class and customer:job that the coding names exists in the books and is active.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { coding, facts } = context;
		const targets = new Map<string, string>();
		const want = (what: string, reference: { id: string; name?: string } | undefined): void => {
			if (reference !== undefined)
				targets.set(reference.id, `${what} ${reference.name ?? reference.id}`);
		};
		want('account', coding.payableAccount);
		for (const line of coding.lines) {
			want('account', line.account);
			want('item', line.item);
			want('class', line.class);
			want('customer:job', line.customerJob);
		}
		if (targets.size === 0) return [notEvaluable('the document has not been coded')];
		const failures: RuleResult[] = [];
		const unknown: string[] = [];
		for (const [id, name] of targets) {
			const active = facts.active[id];
			if (active === undefined) unknown.push(name);
			else if (!active) {
				failures.push(
					fail({
						message: `The ${name} is inactive in the books.`,
						expected: 'active',
						observed: 'inactive',
						tolerance: 0,
						evidence: [],
						action: 'Make it active again, or map the line to another.',
					}),
				);
			}
		}
		if (facts.identity.booksVendor.record?.active === false) {
			failures.push(
				fail({
					message: `The vendor ${facts.identity.booksVendor.record.name} is inactive in the books.`,
					expected: 'active',
					observed: 'inactive',
					tolerance: 0,
					evidence: context.evidence('vendor'),
					action: 'Make the vendor active again, or choose the right one.',
				}),
			);
		}
		if (failures.length > 0) return failures;
		return unknown.length > 0
			? [notEvaluable(`${unknown.slice(0, 3).join(', ')} is not known in the books`)]
			: [pass];
	},
};

export const periodOpen: Rule = {
	id: 'GL-06',
	version: 1,
	title: 'The period is open',
	severity: 'BLOCK',
	description:
		'The date of the bill is after the closing date of the books; else the first open date is proposed, with the invoice date kept in the memo. A closing date that nobody told does not hold where people enter the bills, because the books ask them for it.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { books } = context.facts;
		const date = context.coding.date ?? context.document.date;
		if (books === undefined) {
			const byPeople = context.facts.policy.billsEnteredBy === 'people';
			return [notEvaluable('the closing date of the books is not known', byPeople)];
		}
		if (books.closingDate === undefined) return [pass];
		if (date === undefined) return [notEvaluable('the bill has no date')];
		if (date > books.closingDate) return [pass];
		return [
			fail({
				message: `The bill is dated ${date}, but the books are closed through ${books.closingDate}.`,
				formula: `${date} > ${books.closingDate}`,
				expected: `after ${books.closingDate}`,
				observed: date,
				tolerance: 0,
				evidence: context.evidence('date'),
				action: `Post it with the first open date, ${addDays(books.closingDate, 1)}, and keep the invoice date in the memo.`,
			}),
		];
	},
};

export const billIsVerifiedNet: Rule = {
	id: 'GL-13',
	version: 1,
	title: 'The bill is the verified net amount',
	severity: 'BLOCK',
	description: 'Total of the coding = sum of its lines = net demand of the document, to the cent.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { coding, demand } = context;
		if (coding.lines.length === 0) return [notEvaluable('the document has not been coded')];
		const total = context.minor(coding.total);
		const lines = sum(coding.lines.map((line) => context.minor(line.amount)));
		if (total === demand.net && lines === demand.net) return [pass];
		return [
			fail({
				message: `The bill would be ${context.money(total)} with lines of ${context.money(lines)}; the document asks for ${context.money(demand.net)}.`,
				formula: `${context.figure(total)} = ${context.figure(lines)} = ${context.figure(demand.net)}`,
				expected: context.amount(demand.net),
				observed: context.amount(total),
				delta: context.amount((total === demand.net ? lines : total) - demand.net),
				tolerance: 0,
				evidence: context.evidence('total', 'payApplication.currentPaymentDue'),
				action: 'Map the document again.',
				unsupported: everything,
			}),
		];
	},
};

export const numberFits: Rule = {
	id: 'GL-14',
	version: 1,
	title: 'The number fits the books',
	severity: 'HOLD',
	description:
		'The number of the bill has at most 21 characters (numberLength), and no other document of the vendor has it after shortening (blocks).',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { coding, facts } = context;
		const evidence = context.evidence('number');
		if (facts.numberTaken !== undefined) {
			return [
				fail({
					severity: 'BLOCK',
					message: `The number ${coding.number ?? context.document.number ?? ''} would be taken for ${facts.numberTaken} in the books.`,
					expected: 'a number of its own',
					observed: facts.numberTaken,
					tolerance: 0,
					evidence,
					action: 'Give the bill a number that ends differently.',
				}),
			];
		}
		if (coding.number === undefined) return [notEvaluable('the bill has no number')];
		const limit = context.tolerance('numberLength');
		if (coding.number.length <= limit) return [pass];
		return [
			fail({
				message: `The number of the bill has ${coding.number.length} characters; the books keep ${limit}.`,
				formula: `${coding.number.length} <= ${limit}`,
				expected: limit,
				observed: coding.number.length,
				delta: coding.number.length - limit,
				tolerance: 0,
				evidence,
				action: 'Shorten the number with a suffix that keeps it apart from others.',
			}),
		];
	},
};
