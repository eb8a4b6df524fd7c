/**
 * Something the ledger refuses or cannot do. Its message is one or two sentences for people: what
 * is wrong with which item, and what to do about it. It never carries document text.
 */
export class LedgerError extends Error {
	override readonly name = 'LedgerError';
}
