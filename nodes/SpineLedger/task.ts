import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { gravestFirst, severitySchema } from '../../spine';
import { openLedger } from '../shared/ledger';
import { optionalText, readLimit, readParameter, textParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';

const filterSchema = z.object({
	rule: optionalText,
	severity: severitySchema.optional().or(z.literal('').transform(() => undefined)),
	project: optionalText,
	vendor: optionalText,
	commitment: optionalText,
	books: optionalText,
});

/** One item a task, the gravest first, among equals the newest. */
export async function getTasks(this: IExecuteFunctions, itemIndex: number): Promise<Produced[]> {
	const ledger = await openLedger(this);
	const state = readParameter(this, 'taskState', itemIndex, z.enum(['open', 'done', 'all']));
	const filters = readParameter(this, 'taskFilters', itemIndex, filterSchema);
	const tasks = await ledger.tasks({ ...filters, ...(state === 'all' ? {} : { state }) });
	const first = gravestFirst(tasks).slice(0, readLimit(this, itemIndex));
	return first.map((task) => ({ json: asJson({ task }) }));
}

/** A person closes a task, with the reason. */
export async function closeTask(this: IExecuteFunctions, itemIndex: number): Promise<Produced> {
	const ledger = await openLedger(this);
	const text = (name: string) =>
		readParameter(this, name, itemIndex, textParameter.pipe(z.string().min(1)));
	const task = await ledger.closeTask(text('taskKey'), text('closedBy'), text('reason'));
	return { json: asJson({ task }) };
}
