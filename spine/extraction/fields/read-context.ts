import type { DocumentKind, ReadingFlag } from '../../documents/document';
import type { ReadDocument } from '../source';
import { dateOrderOf } from './dates';
import type { DateOrder } from './dates';
import { findTables } from './find-tables';
import type { FoundTable } from './find-tables';
import { HitIndex, hitsOf } from './hits';
import { dateHabit, languageOf } from './language';
import type { Language } from './language';
import { evidenceOf } from './layout';
import type { Found, Layout } from './layout';
import { amountsIn, decimalMarkOf } from './money';
import type { DecimalMark } from './money';

/** What is known of a document's print before its fields are read. */
export interface ReadContext {
	layout: Layout;
	hits: HitIndex;
	tables: FoundTable[];
	mark: DecimalMark;
	order: DateOrder;
	language: Language;
	/** ISO code of the currency the document names most; absent for none. */
	currency?: string;
}

/**
 * Prepares once what the readers of fields look at: labels, tables, decimal mark, order of dates,
 * currency.
 */
export function contextOf(layout: Layout): ReadContext {
	const mark = decimalMarkOf(layout.text);
	const language = languageOf(layout.text);
	const currency = currencyOf(layout, mark);
	const hits = new HitIndex(hitsOf(layout));
	return {
		layout,
		hits,
		tables: findTables(layout, hits),
		mark,
		order: dateOrderOf(layout.text, dateHabit(language, currency)),
		language,
		...(currency === undefined ? {} : { currency }),
	};
}

function currencyOf(layout: Layout, mark: DecimalMark): string | undefined {
	const counts = new Map<string, number>();
	for (const row of layout.rows) {
		for (const { currency } of amountsIn(row.text, mark)) {
			if (currency !== undefined) counts.set(currency, (counts.get(currency) ?? 0) + 1);
		}
		for (const match of row.text.matchAll(
			/(?<![\p{L}\p{N}])(USD|CAD|AUD|EUR|GBP|CHF|PLN|INR|MXN)(?![\p{L}\p{N}])/gu,
		)) {
			const code = match[1] ?? '';
			counts.set(code, (counts.get(code) ?? 0) + 1);
		}
	}
	const named = [...counts].sort((a, b) => b[1] - a[1]);
	const explicit = named.find(
		([code]) => code !== 'USD' && new RegExp(`\\b${code}\\b`).test(layout.text),
	);
	return explicit && counts.get('USD') !== undefined && !/US\s?\$|USD/.test(layout.text)
		? explicit[0]
		: named[0]?.[0];
}

/** A document under construction: a value is set together with its evidence. */
export class Draft {
	readonly document: ReadDocument;

	constructor(
		private readonly layout: Layout,
		kind: DocumentKind,
		kindConfidence: number,
	) {
		this.document = {
			kind,
			kindConfidence,
			changeOrders: [],
			remarks: [],
			lines: [],
			flags: [],
			evidence: {},
		};
	}

	/** Notes where the value at a field path was read. */
	note(path: string, found: Omit<Found<unknown>, 'value'> | undefined): void {
		if (found) this.document.evidence[path] = evidenceOf(this.layout, found);
	}

	/** The value of what was found, its evidence noted under the path. */
	take<T>(path: string, found: Found<T> | undefined): T | undefined {
		if (!found) return undefined;
		this.note(path, found);
		return found.value;
	}

	flag(flag: ReadingFlag): void {
		this.document.flags.push(flag);
	}

	/** The document without absent members. */
	finish(): ReadDocument {
		for (const [key, value] of Object.entries(this.document)) {
			if (value === undefined) Reflect.deleteProperty(this.document, key);
		}
		return this.document;
	}
}
