import type { ReadingFlag } from '../../documents/document';
import { formatAmount, toMinor } from '../../documents/money';
import { numberKey } from '../../documents/numbers';
import type { ReadDocument } from '../source';
import {
	changeOrderMentions,
	invoiceMentions,
	moneyMentions,
	quoteMentions,
	sentences,
	versionKey,
	versionMentions,
	type Mention,
} from './mentions';

/** Sentences that state what the attached document asks for. */
const STATES =
	/\b(?:invoices?|pay(?:ment)?\s*app\w*|applications?|quot(?:e|ation)s?|proposals?|estimates?|bids?|change\s+orders?|total(?:s|ing|led)?|amount\s+due|balance\s+due|in\s+the\s+amount|billing|draw|credit)\b/i;
const OF_SOMETHING_ELSE =
	/\b(?:previous(?:ly)?|last|earlier|original(?:ly)?|prior|was|were|old|instead\s+of|rather\s+than|supersedes|replaces|retainage|contract\s+(?:sum|value|amount)|to\s+date|paid|deposit|tax|budget|not|less|limit|vs\.?|versus|limit)\b|\?\s*$/i;

/**
 * The flag for a text that states another amount, change order or version than the document that
 * came with it (rule EX-05); undefined where they agree or nothing comparable is stated.
 *
 * @param alone Whether it is the message's only document of its sort; of several, only a sentence
 *   that bears the document's number is about it.
 */
export function bodyConflictFlag(
	source: string,
	text: string,
	document: ReadDocument,
	alone: boolean,
): ReadingFlag | undefined {
	for (const sentence of sentences(text)) {
		if (OF_SOMETHING_ELSE.test(sentence.value) || !speaksOf(sentence.value, document, alone))
			continue;
		const why =
			amountConflict(sentence, document) ??
			versionConflict(sentence, document) ??
			changeOrderConflict(sentence, document);
		if (why === undefined) continue;
		return {
			flag: 'body_conflict',
			message: `The message and the document disagree: ${why}. Ask the sender which is right.`,
			evidence: { source, text: sentence.value.trim().slice(0, 200), confidence: 0.85 },
		};
	}
	return undefined;
}

/** False where the sentence names another document, or may be about another. */
function speaksOf(text: string, document: ReadDocument, alone: boolean): boolean {
	const named = [...invoiceMentions(text), ...quoteMentions(text)].map(
		({ value }) => numberKey(value)?.base,
	);
	if (named.length === 0 || document.number === undefined) return alone && STATES.test(text);
	const own = numberKey(document.number)?.base;
	return named.includes(own);
}

function amountConflict(sentence: Mention, document: ReadDocument): string | undefined {
	const stated = moneyMentions(sentence.value);
	const printed = amountsOf(document);
	if (stated.length !== 1 || document.total === undefined) return undefined;
	const [one] = stated;
	if (one === undefined || printed.has(toMinor(one.amount))) return undefined;
	return `the message says ${formatAmount(one.amount)}, the document asks for ${formatAmount(document.total)}`;
}

function amountsOf(document: ReadDocument): Set<number> {
	const { total, subtotal, amountDue, tax, retainage, freight, discount, deposit } = document;
	const application = document.payApplication;
	const totals = [
		total,
		subtotal,
		amountDue,
		tax,
		retainage,
		freight,
		discount,
		deposit,
		document.retainageReleased,
		application?.currentPaymentDue,
		application?.totalCompletedAndStored,
		application?.totalEarnedLessRetainage,
		application?.totals?.thisPeriod,
		document.changeOrder?.newSum,
	];
	const lines = document.lines.map((line) => line.amount);
	return new Set(
		[...totals, ...lines].filter((amount) => amount !== undefined).map((amount) => toMinor(amount)),
	);
}

function versionConflict(sentence: Mention, document: ReadDocument): string | undefined {
	const stated = versionMentions(sentence.value);
	const printed = document.version ?? document.quoteReference?.version;
	const [one] = stated;
	if (stated.length !== 1 || one === undefined || printed === undefined) return undefined;
	if (versionKey(one.value) === versionKey(printed)) return undefined;
	return `the message says ${one.value}, the document ${printed}`;
}

const digits = (reference: string): string =>
	(/(\d+)(?:\s?R\d)?$/i.exec(reference)?.[1] ?? reference).replace(/^0+(?=\d)/, '');

function changeOrderConflict(sentence: Mention, document: ReadDocument): string | undefined {
	const stated = changeOrderMentions(sentence.value);
	const printed = [
		...document.changeOrders,
		...(document.kind === 'change_order' && document.number !== undefined ? [document.number] : []),
	];
	const [one] = stated;
	if (stated.length !== 1 || one === undefined || printed.length === 0) return undefined;
	if (printed.some((reference) => digits(reference) === digits(one.value))) return undefined;
	return `the message says ${one.value}, the document ${printed.join(', ')}`;
}
