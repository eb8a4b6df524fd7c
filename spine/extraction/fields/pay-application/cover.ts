import type { PayApplication } from '../../../documents/document';
import { fromMinor, toMinor } from '../../../documents/money';
import type { Found, Layout, Row, Segment } from '../layout';
import { tokensIn } from '../layout';
import { amountsIn, percentIn } from '../money';
import type { PrintedAmount } from '../money';
import type { ReadContext } from '../read-context';

/** The lines of the cover sheet that hold an amount. */
export type CoverLine =
	| 'originalContractSum'
	| 'netChangeByChangeOrders'
	| 'contractSumToDate'
	| 'totalCompletedAndStored'
	| 'retainageOnWork'
	| 'retainageOnStored'
	| 'totalRetainage'
	| 'totalEarnedLessRetainage'
	| 'lessPreviousCertificates'
	| 'currentPaymentDue'
	| 'balanceToFinish';

/** Labels of the cover's lines; forms renumber them, so numbers are never looked at. */
const LABELS: ReadonlyArray<readonly [CoverLine, RegExp]> = [
	[
		'originalContractSum',
		/\boriginal\s+(?:sub-?)?contract(?:\s+(?:sum|amount|price|value|total))?\b|\b(?:sub-?)?contract\s+(?:sum|amount|price|value)\s*[,(-]\s*original\b|\boriginal\s+(?:commitment|agreement)\s+(?:sum|amount|value)\b|\bbase\s+contract\s+(?:sum|amount)\b/i,
	],
	[
		'netChangeByChangeOrders',
		/\bnet\s+changes?\s+(?:by|from|in)\s+(?:change\s+orders?|contract)\b|\b(?:total\s+)?(?:approved\s+)?change\s+orders?\s+(?:to\s+date|approved(?:\s+to\s+date)?|total)\b|\bapproved\s+change\s+orders?\b|\bnet\s+change\s+orders?\b|\bchange\s+orders?\s*[,(-]+\s*net\b|\bnet\s+(?:of\s+)?change\s+orders?\b/i,
	],
	[
		'contractSumToDate',
		/\b(?:sub-?)?contract\s+(?:sum|amount|price|value|total)\s+to\s+date\b|\b(?:revised|adjusted|current|new)\s+(?:sub-?)?contract\s+(?:sum|amount|price|value|total)\b/i,
	],
	[
		'totalEarnedLessRetainage',
		/\b(?:total\s+|net\s+)?earned\s*(?:to\s+date\s*)?,?\s*\(?(?:less|net\s+of|minus)\s+(?:total\s+)?(?:retainage|retention)\b|\btotal\s+less\s+(?:retainage|retention)\b|\bnet\s+(?:earned|amount\s+earned)(?:\s+to\s+date)?\b/i,
	],
	[
		'totalCompletedAndStored',
		/\btotal\s+(?:work\s+)?completed?\s*(?:&|and|\+)\s*stored\b|\b(?:total\s+)?(?:work\s+)?completed\s+to\s+date\b|\btotal\s+(?:value\s+of\s+)?work\s+(?:completed|in\s+place)\b|\bgross\s+(?:amount\s+)?(?:billed|earned|billing)(?:\s+to\s+date)?\b/i,
	],
	[
		'retainageOnWork',
		/\b(?:of\s+(?:completed\s+work|work\s+(?:in\s+place|completed?))|retainage\s+on\s+(?:completed\s+)?work|on\s+completed\s+work)\b/i,
	],
	[
		'retainageOnStored',
		/\b(?:of\s+(?:materials?\s+)?stored(?:\s+materials?)?|retainage\s+on\s+stored(?:\s+materials?)?|on\s+stored\s+materials?)\b/i,
	],
	[
		'totalRetainage',
		/^\W*(?:line\s*)?(?:[\dA-I]{1,2}\W+)?(?:retainage|retention)(?:\s*\(?@?\s*\d+(?:\.\d+)?\s*%\)?)?\s*:?\s*(?:\([^()]*\)\s*:?\s*)?$|\btotal\s+(?:retainage|retention|in\s+column\s+i)\b|\b(?:retainage|retention)\s+(?:held|withheld|to\s+date|total)(?:\s+to\s+date)?\b|\bless\s+(?:total\s+)?(?:retainage|retention)\b/i,
	],
	[
		'lessPreviousCertificates',
		/\b(?:less|minus)\s+(?:previous|prior)\s+(?:certificates?|applications?|payments?|billings?|amounts?)\b|\bprevious\s+(?:certificates?|applications?|payments?|billings?)(?:\s+for\s+payment)?\b|\bpreviously\s+(?:paid|billed|certified|invoiced)\b|\bprior\s+(?:payments?|certificates?|billings?)\b/i,
	],
	[
		'currentPaymentDue',
		/\bcurrent\s+(?:payment|amount|billing|net)\s+(?:due|requested)\b|\b(?:amount|payment|net)\s+due\s+this\s+(?:application|period|invoice|billing|request)\b|\bnet\s+(?:amount|payment)\s+due\b|\b(?:total|amount)\s+due\s+this\b|\bpayment\s+requested\b/i,
	],
	[
		'balanceToFinish',
		/\bbalance\s+to\s+(?:finish|complete)\b|\bbalance\s+(?:of\s+contract\s+)?(?:remaining|including\s+retainage)\b/i,
	],
];

/** `5. RETAINAGE:` may head its parts, which stand below it: an amount is its own only beside it. */
const BARE =
	/^\W*(?:line\s*)?(?:[\dA-I]{1,2}\W+)?(?:retainage|retention)(?:\s*\(?@?\s*\d+(?:\.\d+)?\s*%\)?)?\s*:?\s*(?:\([^()]*\)\W*)?$/i;

export interface Cover {
	amounts: Partial<Record<CoverLine, Found<number>>>;
	retainageOnWorkPercent?: number;
	retainageOnStoredPercent?: number;
}

const TELLING: readonly CoverLine[] = ['totalEarnedLessRetainage', 'balanceToFinish'];
const COVER_LINES_NEEDED = 6;

/** Whether a page prints the lines of a pay application's cover, whatever its title. */
export function isCoverSheet(layout: Layout): boolean {
	const named = new Set<CoverLine>();
	for (const segment of layout.rows.flatMap((row) => row.segments)) {
		const line = lineNamedBy(segment.text, { amounts: {} });
		if (line) named.add(line.name);
	}
	return named.size >= COVER_LINES_NEEDED && TELLING.some((name) => named.has(name));
}

/** The amounts of the cover sheet, each beside its own label; the certification text at their right is passed over. */
export function readCover(context: ReadContext, sheetRows: ReadonlySet<number>): Cover {
	const cover: Cover = { amounts: {} };
	for (const row of context.layout.rows) {
		if (sheetRows.has(row.index)) continue;
		for (const segment of row.segments) {
			const line = lineNamedBy(segment.text, cover);
			if (!line || cover.amounts[line.name]) continue;
			const found = amountFor(context, row, segment, line.end, BARE.test(segment.text));
			if (found) cover.amounts[line.name] = found;
			const rate = percentIn(`${before(row, segment)} ${segment.text}`);
			if (rate === undefined) continue;
			if (line.name === 'retainageOnWork') cover.retainageOnWorkPercent = rate;
			if (line.name === 'retainageOnStored') cover.retainageOnStoredPercent = rate;
		}
	}
	return weighed(cover);
}

function lineNamedBy(text: string, cover: Cover): { name: CoverLine; end: number } | undefined {
	for (const [name, pattern] of LABELS) {
		const match = pattern.exec(text);
		if (!match || cover.amounts[name]) continue;
		const lead = text.slice(0, match.index).match(/\p{L}{3,}/gu)?.length ?? 0;
		if (lead > 3 || text.length - match[0].length > 90) continue;
		return { name, end: match.index + match[0].length };
	}
	return undefined;
}

function before(row: Row, segment: Segment): string {
	const at = row.segments.indexOf(segment);
	return row.segments
		.slice(Math.max(0, at - 2), at)
		.map((one) => one.text)
		.join(' ');
}

function amountFor(
	context: ReadContext,
	row: Row,
	segment: Segment,
	from: number,
	ownRowOnly: boolean,
): Found<number> | undefined {
	const own = amountInText(context, segment, from, false) ?? amountRightOf(context, row, segment);
	if (own || ownRowOnly) return own;
	const height = row.box[3] - row.box[1];
	for (let index = row.index + 1; index <= row.index + 2; index += 1) {
		const next = context.layout.rows[index];
		if (!next || next.page !== row.page || next.box[1] - row.box[3] > height * 2.2)
			return undefined;
		const under = next.segments.find(
			(one) =>
				Math.abs(one.box[0] - segment.box[0]) < 30 ||
				(one.box[0] > segment.box[0] && one.box[0] < segment.box[2]),
		);
		const beside = next.segments.find(
			(one) => one.box[0] >= segment.box[2] && middle(one) - middle(segment) < height * 0.9,
		);
		const centred = beside && amountInText(context, beside, 0, true);
		if (centred) return centred;
		const start = under ?? next.segments[0];
		if (
			!start ||
			(under && (lineNamedBy(under.text, { amounts: {} }) || /^\d{1,2}[.)]\s/.test(under.text)))
		)
			return undefined;
		const found = under
			? (amountInText(context, under, 0, false) ?? amountRightOf(context, next, under))
			: undefined;
		if (found) return found;
	}
	return undefined;
}

const middle = ({ box }: Segment): number => (box[1] + box[3]) / 2;

/** The first amount at the right, over annotations in brackets, up to words of something else. */
function amountRightOf(
	context: ReadContext,
	row: Row,
	segment: Segment,
): Found<number> | undefined {
	for (const next of row.segments.slice(row.segments.indexOf(segment) + 1)) {
		const bare = next.text.replace(/\([^()]*\p{L}[^()]*\)/gu, ' ').trim();
		if (bare === '' || bare === '$' || /^[-\u2013=:%]$/.test(bare)) continue;
		const found = amountInText(context, next, 0, true);
		if (found) return found;
		if (/\p{L}{3}/u.test(bare)) return undefined;
	}
	return undefined;
}

function amountInText(
	context: ReadContext,
	segment: Segment,
	from: number,
	alone: boolean,
): Found<number> | undefined {
	const text = segment.text
		.slice(from)
		.replace(/\([^()]*\p{L}[^()]*\)/gu, (part) => ' '.repeat(part.length))
		.replace(
			/\blines?\s+\d+[a-z]?(?:\s*(?:[-+\u00b1]|less|minus|plus|and)\s*(?:line\s+)?\d+[a-z]?)*/gi,
			(part) => ' '.repeat(part.length),
		);
	const amounts = amountsIn(text, context.mark);
	const whole = (amount: PrintedAmount): boolean =>
		!/\p{L}/u.test(`${text.slice(0, amount.start)}${text.slice(amount.end)}`);
	const amount =
		amounts.find((one) => one.clear) ??
		(alone ? amounts.find(whole) : amounts.findLast((one) => Math.abs(one.value) >= 100));
	if (!amount) {
		const dash = alone && /^\$?\s*(?:-|\u2013|\u2014|-0-)$/.test(text.trim());
		return dash
			? { value: 0, tokens: segment.tokens, page: segment.page, confidence: 0.9 }
			: undefined;
	}
	return {
		value: amount.value,
		tokens: tokensIn(segment, from + amount.start, from + amount.end),
		page: segment.page,
		confidence: amount.clear ? 0.93 : 0.85,
	};
}

/** Raises the confidence of amounts that agree with each other by the form's own arithmetic. */
function weighed(cover: Cover): Cover {
	const value = (name: CoverLine): number | undefined => {
		const amount = cover.amounts[name]?.value;
		return amount === undefined ? undefined : toMinor(amount);
	};
	const agree = (result: CoverLine, left: CoverLine, right: CoverLine, sign: 1 | -1): void => {
		const [r, a, b] = [value(result), value(left), value(right)];
		if (r === undefined || a === undefined || b === undefined) return;
		if (fromMinor(r) !== fromMinor(a + sign * Math.abs(b)) && r !== a + sign * b) return;
		for (const name of [result, left, right]) {
			const found = cover.amounts[name];
			if (found) found.confidence = 0.98;
		}
	};
	agree('contractSumToDate', 'originalContractSum', 'netChangeByChangeOrders', 1);
	agree('totalRetainage', 'retainageOnWork', 'retainageOnStored', 1);
	agree('totalEarnedLessRetainage', 'totalCompletedAndStored', 'totalRetainage', -1);
	agree('currentPaymentDue', 'totalEarnedLessRetainage', 'lessPreviousCertificates', -1);
	agree('balanceToFinish', 'contractSumToDate', 'totalEarnedLessRetainage', -1);
	return cover;
}

/** Members of the typed cover that hold these amounts. */
export function coverAmounts(cover: Cover): Partial<Pick<PayApplication, CoverLine>> {
	return Object.fromEntries(
		Object.entries(cover.amounts).map(([name, found]) => [name, found.value]),
	);
}
