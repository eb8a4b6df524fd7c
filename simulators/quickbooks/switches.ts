import { z } from 'zod';

/**
 * Behaviour of QuickBooks Online that no public source settles, and a few that tests want to vary.
 * Each switch says what is known; its default is the choice that is harder on a client, unless noted.
 */
export const switchesSchema = z
	.object({
		/** Seconds in a `Retry-After` header on 429, or null for none. Not documented; clients must do without. */
		retryAfterSeconds: z.number().int().positive().nullable().default(null),
		/** Error code in the 429 body: third parties saw both `3001` and `003001`. */
		throttleCode: z.enum(['3001', '003001']).default('3001'),
		/** Same `requestid` with another body: refused with 600, or answered with what the first call got. */
		requestIdOtherBody: z.enum(['refuse', 'replay']).default('refuse'),
		/** How long a `requestid` is remembered, in milliseconds; null for ever. */
		requestIdMemoryMs: z.number().positive().nullable().default(null),
		/** Whether a refused request is remembered under its `requestid` too. */
		requestIdRemembersFaults: z.boolean().default(false),
		/** A second call with a `requestid` whose first call is still at work: waits for its answer, or is carried out beside it. */
		requestIdInFlight: z.enum(['serialise', 'independent']).default('serialise'),
		/** Items in one batch: limits page and SDKs say 30, a newer sample says 50. */
		batchLimit: z.number().int().positive().default(30),
		/** Answer batch items in reverse, since their order is not guaranteed. */
		batchAnswersReversed: z.boolean().default(false),
		/** Take a number given as JSON text, and a text given as JSON number, instead of refusing them with 2010. */
		coerceScalars: z.boolean().default(false),
		/** Whether `=` and `IN` of the query language tell upper from lower case in text. */
		queryTextCaseSensitive: z.boolean().default(false),
		/** Whether a query answer carries `totalCount` beside its rows. */
		queryTotalCount: z.boolean().default(false),
		/** Further filterable fields, by entity, for those the reference leaves open. */
		extraFilterable: z.record(z.array(z.string())).default({}),
		/** Whether a bill may take more from a purchase order line than the line holds. */
		overBilledPurchaseOrderLine: z.enum(['allow', 'refuse']).default('allow'),
		/** A bill line that links to a closed purchase order: refused (620), link dropped in silence, or taken. */
		linkToClosedPurchaseOrder: z.enum(['refuse', 'drop', 'allow']).default('refuse'),
		/** A `TxnLineId` that is no line of the order (a LineNum, say): refused (620) or dropped in silence. */
		unknownPurchaseOrderLine: z.enum(['refuse', 'drop']).default('refuse'),
		/** Answer 200 but store no purchase order link at all, as was seen in the sandbox. */
		silentlyDropLinks: z.boolean().default(false),
		/** `Line.Received` counts money or quantity; the schema says only that it is a decimal. */
		receivedUnit: z.enum(['amount', 'quantity']).default('amount'),
		/** Leaving out, in a full update, an order line that bills draw on. */
		removeBilledPurchaseOrderLine: z.enum(['refuse', 'allow']).default('refuse'),
		/** Setting an order line below what was received on it. */
		purchaseOrderLineBelowReceived: z.enum(['allow', 'refuse']).default('allow'),
		/** Deleting an order that bills are linked to. */
		deleteBilledPurchaseOrder: z.enum(['refuse', 'allow']).default('refuse'),
		/** A purchase order without `APAccountRef`: implied from the company's payables account, or 2020. */
		purchaseOrderWithoutApAccount: z.enum(['imply', 'refuse']).default('imply'),
		/** Scope of the duplicate bill number check (6140), a company setting. */
		duplicateBillNumber: z.enum(['perVendor', 'global', 'off']).default('perVendor'),
		/** The same for purchase orders, vendor credits and invoices. */
		duplicateOtherNumber: z.enum(['global', 'off']).default('off'),
		/** Deleting a bill that a payment is applied to: the code it is refused with, or unlink and delete. */
		deletePaidBill: z.enum(['6000', '620', 'unlink']).default('6000'),
		/** A payment line above the open balance of its bill or credit. */
		overpaidBill: z.enum(['refuse', 'allow']).default('refuse'),
		/** A bill set below what was already paid on it. */
		billBelowPaid: z.enum(['refuse', 'allow']).default('refuse'),
		/** Link type that a credit-card payment leaves on its bill; the schema names only the check. */
		creditCardPaymentLink: z
			.enum(['BillPaymentCheck', 'BillPaymentCreditCard'])
			.default('BillPaymentCreditCard'),
		/** A payment or an order link raises the `SyncToken` of the bill or order it changes. */
		linkedChangesRaiseSyncToken: z.boolean().default(true),
		/** Code for a reference to an inactive object: both are reported. */
		inactiveReferenceCode: z.enum(['2500', '610']).default('2500'),
		/** `ClassRef` while class tracking is off: dropped in silence, or 5030. */
		classWhenOff: z.enum(['drop', 'refuse']).default('drop'),
		/** `DepartmentRef` while location tracking is off: dropped in silence, or 5030. */
		departmentWhenOff: z.enum(['drop', 'refuse']).default('drop'),
		/** `TermRef` on vendor create is ignored in silence, as was seen in the sandbox. */
		vendorTermIgnoredOnCreate: z.boolean().default(true),
		/** Inactive names get the suffix ` (deleted)`, which frees the name. */
		inactiveNameSuffix: z.boolean().default(true),
		/** Sparse updates of entities for which the reference does not document them. */
		undocumentedSparseUpdate: z.enum(['allow', 'refuse']).default('allow'),
		/** `operation=void` on payments, where the reference documents `include=void`. */
		paymentVoidByOperation: z.enum(['accept', 'refuse']).default('accept'),
		/** Code for `changedSince` older than 30 days. */
		changedSinceTooOldCode: z.string().default('2090'),
		/** Company state; `ended` refuses every call with 6190. */
		subscription: z.enum(['active', 'ended']).default('active'),
		/** What the person at the consent page does: allows at once, refuses at once, or is asked. */
		consent: z.enum(['grant', 'refuse', 'ask']).default('grant'),
		/** Life of an access token, in seconds. */
		accessTokenSeconds: z.number().int().positive().default(3600),
		/** Age at which a refresh gives a new refresh token value and the old one dies, in milliseconds. */
		refreshRotationMs: z.number().nonnegative().default(86_400_000),
		/** Using an authorization code twice also ends what the first use produced. */
		codeReuseRevokes: z.boolean().default(true),
	})
	.strict();

/** All switches with a value. */
export type Switches = z.infer<typeof switchesSchema>;

/** The switches with their defaults, some replaced. Throws a ZodError for an unknown name or value. */
export function switchesFrom(some: unknown): Switches {
	return switchesSchema.parse(some ?? {});
}
