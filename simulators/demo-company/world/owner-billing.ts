import { percentOf, total, wireMoney } from './cents';
import { ACCOUNTS, ITEMS } from './codes';
import { type Project, projectOf } from './us';

type Row = Record<string, unknown>;

/** A contract with an owner and what was billed of each line in January, February and March. */
interface Prime {
	id: number;
	project: Project;
	number: string;
	lines: ReadonlyArray<readonly [description: string, amount: number, billed: readonly number[]]>;
	/** How far the invoice of March is. */
	march: 'approved' | 'under_review';
}

const MONTHS = ['2026-01-31', '2026-02-28', '2026-03-31'] as const;

/** Retainage that owners hold, in percent. */
const RETAINAGE = 10;

const PRIMES: readonly Prime[] = [
	{
		id: 951_000,
		project: projectOf('2301'),
		number: 'PC-2301',
		lines: [
			['General conditions', 240_000, [60_000, 60_000, 30_000]],
			['Site and foundations', 520_000, [120_000, 180_000, 90_000]],
			['Structure and envelope', 860_000, [0, 96_000, 144_000]],
		],
		march: 'under_review',
	},
	{
		id: 952_000,
		project: projectOf('2312'),
		number: 'PC-2312',
		lines: [
			['General conditions', 180_000, [30_000, 45_000, 45_000]],
			['Earthwork and utilities', 250_000, [55_000, 90_000, 70_000]],
			['Shell', 990_000, [70_000, 150_000, 240_000]],
		],
		march: 'approved',
	},
];

/** An owner invoice (AIA G702 / G703) of one month. */
function invoiceOf(prime: Prime, month: number) {
	const rows = prime.lines.map(([description, scheduled, billed], index) => {
		const previous = total(billed.slice(0, month));
		const thisPeriod = billed[month] ?? 0;
		return { id: prime.id + index + 1, description, scheduled, previous, thisPeriod };
	});
	const completed = total(rows.flatMap((row) => [row.previous, row.thisPeriod]));
	const earlier = total(rows.map((row) => row.previous));
	const earned = (sum: number) => total([sum, -percentOf(RETAINAGE, sum)]);
	return {
		number: `OWN-${prime.project.number}-${String(month + 1).padStart(2, '0')}`,
		rows,
		completed,
		previousCertificates: earned(earlier),
		due: total([earned(completed), -earned(earlier)]),
		gross: total([completed, -earlier]),
	};
}

function primeRow({ id, project, number, lines }: Prime): Row {
	const sum = wireMoney(total(lines.map(([, amount]) => amount)));
	return {
		id,
		number,
		title: project.name,
		status: 'Approved',
		executed: true,
		project: { id: project.id, name: project.name },
		project_id: project.id,
		retainage_percent: wireMoney(RETAINAGE),
		grand_total: sum,
		revised_contract_amount: sum,
		line_items: lines.map(([description, amount], index) => ({
			id: id + index + 1,
			position: index + 1,
			description,
			amount: wireMoney(amount),
		})),
		created_at: '2025-11-03T15:00:00Z',
		updated_at: '2026-01-05T15:00:00Z',
	};
}

function applicationRow(prime: Prime, month: number): Row {
	const periodTo = MONTHS[month] ?? '';
	const invoice = invoiceOf(prime, month);
	const retained = percentOf(RETAINAGE, invoice.completed);
	return {
		id: prime.id + 100 + month,
		project_id: prime.project.id,
		contract: { id: prime.id, type: 'PrimeContract', title: prime.project.name },
		number: month + 1,
		invoice_number: invoice.number,
		status: month === 2 ? prime.march : 'approved',
		billing_date: periodTo,
		period_start: `${periodTo.slice(0, 8)}01`,
		period_end: periodTo,
		g702: {
			total_completed_and_stored_to_date: wireMoney(invoice.completed),
			total_retainage: wireMoney(retained),
			total_earned_less_retainage: wireMoney(total([invoice.completed, -retained])),
			less_previous_certificates_for_payment: wireMoney(invoice.previousCertificates),
			current_payment_due: wireMoney(invoice.due),
		},
		g703: invoice.rows.map((row, index) => ({
			id: prime.id + 200 + month * 10 + index,
			origin_id: row.id,
			origin_type: 'LineItem',
			item_number: index + 1,
			description_of_work: row.description,
			scheduled_value: wireMoney(row.scheduled),
			work_completed_from_previous_application: wireMoney(row.previous),
			work_completed_this_period: wireMoney(row.thisPeriod),
			total_completed_and_stored_to_date: wireMoney(total([row.previous, row.thisPeriod])),
			work_completed_retainage_retained_this_period: wireMoney(
				percentOf(RETAINAGE, row.thisPeriod),
			),
		})),
		created_at: `${periodTo}T16:00:00Z`,
		updated_at: `${periodTo}T16:00:00Z`,
	};
}

