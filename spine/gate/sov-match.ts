import { nameSimilarity } from '../documents/names';
import type { CommitmentLine } from '../documents/records';
import type { Facts } from './facts';

/** What is printed on a line, as far as it tells what the line bills. */
export interface Printed {
	item?: string;
	description: string;
	costCode?: string;
	changeOrder?: string;
	recordId?: string;
	quantity?: number;
	unit?: string;
	unitPrice?: number;
}

const PROGRESS =
	/\b(?:progress|billing|draw|payment|application|installment|instalment|per\s+(?:contract|subcontract|agreement|p\.?o\.?|sov|schedule)|contract\s+(?:work|amount|sum)|base\s+(?:contract|scope)|work\s+(?:completed|performed|to\s+date)|% complete|percent\s+complete|final\s+(?:billing|invoice|payment)|monthly|mobili[sz]ation)\b/i;
const STOP = new Set(
	'WITH FROM THIS THAT WORK LABOR LABOUR MATERIAL MATERIALS FURNISH INSTALL INSTALLATION SUPPLY PROVIDE COMPLETE BASE TOTAL LINE ITEM'.split(
		' ',
	),
);

function words(text: string): Set<string> {
	return new Set(
		text
			.toUpperCase()
			.split(/[^\p{L}\p{N}]+/u)
			.filter((word) => word.length >= 4 && !STOP.has(word))
			.map((word) => word.replace(/(?:ING|ERS|ER|ES|S)$/, '')),
	);
}

const compact = (text: string | undefined): string =>
	(text ?? '')
		.toUpperCase()
		.replace(/[^A-Z0-9]/g, '')
		.replace(/^0+(?=.)/, '');

function only<T>(list: readonly T[]): T | undefined {
	return list.length === 1 ? list[0] : undefined;
}

function byText(printed: Printed, lines: readonly CommitmentLine[]): CommitmentLine | undefined {
	const scored = lines
		.map((line) => ({ line, score: nameSimilarity(line.description ?? '', printed.description) }))
		.sort((left, right) => right.score - left.score);
	const [best, next] = scored;
	if (best === undefined || best.score < 0.6) return undefined;
	return next !== undefined && next.score > best.score - 0.05 && best.score < 0.99
		? undefined
		: best.line;
}

/**
 * The SOV line that a printed line bills: by record, by item number with a description that does
 * not disagree, by a cost code that stands once, by description, by what the coding says; the only
 * line of a lump-sum commitment takes what says nothing else. `inScope` is true when the text at
 * least shares a telling word with the schedule of values or the commitment's title, or speaks of
 * progress on the whole.
 */
export function matchSovLine(
	printed: Printed,
	coded: string | undefined,
	facts: Facts,
): { line?: CommitmentLine; inScope: boolean } {
	const lines = facts.commitment?.lines ?? [];
	const found =
		lines.find((line) => line.id === printed.recordId) ??
		only(
			lines.filter(
				(line) =>
					printed.item !== undefined &&
					compact(line.number) === compact(printed.item) &&
					(line.description === undefined ||
						nameSimilarity(line.description, printed.description) >= 0.5),
			),
		) ??
		byText(printed, lines) ??
		only(
			lines.filter(
				(line) =>
					printed.costCode !== undefined && compact(line.costCode) === compact(printed.costCode),
			),
		) ??
		lines.find((line) => coded !== undefined && line.id === coded);
	if (found !== undefined) return { line: found, inScope: true };
	if (lines.length === 0) return { inScope: true };
	const lone = only(lines);
	const scope = words(
		[facts.commitment?.title ?? '', ...lines.map((line) => line.description ?? '')].join(' '),
	);
	const shared = [...words(printed.description)].some((word) => scope.has(word));
	const inScope = shared || PROGRESS.test(printed.description) || lone !== undefined;
	return lone !== undefined && facts.commitment?.kind === 'subcontract'
		? { line: lone, inScope }
		: { inScope };
}

/**
 * The SOV line that a person means by a name in prose (`the rough-in`, `fixtures`): by number or
 * cost code, by likeness to one description, or by the telling words that only one line bears.
 */
export function namedSovLine(
	name: string,
	lines: readonly CommitmentLine[],
): CommitmentLine | undefined {
	const exact = only(
		lines.filter((line) =>
			[line.id, line.number, line.costCode, line.description].some(
				(known) => known !== undefined && compact(known) !== '' && compact(known) === compact(name),
			),
		),
	);
	if (exact !== undefined) return exact;
	const alike = byText({ description: name }, lines);
	if (alike !== undefined) return alike;
	const wanted = [...words(name)];
	return only(
		lines.filter((line) => {
			const known = words(line.description ?? '');
			return wanted.length > 0 && wanted.every((word) => known.has(word));
		}),
	);
}
