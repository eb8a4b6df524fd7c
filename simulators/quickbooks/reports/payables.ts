import type { Company } from '../company';
import { cents, number, refId, text, type Row } from '../rows';
import { dataRow, money, report, totalRow, type Column } from './table';

interface Open {
	vendor: string;
	due: string;
	amount: number;
}

/** What is open on payables: bills, credits (negative), and money paid but applied to nothing. */
function open(company: Company, asOf: string): Open[] {
	const of = (entity: string, sign: 1 | -1): Open[] =>
		company
			.rows(entity)
			.filter(
				(row) => (text(row, 'TxnDate') ?? '').slice(0, 10) <= asOf && cents(row, 'Balance') !== 0,
			)
			.map((row) => ({
				vendor: refId(row, 'VendorRef') ?? '',
				due: text(row, 'DueDate') ?? text(row, 'TxnDate') ?? asOf,
				amount: sign * cents(row, 'Balance'),
			}));
	return [...of('Bill', 1), ...of('VendorCredit', -1)];
}

function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000);
}

function vendorName(company: Company, id: string): string {
	return text(company.get('Vendor', id) ?? {}, 'DisplayName') ?? id;
}

function wanted(query: Record<string, string>, vendor: string): boolean {
	return query.vendor === undefined || query.vendor.split(',').includes(vendor);
}

function byVendor(company: Company, rows: Map<string, number[]>, width: number): Row[] {
	const names = [...rows.keys()].sort((a, b) =>
		vendorName(company, a).localeCompare(vendorName(company, b)),
	);
	const sums = new Array<number>(width).fill(0);
	const out = names.map((id) => {
		const amounts = rows.get(id) ?? [];
		amounts.forEach((amount, index) => (sums[index] = (sums[index] ?? 0) + amount));
		const cells = amounts.map((amount) => ({ value: amount === 0 ? '' : money(amount) }));
		return dataRow([{ value: vendorName(company, id), id }, ...cells]);
	});
	if (out.length > 0)
		out.push(totalRow([{ value: 'TOTAL' }, ...sums.map((sum) => ({ value: money(sum) }))]));
	return out;
}

/** Open payables by vendor and by days past due (or past the report date's own aging periods). */
export function agedPayables(company: Company, query: Record<string, string>): Row {
	const asOf = query.report_date ?? company.today();
	const period = number(query, 'aging_period') || 30;
	const periods = number(query, 'num_periods') || 4;
	const rows = new Map<string, number[]>();
	for (const { vendor, due, amount } of open(company, asOf)) {
		if (!wanted(query, vendor)) continue;
		const late = daysBetween(due, asOf);
		const bucket = late <= 0 ? 0 : Math.min(periods, Math.ceil(late / period));
		const cells = rows.get(vendor) ?? new Array<number>(periods + 2).fill(0);
		cells[bucket] = (cells[bucket] ?? 0) + amount;
		cells[periods + 1] = (cells[periods + 1] ?? 0) + amount;
		rows.set(vendor, cells);
	}
	const titles = Array.from({ length: periods }, (_, index) =>
		index === periods - 1
			? `${index * period + 1} and over`
			: `${index * period + 1} - ${(index + 1) * period}`,
	);
	const columns: Column[] = [
		{ title: '', type: 'Vendor' },
		...['Current', ...titles, 'Total'].map((title) => ({ title, type: 'Money' as const })),
	];
	return report(company, 'AgedPayables', {
		start: asOf,
		end: asOf,
		options: { report_date: asOf },
		columns,
		rows: byVendor(company, rows, periods + 2),
	});
}

/** The open balance of each vendor. */
export function vendorBalance(company: Company, query: Record<string, string>): Row {
	const asOf = query.report_date ?? company.today();
	const rows = new Map<string, number[]>();
	for (const { vendor, amount } of open(company, asOf))
		if (wanted(query, vendor)) rows.set(vendor, [(rows.get(vendor)?.[0] ?? 0) + amount]);
	return report(company, 'VendorBalance', {
		start: asOf,
		end: asOf,
		options: { report_date: asOf },
		columns: [
			{ title: '', type: 'Vendor' },
			{ title: 'Total', type: 'Money' },
		],
		rows: byVendor(company, rows, 1),
	});
}
