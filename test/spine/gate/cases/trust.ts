import type { Document, ReadingFlag } from '../../../../spine/documents/document';
import type { Authentication } from '../../../../spine/documents/document';
import { approval, approvalFact, commitment, facts, invoice, quote } from '../builders';
import { withPolicy, withPrior, type Case } from './case';

const flagged = (flag: ReadingFlag['flag']): Document =>
	invoice({ flags: [{ flag, message: `The reader noticed: ${flag}.` }] });
const from = (address: string, authentication?: Authentication, sender = {}): Document =>
	invoice({ source: { ...invoice().source, sender: { address, ...sender }, authentication } });
const ours = { authservId: 'mx.northline.example' };
const approvalProvenBy = (authentication: Authentication): Document => {
	const document = approval({ subject: 'quote', version: 'v1', decision: 'approved' });
	return {
		...document,
		source: { ...document.source, authentication: { ...ours, ...authentication } },
	};
};
/** Facts of a policy with this limit and earlier demands of the window. */
const limited = (
	limit: number,
	demands: Array<{ net: number; sameScope?: boolean; date?: string }>,
) =>
	withPolicy(
		{ limit },
		{
			withinWindow: demands.map(({ net, sameScope = true, date = '2026-03-16' }, index) => ({
				claim: `w-${index}`,
				number: `90${index}`,
				date,
				net,
				sameScope,
			})),
		},
	);
const chain = (
	quotes: ReturnType<typeof quote>[],
	approvals = [approvalFact({ subject: 'quote', version: 'v1', decision: 'approved' })],
) =>
	withPrior(
		{ quotes, approvals },
		{ commitment: commitment({ original: 120000, revised: 120000, lines: [] }) },
	);
const versions = [
	quote({
		id: 'q-1',
		version: 'v1',
		total: 98000,
		lines: [{ description: 'Copper pipe', unitPrice: 16.75 }],
	}),
	quote({
		id: 'q-3',
		version: 'v3',
		total: 110000,
		lines: [{ description: 'Copper pipe', unitPrice: 18.4 }],
	}),
];
const priced = (unitPrice: number, amount: number): Document =>
	invoice({
		lines: [{ description: 'Copper pipe', quantity: 100, unit: 'LF', unitPrice, amount }],
	});
const citing = (version: string, text?: string): Document =>
	invoice({
		quoteReference: { version },
		evidence: {
			...invoice().evidence,
			quoteReference: { source: 'invoice.pdf', confidence: 0.99, text },
		},
	});

