import { normalizeName } from '../../../documents/names';
import { numberKey } from '../../../documents/numbers';
import type { ClaimSummary } from '../../facts';
import type { Context } from '../../context';
import { always, asksForMoney, asksForRetainage, isPayApplication } from '../../kinds';
import {
	everything,
	fail,
	notApplicable,
	notEvaluable,
	passUnless,
	type Rule,
	type RuleResult,
} from '../../rule';
import { claimName, commitmentName } from '../shared';
import { applicationOf, isConsecutive, isEqualBilling } from './keys';

/** Vendor records that share a hard mark or the name with this document's vendor. */
function twins(context: Context): Set<string> {
	const { identity, vendors } = context.facts;
	const own = [identity.vendor.record, identity.booksVendor.record].flatMap((one) =>
		one === undefined ? [] : [one],
	);
	const compact = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
	const shares = (left: string | undefined, right: string | undefined): boolean =>
		left !== undefined &&
		right !== undefined &&
		compact(left) !== '' &&
		compact(left) === compact(right);
	const linked = new Set(own.flatMap((one) => [one.id, one.linkedId]));
	return new Set(
		vendors
			.filter(
				(vendor) =>
					!linked.has(vendor.id) &&
					own.some(
						(one) =>
							shares(one.taxId, vendor.taxId) ||
							shares(one.address, vendor.address) ||
							normalizeName(one.name) === normalizeName(vendor.name),
					),
			)
			.map((vendor) => vendor.id),
	);
}

export const otherVendorRecord: Rule = {
	id: 'DU-06',
	version: 1,
	title: 'Not billed before under another vendor record',
	severity: 'HOLD',
	description:
		'A demand under another vendor record has the same normalised number and net amount, or the same number where the two records share tax id, address or name. Application numbers alone are no likeness.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { claims, identity, ownClaim } = context.facts;
		const { document } = context;
		const key = document.number === undefined ? undefined : numberKey(document.number)?.key;
		if (key === undefined || document.kind === 'pay_application') return [notApplicable];
		const mine = identity.vendor.record?.id ?? identity.booksVendor.record?.id;
		const alike = twins(context);
		return passUnless(
			claims.flatMap((claim): RuleResult[] => {
				if (claim.state === 'ended' || claim.id === ownClaim?.id) return [];
				if (claim.vendor === undefined || claim.vendor === mine || claim.number === undefined)
					return [];
				if (numberKey(claim.number)?.key !== key) return [];
				if (claim.net !== context.demand.net && !alike.has(claim.vendor)) return [];
				return [
					fail({
						message: `${claimName(claim)} under another vendor record bears the same number and is over ${context.money(claim.net)}.`,
						expected: 'one vendor record for one invoice',
						observed: `vendor ${claim.vendor}`,
						delta: context.amount(context.demand.net - claim.net),
						tolerance: 0,
						evidence: context.evidence('number', 'vendor', 'total'),
						action: 'Check whether the two vendor records are one company, and merge them.',
					}),
				];
			}),
		);
	},
};

function sameOrMissing(claim: ClaimSummary, context: Context): boolean {
	const mine = context.document.number;
	if (mine === undefined || claim.number === undefined) return true;
	return numberKey(mine)?.key === numberKey(claim.number)?.key;
}

export const sameContent: Rule = {
	id: 'DU-07',
	version: 1,
	title: 'The file or its lines were not decided before',
	severity: 'HOLD',
	description:
		'The same file was decided before for the same number (blocks), or another demand has exactly the same lines: description, quantity, price and amount (holds). Several documents split from one file, equal billings and applications in a row are excepted.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { document, facts } = context;
		const hash = document.source.fileHash;
		const prints = document.lineFingerprint;
		return passUnless(
			facts.claims.flatMap((claim): RuleResult[] => {
				if (claim.state === 'ended' || claim.id === facts.ownClaim?.id) return [];
				const file = hash !== undefined && claim.fileHash === hash && sameOrMissing(claim, context);
				const lines =
					prints !== undefined &&
					claim.lineFingerprint === prints &&
					!isEqualBilling(context) &&
					!isConsecutive(claim, context) &&
					asksForRetainage(document) === claim.isRetainageRelease;
				if (!file && !lines) return [];
				return [
					fail({
						...(file ? { severity: 'BLOCK' as const, unsupported: everything } : {}),
						message: file
							? `The same file was decided before as ${claimName(claim)}.`
							: `Every line equals those of ${claimName(claim)}.`,
						expected: 'a document that was not decided before',
						observed: claimName(claim),
						tolerance: 0,
						evidence: context.evidence('number', 'lines.0.description', 'lines.0.amount'),
						action: 'Reject the duplicate, or show that it is another demand.',
					}),
				];
			}),
		);
	},
};

