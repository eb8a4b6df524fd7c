import type { MessageTruth, Part } from '../message';
import { renderPaper, type InvoiceLayout } from '../paper/render-paper';
import type { InvoicePaper, Paper, PaperLine, PaperParty } from '../paper/truth';
import { total } from '../world/cents';
import { US, projectOf } from '../world/us';
import { VENDORS, type VendorKey } from '../world/vendors';

export type ExpectedOutcome = 'verified' | 'held' | 'blocked' | 'recorded';

/** What must come of the document of a message. */
export interface Expectation {
	outcome: ExpectedOutcome;
	/** Rules that must be among the findings that hold or block. Empty where it is verified or recorded. */
	rules: string[];
	/** Rules that must be among the findings that only warn or inform. */
	remarks?: string[];
	/** Total that a rule's finding must be off by. */
	delta?: { rule: string; amount: number };
	/** Total of the bill or credit, where one is posted. */
	posted?: number;
	/** How many documents the message holds, each of which must come out so; default 1. */
	documents?: number;
	/** The message was decided before: nothing comes of it a second time. */
	repeats?: string;
}

/** A message of the mailbox, and what must come of it. */
export interface DemoCase {
	/** Name of its file without number and ending, unique. */
	name: string;
	/** What it shows, in a sentence. */
	shows: string;
	message: Omit<MessageTruth, 'id' | 'parts'>;
	/** A message whose bytes are sent once more instead. */
	again?: string;
	parts: PartTruth[];
	expect: Expectation;
}

/** An attachment: a paper to be drawn, or bytes as they are. */
export type PartTruth =
	| { file: string; paper: Paper; layout?: InvoiceLayout }
	| { file: string; bytes: () => Promise<Buffer>; contentType: string };

export async function partOf(truth: PartTruth): Promise<Part> {
	if ('bytes' in truth) {
		return { name: truth.file, contentType: truth.contentType, bytes: await truth.bytes() };
	}
	return {
		name: truth.file,
		contentType: 'application/pdf',
		bytes: await renderPaper(truth.paper, truth.layout),
	};
}

export const partyOf = (key: VendorKey): PaperParty => {
	const { name, street, city, zip, phone } = VENDORS[key];
	return { name, address: [street, `${city}, CO ${zip}`], phone };
};

export const OUR_PARTY: PaperParty = { name: US.name, address: [...US.address] };

export const senderOf = (key: VendorKey): { name: string; address: string } => {
	const { contact, mailbox, domain } = VENDORS[key];
	return { name: contact, address: `${mailbox}@${domain}` };
};

/** A line as `[description, amount]` or `[description, quantity, unit, price]`. */
export type LineTruth = [string, number] | [string, number, string, number];

export const lineOf = (line: LineTruth): PaperLine =>
	line.length === 2
		? { description: line[0], amount: line[1] }
		: {
				description: line[0],
				quantity: line[1],
				unit: line[2],
				unitPrice: line[3],
				amount: total([(line[1] * line[3] * 100) / 100]),
			};

export interface InvoiceTruth {
	vendor: VendorKey;
	project: string;
	commitment?: string;
	number: string;
	date: string;
	lines: LineTruth[];
	/** What is printed otherwise than it comes out. */
	printed?: Partial<InvoicePaper>;
}

/** An invoice that comes out, with what is printed otherwise on top. */
export function invoicePaper(truth: InvoiceTruth): InvoicePaper {
	const lines = truth.lines.map(lineOf);
	const subtotal = total(lines.map(({ amount }) => amount));
	const { tax = 0, freight = 0, retainage = 0 } = truth.printed ?? {};
	const { number, name } = projectOf(truth.project);
	return {
		kind: 'invoice',
		from: partyOf(truth.vendor),
		to: OUR_PARTY,
		number: truth.number,
		date: truth.date,
		project: { number, name },
		...(truth.commitment === undefined ? {} : { commitment: truth.commitment }),
		lines,
		subtotal,
		total: total([subtotal, tax, freight, -retainage]),
		...truth.printed,
	};
}

export interface InvoiceCase extends InvoiceTruth {
	name: string;
	shows: string;
	expect: Expectation;
	layout?: InvoiceLayout;
	/** Name of the file, where it is not the invoice's number. */
	file?: string;
	/** Words of the mail. */
	text?: string;
	message?: Partial<Omit<MessageTruth, 'id' | 'parts'>>;
}

/** A mail by the vendor with its invoice. */
export function invoiceCase(truth: InvoiceCase): DemoCase {
	const paper = invoicePaper(truth);
	return {
		name: truth.name,
		shows: truth.shows,
		message: {
			from: senderOf(truth.vendor),
			subject: `Invoice ${truth.number}`,
			receivedAt: `${truth.date}T15:20:00Z`,
			text:
				truth.text ??
				`Hello,\n\nour invoice ${truth.number} is attached.\n\nThank you,\n${VENDORS[truth.vendor].contact}\n`,
			...truth.message,
		},
		parts: [
			{
				file: truth.file ?? `invoice ${truth.number.replace(/[^\w-]/g, '')}.pdf`,
				paper,
				...(truth.layout === undefined ? {} : { layout: truth.layout }),
			},
		],
		expect: truth.expect,
	};
}

export const verified = (posted: number, remarks: string[] = []): Expectation => ({
	outcome: 'verified',
	rules: [],
	remarks,
	posted,
});
export const held = (...rules: string[]): Expectation => ({ outcome: 'held', rules });
export const blocked = (...rules: string[]): Expectation => ({ outcome: 'blocked', rules });
export const recorded: Expectation = { outcome: 'recorded', rules: [] };
