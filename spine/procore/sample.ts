import { readCurrent } from './current';
import { ProcoreError } from './errors';
import type { ProcoreChange } from './handing-over';
import type { Reader } from './parents';
import type { Scope } from './client';
import { resourceOf } from './resources';
import { inWatchedOrder, watchedOf, type WatchedName } from './watched';
import { id as wireId } from './wire/values';

/** Projects, and commitments of each, that are looked at for a sample at most. */
const MOST_PROJECTS = 20;
const MOST_CONTRACTS = 10;

/**
 * One record of the first watched thing that Procore has any of, as it is now, as if it had just
 * changed. Nothing is kept. For trying a workflow out.
 */
export async function sampleOfProcore(
	reader: Reader,
	watched: readonly WatchedName[],
	projects: readonly string[],
): Promise<ProcoreChange | undefined> {
	const some =
		projects.length > 0
			? projects.slice(0, MOST_PROJECTS)
			: await firstIds(reader, 'projects', {}, MOST_PROJECTS);
	// What refers to others comes last in the table and is what people mostly watch for.
	for (const name of inWatchedOrder(watched).reverse()) {
		const { scope } = watchedOf(name);
		for (const project of scope === 'company' ? [undefined] : some) {
			const change = await sampleIn(reader, name, project);
			if (change !== undefined) return change;
		}
	}
	return undefined;
}

async function sampleIn(
	reader: Reader,
	name: WatchedName,
	project: string | undefined,
): Promise<ProcoreChange | undefined> {
	const { resource } = watchedOf(name);
	const scopes: Scope[] =
		resourceOf(resource).scope === 'contract'
			? (await contractsIn(reader, project)).map((contract) => ({ project, contract }))
			: [{ project }];
	for (const scope of scopes) {
		const [id] = await firstIds(reader, resource, scope, 1);
		if (id === undefined) continue;
		const related = scope.contract === undefined ? [] : [{ id: scope.contract, name: 'Contract' }];
		const current = await readCurrent(reader, name, { id, project, related });
		if (current.state !== 'found') continue;
		const where = project === undefined ? {} : { project };
		const event = { what: name, operation: 'update', id, ...where, foundBy: 'schedule' } as const;
		return { ...current.sheet, event };
	}
	return undefined;
}

async function contractsIn(reader: Reader, project: string | undefined): Promise<string[]> {
	const subcontracts = await firstIds(reader, 'work_order_contracts', { project }, MOST_CONTRACTS);
	const orders = await firstIds(reader, 'purchase_order_contracts', { project }, MOST_CONTRACTS);
	return [...subcontracts, ...orders];
}

/** Ids at the head of a list; none where Procore refuses it. */
async function firstIds(
	{ client, signal }: Reader,
	resource: Parameters<typeof client.list>[0],
	scope: Scope,
	most: number,
): Promise<string[]> {
	const ids: string[] = [];
	const view = resource === 'requisitions' ? 'default' : undefined;
	try {
		for await (const row of client.list(resource, scope, { perPage: most, view, signal })) {
			const id = wireId.safeParse(row.id);
			if (id.success) ids.push(id.data);
			if (ids.length >= most) break;
		}
	} catch (error) {
		const status = error instanceof ProcoreError ? error.status : undefined;
		if (status !== 403 && status !== 404) throw error;
	}
	return ids;
}
