import type { Company } from '../company';
import { businessRule, cannotLink, missing, notInSubscription } from '../faults';
import {
	cents,
	child,
	children,
	copy,
	fromCents,
	move,
	number,
	refId,
	text,
	type Row,
} from '../rows';
import type { Behaviour } from './behaviour';
import { prepareLines, totalDifference } from './lines';
import { payablesAccount, prepareTransaction } from './transaction';

/** Subscriptions below Plus have no purchase orders. */
const withoutOrders = /simple start|easystart|essentials|self-employed|solopreneur|ledger/i;

function checkSubscription(company: Company): void {
	const sku = children(company.info, 'NameValue').find((one) => one.Name === 'OfferingSku');
	if (withoutOrders.test((sku && text(sku, 'Value')) ?? ''))
		throw notInSubscription('Purchase orders');
}

/** What bill lines take from order lines: `order id:line id` -> cents (or quantity times 100). */
function drawn(company: Company, bill: Row | undefined): Map<string, number> {
	const byQuantity = company.switches().receivedUnit === 'quantity';
	const taken = new Map<string, number>();
	for (const line of children(bill ?? {}, 'Line'))
		for (const link of children(line, 'LinkedTxn')) {
			if (link.TxnType !== 'PurchaseOrder') continue;
			const key = `${text(link, 'TxnId') ?? ''}:${text(link, 'TxnLineId') ?? ''}`;
			const quantity = number(child(line, 'ItemBasedExpenseLineDetail'), 'Qty') * 100;
			taken.set(key, (taken.get(key) ?? 0) + (byQuantity ? quantity : cents(line, 'Amount')));
		}
	return taken;
}

function lineOf(order: Row, id: string): Row | undefined {
	return children(order, 'Line').find((line) => text(line, 'Id') === id);
}

function held(company: Company, line: Row): number {
	if (company.switches().receivedUnit === 'amount') return cents(line, 'Amount');
	return number(child(line, 'ItemBasedExpenseLineDetail'), 'Qty') * 100;
}

/** Whether every line of the order has been received in full. */
function fullyUsed(company: Company, order: Row): boolean {
	return children(order, 'Line').every((line) => {
		const open = held(company, line) - cents(line, 'Received');
		return held(company, line) < 0 ? open >= 0 : open <= 0;
	});
}

function checkLink(company: Company, bill: Row, line: Row, link: Row): 'keep' | 'drop' {
	const switches = company.switches();
	const order = company.get('PurchaseOrder', text(link, 'TxnId') ?? '');
	if (!order) throw cannotLink(`No purchase order has the id ${text(link, 'TxnId') ?? ''}.`);
	if (refId(order, 'VendorRef') !== refId(bill, 'VendorRef'))
		throw cannotLink('The bill and the purchase order are of different vendors.');
	const lineId = text(link, 'TxnLineId');
	if (lineId === undefined) return 'drop';
	const target = lineOf(order, lineId);
	if (!target) {
		if (switches.unknownPurchaseOrderLine === 'drop') return 'drop';
		throw cannotLink(`The purchase order has no line with the id ${lineId}.`);
	}
	if (order.POStatus === 'Closed' && switches.linkToClosedPurchaseOrder !== 'allow') {
		if (switches.linkToClosedPurchaseOrder === 'drop') return 'drop';
		throw cannotLink('The purchase order is closed.');
	}
	const open = held(company, target) - cents(target, 'Received');
	if (switches.overBilledPurchaseOrderLine === 'refuse' && cents(line, 'Amount') > open)
		throw businessRule('The amount is more than is open on the purchase order line.');
	return 'keep';
}

/**
 * Settles the order links of a bill's lines. A link of a line that stood before stays as it was: none
 * can be added to it. A new line's link needs order, type and line id, else it is dropped in silence.
 * The bill's own `LinkedTxn` then names each order once, after the payments that stood there.
 */
export function prepareOrderLinks(company: Company, next: Row, previous: Row | undefined): void {
	const stored = new Map(children(previous ?? {}, 'Line').map((line) => [text(line, 'Id'), line]));
	const orders = new Set<string>();
	for (const line of children(next, 'Line')) {
		const old = stored.get(text(line, 'Id'));
		const links = children(old ?? line, 'LinkedTxn').filter(
			(link) =>
				old !== undefined ||
				(!company.switches().silentlyDropLinks &&
					(link.TxnType !== 'PurchaseOrder' || checkLink(company, next, line, link) === 'keep')),
		);
		if (links.length > 0) line.LinkedTxn = links.map(copy);
		else delete line.LinkedTxn;
		for (const link of links)
			if (link.TxnType === 'PurchaseOrder') orders.add(text(link, 'TxnId') ?? '');
	}
	const others = children(previous ?? {}, 'LinkedTxn').filter(
		(link) => link.TxnType !== 'PurchaseOrder',
	);
	const all = [
		...others.map(copy),
		...[...orders].map((TxnId) => ({ TxnId, TxnType: 'PurchaseOrder' })),
	];
	if (all.length > 0) next.LinkedTxn = all;
	else delete next.LinkedTxn;
}

