import type { DocumentKind } from '../../documents/document';

/** What a label announces. The `other...` fields exist so that their values are not mistaken. */
export type LabelField =
	| 'number'
	| 'date'
	| 'dueDate'
	| 'otherDate'
	| 'validUntil'
	| 'vendor'
	| 'billTo'
	| 'shipTo'
	| 'remitTo'
	| 'project'
	| 'projectAddress'
	| 'commitment'
	| 'otherNumber'
	| 'version'
	| 'quote'
	| 'original'
	| 'changeOrder'
	| 'terms'
	| 'phone'
	| 'taxId'
	| 'period'
	| 'periodFrom'
	| 'periodTo'
	| 'subtotal'
	| 'discount'
	| 'tax'
	| 'freight'
	| 'retainage'
	| 'deposit'
	| 'payments'
	| 'previousBalance'
	| 'total'
	| 'amountDue'
	| 'release';

export interface Label {
	field: LabelField;
	pattern: RegExp;
	/** How sure the words alone make it, 0 to 1. */
	weight: number;
	/** The kind of document whose number this is. */
	kind?: DocumentKind;
}

/** `No.`, `number`, `#` and the like behind the name of what is numbered. */
export const NO =
	'(?:\\s*[-#]?\\s*(?:no|number|numbers|num|nbr|nr|id)\\b\\.?|\\s*(?:#|\u2116|n[\u00b0\u00ba]))';

/** A label of whole words, in any case. */
export function label(
	field: LabelField,
	weight: number,
	source: string,
	kind?: DocumentKind,
): Label {
	const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'giu');
	return kind === undefined ? { field, pattern, weight } : { field, pattern, weight, kind };
}

/** A label that may end in a sign (`#`, `n\u00b0`), which touches its value. */
export function touching(
	field: LabelField,
	weight: number,
	source: string,
	kind?: DocumentKind,
): Label {
	const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})`, 'giu');
	return kind === undefined ? { field, pattern, weight } : { field, pattern, weight, kind };
}
