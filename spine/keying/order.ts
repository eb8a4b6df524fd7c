/** By vendor, date and number. */
export const byVendor = (
	left: { vendor: string; number: string; date?: string },
	right: { vendor: string; number: string; date?: string },
): number =>
	left.vendor.localeCompare(right.vendor) ||
	(left.date ?? '').localeCompare(right.date ?? '') ||
	left.number.localeCompare(right.number);
