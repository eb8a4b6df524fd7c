import type { Company } from '../company';
import { businessRule, cannotLink, featureOff } from '../faults';
import { cents, child, children, fromCents, text, type Row } from '../rows';
import type { Behaviour, Write } from './behaviour';
import { lineTotal, prepareLines, totalDifference } from './lines';
import { moveOrders, prepareOrderLinks } from './orders';
import { unlinkFromPayments } from './payments';
import { moveBalances } from './postings';
import { dueDate, payablesAccount, prepareTransaction } from './transaction';

/** Total and balance move by what the lines change, so that figures that came in stay their base. */
function figures(write: Write): void {
	const { company, next, previous } = write;
	const delta = totalDifference(next, previous);
	const total = cents(previous ?? {}, 'TotalAmt') + delta;
	const balance = cents(previous ?? {}, 'Balance') + delta;
	const sum = previous ? total : lineTotal(next);
	if (sum < 0) throw businessRule('The total of the transaction cannot be negative.', 'TotalAmt');
	if (previous && balance < 0 && company.switches().billBelowPaid === 'refuse')
		throw businessRule('The total cannot be less than what was already applied.', 'TotalAmt');
	next.TotalAmt = fromCents(total);
	next.Balance = fromCents(balance);
}

function isPaymentLink(link: Row): boolean {
	return (text(link, 'TxnType') ?? '').startsWith('BillPayment');
}

function checkPayments(company: Company, row: Row): void {
	const paid = children(row, 'LinkedTxn').some(isPaymentLink);
	if (!paid) return;
	switch (company.switches().deletePaidBill) {
		case '620':
			throw cannotLink('Unlink the payments before the transaction is deleted.');
		case '6000':
			throw businessRule(
				'Payments are linked to this transaction; unlink them before deleting it.',
			);
		case 'unlink':
	}
}

export const bill: Behaviour = {
	prepare(write) {
		const { company, next, previous } = write;
		if (child(company.preferences, 'VendorAndPurchasesPrefs').EnableBills === false)
			throw featureOff('Bills');
		payablesAccount(company, next);
		prepareLines(company, next, previous, 'purchase');
		prepareTransaction(write);
		next.DueDate ??= dueDate(company, next);
		prepareOrderLinks(company, next, previous);
		figures(write);
	},
	beforeDelete: checkPayments,
	effects(company, next, previous) {
		moveOrders(company, next, previous);
		moveBalances(company, 'Bill', next, previous);
		if (!next && previous) unlinkFromPayments(company, 'Bill', previous);
	},
};

export const vendorCredit: Behaviour = {
	prepare(write) {
		const { company, next, previous } = write;
		payablesAccount(company, next);
		prepareLines(company, next, previous, 'purchase');
		prepareTransaction(write);
		if (previous?.LinkedTxn !== undefined) next.LinkedTxn = previous.LinkedTxn;
		figures(write);
	},
	beforeDelete: checkPayments,
	effects(company, next, previous) {
		moveBalances(company, 'VendorCredit', next, previous);
		if (!next && previous) unlinkFromPayments(company, 'VendorCredit', previous);
	},
};
