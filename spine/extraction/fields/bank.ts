import { createHash } from 'node:crypto';
import type { ReadingFlag } from '../../documents/document';
import type { Layout } from './layout';

const IBAN = /\bIBAN\b[\s:#.]*([A-Z]{2}\s?\d{2}(?:\s?[A-Z0-9]){10,30})/giu;
const NUMBERED =
	/\b(?:(?:bank\s+)?(?:account|acct|a\/c)(?:\s*(?:no|number|nbr|num|#)\.?)?|(?:aba|routing|transit|ach|wire)(?:\s*(?:\/\s*aba)?\s*(?:no|number|routing|#)\.?)*|bank\s+account|kto-?\s?nr\.?|konto(?:nummer)?|blz|sort\s+code|bsb)\s*[:#.]*\s*((?:\d[\s-]?){5,17}\d)(?![\d-])/giu;
const BANKING =
	/\b(?:bank|routing|aba|wire|ach|iban|bic|swift|remit|deposit|electronic\s+payment|kto|blz)\b/i;
const CHANGED =
	/\b(?:(?:our|new|updated|changed|revised)\s+(?:bank(?:ing)?|payment|remittance|ach|wire|account)\s+(?:details?|information|instructions?|account|number|info)\s+(?:ha(?:s|ve)\s+(?:been\s+)?(?:changed|updated)|(?:is|are)\s+(?:now|new))|(?:new|updated|changed)\s+(?:bank(?:ing)?|remittance|ach|wire)\s+(?:details?|information|instructions?|account|info)|(?:bank(?:ing)?|payment|ach|wire|remit(?:tance)?)\s+(?:details?|information|instructions?|account|address)?\s*(?:ha(?:s|ve)\s+(?:been\s+)?(?:changed|updated|moved)|(?:has|have)\s+changed|changed)|changed\s+(?:our\s+)?banks?|(?:please\s+)?(?:use|update)\s+(?:our|the|your\s+records\s+with\s+our)\s+new\s+(?:bank|account)|do\s+not\s+(?:use|send|pay)\s+(?:to\s+)?(?:the|our)\s+(?:old|previous|prior)\s+(?:bank\s+)?account)\b/i;

export interface BankReading {
	/** SHA-256 of the digits and letters of every account, routing and IBAN number, sorted. */
	fingerprint?: string;
	flag?: ReadingFlag;
}

/**
 * Fingerprint of the bank details that a document prints, and a flag where its words say that
 * they changed. The numbers themselves leave this function only as a hash.
 */
export function bankOf(layout: Layout): BankReading {
	const numbers = new Set<string>();
	for (const match of layout.text.matchAll(IBAN)) numbers.add(normal(match[1] ?? ''));
	layout.rows.forEach((row, index) => {
		const around = layout.rows
			.slice(Math.max(0, index - 3), index + 4)
			.map((one) => one.text)
			.join(' ');
		if (!BANKING.test(around)) return;
		for (const match of row.text.matchAll(NUMBERED)) {
			if (
				/customer|client|your\s*$/i.test(row.text.slice(Math.max(0, match.index - 14), match.index))
			)
				continue;
			numbers.add(normal(match[1] ?? ''));
		}
	});
	const reading: BankReading = {};
	const kept = [...numbers].filter((number) => number.length >= 6).sort();
	if (kept.length > 0)
		reading.fingerprint = createHash('sha256').update(kept.join('|')).digest('hex');
	const changed = layout.rows.find((row) => CHANGED.test(row.text));
	if (changed) {
		reading.flag = {
			flag: 'bank_details_changed',
			message: `${layout.name} says that bank details have changed: confirm by a telephone number already on file.`,
			evidence: { source: layout.name, page: changed.page, confidence: 0.9 },
		};
	}
	return reading;
}

function normal(number: string): string {
	return number.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
