import type { QuotePaper } from '../paper/truth';
import { total } from '../world/cents';
import { PEOPLE, projectOf } from '../world/us';
import type { VendorKey } from '../world/vendors';
import {
	type DemoCase,
	type Expectation,
	type LineTruth,
	OUR_PARTY,
	blocked,
	held,
	invoiceCase,
	lineOf,
	partyOf,
	recorded,
	senderOf,
	verified,
} from './case';

function quoteCase(own: {
	name: string;
	shows: string;
	vendor: VendorKey;
	project: string;
	number: string;
	version: string;
	date: string;
	lines: LineTruth[];
}): DemoCase {
	const { number, name } = projectOf(own.project);
	const lines = own.lines.map(lineOf);
	const paper: QuotePaper = {
		kind: 'quote',
		from: partyOf(own.vendor),
		to: OUR_PARTY,
		date: own.date,
		project: { number, name },
		number: own.number,
		version: own.version,
		lines,
		total: total(lines.map(({ amount }) => amount)),
		notes: ['Prices are good for 30 days.'],
	};
	return {
		name: own.name,
		shows: own.shows,
		message: {
			from: senderOf(own.vendor),
			subject: `Quote ${own.number} ${own.version}`,
			receivedAt: `${own.date}T15:00:00Z`,
			text: 'Our quote is attached.\n',
		},
		parts: [{ file: `Quote ${own.number} ${own.version}.pdf`, paper }],
		expect: recorded,
	};
}

/** A reply of one of our people in the vendor's thread. */
export function replyCase(own: {
	name: string;
	shows: string;
	by: keyof typeof PEOPLE;
	to: string;
	subject: string;
	date: string;
	text: string;
	authentication?: 'pass' | 'fail' | 'lost';
	expect: Expectation;
}): DemoCase {
	const { name, address } = PEOPLE[own.by];
	return {
		name: own.name,
		shows: own.shows,
		message: {
			from: { name, address },
			to: own.to,
			subject: own.subject,
			receivedAt: `${own.date}T19:00:00Z`,
			text: own.text,
			...(own.authentication === undefined ? {} : { authentication: own.authentication }),
		},
		parts: [],
		expect: own.expect,
	};
}

/** Quotes in versions, who approved which, and what is billed. */
export const quoteCases: DemoCase[] = [
	quoteCase({
		name: 'heating-quote-one',
		shows: 'The first version of a quote.',
		vendor: 'apex',
		project: '2307',
		number: 'Q-2207',
		version: 'v1',
		date: '2026-03-02',
		lines: [
			['Ductwork', 58_000],
			['Heat pumps', 40_000],
		],
	}),
	quoteCase({
		name: 'heating-quote-three',
		shows: 'Its third version, over 110,000.',
		vendor: 'apex',
		project: '2307',
		number: 'Q-2207',
		version: 'v3',
		date: '2026-03-04',
		lines: [
			['Ductwork', 66_000],
			['Heat pumps', 44_000],
		],
	}),
	replyCase({
		name: 'looks-good',
		shows: '"Looks good" in a thread with two versions approves neither.',
		by: 'pm',
		to: senderOf('apex').address,
		subject: 'Re: Quote Q-2207, project 2307',
		date: '2026-03-05',
		text: 'Looks good.\n\nDana\n',
		expect: held('QV-12'),
	}),
	replyCase({
		name: 'approval-without-proof',
		shows: 'An approval in the name of our executive that failed authentication.',
		by: 'executive',
		to: senderOf('apex').address,
		subject: 'Re: Quote Q-2207, project 2307',
		date: '2026-03-05',
		text: 'Quote Q-2207 v3 is approved for $110,000.00.\n\nMarcus\n',
		authentication: 'fail',
		expect: blocked('FR-16'),
	}),
	replyCase({
		name: 'approval-of-version-one',
		shows: 'Our project manager approves version 1 by name.',
		by: 'pm',
		to: senderOf('apex').address,
		subject: 'Re: Quote Q-2207, project 2307',
		date: '2026-03-06',
		text: 'Quote Q-2207 v1 is approved for $98,000.00.\n\nDana\n',
		expect: recorded,
	}),
	invoiceCase({
		name: 'invoice-at-version-three',
		shows: 'Version 1 was approved at 98,000; the invoice is over version 3.',
		vendor: 'apex',
		project: '2307',
		commitment: 'SC-2307-01',
		number: 'AM-8812',
		date: '2026-03-24',
		lines: [
			['Ductwork', 66_000],
			['Heat pumps', 44_000],
		],
		expect: { ...blocked('QV-02'), delta: { rule: 'QV-02', amount: 12_000 } },
	}),
	invoiceCase({
		name: 'invoice-cites-version-three',
		shows: 'A part bill that cites the version nobody approved.',
		vendor: 'apex',
		project: '2307',
		commitment: 'SC-2307-01',
		number: 'AM-8813',
		date: '2026-03-25',
		lines: [['Ductwork', 21_000]],
		printed: { notes: ['Per quote Q-2207 v3.'] },
		expect: held('QV-01'),
	}),
	invoiceCase({
		name: 'invoice-cites-version-one',
		shows: 'A part bill on the approved version.',
		vendor: 'apex',
		project: '2307',
		commitment: 'SC-2307-01',
		number: 'AM-8814',
		date: '2026-03-26',
		lines: [['Ductwork', 19_500]],
		printed: { notes: ['Per quote Q-2207 v1.'] },
		expect: verified(19_500),
	}),
	quoteCase({
		name: 'edging-quote-one',
		shows: 'A unit price of 16.75 a foot.',
		vendor: 'greenfield',
		project: '2307',
		number: 'GQ-31',
		version: 'v1',
		date: '2026-03-02',
		lines: [['Steel landscape edging', 1_000, 'LF', 16.75]],
	}),
	quoteCase({
		name: 'edging-quote-two',
		shows: 'A unit price of 18.40 a foot.',
		vendor: 'greenfield',
		project: '2307',
		number: 'GQ-31',
		version: 'v2',
		date: '2026-03-09',
		lines: [['Steel landscape edging', 1_000, 'LF', 18.4]],
	}),
	invoiceCase({
		name: 'edging-at-new-price',
		shows: 'Billed at the unit price of the version that nobody approved.',
		vendor: 'greenfield',
		project: '2307',
		commitment: 'SC-2307-08',
		number: 'GL-421',
		date: '2026-03-18',
		lines: [['Steel landscape edging', 400, 'LF', 18.4]],
		expect: { ...held('QV-04'), delta: { rule: 'QV-04', amount: 660 } },
	}),
	invoiceCase({
		name: 'edging-at-agreed-price',
		shows: 'Billed at the agreed unit price.',
		vendor: 'greenfield',
		project: '2307',
		commitment: 'SC-2307-08',
		number: 'GL-424',
		date: '2026-03-25',
		lines: [['Steel landscape edging', 400, 'LF', 16.75]],
		expect: verified(6_700),
	}),
];
