import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';
import { procoreOf } from '../Procore/transport';

const projectSchema = z
	.object({
		id: z.coerce.string(),
		name: z.string().nullish(),
		project_number: z.string().nullish(),
		active: z.boolean().nullish(),
	})
	.passthrough();

/** Active projects of the credential's company, as people know them. */
export async function getProjects(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const client = await procoreOf(this, this.getCurrentNodeParameter('authentication'));
	const options: INodePropertyOptions[] = [];
	for await (const row of client.list('projects')) {
		const { id, name, project_number: number, active } = projectSchema.parse(row);
		if (active === false) continue;
		const label = [number, name].filter(
			(part) => part !== null && part !== undefined && part !== '',
		);
		options.push({ name: label.join(' · ') || id, value: id });
	}
	return options.sort((left, right) => left.name.localeCompare(right.name));
}
