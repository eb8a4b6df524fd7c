import type { PayApplication } from '../documents/document';
import { type Minor, fromMinor } from '../documents/money';
import { normalizeName } from '../documents/names';
import { numberKey } from '../documents/numbers';
import type { PreviousStored } from './pay-application-lines';

/** An earlier application of the same commitment, amounts in minor units. */
export interface EarlierApplication {
	application?: string;
	state: string;
	lines: ReadonlyArray<{ item?: string; description?: string; stored?: Minor }>;
}

const order = (application: string | undefined): number =>
	Number(/\d+/.exec(application ?? '')?.[0] ?? Number.NaN);

/**
 * Materials stored (column F) on the application right before this one, by index of this one's
 * rows: what was stored then and is installed now appears in column E (AIA G703), so it must not be
 * billed twice. Rows are matched by item number, else by description.
 *
 * @param earlier applications that stand, newest first.
 * @returns undefined when it is not known which application came before; all zero for the first.
 */
export function previousStored(
	application: PayApplication,
	earlier: readonly EarlierApplication[],
	currency: string,
): PreviousStored | undefined {
	const own = order(application.applicationNumber);
	if (Number.isNaN(own)) return undefined;
	const before = earlier
		.filter((one) => order(one.application) < own && one.state !== 'held')
		.sort((a, b) => order(b.application) - order(a.application))[0];
	if (before === undefined) return own === 1 ? application.lines.map(() => 0) : undefined;
	return application.lines.map((line) => {
		const match =
			before.lines.find(
				({ item }) =>
					item !== undefined &&
					line.item !== undefined &&
					numberKey(item)?.key === numberKey(line.item)?.key,
			) ??
			before.lines.find(
				({ description }) =>
					description !== undefined &&
					normalizeName(description) === normalizeName(line.description),
			);
		return match?.stored === undefined ? 0 : fromMinor(match.stored, currency);
	});
}
