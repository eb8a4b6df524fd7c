import { z } from 'zod';
import type { Chance } from '../chance';
import { BOOKS } from '../company';
import { renewingSend } from './renewing-send';

const lineSchema = z
	.object({
		Amount: z.number(),
		LinkedTxn: z
			.array(z.object({ TxnId: z.string(), TxnType: z.string() }).passthrough())
			.optional(),
	})
	.passthrough();
const billSchema = z
	.object({
		Id: z.string(),
		DocNumber: z.string().optional(),
		Balance: z.number().default(0),
		PrivateNote: z.string().default(''),
	})
	.passthrough();
type Bill = z.infer<typeof billSchema>;
const paymentSchema = z
	.object({
		Id: z.string(),
		SyncToken: z.string(),
		TotalAmt: z.number(),
		Line: z.array(lineSchema).default([]),
	})
	.passthrough();
type Payment = z.infer<typeof paymentSchema>;
const foundSchema = z.object({
	QueryResponse: z
		.object({
			Bill: z.array(billSchema).default([]),
			BillPayment: z.array(paymentSchema).default([]),
		})
		.passthrough(),
});

/** Bills that one cheque settles at most. */
const ON_A_CHEQUE = 4;
const cents = (amount: number): number => Math.round(amount * 100);

/** A clerk who works in the same books: enters and renumbers bills, pays them, and thinks better of it. */
export class Clerk {
	private readonly send;
	private written = 0;
	/** Changes he made. */
	changes = 0;
	/** Payments he entered. */
	payments = 0;

	constructor(
		private readonly address: string,
		private readonly choose: Chance,
	) {
		this.send = renewingSend(address, { realmId: BOOKS });
	}

	/** Does one thing; what the books refuse he leaves. */
	async work(): Promise<void> {
		try {
			const turn = this.choose.whole(0, 11);
			if (turn < 2) await this.enterBill();
			else if (turn < 5) await this.renumberBill();
			else if (turn < 9) await this.pay();
			else await this.changePayment();
		} catch {
			// His connection failed as anybody's does.
		}
	}

	private async call(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
		const url = `${this.address}/v3/company/${BOOKS}/${path}`;
		const headers = { accept: 'application/json', 'content-type': 'application/json' };
		const answer = await this.send({
			method,
			url,
			headers,
			...(body === undefined ? {} : { body }),
		});
		if (answer.status !== 200) throw new Error(`The books answered ${answer.status}.`);
		if (method === 'POST') this.changes += 1;
		return answer.body;
	}

	private async rows(
		entity: 'Bill' | 'BillPayment',
	): Promise<{ Bill: Bill[]; BillPayment: Payment[] }> {
		const query = encodeURIComponent(`select * from ${entity} maxresults 1000`);
		return foundSchema.parse(await this.call('GET', `query?query=${query}`)).QueryResponse;
	}

	private async enterBill(): Promise<void> {
		this.written += 1;
		const detail = { AccountRef: { value: '80' }, CustomerRef: { value: '64' } };
		const line = {
			Amount: this.choose.whole(10, 900),
			DetailType: 'AccountBasedExpenseLineDetail',
			AccountBasedExpenseLineDetail: detail,
		};
		await this.call('POST', 'bill?minorversion=75', {
			VendorRef: { value: '77' },
			DocNumber: `CLERK-${this.written}`,
			Line: [line],
		});
	}

	/** A full update with the SyncToken he read: who wrote in between wins. */
	private async renumberBill(): Promise<void> {
		const { Bill } = await this.rows('Bill');
		if (Bill.length === 0) return;
		const bill = this.choose.one(Bill);
		this.written += 1;
		const number = `${(bill.DocNumber ?? '').replace(/-c\d*$/, '')}-c${this.written}`;
		await this.call('POST', 'bill?minorversion=75', { ...bill, DocNumber: number });
	}

	/** A cheque over one to four bills that we wrote; the last of every third in part. */
	private async pay(): Promise<void> {
		const { Bill } = await this.rows('Bill');
		const open = Bill.filter(
			({ Balance, PrivateNote }) => Balance > 0 && PrivateNote.includes('[post:'),
		);
		if (open.length === 0) return;
		const first = this.choose.whole(0, open.length - 1);
		const paid = open.slice(first, first + this.choose.whole(1, ON_A_CHEQUE));
		const isPart = this.choose.whole(0, 2) === 0;
		const Line = paid.map(({ Id, Balance }, index) => ({
			Amount:
				(isPart && index === paid.length - 1 ? Math.ceil(cents(Balance) / 3) : cents(Balance)) /
				100,
			LinkedTxn: [{ TxnId: Id, TxnType: 'Bill' }],
		}));
		this.written += 1;
		await this.call('POST', 'billpayment?minorversion=75', {
			VendorRef: { value: '77' },
			PayType: 'Check',
			DocNumber: String(20_000 + this.written),
			CheckPayment: { BankAccountRef: { value: '35' } },
			TotalAmt: Line.reduce((sum, { Amount }) => sum + cents(Amount), 0) / 100,
			Line,
		});
		this.payments += 1;
	}

	/** Voids or deletes a payment, takes a bill off it, or pays less on one. */
	private async changePayment(): Promise<void> {
		const { BillPayment } = await this.rows('BillPayment');
		const standing = BillPayment.filter(({ TotalAmt }) => TotalAmt > 0);
		if (standing.length === 0) return;
		const payment = this.choose.one(standing);
		const { Id, SyncToken } = payment;
		const turn = this.choose.whole(0, 3);
		if (turn === 0) {
			await this.call('POST', 'billpayment?operation=delete&minorversion=75', { Id, SyncToken });
		} else if (turn === 1) {
			const path = 'billpayment?operation=update&include=void&minorversion=75';
			await this.call('POST', path, { Id, SyncToken, sparse: true });
		} else await this.payLess(payment, turn === 2);
	}

	private async payLess(payment: Payment, without: boolean): Promise<void> {
		const [first, ...rest] = payment.Line;
		if (first === undefined) return;
		const less = { ...first, Amount: Math.ceil(cents(first.Amount) / 2) / 100 };
		const Line = without && rest.length > 0 ? rest : [less, ...rest];
		const TotalAmt = Line.reduce((sum, { Amount }) => sum + cents(Amount), 0) / 100;
		await this.call('POST', 'billpayment?minorversion=75', { ...payment, Line, TotalAmt });
	}
}
