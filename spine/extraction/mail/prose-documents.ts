import type { DocumentKind, Evidence } from '../../documents/document';
import type { ReadDocument } from '../source';
import {
	changeOrderMentions,
	invoiceMentions,
	moneyMentions,
	quoteMentions,
	sentences,
	versionMentions,
	type Mention,
	type MoneyMention,
} from './mentions';

const PRICE =
	/\b(?:pric(?:e[ds]?|ing)|costs?|quot(?:e[ds]?|ation)|proposals?|estimates?|bids?|totals?|add(?:er|s)?|comes?\s+(?:out\s+)?to|lump\s+sum|deduct|charge)\b/i;
const EXTRA =
	/\b(?:added|adding|additional|extras?|change[sd]?\s+order|change\s+in\s+scope|upgrade|revised\s+scope|out\s+of\s+scope|relocat\w+|instead\s+of)\b/i;
const ASKED_FOR =
	/\?\s*$|\b(?:no\s+need|no\s+charge|past\s+due|overdue|reminder|was\s+paid|were\s+paid|been\s+paid|paid\s+on|payment\s+(?:of|for|was|has)|remittance|status\s+of|statement|when\s+will|short[- ]paid|duplicate|budget|limit|retainage\s+of|deposit\s+of|owner['’]s)\b/i;
/** What the mail's files say is read from the files; what others said is not this writer's price. */
const REPORTED =
	/\b(?:attached|enclosed|see\s+attach\w+|they\s+(?:want|quoted|said|asked)|competitor|your\s+(?:quote|price|proposal|invoice))\b/i;

interface Priced {
	sentence: Mention;
	money: MoneyMention[];
	kind: DocumentKind;
}

/**
 * Documents that are only said in words: `price for added GFCIs is $1,850`, `invoice 4471 for
 * $3,200`. At most one document a text; offsets count in `text`. A text with several prices and
 * no total keeps them as lines and leaves the total absent.
 *
 * @param source `(text body)` or `(html body)`, for the evidence.
 */
export function readProse(text: string, source: string): ReadDocument[] {
	const priced = sentences(text).flatMap((sentence) => judge(sentence));
	const [first] = priced;
	if (first === undefined) return [];
	const invoice = priced.find(({ kind }) => kind === 'invoice');
	const kind = invoice?.kind ?? first.kind;
	const own = priced.filter((one) => one.kind === kind);
	const evidence: Record<string, Evidence> = {};
	const note = (field: string, start: number, end: number): void => {
		evidence[field] = {
			source,
			span: [start, end],
			text: text.slice(start, end).slice(0, 200),
			confidence: 0.85,
		};
	};
	const lines = own.flatMap(({ sentence, money }) =>
		money.map((one) => ({ description: describe(sentence, one), amount: one.amount, one })),
	);
	for (const [index, { one }] of lines.entries()) {
		note(`lines.${index}.amount`, one.start, one.end);
	}
	const total = totalOf(own);
	if (total !== undefined) note('total', total.start, total.end);
	const number = kind === 'invoice' ? first1(invoiceMentions(text)) : first1(quoteMentions(text));
	if (number !== undefined && kind !== 'change_order') note('number', number.start, number.end);
	const version = first1(versionMentions(text));
	if (version !== undefined) note('version', version.start, version.end);
	const changeOrders = changeOrderMentions(text).map(({ value }) => value);
	const changeNumber = first1(changeOrderMentions(text));
	if (kind === 'change_order' && changeNumber !== undefined) {
		note('number', changeNumber.start, changeNumber.end);
	}
	const printedNumber = kind === 'change_order' ? changeNumber?.value : number?.value;
	return [
		{
			kind,
			kindConfidence: 0.9,
			...(printedNumber === undefined ? {} : { number: printedNumber }),
			...(version === undefined ? {} : { version: version.value }),
			...(total === undefined ? {} : { total: total.amount }),
			changeOrders: [...new Set(changeOrders)],
			remarks: [],
			lines: lines.map(({ description, amount }) => ({ description, amount })),
			...(kind === 'change_order' ? { changeOrder: { signatures: [] } } : {}),
			flags: [],
			evidence,
		},
	];
}

/** The one value that all mentions agree on. */
function first1(mentions: readonly Mention[]): Mention | undefined {
	const [first] = mentions;
	return mentions.every(({ value }) => value === first?.value) ? first : undefined;
}

function judge(sentence: Mention): Priced[] {
	const text = sentence.value;
	if (ASKED_FOR.test(text) || REPORTED.test(text)) return [];
	const money = moneyMentions(text).map((one) => ({
		...one,
		start: one.start + sentence.start,
		end: one.end + sentence.start,
	}));
	if (money.length === 0) return [];
	if (invoiceMentions(text).length > 0) return [{ sentence, money, kind: 'invoice' }];
	if (!PRICE.test(text)) return [];
	const isChange = changeOrderMentions(text).length > 0 || EXTRA.test(text);
	return [{ sentence, money, kind: isChange ? 'change_order' : 'quote' }];
}

function totalOf(priced: readonly Priced[]): MoneyMention | undefined {
	const all = priced.flatMap(({ money }) => money);
	const stated = priced.filter(({ sentence }) => /\btotal\b/i.test(sentence.value));
	const candidates = stated.length === 0 ? all : stated.flatMap(({ money }) => money);
	const [first] = candidates;
	return candidates.every(({ amount }) => amount === first?.amount) ? first : undefined;
}

/** The words around an amount, as the description of what is priced. */
function describe(sentence: Mention, money: MoneyMention): string {
	const before = sentence.value.slice(0, money.start - sentence.start);
	const after = sentence.value.slice(money.end - sentence.start);
	const named =
		/\b(?:for|to)\s+(?:the\s+)?(.{3,120}?)(?:\s+(?:is|are|comes?|will|would|at|of|=|:)|\s*[:,–—-]|\s*$)/is.exec(
			before,
		);
	const follows = /^\s*(?:for|to)\s+(?:the\s+)?(.{3,120}?)\s*(?:[.;!\n]|$)/is.exec(after);
	const text = named?.[1] ?? follows?.[1] ?? sentence.value;
	return text.replace(/\s+/g, ' ').trim().slice(0, 200);
}
