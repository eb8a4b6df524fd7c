import { addDays } from '../documents/dates';
import type { FieldDataRecord } from '../documents/records';
import { pairsOf } from './pairs';
import type { RowFacts } from './row-facts';
import type { ReconciliationSource } from './source';

/** Days before its end within which insurance counts as expiring. */
const SOON_DAYS = 30;

/** Notes that tell of insurance and not of another paper on file (W-9, licence, safety plan). */
const INSURANCE =
	/insur|liabilit|certificate|\bcoi\b|\bacord\b|workers?['’]? ?comp|umbrella|excess|\bauto|\bgl\b|\bwc\b/i;

export type InsuranceStanding = 'in force' | 'expires soon' | 'expired' | 'none on file';

export interface Insurance {
	insurance: InsuranceStanding;
	/** Day on which the first of its policies ends. */
	insuranceUntil?: string;
}

/**
 * Whether a vendor is insured on the day of the report, by the register of compliance: one row a
 * policy, whose date is its last day. Of several rows for one policy the latest counts. Undefined
 * where the company keeps no such register.
 */
export function insuranceOf(
	vendor: string | undefined,
	{ fieldData, uses, asOf }: ReconciliationSource,
): Insurance | undefined {
	if (!uses.compliance || vendor === undefined) return undefined;
	const until = new Map<string, string>();
	for (const row of fieldData) {
		if (row.source !== 'compliance' || row.deleted === true || row.vendor !== vendor) continue;
		if (row.date === undefined || (row.note !== undefined && !INSURANCE.test(row.note))) continue;
		const policy = (row.note ?? '').trim().toLowerCase();
		if ((until.get(policy) ?? '') < row.date) until.set(policy, row.date);
	}
	const [first] = [...until.values()].sort();
	if (first === undefined) return { insurance: 'none on file' };
	const insurance =
		first < asOf ? 'expired' : first < addDays(asOf, SOON_DAYS) ? 'expires soon' : 'in force';
	return { insurance, insuranceUntil: first };
}

/** A demand on a commitment without the lien waiver that belongs to it. */
export interface MissingWaiver {
	/** Last day of its work. */
	period: string;
	/** What it is called (`application 3`, `bill A-1`). */
	label: string;
	/** It is paid, so that only an unconditional waiver will do. */
	paid: boolean;
}

/**
 * Approved applications and bills of a commitment that no lien waiver on file reaches: each wants one
 * through the last day of its work, and an unconditional one once it is paid. Undefined where the
 * company keeps no register of waivers.
 */
export function missingWaivers(
	facts: RowFacts,
	{ fieldData, uses }: ReconciliationSource,
): MissingWaiver[] | undefined {
	const { commitment } = facts.place;
	if (!uses.waivers || commitment === undefined) return undefined;
	const waivers = fieldData.filter(
		(row) => row.source === 'waivers' && row.deleted !== true && isAbout(row, facts),
	);
	const reach = (kind: (note: string) => boolean): string =>
		waivers
			.filter(({ note }) => kind(note ?? ''))
			.map(({ date }) => date ?? '')
			.sort()
			.at(-1) ?? '';
	const ofAnyKind = reach(() => true);
	const unconditional = reach((note) => /\bunconditional\b/i.test(note));
	return pairsOf(facts).flatMap(({ application, bills }) => {
		const [bill] = bills;
		const requisition = application?.requisition;
		const period = requisition?.periodTo ?? requisition?.billingDate ?? bill?.transaction.date;
		const gross = application?.gross ?? bills.reduce((sum, { gross: amount }) => sum + amount, 0);
		if (period === undefined || gross <= 0) return [];
		const paid = bills.length > 0 && bills.every(({ transaction }) => transaction.balance === 0);
		if ((paid ? unconditional : ofAnyKind) >= period) return [];
		const name = requisition?.application ?? requisition?.invoiceNumber;
		const label =
			name === undefined
				? `bill ${bill?.transaction.number ?? bill?.transaction.id ?? requisition?.id ?? ''}`
				: `application ${name}`;
		return [{ period, label, paid }];
	});
}

/** A waiver on the commitment, or on its vendor and project where it names no commitment. */
function isAbout(row: FieldDataRecord, { place: { commitment } }: RowFacts): boolean {
	if (commitment === undefined) return false;
	if (row.commitment !== undefined) {
		return row.commitment === commitment.id || row.commitment === commitment.number;
	}
	return (
		row.vendor !== undefined &&
		row.vendor === commitment.vendor &&
		(row.project === undefined || row.project === commitment.project)
	);
}
