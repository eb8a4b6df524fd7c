/** A cost code, which every project of the company has as its own. */
export interface CostCode {
	code: string;
	name: string;
}

const names: ReadonlyArray<readonly [string, string]> = [
	['01-540', 'Equipment Rental'],
	['03-300', 'Cast-in-Place Concrete'],
	['05-100', 'Structural Steel'],
	['06-100', 'Rough Carpentry'],
	['07-500', 'Membrane Roofing'],
	['08-800', 'Glazing'],
	['09-250', 'Gypsum Board'],
	['09-300', 'Tiling'],
	['09-900', 'Painting'],
	['10-500', 'Lockers'],
	['13-900', 'Fire Suppression'],
	['15-400', 'Plumbing'],
	['15-500', 'Heating and Cooling'],
	['16-100', 'Electrical'],
	['28-100', 'Access Control'],
	['32-900', 'Landscaping'],
	['02-300', 'Earthwork'],
	['04-200', 'Masonry'],
	['07-400', 'Insulated Panels'],
	['10-140', 'Signage'],
	['11-160', 'Loading Dock Equipment'],
	['32-120', 'Paving'],
	['32-310', 'Fences'],
];

export const COST_CODES: readonly CostCode[] = names.map(([code, name]) => ({ code, name }));

export type CostType = 'S' | 'M' | 'E';

export const COST_TYPES = [
	{ id: 62001, code: 'S', name: 'Commitment' },
	{ id: 62002, code: 'M', name: 'Materials' },
	{ id: 62003, code: 'E', name: 'Equipment' },
	{ id: 62004, code: 'L', name: 'Labor' },
] as const;

/** Accounts of the books that costs go to, by id. */
export const ACCOUNTS = {
	payable: '5001',
	retainage: '5002',
	checking: '5003',
	card: '5004',
	income: '5005',
	receivable: '5006',
	retainageReceivable: '5007',
	subcontractors: '5101',
	materials: '5102',
	equipment: '5103',
	freight: '5104',
	/** Not in use any more. */
	furnishings: '5105',
} as const;

/** Items that owners are billed by, by id. */
export const ITEMS = { progressBilling: '5801', retainageReceivable: '5802' } as const;

/** Ids of the classes, one for each market. */
export const CLASS_IDS: Readonly<Record<string, string>> = {
	Healthcare: '5501',
	Education: '5502',
	Residential: '5503',
	Industrial: '5504',
};

export function accountOf(type: CostType): string {
	if (type === 'M') return ACCOUNTS.materials;
	return type === 'E' ? ACCOUNTS.equipment : ACCOUNTS.subcontractors;
}

/** The cost code of a project; the demo's own tables name none that is not there. */
export function costCodeOf(projectId: number, code: string): CostCode & { id: number } {
	const index = COST_CODES.findIndex((one) => one.code === code);
	const found = COST_CODES[index];
	if (found === undefined) throw new Error(`The demo has no cost code ${code}.`);
	return { id: projectId * 1000 + index + 1, ...found };
}
