import { sha256 } from '../spine/documents/canonical';
import type { Coding } from '../spine/documents/coding';
import type { Document } from '../spine/documents/document';
import { documentSchema } from '../spine/documents/document';
import { fromMinor, sumAmounts } from '../spine/documents/money';
import type { Directory, Identity } from '../spine/identity/identity';
import { identify } from '../spine/identity/identify';
import type { Ledger } from '../spine/ledger/ledger';
import { codeDocument } from '../spine/mapping/code-document';
import type { Chance } from './chance';
import { commitment, mapping, settings, vendor } from './company';

const LINES = 12;
/** Cents: so many invoices in a row have totals that differ. */
const APART = 1_000_000;

/**
 * The `index`-th invoice of the tested vendor: twelve lines of work on the tested commitment, read
 * with evidence, from a sender whose mail is authenticated. No two have the same total, because
 * equal amounts are another rule's business.
 */
export function invoiceOf(index: number, choose: Chance): Document {
	const cents = Array.from({ length: LINES - 1 }, () => choose.whole(1_000_00, 9_000_00));
	const others = cents.reduce((sum, amount) => sum + amount, 0);
	cents.push(10_000_00 + ((((index - others) % APART) + APART) % APART));
	const lines = cents.map((amount, line) => ({
		number: String(line + 1),
		description: `Pour area ${line + 1}`,
		amount: fromMinor(amount, 'USD'),
		costCode: '03-300',
	}));
	const sure = { source: `invoice-${index}.pdf`, page: 1, confidence: 0.99 };
	const paths = ['vendor', 'number', 'date', 'total', 'commitment'];
	const day = String(1 + (index % 28)).padStart(2, '0');
	return documentSchema.parse({
		kind: 'invoice',
		kindConfidence: 0.99,
		source: {
			channel: 'email',
			key: `message-${index}#invoice-${index}.pdf`,
			messageId: `message-${index}`,
			attachment: `invoice-${index}.pdf`,
			receivedAt: `2026-03-${day}T09:00:00Z`,
			sender: { address: 'ap@kessler.example' },
			authentication: { authservId: 'mx.northline.example', dmarc: 'pass' },
			fileHash: sha256(`invoice-${index}`),
		},
		number: `KC-${100_000 + index}`,
		date: `2026-03-${day}`,
		vendor: vendor.name,
		project: '2301',
		commitment: commitment.number,
		total: sumAmounts(lines.map(({ amount }) => amount)),
		currency: 'USD',
		billTo: { name: 'Northline Builders Inc' },
		changeOrders: [],
		remarks: [],
		lines,
		flags: [],
		lineFingerprint: sha256(JSON.stringify(lines)),
		evidence: Object.fromEntries(
			[...paths, ...lines.map((_, line) => `lines.${line}.amount`)].map((path) => [path, sure]),
		),
	});
}

/** The invoice with whom it is about and what it becomes in the books, as the nodes before the gate say. */
export async function codedInvoice(
	ledger: Ledger,
	directory: Directory,
	document: Document,
): Promise<{ identity: Identity; coding: Coding }> {
	const identity = identify(document, directory, settings);
	const coding = codeDocument(document, identity, {
		rules: mapping,
		settings,
		books: {
			accounts: await ledger.list('account'),
			items: await ledger.list('item'),
			classes: await ledger.list('class'),
			jobs: directory.jobs,
		},
	});
	return { identity, coding };
}