export const trust: Case[] = [
	{
		rule: 'EX-01',
		name: 'a total that was read with doubt',
		fails: {
			document: invoice({ evidence: { total: { source: 'invoice.pdf', confidence: 0.9 } } }),
		},
		severity: 'HOLD',
		delta: 0.05,
		passes: {},
	},
	{
		rule: 'EX-01',
		name: 'a bill-to that was read badly, unless it is one of our own names',
		fails: {
			document: invoice({
				billTo: { name: 'Northline Bldrs' },
				evidence: { 'billTo.name': { source: 'invoice.pdf', page: 1, confidence: 0.5 } },
			}),
		},
		severity: 'HOLD',
		passes: {
			document: invoice({
				evidence: { 'billTo.name': { source: 'invoice.pdf', page: 1, confidence: 0.5 } },
			}),
		},
	},
	{
		rule: 'EX-04',
		name: 'several documents in one file',
		fails: { document: flagged('several_documents') },
		severity: 'HOLD',
		passes: {},
	},
	{
		rule: 'EX-05',
		name: 'a mail that says another amount',
		fails: { document: flagged('body_conflict') },
		severity: 'HOLD',
		passes: {},
	},
	{
		rule: 'EX-06',
		name: 'an encrypted file',
		fails: { document: flagged('encrypted') },
		severity: 'BLOCK',
		recommended: 0,
		passes: {},
	},
	{
		rule: 'EX-06',
		name: 'a picture without text',
		fails: { document: flagged('no_text') },
		severity: 'HOLD',
		passes: {},
	},
	{
		rule: 'EX-07',
		name: 'text that gives orders',
		fails: { document: flagged('instruction_text') },
		severity: 'HOLD',
		passes: {},
	},
	{
		rule: 'QV-01',
		name: 'a cited version that nobody approved',
		fails: { document: citing('R3'), facts: chain(versions) },
		severity: 'HOLD',
		delta: 12000,
		passes: { document: citing('V1'), facts: chain(versions) },
	},
	{
		rule: 'QV-01',
		name: 'a revision of the quote, not of the drawings',
		fails: { document: citing('Rev C', 'per quote Rev C'), facts: chain(versions) },
		severity: 'HOLD',
		passes: { document: citing('Rev C', 'per Rev C drawings'), facts: chain(versions) },
	},
	{
		rule: 'QV-02',
		name: 'the total of version 3',
		fails: {
			document: invoice({ lines: [{ description: 'Plumbing', amount: 110000 }] }),
			facts: chain(versions),
		},
		severity: 'BLOCK',
		delta: 12000,
		recommended: 98000,
		passes: {
			document: invoice({ lines: [{ description: 'Plumbing', amount: 98000 }] }),
			facts: chain(versions),
		},
	},
	{
		rule: 'QV-02',
		name: 'the total of version 3 in two parts',
		fails: {
			document: invoice({ lines: [{ description: 'Plumbing', amount: 55000 }] }),
			facts: {
				...chain(versions),
				billing: {
					...(facts().billing ?? {
						counted: 0,
						held: 0,
						byLine: {},
						byChangeOrder: {},
						quantityByLine: {},
						retainageHeld: 0,
						retainageReleased: 0,
						applications: [],
						complete: true,
					}),
					counted: 5500000,
				},
			},
		},
		severity: 'BLOCK',
		delta: 12000,
		passes: {
			document: invoice({ lines: [{ description: 'Plumbing', amount: 55000 }] }),
			facts: chain(versions),
		},
	},
	{
		rule: 'QV-04',
		name: 'a unit price of version 3',
		fails: { document: priced(18.4, 1840), facts: chain(versions) },
		severity: 'HOLD',
		delta: 165,
		recommended: 1675,
		passes: { document: priced(16.75, 1675), facts: chain(versions) },
	},
	{
		rule: 'QV-12',
		name: 'an approval that names nothing',
		fails: { document: approval({ subject: 'quote', decision: 'approved' }) },
		severity: 'HOLD',
		passes: { document: approval({ subject: 'quote', version: 'v1', decision: 'approved' }) },
	},
	{
		rule: 'QV-12',
		name: 'an approval that one of ours only forwarded',
		fails: {
			document: approval(
				{ subject: 'quote', version: 'v1', decision: 'approved' },
				{
					source: {
						...approval({ subject: 'quote', decision: 'approved' }).source,
						sender: {
							address: 'pm@northline.example',
							original: { address: 'owner@else.example' },
						},
					},
				},
			),
		},
		severity: 'HOLD',
		passes: { document: approval({ subject: 'quote', version: 'v1', decision: 'approved' }) },
	},
	{
		rule: 'QV-12',
		name: 'an invoice on a quote whose approval lost its proof',
		fails: {
			document: invoice({ lines: [{ description: 'Plumbing', amount: 98000 }] }),
			facts: chain(versions, [
				approvalFact(
					{ subject: 'quote', version: 'v1', decision: 'approved' },
					{
						source: {
							...approval({ subject: 'quote', decision: 'approved' }).source,
							authentication: undefined,
						},
					},
				),
			]),
		},
		severity: 'HOLD',
		passes: {
			document: invoice({ lines: [{ description: 'Plumbing', amount: 98000 }] }),
			facts: chain(versions),
		},
	},
	{
		rule: 'FR-16',
		name: 'an approval without proof of its sender',
		fails: {
			document: approval(
				{ subject: 'quote', version: 'v1', decision: 'approved' },
				{
					source: {
						...approval({ subject: 'quote', decision: 'approved' }).source,
						authentication: { authservId: 'mx.evil.example', dmarc: 'pass' },
					},
				},
			),
		},
		severity: 'BLOCK',
		passes: { document: approval({ subject: 'quote', version: 'v1', decision: 'approved' }) },
	},
	{
		rule: 'FR-16',
		name: 'an approval that a bulk mailer signed',
		fails: { document: approvalProvenBy({ dkim: 'pass', dkimDomains: ['mailer.example'] }) },
		severity: 'BLOCK',
		passes: {
			document: approvalProvenBy({ dkim: 'pass', dkimDomains: ['mail.northline.example'] }),
		},
	},
	{
		rule: 'FR-16',
		name: 'an approval from two From addresses of which the other one passed',
		fails: { document: approvalProvenBy({ dmarc: 'pass', dmarcDomain: 'evil.example' }) },
		severity: 'BLOCK',
		passes: { document: approvalProvenBy({ dmarc: 'pass', dmarcDomain: 'northline.example' }) },
	},
	{
		rule: 'FR-01',
		name: 'a remit-to that nobody knows',
		fails: {
			document: invoice({
				remitTo: { name: 'Harbor Plumbing LLC', address: '900 Lockbox Ave, Reno, NV 89501' },
			}),
		},
		severity: 'HOLD',
		passes: {
			document: invoice({
				remitTo: { name: 'Harbor Plumbing', address: '12 Dock St., Portland ME 04101' },
			}),
		},
	},
	{
		rule: 'FR-02',
		name: 'other bank details than before',
		fails: {
			document: invoice({ bankFingerprint: 'new' }),
			facts: withPrior({ remitTo: [{ bankFingerprint: 'old', seenAt: '2026-02-01' }] }),
		},
		severity: 'BLOCK',
		recommended: 0,
		passes: {
			document: invoice({ bankFingerprint: 'old' }),
			facts: withPrior({ remitTo: [{ bankFingerprint: 'old', seenAt: '2026-02-01' }] }),
		},
	},
	{
		rule: 'FR-04',
		name: 'a domain with rn for m',
		fails: { document: from('ar@harborplurnbing.com', { ...ours, dmarc: 'pass' }) },
		severity: 'BLOCK',
		passes: { document: from('ar@mail.harborplumbing.com', { ...ours, dmarc: 'pass' }) },
	},
	{
		rule: 'FR-04',
		name: 'a domain with an added word behind a colleague who forwards',
		fails: {
			document: from(
				'pm@northline.example',
				{ ...ours, dmarc: 'pass' },
				{ original: { address: 'ar@harborplumbing-billing.com' } },
			),
		},
		severity: 'BLOCK',
		passes: {
			document: from(
				'pm@northline.example',
				{ ...ours, dmarc: 'pass' },
				{ original: { address: 'ar@harborplumbing.com' } },
			),
		},
	},
	{
		rule: 'FR-06',
		name: 'answers that go to a free mailbox',
		fails: {
			document: from(
				'ar@harborplumbing.com',
				{ ...ours, dmarc: 'pass' },
				{ replyTo: 'settlements@gmail.com' },
			),
		},
		severity: 'HOLD',
		passes: {
			document: from(
				'ar@harborplumbing.com',
				{ ...ours, dmarc: 'pass' },
				{ replyTo: 'office@mail.harborplumbing.com' },
			),
		},
	},
	{
		rule: 'FR-06',
		name: 'answers that go to a stranger, from a mail of ours that somebody forwarded',
		fails: {
			document: from(
				'pm@northline.example',
				{ ...ours, dmarc: 'pass' },
				{ replyTo: 'pm@other-builder.example' },
			),
		},
		severity: 'HOLD',
		passes: {
			document: from(
				'pm@northline.example',
				{ ...ours, dmarc: 'pass' },
				{ replyTo: 'office@northline.example' },
			),
		},
	},
	{
		rule: 'FR-05',
		name: 'a sender that fails',
		fails: { document: from('ar@harborplumbing.com', { ...ours, dmarc: 'fail' }) },
		severity: 'HOLD',
		passes: {},
	},
	{
		rule: 'FR-05',
		name: 'a sender that fails and brings new bank details',
		fails: {
			document: {
				...from('ar@harborplumbing.com', { ...ours, dmarc: 'fail' }),
				flags: [{ flag: 'bank_details_changed', message: 'New account.' }],
			},
		},
		severity: 'BLOCK',
		passes: {},
	},
	{
		rule: 'FR-05',
		name: 'a sender for whose domain nothing passed',
		fails: {
			document: from('ar@harborplumbing.com', {
				...ours,
				spf: 'pass',
				spfDomain: 'bounce.mailer.example',
				dkim: 'pass',
				dkimDomains: ['mailer.example'],
			}),
		},
		severity: 'WARN',
		passes: {
			document: from('ar@harborplumbing.com', {
				...ours,
				spf: 'pass',
				spfDomain: 'bounce.mailer.example',
				dkim: 'pass',
				dkimDomains: ['mailer.example', 'mail.harborplumbing.com'],
			}),
		},
	},
	{
		rule: 'FR-05',
		name: 'a header that another server wrote',
		fails: {
			document: from('ar@harborplumbing.com', { authservId: 'mx.evil.example', dmarc: 'pass' }),
		},
		severity: 'WARN',
		passes: {},
	},
	{
		rule: 'FR-11',
		name: 'two invoices on one commitment that are above the limit together',
		fails: { facts: limited(10000, [{ net: 460001 }]) },
		severity: 'HOLD',
		delta: 0.01,
		passes: { facts: limited(10000, [{ net: 460000 }]) },
	},
	{
		rule: 'FR-11',
		name: 'two invoices just under the limit on two commitments',
		fails: { facts: limited(6000, [{ net: 480000, sameScope: false }]) },
		severity: 'HOLD',
		delta: 4200,
		passes: { facts: limited(6000, [{ net: 479999, sameScope: false }]) },
	},
	{
		rule: 'FR-11',
		name: 'many small invoices of which none comes near the limit',
		fails: { facts: limited(6000, [{ net: 20000 }, { net: 20000 }, { net: 20001 }]) },
		severity: 'HOLD',
		delta: 0.01,
		passes: { facts: limited(5000, [{ net: 20000 }, { net: 20000 }, { net: 20001 }]) },
	},
	{
		rule: 'FR-11',
		name: 'invoices before and after it within one span of seven days',
		fails: {
			facts: limited(10000, [
				{ net: 300000, date: '2026-03-15' },
				{ net: 300000, date: '2026-03-22' },
			]),
		},
		severity: 'HOLD',
		delta: 1400,
		passes: {
			facts: limited(10000, [
				{ net: 300000, date: '2026-03-14' },
				{ net: 300000, date: '2026-03-22' },
			]),
		},
	},
];
