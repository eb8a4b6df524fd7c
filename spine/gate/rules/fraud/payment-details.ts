import type { Evidence, Party } from '../../../documents/document';
import { normalizeName } from '../../../documents/names';
import type { Context } from '../../context';
import { asksForMoney, cameByEmail } from '../../kinds';
import { everything, fail, notApplicable, pass, type Rule, type RuleResult } from '../../rule';

const compact = (text: string): string =>
	text
		.toUpperCase()
		.replace(/\b(?:STREET|ST)\b/g, 'ST')
		.replace(/\b(?:AVENUE|AVE)\b/g, 'AV')
		.replace(/\b(?:ROAD|RD)\b/g, 'RD')
		.replace(/\b(?:SUITE|STE)\b/g, 'STE')
		.replace(/\b(?:DRIVE|DR)\b/g, 'DR')
		.replace(/[^A-Z0-9]/g, '');

/** Whether two printed addresses are one place: one contains the other, punctuation aside. */
function samePlace(left: string, right: string): boolean {
	const [a, b] = [compact(left), compact(right)];
	if (a === '' || b === '') return true;
	if (a.includes(b) || b.includes(a)) return true;
	const key = (text: string): string =>
		(/^.*?\d+\s*\S*\s*\S{3,}/.exec(text.toUpperCase())?.[0] ?? text).replace(/[^A-Z0-9]/g, '');
	const zip = (text: string): string | undefined => /\b\d{5}\b(?!.*\b\d{5}\b)/.exec(text)?.[0];
	return (
		key(left).slice(0, 8) === key(right).slice(0, 8) &&
		zip(left) !== undefined &&
		zip(left) === zip(right)
	);
}

/**
 * What of the remit-to differs from all that is known of the vendor (its records and its last
 * documents), in words without the address itself; undefined where nothing does or nothing is known.
 */
export function remitToChanged(context: Context): string | undefined {
	const { document, facts } = context;
	const remit: Party | undefined = document.remitTo;
	if (remit === undefined) return undefined;
	const records = [facts.identity.vendor.record, facts.identity.booksVendor.record].flatMap(
		(one) => (one === undefined ? [] : [one]),
	);
	const names = [
		...records.flatMap((one) => [one.name, ...one.aliases]),
		...facts.prior.remitTo.flatMap(({ name }) => name ?? []),
	];
	const addresses = [
		...records.flatMap(({ address }) => address ?? []),
		...facts.prior.remitTo.flatMap(({ address }) => address ?? []),
	];
	const printed = remit.name;
	if (
		printed !== undefined &&
		names.length > 0 &&
		!names.some((name) => normalizeName(name) === normalizeName(printed))
	) {
		return 'name';
	}
	const address = remit.address;
	if (
		address !== undefined &&
		addresses.length > 0 &&
		!addresses.some((known) => samePlace(known, address))
	) {
		return 'address';
	}
	return undefined;
}

/** Whether the document or its mail announces or bears other bank details than those seen before. */
export function bankChanged(context: Context): boolean {
	const { document, facts } = context;
	if (document.flags.some(({ flag }) => flag === 'bank_details_changed')) return true;
	const known = facts.prior.remitTo.flatMap(({ bankFingerprint }) => bankFingerprint ?? []);
	return (
		document.bankFingerprint !== undefined &&
		known.length > 0 &&
		!known.includes(document.bankFingerprint)
	);
}

/** Where something stands, without what it says. */
function withoutText(evidence: Evidence): Evidence {
	return { ...evidence, text: undefined };
}

export const remitToSame: Rule = {
	id: 'FR-01',
	version: 1,
	title: 'The remit-to has not changed',
	severity: 'HOLD',
	description:
		"Name and address of the remit-to are those of the vendor's records or of one of its last documents; a vendor may have several. A change is held and confirmed by a call to the number on file.",
	appliesTo: (document) => asksForMoney(document) && cameByEmail(document),
	check(context): RuleResult[] {
		if (context.document.remitTo === undefined) return [notApplicable];
		const changed = remitToChanged(context);
		if (changed === undefined) return [pass];
		return [
			fail({
				message: `The remit-to ${changed} is none that is known of this vendor.`,
				expected: `a known remit-to ${changed}`,
				observed: `another ${changed}`,
				tolerance: 0,
				evidence: context.evidence('remitTo.name', 'remitTo').map(withoutText),
				action: 'Call the vendor on the number on file and confirm the change.',
			}),
		];
	},
};

export const bankDetailsSame: Rule = {
	id: 'FR-02',
	version: 1,
	title: 'The bank details have not changed',
	severity: 'BLOCK',
	description:
		'A document or mail that announces other bank details, or bears others than before (by fingerprint; the numbers are never kept), is blocked. They are never taken over automatically: a second person confirms them on the number on file.',
	appliesTo: cameByEmail,
	check(context): RuleResult[] {
		if (!bankChanged(context)) return [pass];
		return [
			fail({
				message:
					'The bank details differ from those known of this vendor, or a change of them is announced.',
				expected: 'the bank details on file',
				observed: 'others',
				tolerance: 0,
				evidence: context.document.flags
					.filter(({ flag }) => flag === 'bank_details_changed')
					.flatMap(({ evidence }) => (evidence === undefined ? [] : [evidence]))
					.map(withoutText),
				action:
					'Have two people confirm the change by calling the number on file; answer no mail about it.',
				unsupported: everything,
			}),
		];
	},
};
