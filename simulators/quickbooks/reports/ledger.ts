import type { Company } from '../company';
import { cents, refId, text, type Row } from '../rows';
import { postingsOf } from '../rules/postings';
import { dataRow, money, report, totalRow, type Cell, type Column } from './table';

/** Transactions that reports list, with the name they bear there. */
const types: Record<string, string> = {
	Bill: 'Bill',
	VendorCredit: 'Vendor Credit',
	BillPayment: 'Bill Payment (Check)',
	Purchase: 'Expense',
	JournalEntry: 'Journal Entry',
	Invoice: 'Invoice',
	CreditMemo: 'Credit Memo',
	Payment: 'Payment',
	PurchaseOrder: 'Purchase Order',
};

const columns: Column[] = [
	{ title: 'Date', type: 'Date', key: 'tx_date' },
	{ title: 'Transaction Type', type: 'String', key: 'txn_type' },
	{ title: 'Num', type: 'String', key: 'doc_num' },
	{ title: 'Name', type: 'String', key: 'name' },
	{ title: 'Memo/Description', type: 'String', key: 'memo' },
	{ title: 'Account', type: 'String', key: 'account_name' },
	{ title: 'Split', type: 'String', key: 'split' },
	{ title: 'Amount', type: 'Money', key: 'amount' },
];

interface Line {
	date: string;
	cells: Record<string, Cell>;
	amount: number;
	account: string;
}

function inPeriod(row: Row, start: string, end: string): boolean {
	const date = (text(row, 'TxnDate') ?? '').slice(0, 10);
	return date >= start && date <= end;
}

function party(company: Company, vendor: string | undefined, customer: string | undefined): Cell {
	const id = vendor ?? customer;
	if (id === undefined) return { value: '' };
	const row = company.get(vendor === undefined ? 'Customer' : 'Vendor', id) ?? {};
	return { value: text(row, 'DisplayName') ?? '', id };
}

function accountCell(company: Company, id: string | undefined): Cell {
	if (id === undefined) return { value: '' };
	return { value: text(company.get('Account', id) ?? {}, 'Name') ?? '', id };
}

function typeName(entity: string, row: Row): string {
	if (entity === 'BillPayment' && row.PayType === 'CreditCard') return 'Bill Payment (Credit Card)';
	return types[entity] ?? entity;
}

function head(entity: string, row: Row): Record<string, Cell> {
	return {
		tx_date: { value: (text(row, 'TxnDate') ?? '').slice(0, 10) },
		txn_type: { value: typeName(entity, row), id: text(row, 'Id') },
		doc_num: { value: text(row, 'DocNumber') ?? '' },
	};
}

function period(company: Company, query: Record<string, string>): { start: string; end: string } {
	const today = company.today();
	return {
		start: query.start_date ?? `${today.slice(0, 8)}01`,
		end: query.end_date ?? today,
	};
}

function chosen(query: Record<string, string>): Column[] {
	const asked = query.columns?.split(',').map((one) => one.trim());
	if (!asked) return columns;
	return columns.filter((column) => asked.includes(column.key ?? ''));
}

function matchesParty(query: Record<string, string>, vendor?: string, customer?: string): boolean {
	if (query.vendor !== undefined && !query.vendor.split(',').includes(vendor ?? '')) return false;
	return query.customer === undefined || query.customer.split(',').includes(customer ?? '');
}

function cellsOf(line: Line, shown: Column[]): Cell[] {
	return shown.map((column) => line.cells[column.key ?? ''] ?? { value: '' });
}

/** Every transaction of a period, one row each, with its total. */
export function transactionList(company: Company, query: Record<string, string>): Row {
	const { start, end } = period(company, query);
	const shown = chosen(query);
	const lines: Line[] = [];
	for (const entity of Object.keys(types)) {
		if (query.transaction_type !== undefined && query.transaction_type !== entity) continue;
		for (const row of company.rows(entity)) {
			const vendor = refId(row, 'VendorRef');
			const customer = refId(row, 'CustomerRef');
			if (!inPeriod(row, start, end) || !matchesParty(query, vendor, customer)) continue;
			const postings = postingsOf(company, entity, row);
			const own = entity === 'Bill' || entity === 'Invoice' ? postings.at(-1) : postings[0];
			const others = postings.filter((one) => one.account !== own?.account);
			const amount =
				cents(row, 'TotalAmt') * (entity === 'VendorCredit' || entity === 'BillPayment' ? -1 : 1);
			lines.push({
				date: text(row, 'TxnDate') ?? '',
				account: own?.account ?? '',
				amount,
				cells: {
					...head(entity, row),
					name: party(company, vendor, customer),
					memo: { value: text(row, 'PrivateNote') ?? '' },
					account_name: accountCell(company, own?.account),
					split:
						others.length > 1 ? { value: '-Split-' } : accountCell(company, others[0]?.account),
					amount: { value: money(amount) },
				},
			});
		}
	}
	lines.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
	if (query.sort_order === 'descend') lines.reverse();
	return report(company, 'TransactionList', {
		start,
		end,
		options: {},
		columns: shown,
		rows: lines.map((line) => dataRow(cellsOf(line, shown))),
	});
}

/** Every posting of a period by account, with the sum of each account; debits positive. */
export function generalLedger(company: Company, query: Record<string, string>): Row {
	const { start, end } = period(company, query);
	const shown = chosen(query);
	const byAccount = new Map<string, Line[]>();
	for (const entity of Object.keys(types))
		for (const row of company.rows(entity)) {
			if (!inPeriod(row, start, end)) continue;
			for (const posting of postingsOf(company, entity, row)) {
				if (query.account !== undefined && !query.account.split(',').includes(posting.account))
					continue;
				if (!matchesParty(query, posting.vendor, posting.customer)) continue;
				const line: Line = {
					date: text(row, 'TxnDate') ?? '',
					account: posting.account,
					amount: posting.debit,
					cells: {
						...head(entity, row),
						name: party(company, posting.vendor, posting.customer),
						memo: { value: posting.memo ?? '' },
						account_name: accountCell(company, posting.account),
						amount: { value: money(posting.debit) },
					},
				};
				byAccount.set(posting.account, [...(byAccount.get(posting.account) ?? []), line]);
			}
		}
	const sections = [...byAccount].map(([account, lines]) => {
		const sum = lines.reduce((total, line) => total + line.amount, 0);
		lines.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
		const name = accountCell(company, account);
		return {
			type: 'Section',
			Header: { ColData: [name] },
			Rows: { Row: lines.map((line) => dataRow(cellsOf(line, shown))) },
			Summary: totalRow([{ value: `Total for ${name.value}` }, { value: money(sum) }]).Summary,
		};
	});
	return report(company, 'GeneralLedger', {
		start,
		end,
		options: {},
		columns: shown,
		rows: sections,
	});
}
