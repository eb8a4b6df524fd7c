import type { DocumentKind, ReadingFlag } from '../../documents/document';
import { sentences } from './mentions';

/** What a mail can announce as attached, and the kinds of document that fulfil it. */
const ANNOUNCED: ReadonlyArray<{
	word: RegExp;
	name: string;
	kinds: readonly DocumentKind[];
	file: RegExp;
}> = [
	{
		word: /\b(?:pay(?:ment)?\s*app(?:lication)?s?|application\s+for\s+payment|requisition|draw(?:\s+request)?|g70[23])\b/i,
		name: 'pay application',
		kinds: ['pay_application', 'invoice'],
		file: /pay|app|g70|draw|req/i,
	},
	{
		word: /\binvoices?\b/i,
		name: 'invoice',
		kinds: ['invoice', 'pay_application', 'statement'],
		file: /inv|bill/i,
	},
	{
		word: /\b(?:lien\s+)?(?:waivers?|releases?\s+of\s+lien|lien\s+releases?)\b/i,
		name: 'lien waiver',
		kinds: ['lien_waiver'],
		file: /waiver|lien|release/i,
	},
	{
		word: /\b(?:quot(?:e|ation)s?|proposals?|estimates?|bids?)\b/i,
		name: 'quote',
		kinds: ['quote', 'change_order'],
		file: /quot|prop|est|bid/i,
	},
	{
		word: /\b(?:change\s+orders?|(?:signed\s+)?(?:pco|cor|cco)s?)\b/i,
		name: 'change order',
		kinds: ['change_order', 'quote'],
		file: /co|change/i,
	},
	{
		word: /\b(?:purchase\s+orders?)\b/i,
		name: 'purchase order',
		kinds: ['purchase_order'],
		file: /po|purchase/i,
	},
	{
		word: /\bcredit\s+memos?\b/i,
		name: 'credit memo',
		kinds: ['credit_memo', 'invoice'],
		file: /credit|cm/i,
	},
	{ word: /\bstatements?\b/i, name: 'statement', kinds: ['statement'], file: /stat/i },
	{
		word: /\b(?:backup|continuation\s+sheets?|schedule\s+of\s+values|sov)\b/i,
		name: 'backup',
		kinds: ['pay_application', 'other'],
		file: /backup|sov|g703|cont/i,
	},
];

const ATTACHED =
	/\b(?:attached|attaching|enclosed|enclosing|see\s+(?:the\s+)?attach\w*|find\s+(?:the\s+)?attach\w*|in\s+the\s+attach\w+|attachments?\b)/i;
const ELSEWHERE =
	/\b(?:was\s+attached|were\s+attached|had\s+attached|forgot\s+to\s+attach|will\s+(?:be\s+)?attach\w*|not\s+attached|no\s+attachment|previously\s+attached|attached\s+to\s+(?:the|my|your)\s+(?:last|previous|earlier)|link\s+below|any\s+attachments?|and\s+attachments?\)?|attachments?\s+(?:may|is|are)\s+(?:confidential|intended))\b/i;

/** What came with the message, for comparison with what it announces. */
export interface Enclosed {
	kinds: readonly DocumentKind[];
	/** Names of the attachments, logos and signatures left out. */
	names: readonly string[];
	/** Files that could not be told apart by kind. */
	undetermined: number;
}

/**
 * The flag for documents that the text says are attached and that are not (rule ID-10); undefined
 * where nothing is missing. A file that could not be read stands for any announced document.
 *
 * @param text The writer's own text and that of forwarded messages, quoted replies left out.
 */
export function missingAttachmentFlag(
	source: string,
	text: string,
	enclosed: Enclosed,
): ReadingFlag | undefined {
	const announcing = sentences(text).filter(
		({ value }) => ATTACHED.test(value) && !ELSEWHERE.test(value) && !/\?\s*$/.test(value),
	);
	if (announcing.length === 0) return undefined;
	const words = announcing.map(({ value }) => value).join('\n');
	const announced = ANNOUNCED.filter(({ word }) => word.test(words));
	const missing = announced.filter(
		({ kinds, file }) =>
			!kinds.some((kind) => enclosed.kinds.includes(kind)) &&
			!enclosed.names.some((name) => file.test(name)),
	);
	const none = enclosed.names.length === 0;
	if (!none && missing.length <= enclosed.undetermined) return undefined;
	const named = missing.map(({ name }) => name).join(' and ');
	const [first] = announcing;
	return {
		flag: 'missing_attachment',
		message: `The message says that ${named === '' ? 'a document' : named} is attached, but ${none ? 'it has no attachment' : 'it is not among the attachments'}. Ask the sender for it.`,
		evidence: {
			source,
			...(first === undefined ? {} : { text: first.value.trim().slice(0, 200) }),
			confidence: 0.9,
		},
	};
}
