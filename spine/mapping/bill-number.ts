import { sha256 } from '../documents/canonical';
import type { Document } from '../documents/document';

/** Longest bill number that the books take. */
export const longestNumber = 21;
const keptOfLongNumber = 14;

/**
 * Number the bill will carry: the invoice number as printed, else the commitment's number and the
 * application in two digits (`SC-004-03`). A pay application whose only number is that of the
 * application counts as one without: the vendor's other contracts have an application 3 as well. A longer one keeps its first 14 characters, then `~` and
 * six hexadecimal digits of the whole number's SHA-256, so that two long numbers stay apart.
 * Absent where the document has neither number.
 *
 * @param commitment number of the commitment as the project system has it.
 */
export function billNumber(document: Document, commitment: string | undefined): string | undefined {
	const application = document.payApplication?.applicationNumber?.trim();
	const own = document.number?.trim();
	const made =
		application === undefined || application === '' || commitment === undefined
			? undefined
			: `${commitment}-${application.replace(/^\D+/, '').padStart(2, '0')}`;
	const isApplication = made !== undefined && own === application;
	const number = own === undefined || own === '' || isApplication ? (made ?? own) : own;
	if (number === undefined || number.length <= longestNumber) return number;
	return `${number.slice(0, keptOfLongNumber)}~${sha256(number).slice(0, 6)}`;
}
