import { nameSimilarity } from '../../../documents/names';
import type { QuoteRecord } from '../../../documents/records';
import type { Minor } from '../../../documents/money';
import { numberKey } from '../../../documents/numbers';
import { productOf } from '../../amounts';
import { namesDrawingRevision } from '../../change-order-reference';
import { approvedPackages } from '../../change-orders';
import type { Context } from '../../context';
import { bills } from '../../kinds';
import { quoteChain, quoteName, sameVersion, versionOf } from '../../quotes';
import { fail, notApplicable, pass, passUnless, type Rule, type RuleResult } from '../../rule';
import { short } from '../shared';

const isOpen = (quote: QuoteRecord): boolean =>
	quote.status === 'received' ||
	quote.status === 'superseded' ||
	quote.status === 'rejected' ||
	quote.status === 'expired';

/** Quote and version that the document says it is built on; a revision of drawings is none. */
function citation(context: Context): { number?: string; version?: string } | undefined {
	const { document } = context;
	const cited = document.quoteReference;
	if (cited === undefined) return undefined;
	const printed = document.evidence.quoteReference?.text ?? '';
	if (cited.number === undefined && namesDrawingRevision(printed)) return undefined;
	const version =
		cited.version ?? (cited.number === undefined ? undefined : numberKey(cited.number)?.revision);
	return { ...cited, version };
}

export const citedVersion: Rule = {
	id: 'QV-01',
	version: 1,
	title: 'The cited quote version is the approved one',
	severity: 'HOLD',
	description:
		'A document that cites a version ("per quote Q-118 R3") must cite the approved one. The document is held; what it asks beyond the approved version is not supported. "Per Rev C drawings" is no quote revision.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const cited = citation(context);
		if (cited?.version === undefined) return [notApplicable];
		const { approved, versions } = quoteChain(context);
		const sameQuote = (quote: QuoteRecord): boolean =>
			cited.number === undefined ||
			quote.number === undefined ||
			numberKey(quote.number)?.base === numberKey(cited.number)?.base ||
			numberKey(quote.number)?.key === numberKey(cited.number)?.key;
		if (approved.some((quote) => sameQuote(quote) && sameVersion(versionOf(quote), cited.version)))
			return [pass];
		const target = versions.find(
			(quote) => sameQuote(quote) && sameVersion(versionOf(quote), cited.version),
		);
		const base = approved[0];
		const difference: Minor =
			target === undefined || base === undefined
				? 0
				: Math.max(0, context.minor(target.total) - context.minor(base.total));
		const name = `${cited.number ?? 'the quote'} ${cited.version}`;
		return [
			fail({
				message:
					base === undefined
						? `The document is built on ${name}, which nobody approved.`
						: `The document is built on ${name}; approved is ${quoteName(base)} for ${context.money(context.minor(base.total))}.`,
				expected: base === undefined ? 'an approved version' : (versionOf(base) ?? quoteName(base)),
				observed: cited.version,
				delta: context.amount(difference),
				tolerance: 0,
				evidence: context.evidence('quoteReference'),
				action:
					'Have the version approved by somebody entitled, or ask for an invoice on the approved one.',
				...(difference > 0
					? {
							unsupported: [
								{ part: '*', amount: Math.min(difference, Math.max(0, context.demand.gross)) },
							],
						}
					: {}),
			}),
		];
	},
};

/** Amounts of the document that may be a quote's total: before and after tax, retainage and earlier billing. */
function fingerprints(context: Context): Set<Minor> {
	const { demand, document, facts } = context;
	const cover = document.payApplication;
	const values = [
		demand.gross,
		demand.net,
		...(facts.billing?.complete === true ? [facts.billing.counted + demand.gross] : []),
		...[
			document.total,
			document.subtotal,
			cover?.contractSumToDate,
			cover?.originalContractSum,
		].flatMap((value) => (value === undefined ? [] : [context.minor(value)])),
		...context.lines.map((line) => line.gross),
	];
	return new Set(values.filter((value) => value > 0));
}

