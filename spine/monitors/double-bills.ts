import { toMinor } from '../documents/money';
import { normalizeName } from '../documents/names';
import { numberKey } from '../documents/numbers';
import type { BooksTransactionRecord } from '../documents/records';
import { groupBy } from '../reconciliation/group-by';
import { linkVendors, ownVendorKey } from '../ledger/vendor-links';
import type { MonitorFacts } from './facts';
import type { Monitor, Trouble } from './monitor';
import { money } from './words';

/** Bills and credits that stand in the books and say something. */
function standing({ source }: MonitorFacts): BooksTransactionRecord[] {
	return source.transactions.filter(
		({ type, deleted, total, number }) =>
			(type === 'bill' || type === 'vendor_credit') &&
			deleted !== true &&
			total !== 0 &&
			number !== undefined,
	);
}

const keyOf = (number: string | undefined) => numberKey(number ?? '')?.key;

/** Bills of one company file with the same vendor and number. */
function twice(facts: MonitorFacts): Trouble[] {
	const { vendors, source, postings } = facts;
	const names = new Map(
		vendors
			.filter(({ side }) => side === 'books')
			.map((one) => [`${one.books ?? ''} ${one.id}`, one.name]),
	);
	const ours = new Set(
		postings.flatMap(({ books, outcome }) =>
			outcome !== undefined && 'id' in outcome ? [`${books} ${outcome.id}`] : [],
		),
	);
	const groups = groupBy(standing(facts), ({ books, type, vendor, number }) => {
		const key = keyOf(number);
		return key === undefined || vendor === undefined
			? undefined
			: `${books} ${type} ${vendor} ${key}`;
	});
	return [...groups.values()].flatMap((group): Trouble[] => {
		const [first] = group;
		if (first === undefined || group.length < 2) return [];
		const { currency } = source.settings;
		const vendor = names.get(`${first.books} ${first.vendor ?? ''}`) ?? first.vendor ?? '';
		const what = first.type === 'bill' ? 'bill' : 'vendor credit';
		const mine = group.filter(({ books, id }) => ours.has(`${books} ${id}`));
		return [
			{
				at: `${first.books}:${first.type}:${group
					.map(({ id }) => id)
					.sort()
					.join('+')}`,
				subject: {
					type: first.type,
					id: first.id,
					label: `${what} ${first.number ?? ''} of ${vendor}`,
				},
				sentence: `${vendor} has ${group.length} ${what}s with the number ${first.number ?? ''} in QuickBooks: ${group.map(({ id, date, total }) => `${id} of ${date} for ${money(facts, toMinor(total, currency))}`).join(', ')}.`,
				remedy:
					mine.length === 0
						? 'Void the one that is not wanted, before it is paid.'
						: `Void the one that is not wanted, before it is paid; ${mine.map(({ id }) => id).join(', ')} was posted from here with its original.`,
				amount: first.total,
				books: first.books,
				details: {
					bills: group.map(({ id, date, total, number }) => ({ id, date, total, number })),
					ours: mine.map(({ id }) => id),
				},
			},
		];
	});
}

export const doubleBills: Monitor = {
	id: 'SY-01',
	version: 1,
	title: 'Bills that stand twice in the books',
	description:
		'Two bills, or two vendor credits, of one QuickBooks company file have the same vendor and the same number once prefixes, leading zeros and punctuation are left out, whoever entered them. What we post is written once; this finds the one that somebody entered beside it. Voided ones do not count.',
	remedy: 'Void the one that is not wanted, before it is paid.',
	reads: 'bills and vendor credits of the books',
	severity: 'HOLD',
	needs: ['books'],
	look: twice,
};

/** The same demand in the books of two of our companies. */
function across(facts: MonitorFacts): Trouble[] {
	const { vendors, source } = facts;
	const links = linkVendors(vendors, source.directory);
	const own = new Map(
		vendors
			.filter(({ side }) => side === 'books')
			.map((one) => {
				const key = ownVendorKey(one);
				const counted = links.get(key) ?? key;
				return [
					`${one.books ?? ''} ${one.id}`,
					{
						name: one.name,
						as: counted.startsWith('projects:') ? counted : normalizeName(one.name),
					},
				];
			}),
	);
	const groups = groupBy(standing(facts), ({ books, type, vendor, number, total }) => {
		const key = keyOf(number);
		const as = own.get(`${books} ${vendor ?? ''}`)?.as;
		// A number of one or two digits is every vendor's.
		return key === undefined || key.length < 3 || as === undefined
			? undefined
			: `${type} ${as} ${key} ${total}`;
	});
	return [...groups.values()].flatMap((group): Trouble[] => {
		const [first] = group;
		const files = new Set(group.map(({ books }) => books));
		if (first === undefined || files.size < 2) return [];
		const { currency } = source.settings;
		const vendor = own.get(`${first.books} ${first.vendor ?? ''}`)?.name ?? '';
		return [
			{
				at: group
					.map(({ books, id }) => `${books}:${id}`)
					.sort()
					.join('+'),
				subject: {
					type: first.type,
					id: first.id,
					label: `bill ${first.number ?? ''} of ${vendor}`,
				},
				sentence: `Bill ${first.number ?? ''} of ${vendor} for ${money(facts, toMinor(first.total, currency))} stands in ${files.size} company files: ${[...files].join(', ')}.`,
				remedy:
					'Keep it in the company whose project it is for and void the other, or split it between the two by agreement.',
				amount: first.total,
				details: { bills: group.map(({ books, id, date }) => ({ books, id, date })) },
			},
		];
	});
}

export const billsAcross: Monitor = {
	id: 'DU-14',
	version: 1,
	title: 'One invoice in the books of two companies',
	description:
		'Bills of the same vendor, number and total stand in two QuickBooks company files. Vendors are the same by their link to Procore, else by their name; numbers of one or two characters are left out.',
	remedy: 'Keep it in the company whose project it is for, and void the other.',
	reads: 'bills and vendor credits of all company files, vendors',
	severity: 'HOLD',
	needs: ['books'],
	look: across,
};
