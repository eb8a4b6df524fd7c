import { normalizeName } from '../documents/names';
import type { VendorRecord } from '../documents/records';
import type { MonitorFacts } from './facts';
import { mergedVendors } from './merged-vendors';
import type { Monitor, Trouble } from './monitor';
import { postedBills } from './posted';
import { count } from './words';

const OPEN: readonly string[] = ['approved', 'partially_received', 'received', 'processing'];

/** What still depends on a vendor of the books, in words; nothing where it may rest. */
function usesOf({ id, books }: VendorRecord, facts: MonitorFacts): string[] {
	const open = facts.source.transactions.filter(
		(one) =>
			one.books === books &&
			one.vendor === id &&
			one.deleted !== true &&
			one.type === 'bill' &&
			(one.balance ?? 0) !== 0,
	).length;
	const waiting = facts.postings.filter(
		({ state, books: file, coding }) =>
			file === books && coding.vendor?.id === id && (state === 'queued' || state === 'sent'),
	).length;
	return [
		...(open === 0 ? [] : [count(open, 'open bill')]),
		...(waiting === 0
			? []
			: [count(waiting, 'document that waits to be posted', 'documents that wait to be posted')]),
	];
}

/** The vendor of the books was merged, renamed or made inactive. */
function booksTroubles(facts: MonitorFacts): Trouble[] {
	const merged = mergedVendors(facts);
	const lastName = new Map<string, string>();
	const used = new Set<string>();
	for (const { posting } of postedBills(facts)) {
		const { books, coding } = posting;
		if (coding.vendor === undefined) continue;
		used.add(`${books} ${coding.vendor.id}`);
		if (coding.vendor.name !== undefined) {
			lastName.set(`${books} ${coding.vendor.id}`, coding.vendor.name);
		}
	}
	return facts.vendors.flatMap((vendor): Trouble[] => {
		if (vendor.side !== 'books') return [];
		const at = `${vendor.books ?? ''} ${vendor.id}`;
		const survivor = merged.get(at);
		const was = lastName.get(at);
		const subject = { type: 'vendor', id: vendor.id, label: was ?? vendor.name };
		const place = vendor.books === undefined ? {} : { books: vendor.books };
		const shared = { at: `books:${at}`, subject, ...place };
		if (survivor !== undefined) {
			return [
				{
					...shared,
					sentence: `QuickBooks vendor ${was ?? vendor.name} (${vendor.id}) was merged into ${survivor.name} (${survivor.id}); its bills stand there now.`,
					remedy: `Link the Procore vendor to ${survivor.name}, so that the next invoice is coded to it.`,
					details: {
						old: { id: vendor.id, name: was ?? vendor.name },
						new: { id: survivor.id, name: survivor.name },
					},
				},
			];
		}
		const uses = usesOf(vendor, facts);
		const gone = vendor.deleted === true || !vendor.active;
		if (gone && (used.has(at) || uses.length > 0)) {
			if (uses.length === 0) return [];
			return [
				{
					...shared,
					sentence: `QuickBooks vendor ${vendor.name} (${vendor.id}) is inactive and still has ${uses.join(' and ')}.`,
					remedy: 'Make it active again, or link the Procore vendor to the one that replaces it.',
					details: { old: { id: vendor.id, name: was ?? vendor.name }, uses },
				},
			];
		}
		if (!gone && was !== undefined && normalizeName(was) !== normalizeName(vendor.name)) {
			return [
				{
					...shared,
					severity: 'WARN',
					sentence: `QuickBooks vendor ${was} (${vendor.id}) is called ${vendor.name} now.`,
					remedy:
						'Check that it is the same company and not another one in its place; then rename the Procore vendor too. The task ends with the next bill under the new name.',
					details: { old: { id: vendor.id, name: was }, new: { id: vendor.id, name: vendor.name } },
				},
			];
		}
		return [];
	});
}

/** A vendor of the project system that is inactive while its commitments are open. */
function projectTroubles({ vendors, commitments }: MonitorFacts): Trouble[] {
	return vendors.flatMap((vendor): Trouble[] => {
		if (vendor.side !== 'projects' || (vendor.active && vendor.deleted !== true)) return [];
		const open = commitments.filter(
			(one) => one.vendor === vendor.id && one.deleted !== true && OPEN.includes(one.status),
		);
		if (open.length === 0) return [];
		const numbers = open.map(({ number, id }) => number ?? id);
		return [
			{
				at: `projects ${vendor.id}`,
				subject: { type: 'vendor', id: vendor.id, label: vendor.name },
				severity: 'WARN',
				sentence: `Procore vendor ${vendor.name} is inactive and still has ${count(open.length, 'open commitment')} (${numbers.slice(0, 5).join(', ')}).`,
				remedy: 'Make it active again, or close its commitments.',
				vendor: vendor.id,
				details: { commitments: numbers },
			},
		];
	});
}

export const vendors: Monitor = {
	id: 'SY-06',
	version: 1,
	title: 'Vendors merged, renamed or made inactive',
	description:
		'A vendor of QuickBooks that bills were posted to was merged into another (it is inactive or gone, and its bills stand under the other), is called otherwise than when the last bill was posted, or is inactive while bills of it are open or documents wait to be posted. Names the old and the new one. A vendor of Procore that is inactive while its commitments are open is listed too. Legal forms, punctuation and accents are no change of a name.',
	remedy:
		'Link the Procore vendor to the one that survives; check a renamed one before the next payment; make active again what is still in use.',
	reads: 'vendors of both systems, what was posted, bills of the books, commitments',
	severity: 'HOLD',
	needs: ['books'],
	look: (facts) => [...booksTroubles(facts), ...projectTroubles(facts)],
};
