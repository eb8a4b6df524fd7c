import { canonicalJson } from '../../documents/canonical';
import type { Saved } from '../books';
import type { QuickBooksOnline } from './client';
import { QuickBooksError } from './errors';
import { checkTexts } from './lengths';
import type { Condition } from './query';
import { readRow } from './row';
import { type Wire } from './wire';

/** Lists that are created and updated by name. */
export type ListEntity = 'Vendor' | 'Customer' | 'Account' | 'Item' | 'Class';

export interface ListWish {
	entity: ListEntity;
	/** Name it is found by: display name of vendors and customers, name of the others. */
	name: string;
	/** Parent of a sub-account, sub-item, sub-class or job; a name is unique below its parent only. */
	parent?: string;
	/** Id in QuickBooks where it is known: it is then updated, whatever its name. */
	id?: string;
	/** Members as sent. Only these are changed; all others stay. */
	body: Record<string, unknown>;
}

/** Stale, and a name that is taken, by Intuit's codes. */
const STALE = '5010';
const NAME_TAKEN = '6240';

/**
 * Creates a list entry, or updates the one of that name by a sparse update of what differs. Done
 * twice it changes nothing more. Somebody else's change in between is read again once.
 *
 * @throws QuickBooksError when the name belongs to something else (a customer, say, of a vendor's
 * name), when the entry is inactive, or when QuickBooks refuses it.
 */
export async function saveListEntry(
	client: QuickBooksOnline,
	wish: ListWish,
	signal?: AbortSignal,
): Promise<Saved> {
	checkTexts(wish.entity, wish.body);
	const standing = await findEntry(client, wish, signal);
	if (standing !== undefined) return updateEntry(client, wish, standing, signal);
	try {
		return saved('created', await client.create(wish.entity, wish.body, { signal }), wish);
	} catch (error) {
		if (!(error instanceof QuickBooksError) || error.code !== NAME_TAKEN) throw error;
		const taken = await findEntry(client, wish, signal);
		if (taken === undefined) {
			throw new QuickBooksError(
				`The name "${wish.name}" is used in QuickBooks by another kind of entry (vendors, customers and employees share their names). Give this ${wish.entity.toLowerCase()} a name of its own.`,
				{ code: NAME_TAKEN, element: 'DisplayName' },
			);
		}
		return { ...(await updateEntry(client, wish, taken, signal)), state: 'adopted' };
	}
}

type Entry = Wire<ListEntity>;

async function findEntry(
	client: QuickBooksOnline,
	wish: ListWish,
	signal?: AbortSignal,
): Promise<Entry | undefined> {
	const { entity, name, parent, id } = wish;
	if (id !== undefined) {
		const row = await client.recall(entity, id, signal);
		if (row === undefined) {
			throw new QuickBooksError(`${entity} ${id} does not exist in QuickBooks. Choose another.`, {
				code: '610',
				element: 'Id',
			});
		}
		return readRow(entity, row);
	}
	const byDisplayName = entity === 'Vendor' || entity === 'Customer';
	const where: Condition[] = [
		{ field: byDisplayName ? 'DisplayName' : 'Name', operator: '=', value: name },
	];
	const rows = await client.query({ entity, where, includeInactive: true }, signal);
	const entries = rows.map((row) => readRow(entity, row));
	const siblings = byDisplayName ? entries : entries.filter((entry) => parentOf(entry) === parent);
	return siblings.find((entry) => entry.Active !== false) ?? siblings[0];
}

function parentOf(entry: Entry): string | undefined {
	return 'ParentRef' in entry &&
		typeof entry.ParentRef === 'object' &&
		entry.ParentRef !== null &&
		'value' in entry.ParentRef
		? String(entry.ParentRef.value)
		: undefined;
}

async function updateEntry(
	client: QuickBooksOnline,
	wish: ListWish,
	standing: Entry,
	signal: AbortSignal | undefined,
	again = true,
): Promise<Saved> {
	const differing = Object.entries(wish.body).filter(
		([field, value]) => !holds(standing[field], value),
	);
	if (standing.Active === false && wish.body['Active'] !== true) {
		throw new QuickBooksError(
			`${wish.entity} "${wish.name}" is inactive in QuickBooks. Make it active there before it is used.`,
			{ code: '610', element: 'Active' },
		);
	}
	if (differing.length === 0) return saved('same', standing, wish);
	const body = {
		...Object.fromEntries(differing),
		Id: standing.Id,
		SyncToken: standing.SyncToken ?? '0',
		sparse: true,
		// QuickBooks wants the name and kind even of entries whose name stays.
		...(wish.entity === 'Account' || wish.entity === 'Item' || wish.entity === 'Class'
			? { Name: wish.name }
			: {}),
	};
	try {
		const row = await client.update(wish.entity, body, { signal });
		return { ...saved('updated', row, wish), before: standing };
	} catch (error) {
		if (!(error instanceof QuickBooksError) || error.code !== STALE || !again) throw error;
		const newest = readRow(wish.entity, await client.get(wish.entity, standing.Id, signal));
		return updateEntry(client, wish, newest, signal, false);
	}
}

/** Whether a stored member already says what is wanted: every wanted part of it is there. */
function holds(stored: unknown, wanted: unknown): boolean {
	if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) {
		return canonicalJson(stored ?? null) === canonicalJson(wanted ?? null);
	}
	if (typeof stored !== 'object' || stored === null) return false;
	const members = new Map(Object.entries(stored));
	return Object.entries(wanted).every(([name, value]) => holds(members.get(name), value));
}

function saved(state: Saved['state'], row: unknown, wish: ListWish): Saved {
	const stored = readRow(wish.entity, row);
	const dropped = Object.entries(wish.body).filter(
		([field, value]) => !HIDDEN.has(field) && !holds(stored[field], value),
	);
	return {
		state,
		id: stored.Id,
		row,
		warnings: dropped.map(
			([field]) =>
				`QuickBooks did not keep ${field} of ${wish.entity.toLowerCase()} "${wish.name}". Check it in QuickBooks.`,
		),
	};
}

/** Members that QuickBooks answers masked. */
const HIDDEN = new Set(['TaxIdentifier']);
