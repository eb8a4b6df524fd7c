import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { openLedger } from '../shared/ledger';

/** Projects of the project system that the ledger knows, by number and name. */
export async function getProjects(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { projects } = await (await openLedger(this)).directory();
	return projects
		.map(({ id, number, name }) => ({
			name: [number, name].filter((part) => part !== undefined && part !== '').join(' · ') || id,
			value: id,
		}))
		.sort((left, right) => left.name.localeCompare(right.name));
}
