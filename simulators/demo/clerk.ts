import axios from 'axios';
import { z } from 'zod';
import type { SimulatedSystems } from './simulated-systems';

const billSchema = z.object({
	Id: z.string(),
	Balance: z.number(),
	TxnDate: z.string(),
	VendorRef: z.object({ value: z.string() }).passthrough(),
});
const accountSchema = z.object({ Id: z.string(), AccountType: z.string() });

/** Bills that one cheque settles at most. */
const ON_A_CHEQUE = 3;

/**
 * Pays the open bills in QuickBooks as a clerk would: a cheque for up to three bills of a vendor, and
 * a part only of every fourth. Says what was done.
 */
export async function payOpenBills({ running, quickBooks }: SimulatedSystems): Promise<string> {
	const state = running.quickBooks.exportState(quickBooks.realmId);
	const bank = z
		.array(accountSchema)
		.parse(state.Account ?? [])
		.find(({ AccountType }) => AccountType === 'Bank');
	if (bank === undefined) return 'The company has no bank account, so nothing was paid.';
	const open = z
		.array(billSchema)
		.parse(state.Bill ?? [])
		.filter(({ Balance }) => Balance > 0);
	const byVendor = new Map<string, typeof open>();
	for (const bill of open) {
		const { value } = bill.VendorRef;
		byVendor.set(value, [...(byVendor.get(value) ?? []), bill]);
	}
	let cheques = 0;
	let settled = 0;
	for (const [vendor, bills] of byVendor) {
		for (let start = 0; start < bills.length; start += ON_A_CHEQUE) {
			const paid = bills.slice(start, start + ON_A_CHEQUE).map(({ Id, Balance }, index) => {
				const part = (start + index) % 4 === 3;
				return { Id, cents: Math.round(Balance * 100) / (part ? 2 : 1) };
			});
			const lines = paid.map(({ Id, cents }) => ({
				Amount: Math.floor(cents) / 100,
				LinkedTxn: [{ TxnId: Id, TxnType: 'Bill' }],
			}));
			const total = paid.reduce((sum, { cents }) => sum + Math.floor(cents), 0) / 100;
			cheques += 1;
			settled += lines.length;
			await axios.post(
				`${quickBooks.address}/v3/company/${quickBooks.realmId}/billpayment`,
				{
					VendorRef: { value: vendor },
					PayType: 'Check',
					DocNumber: String(20_000 + cheques),
					TotalAmt: total,
					CheckPayment: { BankAccountRef: { value: bank.Id } },
					Line: lines,
				},
				{
					headers: {
						Authorization: `Bearer ${running.quickBooks.token(quickBooks.realmId).access_token}`,
						Accept: 'application/json',
					},
				},
			);
		}
	}
	return `In QuickBooks the clerk pays ${settled} bills with ${cheques} cheques.`;
}
