/** Groups a list by a key, in the order of the list; items without one are left out. */
export function groupBy<T>(
	list: readonly T[],
	key: (item: T) => string | undefined,
): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of list) {
		const at = key(item);
		if (at === undefined) continue;
		const group = groups.get(at);
		if (group === undefined) groups.set(at, [item]);
		else group.push(item);
	}
	return groups;
}
