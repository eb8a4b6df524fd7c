/**
 * What a generated document says. Every figure stands as it is to be printed: wrong sums are
 * written here on purpose, nothing is computed while rendering.
 */
export interface PaperParty {
	name: string;
	address: string[];
	phone?: string;
	email?: string;
	taxId?: string;
}

export interface PaperLine {
	item?: string;
	description: string;
	quantity?: number;
	unit?: string;
	unitPrice?: number;
	amount: number;
}

interface Common {
	from: PaperParty;
	to: PaperParty;
	date: string;
	project: { number: string; name: string };
	commitment?: string;
	notes?: string[];
	/** Draws these words in white, as some senders do. */
	hidden?: string;
}

export interface InvoicePaper extends Common {
	kind: 'invoice' | 'credit_memo';
	/** Title, where it is another than that of the kind. */
	heading?: string;
	number: string;
	dueDate?: string;
	lines: PaperLine[];
	subtotal: number;
	tax?: number;
	freight?: number;
	retainage?: number;
	retainagePercent?: number;
	previousBalance?: number;
	payments?: number;
	/** Printed below the total. */
	amountDue?: number;
	total: number;
	remitTo?: string[];
	pageNote?: string;
}

export interface QuotePaper extends Common {
	kind: 'quote';
	number: string;
	version: string;
	lines: PaperLine[];
	total: number;
}

export interface ChangeOrderPaper extends Common {
	kind: 'change_order';
	number: string;
	title: string;
	lines: PaperLine[];
	total: number;
	originalSum?: number;
	previousChanges?: number;
	newSum?: number;
	signatures: Array<{ role: string; name?: string; date?: string }>;
}

export interface PayApplicationRow {
	item: string;
	description: string;
	/** C to I of the G703 form. */
	scheduled: number;
	previous: number;
	thisPeriod: number;
	stored: number;
	completed: number;
	percent: string;
	balance: number;
	retainage: number;
}

export type PayApplicationTotals = Omit<PayApplicationRow, 'item' | 'description'>;

export interface PayApplicationPaper extends Common {
	kind: 'pay_application';
	application: string;
	invoiceNumber?: string;
	periodTo: string;
	originalSum: number;
	netChanges: number;
	sumToDate: number;
	completedAndStored: number;
	retainagePercent: number;
	retainageOnWork: number;
	retainageOnStored: number;
	totalRetainage: number;
	earnedLessRetainage: number;
	previousCertificates: number;
	currentDue: number;
	balanceToFinish: number;
	rows: PayApplicationRow[];
	totals: PayApplicationTotals;
	/** Continuation sheets that close with a total of their own; absent: one sheet without. */
	sheets?: Array<{ rows: number; totals: PayApplicationTotals }>;
	signedBy?: string;
}

export interface StatementPaper extends Common {
	kind: 'statement';
	entries: Array<{ number: string; date: string; amount: number }>;
	total: number;
}

export type Paper =
	InvoicePaper | QuotePaper | ChangeOrderPaper | PayApplicationPaper | StatementPaper;