export const sameSighting: Rule = {
	id: 'DU-08',
	version: 1,
	title: 'The same e-mail was not processed before',
	severity: 'INFO',
	description:
		'The same message and attachment was decided before; the earlier decision stands and nothing is written twice.',
	appliesTo: always,
	check(context): RuleResult[] {
		const seen = context.facts.prior.sameSighting;
		return passUnless(
			seen === undefined
				? []
				: [
						fail({
							message: `This message was decided before (${seen.outcome}, ${seen.decidedAt.slice(0, 10)}).`,
							observed: seen.outcome,
							evidence: [],
							action: 'Nothing to do; the earlier decision stands.',
						}),
					],
		);
	},
};

/** The application stands in the project system with another amount: what was certified there counts. */
function otherThanCertified(
	known: ClaimSummary,
	application: string | number,
	context: Context,
): RuleResult {
	const { gross } = context.demand;
	return fail({
		message: `Application ${application} of ${commitmentName(context)} is known with ${context.money(known.gross)} of work (${claimName(known)}); this one asks for ${context.money(gross)}.`,
		formula: `${context.figure(gross)} = ${context.figure(known.gross)}`,
		expected: context.amount(known.gross),
		observed: context.amount(gross),
		delta: context.amount(gross - known.gross),
		tolerance: 0,
		evidence: context.evidence(
			'payApplication.applicationNumber',
			'payApplication.totals.thisPeriod',
		),
		action: 'Ask the subcontractor and the project manager which of the two stands.',
	});
}

export const samePeriod: Rule = {
	id: 'DU-09',
	version: 1,
	title: 'Application and period were not billed before',
	severity: 'HOLD',
	description:
		'The same application number on the commitment blocks where it was billed and holds where it waits, and where the project system has it with another amount; another application whose period reaches into this one holds.',
	appliesTo: isPayApplication,
	check(context): RuleResult[] {
		const { document, facts } = context;
		const commitment = facts.commitment;
		if (commitment === undefined) return [notApplicable];
		const mine = applicationOf(document.payApplication?.applicationNumber);
		if (mine === undefined) return [notEvaluable('the pay application bears no number')];
		const { periodFrom, periodTo } = document.payApplication ?? {};
		const known = facts.ownClaim;
		const differs =
			known?.requisition !== undefined &&
			(known.state === 'billed' || known.state === 'posted') &&
			known.gross !== context.demand.gross;
		if (differs) return [otherThanCertified(known, mine, context)];
		return passUnless(
			facts.claims
				.filter(
					(claim) =>
						claim.state !== 'ended' &&
						claim.id !== facts.ownClaim?.id &&
						claim.commitment === commitment.id,
				)
				.flatMap((claim): RuleResult[] => {
					const theirs = applicationOf(claim.application);
					if (theirs === undefined) return [];
					const billed =
						claim.state === 'reserved' || claim.state === 'posted' || claim.state === 'billed';
					const overlap =
						theirs !== mine &&
						claim.state !== 'blocked' &&
						claim.periodTo !== undefined &&
						((theirs < mine &&
							((periodFrom !== undefined && claim.periodTo > periodFrom) ||
								(periodFrom === undefined &&
									periodTo !== undefined &&
									claim.periodTo >= periodTo))) ||
							(theirs > mine && periodTo !== undefined && claim.periodTo <= periodTo));
					if (theirs !== mine && !overlap) return [];
					return [
						fail({
							...(theirs === mine && billed
								? { severity: 'BLOCK' as const, unsupported: everything }
								: {}),
							message:
								theirs === mine
									? `Application ${mine} of ${commitmentName(context)} is there already: ${claimName(claim)}.`
									: `The period overlaps application ${theirs}, which reaches to ${claim.periodTo ?? 'an unknown date'}.`,
							expected: 'an application and period that were not billed',
							observed: theirs === mine ? `application ${theirs}` : (claim.periodTo ?? ''),
							tolerance: 0,
							evidence: context.evidence(
								'payApplication.applicationNumber',
								'payApplication.periodFrom',
								'payApplication.periodTo',
							),
							action: 'Ask the subcontractor which of the two applications stands.',
						}),
					];
				}),
		);
	},
};
