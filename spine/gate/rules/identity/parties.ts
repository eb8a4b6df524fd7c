import { normalizeName } from '../../../documents/names';
import type { VendorRecord } from '../../../documents/records';
import type { Match } from '../../../identity/identity';
import type { Context } from '../../context';
import { asksForMoney, cameByEmail } from '../../kinds';
import { fail, notApplicable, notEvaluable, pass, type Rule, type RuleResult } from '../../rule';

export const kindResolved: Rule = {
	id: 'ID-01',
	version: 1,
	title: 'The kind of document is clear',
	severity: 'HOLD',
	description:
		'The reader is at least 90 % sure (kindConfidence) what kind of document it is. Example: a statement read as an invoice would double every open bill.',
	appliesTo: (document) => document.kind !== 'none' && document.kind !== 'other',
	check(context): RuleResult[] {
		const { kind, kindConfidence } = context.document;
		const wanted = context.tolerance('kindConfidence');
		if (kindConfidence >= wanted) return [pass];
		return [
			fail({
				message: `It is not clear that this is a ${kind.replace('_', ' ')}.`,
				formula: `${kindConfidence} >= ${wanted}`,
				expected: wanted,
				observed: kindConfidence,
				delta: Number((wanted - kindConfidence).toFixed(4)),
				tolerance: wanted,
				evidence: context.evidence('kind'),
				action: 'Open the document and say what it is.',
			}),
		];
	},
};

function vendorFault(
	match: Match<VendorRecord>,
	side: string,
	context: Context,
): string | undefined {
	if (match.conflict !== undefined) return match.conflict;
	if (match.record === undefined) {
		const names = match.candidates.slice(0, 3).map((candidate) => candidate.record.name);
		return `The vendor was not found ${side}${names.length === 0 ? '' : `; near are ${names.join(', ')}`}.`;
	}
	const chosen = match.candidates.find((candidate) => candidate.record.id === match.record?.id);
	if (chosen === undefined || chosen.score >= 1) return undefined;
	const runnerUp = Math.max(
		0,
		...match.candidates
			.filter((candidate) => candidate.record.id !== chosen.record.id)
			.map((candidate) => candidate.score),
	);
	if (chosen.score < context.tolerance('vendorScore')) {
		return `The vendor is only ${Math.round(chosen.score * 100)} % like ${chosen.record.name} ${side}.`;
	}
	return runnerUp > context.tolerance('vendorRunnerUp')
		? `The vendor may be ${chosen.record.name} or another one ${side}.`
		: undefined;
}

export const vendorResolved: Rule = {
	id: 'ID-02',
	version: 1,
	title: 'The vendor is known on both sides',
	severity: 'HOLD',
	description:
		'One vendor of the project system and one of the books fits, by a stored link or with a likeness of at least 0.92 (vendorScore) and no runner-up over 0.80 (vendorRunnerUp). Example: "Smith Plumbing LLC", "Smith Plumbing Co." and "J. Smith Plumbing".',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { identity } = context.facts;
		const fault =
			vendorFault(identity.vendor, 'in the project system', context) ??
			vendorFault(identity.booksVendor, 'in the books', context);
		if (fault === undefined) return [pass];
		return [
			fail({
				message: fault,
				expected: 'one vendor',
				observed: `${identity.vendor.candidates.length} candidates`,
				tolerance: context.tolerance('vendorScore'),
				evidence: context.evidence('vendor'),
				action: 'Choose the vendor, or create it in the system that lacks it.',
			}),
		];
	},
};

const squeezed = (name: string): string => normalizeName(name).replace(/ /g, '');

/** Both halves of `Smith Holdings LLC dba Smith Plumbing`. */
function namesIn(printed: string): string[] {
	return printed
		.split(/\b(?:d\s*[./]?\s*b\s*[./]?\s*a\b\.?|doing business as|trading as|t\/a)\s*/i)
		.filter((part) => part.trim() !== '');
}

export const legalEntity: Rule = {
	id: 'ID-03',
	version: 1,
	title: 'The invoicing company is the one under contract',
	severity: 'HOLD',
	description:
		'The printed vendor name, legal-form words aside, is the name of the vendor or one of its aliases (trade names); another tax id blocks. Example: contract with "Delta Electric Inc", invoice from "Delta Electrical Services LLC".',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { document, facts } = context;
		const vendor = facts.identity.vendor.record ?? facts.identity.booksVendor.record;
		if (vendor === undefined) return [notApplicable];
		const records = [facts.identity.vendor.record, facts.identity.booksVendor.record].flatMap(
			(one) => (one === undefined ? [] : [one]),
		);
		const printedTax = document.vendorDetails?.taxId?.replace(/\D/g, '');
		const known = records.flatMap((one) =>
			one.taxId === undefined ? [] : [one.taxId.replace(/\D/g, '')],
		);
		if (
			printedTax !== undefined &&
			printedTax !== '' &&
			known.length > 0 &&
			!known.includes(printedTax)
		) {
			return [
				fail({
					severity: 'BLOCK',
					message: `The tax id on the document is not that of ${vendor.name}.`,
					expected: 'the tax id on file',
					observed: 'another tax id',
					tolerance: 0,
					evidence: context.evidence('vendor'),
					action: 'Ask for a W-9, and do not pay before it is settled who invoices.',
					unsupported: [{ part: 'all', amount: 0 }],
				}),
			];
		}
		if (document.vendor === undefined) return [notEvaluable('the document names no vendor')];
		const names = records
			.flatMap((one) => [one.name, ...one.aliases])
			.flatMap(namesIn)
			.map(squeezed);
		if (namesIn(document.vendor).some((name) => names.includes(squeezed(name)))) return [pass];
		return [
			fail({
				message: `The document comes from "${document.vendor.slice(0, 60)}", the contract is with ${vendor.name}.`,
				expected: vendor.name,
				observed: document.vendor.slice(0, 60),
				tolerance: 'legal-form words',
				evidence: context.evidence('vendor'),
				action: 'Confirm that both are one company and add the name to the vendor as an alias.',
			}),
		];
	},
};

export const billTo: Rule = {
	id: 'ID-04',
	version: 1,
	title: 'The bill is addressed to us',
	severity: 'HOLD',
	description:
		'The bill-to name, legal-form words aside, is one of our entities. Not evaluable where no entities are set up.',
	appliesTo: (document) => asksForMoney(document) && cameByEmail(document),
	check(context): RuleResult[] {
		const { document, facts } = context;
		const { entities } = facts.settings;
		if (entities.length === 0) return [notEvaluable('our own entities are not set up', true)];
		const printed = document.billTo?.name;
		if (printed === undefined) return [notApplicable];
		const own = entities.map(squeezed);
		if (own.includes(squeezed(printed))) return [pass];
		return [
			fail({
				message: `The document is addressed to "${printed.slice(0, 60)}", which is none of our companies.`,
				expected: entities.join(', '),
				observed: printed.slice(0, 60),
				tolerance: 'legal-form words',
				evidence: context.evidence('billTo.name', 'billTo'),
				action:
					'Have the vendor address it to the right company, or add the entity to the settings.',
			}),
		];
	},
};
