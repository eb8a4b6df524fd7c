import { businessRule, Fault } from '../faults';
import { cents, child, children, copy, fromCents, refId, text, type Row } from '../rows';
import type { Behaviour } from './behaviour';
import { detailOf, lineTotal, prepareLines, totalDifference } from './lines';
import { applied, checkApplied, moveApplied } from './payments';
import { moveBalances } from './postings';
import { dueDate, prepareTransaction } from './transaction';

function autoNumber(rows: Row[]): string {
	return String(Math.max(1000, ...rows.map((row) => Number(text(row, 'DocNumber')) || 0)) + 1);
}

export const invoice: Behaviour = {
	prepare(write) {
		const { company, next, previous } = write;
		prepareLines(company, next, previous, 'sales');
		const custom = child(company.preferences, 'SalesFormsPrefs').CustomTxnNumbers === true;
		if (!custom) next.DocNumber ??= previous?.DocNumber ?? autoNumber(company.rows('Invoice'));
		prepareTransaction(write);
		next.DueDate ??= dueDate(company, next);
		const delta = totalDifference(next, previous);
		if (lineTotal(next) < 0) throw businessRule('The total cannot be negative.', 'TotalAmt');
		next.TotalAmt = fromCents(cents(previous ?? {}, 'TotalAmt') + delta);
		next.Balance = fromCents(cents(previous ?? {}, 'Balance') + delta);
	},
	effects(company, next, previous) {
		moveBalances(company, 'Invoice', next, previous);
	},
};

export const creditMemo: Behaviour = {
	prepare(write) {
		const { company, next, previous } = write;
		prepareLines(company, next, previous, 'sales');
		const custom = child(company.preferences, 'SalesFormsPrefs').CustomTxnNumbers === true;
		if (!custom) next.DocNumber ??= previous?.DocNumber ?? autoNumber(company.rows('CreditMemo'));
		prepareTransaction(write);
		const delta = totalDifference(next, previous);
		if (lineTotal(next) < 0) throw businessRule('The total cannot be negative.', 'TotalAmt');
		next.TotalAmt = fromCents(cents(previous ?? {}, 'TotalAmt') + delta);
		next.Balance = fromCents(cents(previous ?? {}, 'Balance') + delta);
		next.RemainingCredit = next.Balance;
	},
	effects(company, next, previous) {
		moveBalances(company, 'CreditMemo', next, previous);
	},
};

export const estimate: Behaviour = {
	prepare(write) {
		prepareLines(write.company, write.next, write.previous, 'sales');
		prepareTransaction(write);
		write.next.TotalAmt = fromCents(
			cents(write.previous ?? {}, 'TotalAmt') + totalDifference(write.next, write.previous),
		);
	},
};

export const payment: Behaviour = {
	prepare(write) {
		const { company, next, previous } = write;
		next.Line = children(next, 'Line').map(copy);
		prepareTransaction(write);
		checkApplied(company, next, previous, 'CustomerRef');
		const used = [...applied(next)].reduce(
			(sum, [key, amount]) => sum + (key.startsWith('CreditMemo:') ? -amount : amount),
			0,
		);
		if (used > cents(next, 'TotalAmt'))
			throw businessRule('TotalAmt is less than the sum of the lines.', 'TotalAmt');
		next.UnappliedAmt = fromCents(cents(next, 'TotalAmt') - used);
	},
	effects(company, next, previous) {
		moveApplied(company, next, previous, 'Payment');
		moveBalances(company, 'Payment', next, previous);
	},
};

export const purchase: Behaviour = {
	prepare(write) {
		const { company, next, previous } = write;
		prepareLines(company, next, previous, 'purchase');
		prepareTransaction(write);
		next.TotalAmt = fromCents(cents(previous ?? {}, 'TotalAmt') + totalDifference(next, previous));
	},
	effects(company, next, previous) {
		moveBalances(company, 'Purchase', next, previous);
	},
};

export const journalEntry: Behaviour = {
	prepare(write) {
		const { company, next, previous } = write;
		prepareLines(company, next, previous, 'journal');
		let balance = 0;
		for (const line of children(next, 'Line')) {
			if (line.DetailType === 'DescriptionOnly') continue;
			const detail = detailOf(line);
			balance += (detail.PostingType === 'Credit' ? -1 : 1) * cents(line, 'Amount');
			const account = company.get('Account', refId(detail, 'AccountRef') ?? '');
			const whom = child(detail, 'Entity').Type;
			if (account?.AccountType === 'Accounts Payable' && whom !== 'Vendor')
				throw businessRule('A line on accounts payable needs a vendor.', 'Line.Entity');
			if (account?.AccountType === 'Accounts Receivable' && whom !== 'Customer')
				throw businessRule('A line on accounts receivable needs a customer.', 'Line.Entity');
		}
		if (balance !== 0)
			throw new Fault('2300', 'Debits and credits', 'The debits and credits do not balance.');
		prepareTransaction(write);
		next.TotalAmt = 0;
	},
	effects(company, next, previous) {
		moveBalances(company, 'JournalEntry', next, previous);
	},
};
