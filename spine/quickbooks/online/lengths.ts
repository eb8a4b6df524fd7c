import { QuickBooksError } from './errors';

/** Longest texts in characters, as Intuit's API reference gives them per entity. */
const LONGEST: Record<string, Record<string, number>> = {
	Vendor: {
		DisplayName: 500,
		Title: 16,
		GivenName: 100,
		MiddleName: 100,
		FamilyName: 100,
		Suffix: 16,
		CompanyName: 100,
		PrintOnCheckName: 100,
		AcctNum: 100,
		TaxIdentifier: 20,
	},
	Customer: {
		DisplayName: 500,
		Title: 16,
		GivenName: 100,
		MiddleName: 100,
		FamilyName: 100,
		Suffix: 16,
		CompanyName: 100,
		PrintOnCheckName: 110,
		Notes: 2000,
		ResaleNum: 16,
	},
	Account: { Name: 100, Description: 100, AcctNum: 20 },
	Item: { Name: 100, Sku: 100, Description: 4000, PurchaseDesc: 1000 },
	Class: { Name: 100 },
	CreditMemo: { DocNumber: 21, PrivateNote: 4000 },
	Invoice: { DocNumber: 21, PrivateNote: 4000 },
	JournalEntry: { DocNumber: 21, PrivateNote: 4000 },
	PurchaseOrder: { DocNumber: 21, PrivateNote: 4000, Memo: 4000 },
};

/** Characters that separate levels or rows in QuickBooks and cannot stand in a name. */
const NOT_IN_NAMES = /[:\t\n]/;

/**
 * Checks texts before they are sent.
 *
 * @throws QuickBooksError 2050 naming the first field that is too long, or a name with a character
 * that names cannot have.
 */
export function checkTexts(entity: string, body: Record<string, unknown>): void {
	for (const [field, longest] of Object.entries(LONGEST[entity] ?? {})) {
		const value = body[field];
		if (typeof value !== 'string') continue;
		if (value.length > longest) {
			throw new QuickBooksError(
				`${field} of the ${entity} has ${String(value.length)} characters; QuickBooks takes ${String(longest)}. Shorten "${value.slice(0, 40)}...".`,
				{ code: '2050', element: field },
			);
		}
		if ((field === 'DisplayName' || field === 'Name') && NOT_IN_NAMES.test(value)) {
			throw new QuickBooksError(
				`The name "${value.slice(0, 60)}" of the ${entity} holds a colon, tab or line break, which QuickBooks does not allow in names. Replace it.`,
				{ code: '2050', element: field },
			);
		}
	}
}