/** Prime contracts and owner invoices of the project system. */
export const ownerSide = (): { contracts: Row[]; applications: Row[] } => ({
	contracts: PRIMES.map(primeRow),
	applications: PRIMES.flatMap((prime) => MONTHS.map((_, month) => applicationRow(prime, month))),
});

const meta = (date: string): Row => ({
	SyncToken: '0',
	MetaData: { CreateTime: `${date}T10:00:00-07:00`, LastUpdatedTime: `${date}T10:00:00-07:00` },
});

/** What an owner paid of the invoice of a month before, in percent of it. */
const PAID: readonly number[] = [100, 60];

const salesLine = (id: number, amount: number, item: string, description: string): Row => ({
	Id: String(id),
	LineNum: id,
	Amount: amount,
	Description: description,
	DetailType: 'SalesItemLineDetail',
	SalesItemLineDetail: { ItemRef: { value: item }, TaxCodeRef: { value: 'NON' } },
});

/** The invoices of January and February as the bookkeeper entered them by hand. */
function enteredInvoice(prime: Prime, month: number): Row {
	const { number, due, gross } = invoiceOf(prime, month);
	const date = MONTHS[month] ?? '';
	const left = total([due, -percentOf(PAID[month] ?? 0, due)]);
	return {
		Id: String(prime.id + 300 + month),
		...meta(date),
		DocNumber: number,
		TxnDate: date,
		DueDate: date,
		CustomerRef: { value: prime.project.job },
		CurrencyRef: { value: 'USD', name: 'United States Dollar' },
		TotalAmt: due,
		Balance: left,
		Line: [
			salesLine(1, gross, ITEMS.progressBilling, 'Work completed'),
			salesLine(2, total([due, -gross]), ITEMS.retainageReceivable, 'Retainage withheld'),
		],
		LinkedTxn: [{ TxnId: paymentId(prime, month), TxnType: 'Payment' }],
	};
}

const paymentId = (prime: Prime, month: number): string => String(prime.id + 400 + month);

function receivedPayment(prime: Prime, month: number): Row {
	const amount = percentOf(PAID[month] ?? 0, invoiceOf(prime, month).due);
	const date = month === 0 ? '2026-02-20' : '2026-03-20';
	return {
		Id: paymentId(prime, month),
		...meta(date),
		TxnDate: date,
		PaymentRefNum: `OWNER-${prime.project.number}-${month + 1}`,
		CustomerRef: { value: prime.project.job },
		DepositToAccountRef: { value: ACCOUNTS.checking },
		CurrencyRef: { value: 'USD', name: 'United States Dollar' },
		TotalAmt: amount,
		UnappliedAmt: 0,
		Line: [
			{
				Amount: amount,
				LinkedTxn: [{ TxnId: String(prime.id + 300 + month), TxnType: 'Invoice' }],
			},
		],
	};
}

/** What the books have of the owners already: two months of invoices, and what was paid on them. */
export const ownerBooks = (): { invoices: Row[]; payments: Row[] } => {
	const months = PRIMES.flatMap((prime) => PAID.map((_, month) => ({ prime, month })));
	return {
		invoices: months.map(({ prime, month }) => enteredInvoice(prime, month)),
		payments: months.map(({ prime, month }) => receivedPayment(prime, month)),
	};
};
