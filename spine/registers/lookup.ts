import { normalizeName } from '../documents/names';
import { numberKey } from '../documents/numbers';
import type { Directory } from '../identity/identity';

/** Finds records by what people write in tables; undefined where nothing or more than one thing fits. */
export interface Lookup {
	project(text: string | undefined): string | undefined;
	commitment(text: string | undefined): string | undefined;
	vendor(text: string | undefined): string | undefined;
}

/** Looks names, numbers and ids up in the directory of the ledger. */
export function lookupIn(directory: Directory): Lookup {
	const only = (ids: readonly string[]): string | undefined => {
		const distinct = new Set(ids);
		return distinct.size === 1 ? ids[0] : undefined;
	};
	const same = (left: string | undefined, right: string) =>
		left !== undefined && numberKey(left)?.key === numberKey(right)?.key;
	return {
		project: (text) =>
			text === undefined
				? undefined
				: only(
						directory.projects
							.filter(
								({ id, number, name }) =>
									id === text || same(number, text) || normalizeName(name) === normalizeName(text),
							)
							.map(({ id }) => id),
					),
		commitment: (text) =>
			text === undefined
				? undefined
				: only(
						directory.commitments
							.filter(({ id, number }) => id === text || same(number, text))
							.map(({ id }) => id),
					),
		vendor: (text) =>
			text === undefined
				? undefined
				: only(
						directory.vendors
							.filter(
								({ side, id, name, aliases }) =>
									side === 'projects' &&
									(id === text ||
										[name, ...aliases].some((one) => normalizeName(one) === normalizeName(text))),
							)
							.map(({ id }) => id),
					),
	};
}
