import type { CodingLine } from '../documents/coding';
import type { PayApplication, PayApplicationLine } from '../documents/document';
import { formatAmount, multiply, sumAmounts, type Amount } from '../documents/money';
import {
	besideLines,
	costLine,
	minor,
	negated,
	retainageLine,
	total,
	type BillContext,
} from './bill';

/** Materials stored (column F) of the application before, by index of this one's rows. */
export type PreviousStored = ReadonlyArray<Amount | undefined>;

/**
 * Lines of a pay application on the AIA forms: for every row of the continuation sheet what it
 * bills this period, `E + F - F of the application before` (AIA G703 columns E and F), then
 * the change of retainage this period as a line of its own, so that the bill comes to the current
 * payment due (AIA G702 line 8). Retainage this period is the period's gross, plus retainage
 * released, less the payment due; where it is negative, retainage is released.
 *
 * @param net what the document asks for; without it retainage is taken from the printed rates.
 * @param previousStored column F of the application before, where it is known.
 */
export function payApplicationLines(
	bill: BillContext,
	application: PayApplication,
	net: Amount | undefined,
	previousStored: PreviousStored | undefined,
): { lines: CodingLine[]; gross: Amount } {
	const { document, currency } = bill;
	const costs = application.lines.flatMap((line, index) => {
		const amount = periodGross(line, previousStored?.[index], currency);
		if (minor(bill, amount) === 0) return [];
		return [costLine(bill, `payApplication.lines.${index}`, line, amount)];
	});
	if (application.lines.length === 0) costs.push(...wholeLine(bill, application, net));
	else if (previousStored === undefined) noteUnknownStored(bill, application);
	const gross = total(bill, costs);
	const tax = taxBeside(bill, application, net);
	const taxes = besideLines(bill, 'tax', 'TAX', 'Sales tax', tax, costs);
	const work = sumAmounts([net, -tax], currency);
	const released = document.retainageReleased ?? 0;
	const change =
		net === undefined
			? (document.retainage ?? withheld(application, gross, currency))
			: sumAmounts([gross, released, -work], currency);
	const lines = [
		...costs,
		...taxes,
		...retainageLine(bill, change >= 0 ? 'retainage' : 'retainage_release', negated(bill, change)),
		...retainageLine(bill, 'retainage_release', released),
	];
	return { lines, gross };
}

/** What a row bills this period; of a row that prints only G and D, their difference. */
function periodGross(
	line: PayApplicationLine,
	stored: Amount | undefined,
	currency: string,
): Amount {
	if (line.thisPeriod !== undefined || line.stored !== undefined) {
		return sumAmounts([line.thisPeriod, line.stored, stored === undefined ? 0 : -stored], currency);
	}
	return sumAmounts([line.completed, line.previous === undefined ? 0 : -line.previous], currency);
}

/** One line for an application whose continuation sheet was not read. */
function wholeLine(
	bill: BillContext,
	application: PayApplication,
	net: Amount | undefined,
): CodingLine[] {
	const { totals } = application;
	const gross =
		totals === undefined
			? 0
			: periodGross({ ...totals, description: '' }, undefined, bill.currency);
	bill.problems.push(
		'The pay application has no continuation sheet (G703). Ask for it, or bill it line by line by hand.',
	);
	const amount = gross === 0 ? (net ?? 0) : gross;
	const number = application.applicationNumber;
	const description = number === undefined ? 'Pay application' : `Pay application ${number}`;
	return minor(bill, amount) === 0
		? []
		: [costLine(bill, 'payApplication', { description }, amount)];
}

/** Tax that stands beside line 8 in the total. */
function taxBeside(
	bill: BillContext,
	application: PayApplication,
	net: Amount | undefined,
): Amount {
	const { tax } = bill.document;
	const due = application.currentPaymentDue;
	if (tax === undefined || net === undefined || due === undefined) return 0;
	return minor(bill, net) === minor(bill, due) + minor(bill, tax) ? tax : 0;
}

function withheld(application: PayApplication, gross: Amount, currency: string): Amount {
	return multiply(gross, (application.retainageOnWorkPercent ?? 0) / 100, currency);
}

const smallPart = 0.005;

/**
 * Says so when materials were stored on the application before and nobody knows how much on which
 * row: previous certificates (line 7) exceed what column D less retainage explains.
 */
function noteUnknownStored(bill: BillContext, application: PayApplication): void {
	const before = application.lessPreviousCertificates ?? 0;
	const rate = application.retainageOnWorkPercent;
	if (before === 0 || rate === undefined) return;
	const work = sumAmounts(
		application.lines.map(({ previous }) => previous),
		bill.currency,
	);
	const explained = multiply(work, 1 - rate / 100, bill.currency);
	const beyond = sumAmounts([before, -explained], bill.currency);
	if (beyond <= Math.max(1, work * smallPart)) return;
	bill.problems.push(
		`About ${formatAmount(beyond, bill.currency)} of the previous certificates was for stored materials that are not known by line. Read the earlier application in, so that they are not billed twice.`,
	);
}
