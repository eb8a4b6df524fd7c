import type { ShapeText } from './shape';

/** Entities whose inner groups the simulator keeps and serves without looking into each setting. */
export const extraEntityShapes: Record<string, ShapeText> = {
	Preferences: {
		extends: 'IntuitEntity',
		fields: `AccountingInfoPrefs:o AdvancedInventoryPrefs:o ProductAndServicesPrefs:o
			SalesFormsPrefs:o EmailMessagesPrefs:o PrintDocumentPrefs:o VendorAndPurchasesPrefs:o
			TimeTrackingPrefs:o TaxPrefs:o FinanceChargesPrefs:o CurrencyPrefs:o ReportPrefs:o OtherPrefs:o`,
	},
	Estimate: {
		extends: 'SalesTransaction',
		fields: 'ExpirationDate:d AcceptedBy:s AcceptedDate:d',
	},
};
