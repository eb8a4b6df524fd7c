import { datesIn } from './dates';
import { labelledDate } from './header-values';
import { placesOf, tokensAt } from './hits';
import type { Found } from './layout';
import type { ReadContext } from './read-context';

export interface Period {
	from?: Found<string>;
	to?: Found<string>;
}

/** The period that a document bills: two labelled dates, or a range behind `Period`. */
export function periodOf(context: ReadContext): Period {
	const { layout, hits, order } = context;
	const period: Period = {};
	period.from = labelledDate(layout, hits, 'periodFrom', order);
	period.to = labelledDate(layout, hits, 'periodTo', order);
	for (const hit of [...hits.of('period'), ...hits.of('periodFrom')]) {
		for (const place of placesOf(layout, hits, hit)) {
			const dates = datesIn(place.text, order);
			const [first, second] = dates;
			if (!first) continue;
			const beside = place.where === 'inline' && first.start <= 3;
			const found = (date: typeof first): Found<string> => ({
				value: date.value,
				tokens: tokensAt(place, date.start, date.end),
				page: place.segment.page,
				confidence: beside ? 0.9 : 0.85 * hit.weight,
			});
			if (!second) {
				const open = /[-\u2013]\s*$|\b(?:to|through|thru)\s*$/i.test(place.text.slice(first.end));
				if (!beside || !open) continue;
				period.from ??= found(first);
				return period;
			}
			period.from ??= found(first);
			if (!period.to || period.to.value === first.value) period.to = found(second);
			return period;
		}
	}
	return period;
}