function settleStatus(company: Company, order: Row, wasUsed: boolean): void {
	const used = fullyUsed(company, order);
	if (used && !wasUsed) order.POStatus = 'Closed';
	else if (!used && wasUsed) order.POStatus = 'Open';
}

/** Moves `Received`, the links and the status of the orders a bill draws on, by the difference. */
export function moveOrders(
	company: Company,
	next: Row | undefined,
	previous: Row | undefined,
): void {
	const before = drawn(company, previous);
	const after = drawn(company, next);
	const billId = text(next ?? previous ?? {}, 'Id') ?? '';
	const orders = new Set([...before.keys(), ...after.keys()].map((key) => key.split(':')[0] ?? ''));
	for (const id of orders) {
		const order = company.get('PurchaseOrder', id);
		if (!order) continue;
		const wasUsed = fullyUsed(company, order);
		let changed = false;
		for (const line of children(order, 'Line')) {
			const key = `${id}:${text(line, 'Id') ?? ''}`;
			const delta = (after.get(key) ?? 0) - (before.get(key) ?? 0);
			if (delta !== 0) changed = true;
			move(line, 'Received', delta);
		}
		const links = children(order, 'LinkedTxn');
		const linked = links.some((link) => link.TxnType === 'Bill' && text(link, 'TxnId') === billId);
		const draws = [...after.keys()].some((key) => key.startsWith(`${id}:`));
		if (draws && !linked) order.LinkedTxn = [...links, { TxnId: billId, TxnType: 'Bill' }];
		if (!draws && linked) order.LinkedTxn = links.filter((link) => text(link, 'TxnId') !== billId);
		if (!changed && draws === linked) continue;
		settleStatus(company, order, wasUsed);
		company.touch(order);
	}
}

function checkBilledLines(company: Company, next: Row, previous: Row): void {
	const switches = company.switches();
	for (const old of children(previous, 'Line')) {
		if (cents(old, 'Received') === 0) continue;
		const line = lineOf(next, text(old, 'Id') ?? '');
		if (!line && switches.removeBilledPurchaseOrderLine === 'refuse')
			throw businessRule('A purchase order line that bills are linked to cannot be removed.');
		if (
			line &&
			switches.purchaseOrderLineBelowReceived === 'refuse' &&
			held(company, line) < cents(old, 'Received')
		)
			throw businessRule('A purchase order line cannot be less than what was received on it.');
	}
}

function orderNumber(company: Company, next: Row, previous: Row | undefined): void {
	const own = company.otherPreference('VendorAndPurchasesPrefs.UseCustomTxnNumbers');
	if (own?.toLowerCase() !== 'false') return;
	if (previous) {
		next.DocNumber = previous.DocNumber;
		return;
	}
	const numbers = company.rows('PurchaseOrder').map((row) => Number(text(row, 'DocNumber')) || 0);
	next.DocNumber = String(Math.max(1000, ...numbers) + 1);
}

export const purchaseOrder: Behaviour = {
	prepare(write) {
		const { company, next, previous } = write;
		checkSubscription(company);
		if (
			company.switches().purchaseOrderWithoutApAccount === 'refuse' &&
			!refId(next, 'APAccountRef')
		)
			throw missing('APAccountRef');
		payablesAccount(company, next);
		prepareLines(company, next, previous, 'purchase');
		if (previous) checkBilledLines(company, next, previous);
		orderNumber(company, next, previous);
		prepareTransaction(write);
		next.POStatus ??= previous?.POStatus ?? 'Open';
		next.TotalAmt = fromCents(cents(previous ?? {}, 'TotalAmt') + totalDifference(next, previous));
	},
	beforeDelete(company, row) {
		const billed = children(row, 'LinkedTxn').some((link) => link.TxnType === 'Bill');
		if (billed && company.switches().deleteBilledPurchaseOrder === 'refuse')
			throw businessRule('A purchase order that bills are linked to cannot be deleted.');
	},
};
