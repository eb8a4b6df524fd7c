import type { Company } from '../company';
import { cents, child, children, move, refId, text, type Row } from '../rows';
import { detailOf } from './lines';

/** One side of an entry: cents on an account, debits positive, with whom it concerns. */
export interface Posting {
	account: string;
	debit: number;
	vendor?: string;
	customer?: string;
	memo?: string;
}

/** Accounts whose balance grows with a credit. */
const creditAccounts = new Set([
	'Accounts Payable',
	'Credit Card',
	'Other Current Liability',
	'Long Term Liability',
	'Equity',
	'Income',
	'Other Income',
]);

function lineAccount(company: Company, line: Row, side: 'buy' | 'sell'): string | undefined {
	const detail = detailOf(line);
	const named = refId(detail, 'AccountRef');
	if (named !== undefined) return named;
	const item = company.get('Item', refId(detail, 'ItemRef') ?? '');
	if (!item) return undefined;
	return refId(item, side === 'buy' ? 'ExpenseAccountRef' : 'IncomeAccountRef');
}

function lines(company: Company, row: Row, sign: 1 | -1, side: 'buy' | 'sell'): Posting[] {
	return children(row, 'Line').flatMap((line) => {
		const account = lineAccount(company, line, side);
		if (account === undefined) return [];
		const customer = refId(detailOf(line), 'CustomerRef') ?? refId(row, 'CustomerRef');
		return [
			{
				account,
				debit: sign * cents(line, 'Amount'),
				vendor: refId(row, 'VendorRef'),
				customer,
				memo: text(line, 'Description'),
			},
		];
	});
}

function journal(row: Row): Posting[] {
	return children(row, 'Line').flatMap((line) => {
		const detail = detailOf(line);
		const account = refId(detail, 'AccountRef');
		if (account === undefined) return [];
		const entity = child(detail, 'Entity');
		const sign = detail.PostingType === 'Credit' ? -1 : 1;
		return [
			{
				account,
				debit: sign * cents(line, 'Amount'),
				vendor: entity.Type === 'Vendor' ? refId(entity, 'EntityRef') : undefined,
				customer: entity.Type === 'Customer' ? refId(entity, 'EntityRef') : undefined,
				memo: text(line, 'Description'),
			},
		];
	});
}

function against(company: Company, row: Row, key: string, type: string): string | undefined {
	return (
		refId(row, key) ??
		text(company.rows('Account').find((account) => account.AccountType === type) ?? {}, 'Id')
	);
}

function one(account: string | undefined, debit: number, row: Row): Posting[] {
	if (account === undefined) return [];
	return [
		{
			account,
			debit,
			vendor: refId(row, 'VendorRef'),
			customer: refId(row, 'CustomerRef'),
			memo: text(row, 'PrivateNote'),
		},
	];
}

/** What a transaction writes into the accounts. Purchase orders and estimates write nothing. */
export function postingsOf(company: Company, entity: string, row: Row): Posting[] {
	const total = cents(row, 'TotalAmt');
	const payables = () => against(company, row, 'APAccountRef', 'Accounts Payable');
	const receivables = () => against(company, row, 'ARAccountRef', 'Accounts Receivable');
	switch (entity) {
		case 'Bill':
			return [...lines(company, row, 1, 'buy'), ...one(payables(), -total, row)];
		case 'VendorCredit':
			return [...lines(company, row, -1, 'buy'), ...one(payables(), total, row)];
		case 'BillPayment': {
			const from =
				refId(child(row, 'CheckPayment'), 'BankAccountRef') ??
				refId(child(row, 'CreditCardPayment'), 'CCAccountRef');
			return [...one(payables(), total, row), ...one(from, -total, row)];
		}
		case 'Purchase': {
			const sign = row.Credit === true ? -1 : 1;
			const paid = one(refId(row, 'AccountRef'), -sign * total, row);
			return [...lines(company, row, sign, 'buy'), ...paid];
		}
		case 'JournalEntry':
			return journal(row);
		case 'Invoice':
			return [...lines(company, row, -1, 'sell'), ...one(receivables(), total, row)];
		case 'CreditMemo':
			return [...lines(company, row, 1, 'sell'), ...one(receivables(), -total, row)];
		case 'Payment':
			return [
				...one(receivables(), -total, row),
				...one(refId(row, 'DepositToAccountRef'), total, row),
			];
		default:
			return [];
	}
}

/** Moves the balances of accounts, vendors and customers by what a write changes in the postings. */
export function moveBalances(
	company: Company,
	entity: string,
	next: Row | undefined,
	previous: Row | undefined,
): void {
	const accounts = new Map<string, number>();
	const vendors = new Map<string, number>();
	const customers = new Map<string, number>();
	const add = (row: Row | undefined, sign: 1 | -1) => {
		for (const posting of row ? postingsOf(company, entity, row) : []) {
			const debit = sign * posting.debit;
			accounts.set(posting.account, (accounts.get(posting.account) ?? 0) + debit);
			const type = company.get('Account', posting.account)?.AccountType;
			if (posting.vendor !== undefined && type === 'Accounts Payable')
				vendors.set(posting.vendor, (vendors.get(posting.vendor) ?? 0) - debit);
			if (posting.customer !== undefined && type === 'Accounts Receivable')
				customers.set(posting.customer, (customers.get(posting.customer) ?? 0) + debit);
		}
	};
	add(previous, -1);
	add(next, 1);
	for (const [id, debit] of accounts) {
		const account = company.get('Account', id);
		if (!account) continue;
		const delta = creditAccounts.has(text(account, 'AccountType') ?? '') ? -debit : debit;
		move(account, 'CurrentBalance', delta);
		if (account.CurrentBalanceWithSubAccounts !== undefined)
			move(account, 'CurrentBalanceWithSubAccounts', delta);
	}
	for (const [id, delta] of vendors) {
		const vendor = company.get('Vendor', id);
		if (vendor) move(vendor, 'Balance', delta);
	}
	for (const [id, delta] of customers) {
		const customer = company.get('Customer', id);
		if (customer) move(customer, 'Balance', delta);
	}
}
