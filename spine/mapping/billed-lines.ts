import { toMinor } from '../documents/money';
import { nameSimilarity } from '../documents/names';
import { numberKey } from '../documents/numbers';
import type { ChangeOrderRecord, CommitmentLine, CommitmentRecord } from '../documents/records';
import { plain } from './patterns';

/** What is printed on a line, as far as it tells what the line bills. */
export interface PrintedLine {
	item?: string;
	description: string;
	costCode?: string;
	costType?: string;
	changeOrder?: string;
	recordId?: string;
	scheduledValue?: number;
}

/** What a printed line bills, and the codes it is therefore charged to. */
export interface Billed {
	/** SOV line of the commitment. */
	commitmentLine?: string;
	/** Change order, by record id. */
	changeOrder?: string;
	costCode?: string;
	costType?: string;
}

const alike = 0.6;
const clearlyBetter = 0.05;
const disagreeing = 0.5;

function only<T>(list: readonly T[]): T | undefined {
	return list.length === 1 ? list[0] : undefined;
}

/**
 * The SOV or change-order line that a printed line bills: by record; by its change-order reference;
 * by item number with a description that does not disagree; by description; by a scheduled value or
 * a cost code that stands only once; the only line of the commitment takes the rest. Printed codes
 * win over those of the line; where nothing matches, the commitment's only code is taken.
 */
export function billedBy(
	printed: PrintedLine,
	commitment: CommitmentRecord | undefined,
	changeOrders: readonly ChangeOrderRecord[],
): Billed {
	const own = { costCode: printed.costCode, costType: printed.costType };
	const coded = (line: CommitmentLine | undefined) => ({
		costCode: own.costCode ?? line?.costCode,
		costType: own.costType ?? line?.costType,
	});
	const billable = changeOrders.filter(({ deleted }) => deleted !== true);
	const carrier = billable.find(
		({ lines }) =>
			printed.recordId !== undefined && lines.some(({ id }) => id === printed.recordId),
	);
	if (carrier !== undefined) {
		return {
			changeOrder: packageOf(carrier, billable),
			...coded(carrier.lines.find(({ id }) => id === printed.recordId)),
		};
	}
	if (printed.changeOrder !== undefined) {
		const record = referenced(printed.changeOrder, billable);
		if (record === undefined) return { ...coded(soleCode(commitment)) };
		return {
			changeOrder: packageOf(record, billable),
			...coded(bestLine(printed, record.lines) ?? only(record.lines) ?? soleCode(commitment)),
		};
	}
	const lines = commitment?.lines ?? [];
	const found =
		lines.find(({ id }) => printed.recordId !== undefined && id === printed.recordId) ??
		bestLine(printed, lines) ??
		only(lines);
	return found === undefined
		? coded(soleCode(commitment))
		: { commitmentLine: found.id, ...coded(found) };
}

function bestLine(
	printed: PrintedLine,
	lines: readonly CommitmentLine[],
): CommitmentLine | undefined {
	const sameItem = lines.filter(
		({ number, description }) =>
			printed.item !== undefined &&
			number !== undefined &&
			itemKey(number) === itemKey(printed.item) &&
			(description === undefined ||
				nameSimilarity(description, printed.description) >= disagreeing),
	);
	const sameValue = lines.filter(
		({ amount }) =>
			printed.scheduledValue !== undefined &&
			printed.scheduledValue !== 0 &&
			toMinor(amount) === toMinor(printed.scheduledValue),
	);
	const sameCode = lines.filter(
		({ costCode, costType }) =>
			printed.costCode !== undefined &&
			costCode !== undefined &&
			plain(costCode) === plain(printed.costCode) &&
			(printed.costType === undefined ||
				costType === undefined ||
				plain(costType) === plain(printed.costType)),
	);
	return (
		only(sameItem) ?? byDescription(printed.description, lines) ?? only(sameValue) ?? only(sameCode)
	);
}

function itemKey(item: string): string {
	return plain(item).replace(/^0+(?=.)/, '');
}

function byDescription(
	description: string,
	lines: readonly CommitmentLine[],
): CommitmentLine | undefined {
	const scored = lines
		.map((line) => ({ line, score: nameSimilarity(line.description ?? '', description) }))
		.sort((a, b) => b.score - a.score);
	const [best, next] = scored;
	if (best === undefined || best.score < alike) return undefined;
	const close = next !== undefined && next.score > best.score - clearlyBetter;
	return close && (best.score < 1 || next.score === 1) ? undefined : best.line;
}

/** The code that all SOV lines share, as a line to take it from. */
function soleCode(commitment: CommitmentRecord | undefined): CommitmentLine | undefined {
	const lines = (commitment?.lines ?? []).filter(({ costCode }) => costCode !== undefined);
	const codes = new Set(
		lines.map(({ costCode, costType }) => `${costCode ?? ''}|${costType ?? ''}`),
	);
	return codes.size === 1 ? lines[0] : undefined;
}

const families: Array<[ChangeOrderRecord['tier'], RegExp]> = [
	['potential', /^(?:C?PCO|CE)\b|POTENTIAL/],
	['request', /^(?:COR|RCO|PCR|CPR)\b|REQUEST/],
	['package', /^(?:CCO|SCO|SCOR)\b/],
];

/** The one change order that a printed reference means; a bare `CO 3` means the executed one first. */
function referenced(
	printed: string,
	records: readonly ChangeOrderRecord[],
): ChangeOrderRecord | undefined {
	const byId = records.find(({ id }) => id === printed);
	if (byId !== undefined) return byId;
	const text = printed
		.toUpperCase()
		.replace(/[.#]/g, ' ')
		.replace(/C\s+O\b/g, 'CO')
		.trim();
	const digits = lastNumber(text);
	if (digits === undefined) return undefined;
	const same = records.filter(({ number }) => lastNumber(number ?? '') === digits);
	const family = families.find(([, pattern]) =>
		pattern.test(text.replace(/(?<=[A-Z])(?=\d)/g, ' ')),
	)?.[0];
	const fitting = family === undefined ? same : same.filter(({ tier }) => tier === family);
	return only(fitting) ?? only(fitting.filter(({ tier }) => tier === 'package'));
}

function lastNumber(text: string): string | undefined {
	return numberKey(text.match(/\d+/g)?.at(-1) ?? '')?.key;
}

/** Id of the package that a change order belongs to, else its own. */
function packageOf(record: ChangeOrderRecord, records: readonly ChangeOrderRecord[]): string {
	const parent = records.find(({ id }) => id === record.parent);
	if (record.tier === 'package' || parent === undefined) return record.id;
	return parent.tier === 'package' ? parent.id : packageOf(parent, records);
}
