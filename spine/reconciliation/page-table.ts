import { type Amount, formatAmount } from '../documents/money';
import { escapeHtml } from './escape-html';

/** A column of a printed table. */
export interface PageColumn<T> {
	header: string;
	/** Printed small above the header. */
	group?: string;
	kind: 'text' | 'money' | 'number' | 'percent';
	value: (row: T) => string | number | undefined;
	/** Sum that stands below the column; absent: nothing does. */
	total?: Amount;
}

/** A table of the page; a wide one scrolls by itself and can be reached by the keyboard. Everything is escaped. */
export function pageTable<T>(
	label: string,
	columns: ReadonlyArray<PageColumn<T>>,
	rows: readonly T[],
	currency: string,
): string {
	const head = columns.map(
		({ header, group, kind }) =>
			`<th scope="col" class="${kind}">${group === undefined ? '' : `<small>${escapeHtml(group)}</small>`}${escapeHtml(header)}</th>`,
	);
	const body = rows.map(
		(row) =>
			`<tr>${columns.map(({ kind, value }) => cell(kind, value(row), currency)).join('')}</tr>`,
	);
	const foot = columns.some(({ total }) => total !== undefined)
		? `<tfoot><tr>${columns
				.map(({ kind, total }, index) => cell(kind, index === 0 ? 'Total' : total, currency))
				.join('')}</tr></tfoot>`
		: '';
	return `<div class="wide" tabindex="0" role="region" aria-label="${escapeHtml(label)}"><table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody>${foot}</table></div>`;
}

function cell(
	kind: PageColumn<never>['kind'],
	found: string | number | undefined,
	currency: string,
): string {
	const shown =
		found === undefined
			? ''
			: kind === 'money' && typeof found === 'number'
				? formatAmount(found, currency)
				: kind === 'percent' && typeof found === 'number'
					? `${found.toFixed(1)} %`
					: String(found);
	const negative = typeof found === 'number' && found < 0 ? ' negative' : '';
	return `<td class="${kind}${negative}">${escapeHtml(shown)}</td>`;
}
