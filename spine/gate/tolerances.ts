/** Tolerances by the name that a policy overrides them with. Amounts in major units. */
export const DEFAULT_TOLERANCES = {
	/** Confidence of the document's kind (ID-01). */
	kindConfidence: 0.9,
	/** Confidence of vendor, number, total, retainage, commitment and amounts (EX-01). */
	criticalConfidence: 0.95,
	/** Confidence of any other field (EX-01). */
	otherConfidence: 0.85,
	/** Likeness of the best vendor candidate, and the most its runner-up may have (ID-02). */
	vendorScore: 0.92,
	vendorRunnerUp: 0.8,
	/** Net amount up to which an invoice needs no commitment (ID-07). */
	directCostLimit: 0,
	/** Sums of a document, in minor units (MA, PA). */
	footMinor: 1,
	/** Most that per-line rounding may add up to, in minor units (MA-02, PA-04). */
	roundingCapMinor: 5,
	/** Printed percent complete, in percentage points: with decimals, and printed whole (PA-03). */
	percentPoints: 0.5,
	wholePercentPoints: 1,
	/** Retainage, minor units for each line (RT-01, RT-09). */
	retainageMinorPerLine: 1,
	/** Same amount again, in days (DU-04), and a booked transaction near the date (DU-10). */
	sameAmountDays: 90,
	booksDays: 10,
	/** Days an approved proposal may wait for its change order (SC-02). */
	tierGapDays: 5,
	/** Purchase order total: percent and amount, whichever is less (PO-01). */
	poTotalPercent: 2,
	poTotalAmount: 100,
	/** Purchase order unit price: percent and amount a line, whichever is less (PO-02). */
	poPricePercent: 2,
	poPriceAmount: 50,
	/** Quantity of bulk goods over the order, in percent (PO-03). */
	bulkQuantityPercent: 5,
	/** Freight and the like: percent of the order and amount, whichever is less (PO-08). */
	freightPercent: 10,
	freightAmount: 75,
	/** Tax, in percent of work and freight (TX-02). */
	taxPercent: 15,
	/** Billed ahead of progress, in percentage points: warned, and held (OB-08). */
	frontLoadWarnPoints: 10,
	frontLoadHoldPoints: 20,
	/** Share of mobilisation that the first two applications may bill, in percent (OB-08). */
	mobilisationPercent: 60,
	/** Spend without commitment: percent of the vendor's spend, and amount (OB-06). */
	uncommittedPercent: 10,
	uncommittedAmount: 5000,
	/** Longest document number the books keep (GL-14). */
	numberLength: 21,
} as const;

export type ToleranceName = keyof typeof DEFAULT_TOLERANCES;
