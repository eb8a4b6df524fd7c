import { normalizeName } from '../documents/names';
import type { VendorRecord } from '../documents/records';
import { groupBy } from '../reconciliation/group-by';
import type { MonitorFacts } from './facts';
import type { Monitor, Trouble } from './monitor';

/** What makes two records of one list the same company, each with the words for it. */
const TRAITS: ReadonlyArray<[why: string, of: (vendor: VendorRecord) => string | undefined]> = [
	['the same tax id', ({ taxId }) => taxId?.replace(/[^0-9A-Za-z*]/g, '')],
	['the same name', ({ name }) => normalizeName(name)],
];

/** A tax id that is masked or too short tells nobody apart. */
const tells = (trait: string | undefined): boolean =>
	trait !== undefined && trait.length >= 4 && !trait.includes('*');

function look({ vendors }: MonitorFacts): Trouble[] {
	const living = vendors.filter(({ active, deleted }) => active && deleted !== true);
	const lists = groupBy(living, ({ side, books }) => `${side} ${books ?? ''}`);
	return [...lists].flatMap(([list, own]) => {
		const seen = new Set<string>();
		return TRAITS.flatMap(([why, of]) =>
			[...groupBy(own, (vendor) => (tells(of(vendor)) ? of(vendor) : undefined)).values()].flatMap(
				(group): Trouble[] => {
					const [first] = group;
					const ids = group.map(({ id }) => id).sort();
					const at = `${list} ${ids.join('+')}`;
					if (first === undefined || group.length < 2 || seen.has(at)) return [];
					seen.add(at);
					const where = first.side === 'books' ? 'QuickBooks' : 'Procore';
					const names = group.map(({ name, id }) => `${name} (${id})`);
					return [
						{
							at,
							subject: { type: 'vendor', id: first.id, label: first.name },
							sentence: `${where} holds ${group.length} vendors with ${why}: ${names.join(', ')}.`,
							remedy:
								'Merge them, or make the one that is not used inactive: bills under both escape the look for duplicates.',
							...(first.books === undefined ? {} : { books: first.books }),
							...(first.side === 'projects' ? { vendor: first.id } : {}),
							details: { vendors: group.map(({ id, name }) => ({ id, name })), why },
						},
					];
				},
			),
		);
	});
}

export const doubleVendors: Monitor = {
	id: 'ID-02',
	version: 1,
	title: 'Vendors entered twice',
	description:
		'Two active vendors of one list (the vendors of a QuickBooks company file, or those of Procore) with the same tax id, or with the same name once legal forms, punctuation and accents are left out. The same vendor in several company files is in order.',
	remedy: 'Merge them, or make the one that is not used inactive.',
	reads: 'vendors of both systems',
	severity: 'WARN',
	needs: [],
	look,
};
