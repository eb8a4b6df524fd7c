const FACTORS: Record<string, number> = {
	C: 100,
	HUNDRED: 100,
	CWT: 100,
	M: 1000,
	THOUSAND: 1000,
	MBF: 1000,
	MSF: 1000,
	MLF: 1000,
};
const BULK = new Set([
	'CY',
	'CYD',
	'YD',
	'YD3',
	'TN',
	'TON',
	'TONS',
	'GAL',
	'GALS',
	'GALLON',
	'GALLONS',
	'LOAD',
	'LOADS',
]);

const plain = (unit: string | undefined): string =>
	(unit ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');

/** How many pieces a unit price stands for: 100 for C and CWT, 1,000 for M and MBF, else 1. */
export function unitFactor(unit: string | undefined): number {
	return FACTORS[plain(unit)] ?? 1;
}

/** Concrete, stone, asphalt, fuel: delivered in loads that never come out even. */
export function isBulk(unit: string | undefined): boolean {
	return BULK.has(plain(unit));
}

const CHARGE =
	/\b(?:freight|fuel\s+(?:surcharge|charge)|surcharge|pallets?|delivery\s+(?:charge|fee)|shipping|restocking|small[\s-]order|card\s+fee|convenience\s+fee|handling)\b/i;

/** Whether a line charges for bringing or handling goods rather than for the goods (rule PO-08). */
export function isCharge(description: string): boolean {
	return CHARGE.test(description);
}
