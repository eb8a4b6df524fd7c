import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import { PLANS } from '../../spine';
import { REALM } from './company';
import { jsonOf } from './harness';
import { type Outputs, at } from './outputs';

/** A payment of each bill that was posted. */
function payments(outputs: Outputs): object[] {
	const posted = z.array(z.object({ posting: z.object({ id: z.string().optional() }) }));
	return posted
		.parse(outputs.get(at('QuickBooks', 'document', 'post')))
		.flatMap(({ posting: { id } }, index) =>
			id === undefined
				? []
				: {
						type: 'bill_payment',
						side: 'books',
						books: REALM,
						id: `9${index}`,
						vendor: '77',
						date: '2026-03-20',
						total: 10,
						number: `10${index}`,
						applied: [{ transaction: id, type: 'bill', amount: 10 }],
					},
		);
}

type Run = (
	type: string,
	parameters: INodeParameters,
	items: INodeExecutionData[],
) => Promise<INodeExecutionData[][]>;

/** Runs that wrote, what takes them back, and transfers in all that is done with them. */
export async function transfers(run: Run, outputs: Outputs): Promise<void> {
	const nothing = [{ json: {} }];
	const ledger = async (resource: string, operation: string, more: INodeParameters = {}) => {
		const out = await run('spineLedger', { resource, operation, ...more }, nothing);
		outputs.set(at('SpineLedger', resource, operation), jsonOf(out));
		return out;
	};
	const all = { returnAll: true };
	const runs = jsonOf(await ledger('run', 'getMany', all));
	const writes: IDataObject[] = [];
	const undone: INodeExecutionData[] = [];
	for (const { run: name } of runs) {
		writes.push(...jsonOf(await ledger('run', 'getWrites', { run: String(name), ...all })));
		undone.push(...((await ledger('run', 'undo', { run: String(name) }))[0] ?? []));
	}
	outputs.set(at('SpineLedger', 'run', 'getWrites'), writes);
	outputs.set(at('SpineLedger', 'run', 'undo'), jsonOf([undone]));
	const preview = { resource: 'transfer', operation: 'carryOut', preview: true };
	for (const [folder, type] of [
		['Procore', 'procore'],
		['QuickBooks', 'quickBooks'],
	] as const) {
		outputs.set(
			at(folder, 'transfer', 'carryOut'),
			jsonOf(await run(type, preview, undone.slice(0, 2))),
		);
	}
	const bills = await run('quickBooks', { resource: 'bill', operation: 'getMany' }, nothing);
	const mirrored = jsonOf(bills).map(({ record }) => record);
	await ledger('record', 'record', {
		records: JSON.stringify([...mirrored, ...payments(outputs)]),
	});
	const plans: IDataObject[] = [];
	for (const plan of Object.keys(PLANS)) {
		const asked = { plan, createMissing: true, includeDone: true };
		plans.push(...jsonOf(await ledger('transfer', 'plan', asked)));
	}
	outputs.set(at('SpineLedger', 'transfer', 'plan'), plans);
	const planned = await ledger('transfer', 'getMany', { states: [], ...all });
	const key = { transferKey: '={{ $json.transfer.key }}' };
	for (const operation of ['giveUp', 'resume']) {
		const asked = { ...key, askedBy: 'cfo@harbor.example', reason: 'Entered by hand' };
		const out = await run(
			'spineLedger',
			{ resource: 'transfer', operation, ...asked },
			(planned[0] ?? []).slice(0, 1),
		);
		outputs.set(at('SpineLedger', 'transfer', operation), jsonOf(out));
	}
}
