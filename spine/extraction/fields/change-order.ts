import type { ChangeOrderSheet } from '../../documents/document';
import { datesIn } from './dates';
import type { Found, Row, Segment } from './layout';
import { tokensIn } from './layout';
import { amountsIn, percentIn } from './money';
import type { Draft, ReadContext } from './read-context';

type AmountLine =
	'originalSum' | 'previousChanges' | 'newSum' | 'labour' | 'material' | 'equipment' | 'markup';

const AMOUNTS: ReadonlyArray<readonly [AmountLine | 'thisChange', RegExp]> = [
	['originalSum', /\boriginal\s+(?:(?:sub-?)?contract|commitment|guaranteed\s+maximum)\b/i],
	[
		'previousChanges',
		/\bprevious(?:ly)?\s+(?:authori[sz]ed|approved)\s+change|\b(?:net\s+change\s+by\s+)?previous(?:ly)?\s+.{0,24}change\s+orders?|\bprior\s+change\s+orders?|\bchange\s+orders?\s+to\s+date/i,
	],
	[
		'newSum',
		/\bnew\s+(?:(?:sub-?)?contract|commitment)\s+(?:sum|amount|total|price|value)|\b(?:sub-?)?contract\s+(?:sum|amount)\s+(?:including|after|with)\s+this|\brevised\s+(?:(?:sub-?)?contract|commitment)\s+(?:sum|amount|total|price|value)/i,
	],
	[
		'thisChange',
		/\b(?:will\s+be\s+(?:increased|decreased|changed|unchanged)|amount\s+of\s+this\s+change|this\s+change\s+order(?:\s+in\s+the)?|total\s+(?:of\s+)?this\s+change|change\s+order\s+(?:total|amount)|net\s+change\b(?!\s+by))/i,
	],
	[
		'markup',
		/^\W*(?:(?:contractor'?s?\s+)?(?:overhead|o\s*&\s*p|oh&p|markup|mark-up|fee|profit)(?:\s*(?:&|and|\/)\s*(?:profit|overhead|fee))?)\b/i,
	],
	['labour', /^\W*(?:total\s+)?(?:labou?r)\b(?!\s*(?:and|&|\/))/i],
	['material', /^\W*(?:total\s+)?materials?\b/i],
	['equipment', /^\W*(?:total\s+)?equipment(?:\s+rental)?\b/i],
];
const STATUS =
	/\b(?:status)\s*[:#]?\s*(approved|pending(?:\s+approval)?|proposed|draft|rejected|void(?:ed)?|executed|submitted|under\s+review|open|closed|not\s+approved)\b/i;
const STAMP =
	/^(?:approved|pending(?:\s+approval)?|rejected|void|executed|not\s+approved|proposed)$/i;
const ROLE =
	/\b(owner(?:'s\s+representative)?|general\s+contractor|sub-?contractor|contractor|architect|engineer|construction\s+manager|project\s+manager|client|customer|accepted|approved|authori[sz]ed|submitted)\b/i;

/** What a change-order form prints beside its lines: running sums, cost build-up, status, signatures. */
export function readChangeOrderSheet(context: ReadContext, draft: Draft): void {
	const sheet: ChangeOrderSheet = { signatures: [] };
	for (const row of context.layout.rows) {
		for (const segment of row.segments) {
			for (const [name, pattern] of AMOUNTS) {
				const match = pattern.exec(segment.text);
				if (!match) continue;
				const found = lastAmount(context, row, segment);
				if (!found) break;
				if (name === 'thisChange') {
					if (draft.document.total === undefined)
						draft.document.total = draft.take('total', signedBy(found, segment.text));
				} else if (sheet[name] === undefined) {
					sheet[name] = draft.take(`changeOrder.${name}`, found);
					if (name === 'labour') readLabour(context, row, sheet);
					if (name === 'markup') sheet.markupPercent = percentIn(row.text) ?? sheet.markupPercent;
				}
				break;
			}
		}
	}
	const status = statusOf(context.layout.rows) ?? proposalOf(context.layout.rows);
	if (status !== undefined) sheet.status = status;
	sheet.signatures = signaturesOf(context);
	draft.document.changeOrder = sheet;
}

/** `will be decreased by $1,250` is a deduction, whatever the sign of the number. */
function signedBy(found: Found<number>, text: string): Found<number> {
	return /decreas|deduct/i.test(text) && !/increas/i.test(text)
		? { ...found, value: -Math.abs(found.value) }
		: found;
}

function lastAmount(context: ReadContext, row: Row, segment: Segment): Found<number> | undefined {
	const from = row.segments.indexOf(segment);
	for (const one of row.segments.slice(from).reverse()) {
		const amount = amountsIn(one.text, context.mark).findLast((candidate) => candidate.clear);
		if (!amount) continue;
		return {
			value: amount.value,
			tokens: tokensIn(one, amount.start, amount.end),
			page: row.page,
			confidence: 0.88,
		};
	}
	return undefined;
}

/** Hours and rate of a labour line: `Labor 16 hrs @ $85.00`, or cells of hours and rate before the amount. */
function readLabour(context: ReadContext, row: Row, sheet: ChangeOrderSheet): void {
	const spoken =
		/(\d+(?:\.\d+)?)\s*(?:hrs?\.?|hours?|mh)\s*(?:@|at|x|\u00d7)\s*\$?\s*(\d+(?:\.\d+)?)/i.exec(
			row.text,
		);
	if (spoken) {
		sheet.labourHours = Number(spoken[1]);
		sheet.labourRate = Number(spoken[2]);
		return;
	}
	const numbers = amountsIn(
		row.segments
			.slice(1)
			.map((segment) => segment.text)
			.join('   '),
		context.mark,
	);
	const [hours, rate] = numbers;
	if (numbers.length === 3 && hours && rate) {
		sheet.labourHours = hours.value;
		sheet.labourRate = rate.value;
	}
}

function statusOf(rows: readonly Row[]): string | undefined {
	for (const row of rows) {
		const labelled = STATUS.exec(row.text)?.[1];
		if (labelled) return labelled.toLowerCase();
		const stamp = row.segments.find(
			(segment) => STAMP.test(segment.text) && segment.text === segment.text.toUpperCase(),
		);
		if (stamp) return stamp.text.toLowerCase();
	}
	return undefined;
}

/** A form titled as a request or proposal is not yet an amendment, whoever signed it. */
function proposalOf(rows: readonly Row[]): string | undefined {
	const title =
		/\bchange\s*order\s+(?:request|proposal|pricing)\b|\b(?:proposed|potential)\s+change\s*order\b|\brequest\s+for\s+change\b/i;
	return rows.slice(0, 12).some((row) => title.test(row.text)) ? 'proposed' : undefined;
}

/** Names on signature lines; a line without a name is nobody's signature. */
function signaturesOf(context: ReadContext): ChangeOrderSheet['signatures'] {
	const signatures: ChangeOrderSheet['signatures'] = [];
	const { rows } = context.layout;
	for (const row of rows) {
		for (const [at, segment] of row.segments.entries()) {
			const match =
				/(?:^|\b)(?:by|signed(?:\s+by)?|signature|(?:approved|accepted|authori[sz]ed)\s+by|\/s\/)\s*:?\s*(.*)$/i.exec(
					segment.text,
				);
			if (!match || segment.tokens.length > 10 || /prepared|submitted\s+by/i.test(segment.text))
				continue;
			const beside = row.segments[at + 1];
			const own = (match[1] ?? '').replace(/\bdated?\b.*$/i, '').replace(/^[:_\s]+|[_\s,]+$/g, '');
			const next =
				beside &&
				!/^date/i.test(beside.text) &&
				datesIn(beside.text).length === 0 &&
				!/:/.test(beside.text)
					? beside.text
					: '';
			const name = (own === '' ? next : own).replace(/^\/s\/\s*/i, '').trim();
			if (
				!/^\p{L}[\p{L}.'\u2019 -]{2,40}$/u.test(name) ||
				/\b(?:signature|contract|order|change|date|owner|contractor|title|name)\b/i.test(name)
			)
				continue;
			const [date] = datesIn(row.text.slice(row.text.indexOf(segment.text)), context.order);
			const below = date ?? datesIn(nearby(rows, row.index, segment), context.order)[0];
			const role =
				ROLE.exec(segment.text.slice(0, match.index + 12)) ??
				ROLE.exec(row.segments[at - 1]?.text ?? '') ??
				ROLE.exec(above(rows, row.index, segment));
			signatures.push({
				name,
				...(role?.[1] ? { role: role[1].toLowerCase() } : {}),
				...(below ? { date: below.value } : {}),
			});
		}
	}
	return signatures;
}

function nearby(rows: readonly Row[], index: number, segment: Segment): string {
	for (const row of rows.slice(index + 1, index + 4)) {
		const under = row.segments.find((one) => Math.abs(one.box[0] - segment.box[0]) < 60);
		if (under && /date/i.test(under.text)) return under.text;
		if (under && !/^(?:name|title|printed|its)\b/i.test(under.text)) return '';
	}
	return '';
}

function above(rows: readonly Row[], index: number, segment: Segment): string {
	for (let at = index - 1; at >= Math.max(0, index - 3); at -= 1) {
		const found = rows[at]?.segments.find(
			(one) => Math.abs(one.box[0] - segment.box[0]) < 40 && ROLE.test(one.text),
		);
		if (found) return found.text;
	}
	return '';
}
