import type { ReadLine } from './item-lines';
import { lineKindOf } from './line-kinds';
import { readSheets } from './pay-application/continuation';
import type { ReadContext } from './read-context';

/**
 * Lines of an invoice that bills progress on a schedule of values: what each line asks for this
 * period. The rows of its sheet are added to `rows`, so that their totals count as no total.
 */
export function progressLines(context: ReadContext, rows: Set<number>): ReadLine[] {
	const sheet = readSheets(context);
	for (const row of sheet.rows) rows.add(row);
	return sheet.lines.flatMap(({ line, found, row }): ReadLine[] => {
		if (line.thisPeriod === undefined) return [];
		const { description, thisPeriod, item, costCode, changeOrder } = line;
		return [
			{
				line: {
					description,
					amount: thisPeriod,
					kind: lineKindOf(description),
					...(item === undefined ? {} : { number: item }),
					...(costCode === undefined ? {} : { costCode }),
					...(changeOrder === undefined ? {} : { changeOrder }),
				},
				found: {
					description: found['description'],
					amount: found['thisPeriod'],
					number: found['item'],
				},
				row,
			},
		];
	});
}
