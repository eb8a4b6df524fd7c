import { formatAmount, sumAmounts, toMinor } from '../../documents/money';
import type { BillBody, BillLineBody } from './to-bill';
import type { BillWire, VendorCreditWire, WireLine } from './wire';

/** What QuickBooks stored differently from what was sent. */
export interface Comparison {
	/** Sentences about what was dropped; the bill stands. */
	warnings: string[];
	/** Set when the bill does not say what was sent; it must be mended in QuickBooks. */
	why?: string;
}

/**
 * Compares a stored bill with what was sent: QuickBooks answers 200 and silently leaves out what
 * its settings do not allow (class tracking off, a purchase order it cannot link).
 */
export function verifyAnswer(sent: BillBody, stored: BillWire | VendorCreditWire): Comparison {
	const warnings: string[] = [];
	const currency = sent.CurrencyRef.value;
	const expected = sumAmounts(
		sent.Line.map((line) => line.Amount),
		currency,
	);
	if (
		stored.TotalAmt === undefined ||
		toMinor(stored.TotalAmt, currency) !== toMinor(expected, currency)
	) {
		const total =
			stored.TotalAmt === undefined ? 'no total' : formatAmount(stored.TotalAmt, currency);
		return {
			warnings,
			why: `QuickBooks stored it under id ${stored.Id} with ${total} instead of ${formatAmount(expected, currency)}. Open it in QuickBooks and correct or delete it; nothing more is posted for this document until then.`,
		};
	}
	if (stored.CurrencyRef !== undefined && stored.CurrencyRef.value !== currency) {
		return {
			warnings,
			why: `QuickBooks stored it under id ${stored.Id} in ${stored.CurrencyRef.value} instead of ${currency}, the vendor's currency there. Open it in QuickBooks and correct or delete it.`,
		};
	}
	if (stored.VendorRef?.value !== sent.VendorRef.value) {
		warnings.push(
			'QuickBooks stored it under another vendor than it was sent for. Check it in QuickBooks.',
		);
	}
	if (stored.APAccountRef?.value !== sent.APAccountRef.value) {
		warnings.push('QuickBooks did not keep the accounts payable account. Check it on the bill.');
	}
	if (sent.DocNumber !== undefined && stored.DocNumber !== sent.DocNumber) {
		warnings.push(`QuickBooks did not keep the number ${sent.DocNumber}. Enter it on the bill.`);
	}
	const lines = stored.Line.filter((line) => line.DetailType !== 'SubTotalLineDetail');
	sent.Line.forEach((line, index) => {
		const answer = lines[index];
		if (answer === undefined) warnings.push(`QuickBooks left out line ${String(index + 1)}.`);
		else warnings.push(...lineWarnings(line, answer, index + 1));
	});
	return { warnings };
}

function lineWarnings(sent: BillLineBody, stored: WireLine, position: number): string[] {
	const before = sent.AccountBasedExpenseLineDetail ?? sent.ItemBasedExpenseLineDetail;
	const after = stored.AccountBasedExpenseLineDetail ?? stored.ItemBasedExpenseLineDetail;
	const line = `line ${String(position)}`;
	const warnings: string[] = [];
	if (before?.ClassRef !== undefined && after?.ClassRef?.value !== before.ClassRef.value) {
		warnings.push(
			`QuickBooks dropped the class of ${line}. Turn on class tracking per line and enter the class.`,
		);
	}
	if (before?.CustomerRef !== undefined && after?.CustomerRef?.value !== before.CustomerRef.value) {
		warnings.push(
			`QuickBooks dropped the customer:job of ${line}. Turn on tracking expenses by customer and enter the job.`,
		);
	}
	const account = sent.AccountBasedExpenseLineDetail?.AccountRef.value;
	if (
		account !== undefined &&
		stored.AccountBasedExpenseLineDetail?.AccountRef?.value !== account
	) {
		warnings.push(`QuickBooks did not keep the account of ${line}. Check it on the bill.`);
	}
	const item = sent.ItemBasedExpenseLineDetail?.ItemRef.value;
	if (item !== undefined && stored.ItemBasedExpenseLineDetail?.ItemRef?.value !== item) {
		warnings.push(`QuickBooks did not keep the item of ${line}. Check it on the bill.`);
	}
	for (const link of sent.LinkedTxn ?? []) {
		const kept = stored.LinkedTxn?.find(
			(other) => other.TxnId === link.TxnId && other.TxnType === link.TxnType,
		);
		if (kept === undefined) {
			warnings.push(
				`QuickBooks dropped the link of ${line} to purchase order ${link.TxnId}. Check that the order is open and belongs to this vendor, then link it there.`,
			);
		} else if (kept.TxnLineId !== undefined && kept.TxnLineId !== link.TxnLineId) {
			warnings.push(
				`QuickBooks linked ${line} to line ${kept.TxnLineId} of purchase order ${link.TxnId} instead of line ${link.TxnLineId ?? 'none'}. Correct the link there.`,
			);
		}
	}
	return warnings;
}