/** Totals of approved versions, and what the commitment agrees to line by line and change by change. */
function agreedAmounts(approved: readonly QuoteRecord[], context: Context): Set<Minor> {
	const { commitment } = context.facts;
	return new Set([
		...approved.map((quote) => context.minor(quote.total)),
		...approvedPackages(context.facts).map((record) => context.minor(record.amount)),
		...(commitment?.lines ?? []).map((line) => context.minor(line.amount)),
	]);
}

export const silentDrift: Rule = {
	id: 'QV-02',
	version: 1,
	title: 'The amount is not that of an unapproved version',
	severity: 'BLOCK',
	description:
		'The total (before or after tax and retainage), the contract sum, a line or the billing to date equals, to the cent, an unapproved version of the quote and no approved one. Blocks the difference. Example: version 1 approved for 98,000, version 3 over 110,000, invoice 110,000.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { approved, versions } = quoteChain(context);
		if (versions.length === 0) return [notApplicable];
		const seen = fingerprints(context);
		const good = agreedAmounts(approved, context);
		const base = approved[0];
		const drifted = versions.filter((quote) => {
			const total = context.minor(quote.total);
			return (
				isOpen(quote) &&
				!approved.includes(quote) &&
				seen.has(total) &&
				!good.has(total) &&
				total !== context.revised
			);
		});
		return passUnless(
			drifted.flatMap((quote): RuleResult[] => {
				if (base === undefined) return [];
				const total = context.minor(quote.total);
				const difference = total - context.minor(base.total);
				return [
					fail({
						message: `The document asks for ${context.money(total)}, the total of ${quoteName(quote)}, which nobody approved; approved is ${quoteName(base)} for ${context.money(context.minor(base.total))}.`,
						formula: `${context.figure(total)} - ${context.figure(context.minor(base.total))} = ${context.figure(difference)}`,
						expected: base.total,
						observed: quote.total,
						delta: context.amount(difference),
						tolerance: context.amount(1),
						evidence: context.evidence('total', 'quoteReference'),
						action: `Pay no more than the approved ${context.money(context.minor(base.total))}, or have the new version approved as a change order.`,
						...(difference > 0
							? {
									unsupported: [
										{ part: '*', amount: Math.min(difference, Math.max(0, context.demand.gross)) },
									],
								}
							: {}),
					}),
				];
			}),
		);
	},
};

function priceOf(quote: QuoteRecord, description: string): number | undefined {
	return quote.lines
		.map((line) => ({ line, score: nameSimilarity(line.description, description) }))
		.filter(({ line, score }) => score >= 0.8 && line.unitPrice !== undefined)
		.sort((left, right) => right.score - left.score)[0]?.line.unitPrice;
}

export const priceDrift: Rule = {
	id: 'QV-04',
	version: 1,
	title: 'Unit prices are those of the approved version',
	severity: 'HOLD',
	description:
		'A unit price equals that of an unapproved version and differs from the approved one. The amount is quantity x difference. Example: 18.40 a foot against the approved 16.75.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { approved, versions } = quoteChain(context);
		const base = approved[0];
		if (base === undefined || versions.length < 2) return [notApplicable];
		return passUnless(
			context.lines.flatMap((line): RuleResult[] => {
				const { quantity, unitPrice } = line;
				if (quantity === undefined || unitPrice === undefined) return [];
				const agreed = priceOf(base, line.description);
				if (agreed === undefined || agreed === unitPrice) return [];
				const source = versions.find(
					(quote) => !approved.includes(quote) && priceOf(quote, line.description) === unitPrice,
				);
				if (source === undefined) return [];
				const difference =
					productOf(quantity, unitPrice, context.currency) -
					productOf(quantity, agreed, context.currency);
				return [
					fail({
						message: `"${short(line.description)}" is priced at ${unitPrice} as in ${quoteName(source)}, which nobody approved; approved is ${agreed}, a difference of ${context.money(difference)}.`,
						formula: `${quantity} x (${unitPrice} - ${agreed}) = ${context.figure(difference)}`,
						expected: agreed,
						observed: unitPrice,
						delta: context.amount(difference),
						tolerance: 0,
						evidence: context.evidence(`${line.path}.unitPrice`, `${line.path}.amount`),
						action: 'Pay at the approved price.',
						...(difference > 0 ? { unsupported: [{ part: line.path, amount: difference }] } : {}),
					}),
				];
			}),
		);
	},
};
