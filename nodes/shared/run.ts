import type { IExecuteFunctions } from 'n8n-workflow';

/** Name of this run, under which the journal notes what it writes: workflow, its id and the execution's. */
export function runOf(context: Pick<IExecuteFunctions, 'getWorkflow' | 'getExecutionId'>): string {
	const { name, id } = context.getWorkflow();
	return `${name ?? 'Workflow'} (${id ?? 'unsaved'}/${context.getExecutionId()})`;
}
