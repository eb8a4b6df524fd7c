import { PEOPLE } from '../world/us';
import {
	type DemoCase,
	type InvoiceCase,
	blocked,
	held,
	invoiceCase,
	senderOf,
	verified,
} from './case';

const tiling = (
	own: Pick<InvoiceCase, 'name' | 'shows' | 'number' | 'date' | 'lines' | 'expect'> &
		Partial<InvoiceCase>,
): DemoCase => invoiceCase({ vendor: 'apex', project: '2307', commitment: 'SC-2307-01', ...own });

const forwarded = `FYI, please process.\n\nDana\n\n---------- Forwarded message ---------\nFrom: Victor Lang <${senderOf('apex').address}>\nDate: Tue, Mar 24, 2026 at 9:12 AM\nSubject: Invoice AM-8826\nTo: Dana Whitfield <${PEOPLE.pm.address}>\n\nHi Dana, our invoice AM-8826 is attached.\n`;

/** Who really sent it, and where the money is to go. */
export const senderCases: DemoCase[] = [
	tiling({
		name: 'another-remit-to',
		shows: 'The remit-to is a post box that nobody knows.',
		number: 'AM-8820',
		date: '2026-03-16',
		lines: [['Ductwork', 6_100]],
		printed: { remitTo: ['Apex Mechanical Services', 'PO Box 5521', 'Reno, NV 89501'] },
		expect: held('FR-01'),
	}),
	tiling({
		name: 'new-bank-account',
		shows: 'The mail announces new bank details.',
		number: 'AM-8821',
		date: '2026-03-17',
		lines: [['Ductwork', 6_200]],
		text: 'Hello,\n\nplease note that our bank details have changed. Use the new account on the attached invoice AM-8821 for this and all future payments.\n\nVictor Lang\n',
		expect: blocked('FR-02'),
	}),
	tiling({
		name: 'look-alike-domain',
		shows: 'The sender has "rn" where the vendor has "m", and passes authentication for it.',
		number: 'AM-8822',
		date: '2026-03-18',
		lines: [['Ductwork', 6_300]],
		message: { from: { name: 'Victor Lang', address: 'billing@apexrnechanical.example' } },
		expect: blocked('FR-04'),
	}),
	tiling({
		name: 'failed-authentication',
		shows:
			"The vendor's own address, which fails authentication; a forged header below claims a pass.",
		number: 'AM-8823',
		date: '2026-03-19',
		lines: [['Ductwork', 6_400]],
		message: { authentication: 'fail', forgedAuthentication: true },
		expect: held('FR-05'),
	}),
	tiling({
		name: 'same-remit-to',
		shows: 'The remit-to that has always been printed.',
		number: 'AM-8824',
		date: '2026-03-20',
		lines: [['Ductwork', 6_500]],
		printed: {
			remitTo: ['Apex Mechanical Services', '8150 Ivy Street', 'Commerce City, CO 80022'],
		},
		expect: verified(6_500),
	}),
	tiling({
		name: 'by-a-billing-service',
		shows: 'The invoice is sent by a billing service that we know.',
		number: 'AM-8825',
		date: '2026-03-23',
		layout: 'grid',
		lines: [['Heat pumps', 7_100]],
		message: { from: { name: 'Apex Mechanical Services', address: 'invoices@billflow.example' } },
		expect: verified(7_100),
	}),
	tiling({
		name: 'forwarded-by-project-manager',
		shows: 'Our project manager hands on what she received.',
		number: 'AM-8826',
		date: '2026-03-24',
		lines: [['Heat pumps', 7_200]],
		text: forwarded,
		message: {
			from: { name: PEOPLE.pm.name, address: PEOPLE.pm.address },
			subject: 'FW: Invoice AM-8826',
		},
		expect: verified(7_200),
	}),
];
