import type { Document } from '../../../documents/document';
import { senderStanding, vouchedDomains } from '../../../documents/sender-standing';
import { isFreeMail } from '../../../documents/free-mail';
import type { CompanySettings } from '../../../documents/settings';
import { isOurAddress, speakingAddress } from '../../authentication';
import type { Context } from '../../context';
import { lookAlike, registrableDomain } from '../../domains';
import { asksForMoney, cameByEmail } from '../../kinds';
import { everything, fail, notApplicable, pass, type Rule, type RuleResult } from '../../rule';
import { bankChanged, remitToChanged } from './payment-details';

/** Domains that are known for what they are: vendors', our own, and those of billing services. */
function knownDomains(context: Context): { exact: Set<string>; imitated: Map<string, string> } {
	const { prior, settings, vendors } = context.facts;
	const imitated = new Map<string, string>();
	for (const vendor of vendors) {
		for (const address of [
			...vendor.emails,
			...(vendor.website === undefined ? [] : [vendor.website]),
		]) {
			const domain = registrableDomain(address);
			if (domain !== undefined && !isFreeMail(domain)) imitated.set(domain, vendor.name);
		}
	}
	for (const own of settings.domains) {
		const domain = registrableDomain(own);
		if (domain !== undefined) imitated.set(domain, 'our own company');
	}
	const services = settings.billingServices.flatMap((service) => registrableDomain(service) ?? []);
	const seen = prior.senderDomains.flatMap((domain) => registrableDomain(domain) ?? []);
	return { exact: new Set([...imitated.keys(), ...services, ...seen]), imitated };
}

export const lookAlikeDomain: Rule = {
	id: 'FR-04',
	version: 1,
	title: 'The sender does not imitate a known domain',
	severity: 'BLOCK',
	description:
		'The domain of the sender (of the original sender, where one of our people forwarded the mail) and of Reply-To is not one or two letters, a look-alike letter, an added word or another top-level domain away from a vendor\'s or our own. A passed authentication proves the look-alike only. Example: "rn" for "m", vendorco-billing.com.',
	appliesTo: cameByEmail,
	check(context): RuleResult[] {
		const { document, facts } = context;
		const speaking = speakingAddress(document, facts.settings);
		const replyTo = document.source.sender?.replyTo;
		const domains = [speaking, replyTo].flatMap((address) =>
			address === undefined ? [] : (registrableDomain(address) ?? []),
		);
		if (domains.length === 0) return [notApplicable];
		const { exact, imitated } = knownDomains(context);
		for (const domain of domains) {
			if (exact.has(domain) || isFreeMail(domain)) continue;
			for (const [known, owner] of imitated) {
				const why = lookAlike(domain, known);
				if (why === undefined) continue;
				return [
					fail({
						message: `The sender's domain ${domain} imitates ${known} of ${owner} (${why}).`,
						expected: known,
						observed: domain,
						tolerance: 0,
						evidence: [],
						action: 'Do not answer; call the vendor on the number on file.',
						unsupported: everything,
					}),
				];
			}
		}
		return [pass];
	},
};

export const replyToSame: Rule = {
	id: 'FR-06',
	version: 1,
	title: 'Answers go to where the mail came from',
	severity: 'HOLD',
	description:
		"The domain of Reply-To is that of the sender, of the vendor's own addresses or ours, so that a question about the invoice reaches the vendor. A billing service may name the vendor's own address. Example: an invoice from the vendor's real domain that asks for answers at a free mailbox.",
	appliesTo: (document) => cameByEmail(document) && asksForMoney(document),
	check(context): RuleResult[] {
		const { document, facts } = context;
		const { address, replyTo } = document.source.sender ?? {};
		if (address === undefined || replyTo === undefined) return [notApplicable];
		const [from, answers] = [registrableDomain(address), registrableDomain(replyTo)];
		if (from === undefined || answers === undefined || from === answers) return [pass];
		const vendor = facts.identity.vendor.record;
		const known = [
			...facts.settings.domains,
			...facts.settings.billingServices,
			...(vendor?.emails ?? []),
			...(vendor?.website === undefined ? [] : [vendor.website]),
		].flatMap((one) => registrableDomain(one) ?? []);
		const knownAddress = vendor?.emails.some((one) => one.toLowerCase() === replyTo.toLowerCase());
		if (knownAddress === true || (known.includes(answers) && !isFreeMail(answers))) return [pass];
		return [
			fail({
				message: `The mail came from ${from}, answers to it go to ${answers}.`,
				expected: from,
				observed: answers,
				tolerance: 0,
				evidence: [],
				action:
					'Do not answer; ask the vendor on the number on file whether the address is theirs.',
			}),
		];
	},
};

/** What the topmost header says of the sender, in one line. */
export function proofOf(document: Document): string {
	const results = document.source.authentication;
	const domains = vouchedDomains(document);
	const said = `dmarc ${results?.dmarc ?? 'none'}, spf ${results?.spf ?? 'none'}, dkim ${results?.dkim ?? 'none'}`;
	return domains.length === 0 ? said : `${said}, passed for ${domains.join(', ')}`;
}

/** Whether our own server vouched for a domain, but not for the sender's. */
function foreignPass(document: Document, settings: CompanySettings): boolean {
	return (
		settings.authservId !== undefined &&
		document.source.authentication?.authservId?.toLowerCase() ===
			settings.authservId.toLowerCase() &&
		vouchedDomains(document).length > 0
	);
}

export const senderAuthenticated: Rule = {
	id: 'FR-05',
	version: 1,
	title: 'The sender passes authentication',
	severity: 'HOLD',
	description:
		'Read from the topmost Authentication-Results header of our own server alone: DMARC pass for the domain of the From address is good, and so is, without a DMARC result, a DKIM (header.d) or SPF (smtp.mailfrom) pass for a domain aligned with it (same organisational domain); a pass for another domain is none for this sender. DMARC fail, or SPF and DKIM both failed, holds, and blocks together with changed payment details; no result about the sender warns. A held document may be released by a person who has called the vendor. A passed authentication proves the domain, not the vendor.',
	appliesTo: cameByEmail,
	check(context): RuleResult[] {
		const { document, facts } = context;
		const standing = senderStanding(document, facts.settings);
		if (standing === 'passed') return [pass];
		const address = document.source.sender?.address ?? 'an unknown sender';
		const observed = proofOf(document);
		const expected = 'proof of the From address by our own server';
		if (standing === 'lost') {
			return [
				fail({
					severity: 'WARN',
					message: foreignPass(document, facts.settings)
						? `Our mail server vouches for ${vouchedDomains(document).join(', ')}, which does not prove that ${address} sent this.`
						: `Our mail server left no proof that ${address} sent this.`,
					expected,
					observed,
					tolerance: 0,
					evidence: [],
					action: foreignPass(document, facts.settings)
						? 'Ask the vendor whether it sends its invoices through this service.'
						: "Keep the receiving server's Authentication-Results header when mail is fetched.",
				}),
			];
		}
		const changed = bankChanged(context) || remitToChanged(context) !== undefined;
		return [
			fail({
				...(changed ? { severity: 'BLOCK' as const, unsupported: everything } : {}),
				message: `The sender ${address} failed authentication${changed ? ', and the payment details changed' : ''}.`,
				expected,
				observed,
				tolerance: 0,
				evidence: [],
				action: isOurAddress(address, facts.settings)
					? 'Ask your colleague whether they sent it; somebody may be using their name.'
					: 'Call the vendor on the number on file before anything is done with it.',
			}),
		];
	},
};
