import { z } from 'zod';
import type { SimulatedSystems } from './simulated-systems';

/** How many rows of one kind a step wrote. */
export interface Difference {
	/** System and kind of row, in words. */
	what: string;
	created: number;
	changed: number;
	removed: number;
}

/** Content of every row by system and kind, then by id. */
export type RowContents = ReadonlyMap<string, ReadonlyMap<string, string>>;

const words = (name: string): string =>
	name
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.replace(/_/g, ' ')
		.toLowerCase();

const rowsSchema = z.array(z.record(z.unknown()));

/** Every row of both systems as it is now. */
export function countRows({ running, quickBooks }: SimulatedSystems): RowContents {
	const books = Object.entries(running.quickBooks.exportState(quickBooks.realmId)).map(
		([entity, rows]) => [`QuickBooks ${words(entity)}`, rows] as const,
	);
	const projects = Object.entries(running.procore.exportState()).map(
		([resource, rows]) => [`Procore ${words(resource)}`, rows] as const,
	);
	return new Map(
		[...books, ...projects].map(([what, rows]) => [
			what,
			new Map(rowsSchema.parse(rows).map((row) => [String(row.Id ?? row.id), JSON.stringify(row)])),
		]),
	);
}

/** What differs between two looks, kinds without a difference left out. */
export function changesBetween(before: RowContents, after: RowContents): Difference[] {
	const none: ReadonlyMap<string, string> = new Map();
	return [...new Set([...before.keys(), ...after.keys()])].flatMap((what) => {
		const old = before.get(what) ?? none;
		const now = after.get(what) ?? none;
		const created = [...now.keys()].filter((id) => !old.has(id)).length;
		const removed = [...old.keys()].filter((id) => !now.has(id)).length;
		const changed = [...now].filter(([id, row]) => old.has(id) && old.get(id) !== row).length;
		return created + removed + changed === 0 ? [] : [{ what, created, changed, removed }];
	});
}
