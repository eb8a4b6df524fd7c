import type { Company } from '../company';
import { businessRule, cannotLink, missing } from '../faults';
import { cents, child, children, copy, fromCents, move, refId, text, type Row } from '../rows';
import type { Behaviour } from './behaviour';
import { moveBalances } from './postings';
import { referenced } from './references';
import { payablesAccount, prepareTransaction } from './transaction';

/** What a payment can be applied to. */
const applicable = ['Bill', 'VendorCredit', 'JournalEntry', 'Invoice', 'CreditMemo'];

/** What a payment applies: `entity:id` -> cents. */
export function applied(payment: Row | undefined): Map<string, number> {
	const sums = new Map<string, number>();
	for (const line of children(payment ?? {}, 'Line'))
		for (const link of children(line, 'LinkedTxn')) {
			const key = `${text(link, 'TxnType') ?? ''}:${text(link, 'TxnId') ?? ''}`;
			sums.set(key, (sums.get(key) ?? 0) + cents(line, 'Amount'));
		}
	return sums;
}

function split(key: string): [entity: string, id: string] {
	const place = key.indexOf(':');
	return [key.slice(0, place), key.slice(place + 1)];
}

/** Refuses links to what cannot be paid, to another party, or for more than is open. */
export function checkApplied(
	company: Company,
	next: Row,
	previous: Row | undefined,
	party: 'VendorRef' | 'CustomerRef',
): void {
	const before = applied(previous);
	for (const [key, amount] of applied(next)) {
		const [entity, id] = split(key);
		if (!applicable.includes(entity)) throw cannotLink(`A payment cannot be linked to ${entity}.`);
		const target = company.get(entity, id);
		if (!target) throw cannotLink(`No ${entity} has the id ${id}.`);
		if (entity === 'JournalEntry') continue;
		if (refId(target, party) !== refId(next, party))
			throw cannotLink(`The ${entity} ${id} belongs to somebody else.`);
		const open = cents(target, 'Balance') + (before.get(key) ?? 0);
		if (amount > open && company.switches().overpaidBill === 'refuse')
			throw businessRule(`The amount is more than is open on ${entity} ${id}.`, 'Line.Amount');
	}
}

/** Moves the balances of what a payment is applied to, and the links that name the payment there. */
export function moveApplied(
	company: Company,
	next: Row | undefined,
	previous: Row | undefined,
	linkType: string,
): void {
	const before = applied(previous);
	const after = applied(next);
	const paymentId = text(next ?? previous ?? {}, 'Id') ?? '';
	for (const key of new Set([...before.keys(), ...after.keys()])) {
		const [entity, id] = split(key);
		const target = company.get(entity, id);
		if (!target || entity === 'JournalEntry') continue;
		const delta = (before.get(key) ?? 0) - (after.get(key) ?? 0);
		move(target, 'Balance', delta);
		if (entity === 'CreditMemo') target.RemainingCredit = target.Balance;
		const links = children(target, 'LinkedTxn').filter(
			(link) =>
				text(link, 'TxnId') !== paymentId || !(text(link, 'TxnType') ?? '').includes('Payment'),
		);
		if (after.has(key)) links.push({ TxnId: paymentId, TxnType: linkType });
		if (delta === 0 && before.has(key) === after.has(key)) continue;
		target.LinkedTxn = links;
		company.touch(target);
	}
}

/** Takes the lines of a deleted bill or credit out of the payments that were applied to it. */
export function unlinkFromPayments(company: Company, entity: string, row: Row): void {
	const id = text(row, 'Id');
	for (const link of children(row, 'LinkedTxn')) {
		const payment = company.get('BillPayment', text(link, 'TxnId') ?? '');
		if (!payment) continue;
		payment.Line = children(payment, 'Line').filter(
			(line) =>
				!children(line, 'LinkedTxn').some(
					(one) => one.TxnType === entity && text(one, 'TxnId') === id,
				),
		);
		company.touch(payment);
	}
}

function paidFrom(company: Company, next: Row): void {
	const [part, key, type] =
		next.PayType === 'CreditCard'
			? (['CreditCardPayment', 'CCAccountRef', 'Credit Card'] as const)
			: (['CheckPayment', 'BankAccountRef', 'Bank'] as const);
	const id = refId(child(next, part), key);
	if (id === undefined) throw missing(`${part}.${key}`);
	const account = referenced(company, 'Account', id, `${part}.${key}`);
	if (account.AccountType !== type)
		throw businessRule(`The account of a ${part} must be of type ${type}.`, `${part}.${key}`);
	if (part === 'CheckPayment')
		next.CheckPayment = { PrintStatus: 'NeedToPrint', ...child(next, 'CheckPayment') };
}

/** Cents of cash that the lines need: bills and journal entries less the credits used. */
function cashNeeded(next: Row): number {
	let sum = 0;
	for (const [key, amount] of applied(next))
		sum += key.startsWith('VendorCredit:') ? -amount : amount;
	return sum;
}

export const billPayment: Behaviour = {
	prepare(write) {
		const { company, next, previous } = write;
		const lines = children(next, 'Line').map(copy);
		for (const line of lines) {
			if (line.Amount === undefined) throw missing('Line.Amount');
			if (children(line, 'LinkedTxn').length === 0) throw missing('Line.LinkedTxn');
		}
		next.Line = lines;
		if (cents(next, 'TotalAmt') < 0) throw businessRule('TotalAmt cannot be negative.', 'TotalAmt');
		paidFrom(company, next);
		payablesAccount(company, next);
		prepareTransaction(write);
		checkApplied(company, next, previous, 'VendorRef');
		if (cashNeeded(next) > cents(next, 'TotalAmt'))
			throw businessRule('TotalAmt is less than the sum of the lines.', 'TotalAmt');
		if (cashNeeded(next) < 0)
			throw businessRule('The credits are more than the bills they are applied to.', 'Line.Amount');
	},
	effects(company, next, previous) {
		const card = (next ?? previous)?.PayType === 'CreditCard';
		const link = card ? company.switches().creditCardPaymentLink : 'BillPaymentCheck';
		moveApplied(company, next, previous, link);
		moveBalances(company, 'BillPayment', next, previous);
	},
};

/** A voided transaction: payments lose their lines, invoices their amounts, and a note says so. */
export function voided(entity: string, row: Row): Row {
	const note = text(row, 'PrivateNote');
	const lines = children(row, 'Line');
	return {
		...copy(row),
		Line: entity === 'Invoice' ? lines.map((line) => ({ ...copy(line), Amount: 0 })) : [],
		TotalAmt: fromCents(0),
		PrivateNote: note === undefined ? 'Voided' : `Voided - ${note}`,
	};
}
