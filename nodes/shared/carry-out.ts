import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import {
	type Ledger,
	type Transfer,
	type TransferTarget,
	type Written,
	carryOut,
	heldTask,
	holderName,
	isGone,
	mayCarry,
	transferSchema,
} from '../../spine';
import { clock, sleep } from './environment';
import { targetGuardOf } from './guard';
import { companyOf, openLedger } from './ledger';
import { processView } from './process-view';
import { asJson, sentenceOf } from './router';
import { runOf } from './run';

/** What the operation Carry Out shows, in either system's node. */
export const carryOutProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['transfer'] } },
		options: [
			{
				name: 'Carry Out',
				value: 'carryOut',
				action: 'Carry out a planned transfer',
				description:
					'Write what the Spine Ledger planned, exactly once; what somebody else entered or changed is held, not written over',
			},
		],
		default: 'carryOut',
	},
	{
		displayName:
			'Only what the ledger planned is written, in exactly that content. While the mode is "observe" or "shadow", it is only previewed.',
		name: 'transferNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['carryOut'] } },
	},
	{
		displayName: 'Preview Only',
		name: 'preview',
		type: 'boolean',
		default: false,
		description:
			'Whether to look at both systems and only say what would be written, changed or removed',
		displayOptions: { show: { operation: ['carryOut'] } },
	},
];

/**
 * Carries out the transfers of all items in one turn; every item goes on with its sheet `written`.
 *
 * @param behind why nothing may be written now, beside what the records of earlier transfers tell;
 * asked before anything is written.
 */
export async function carryOutAll(
	context: IExecuteFunctions,
	target: TransferTarget,
	behind: (ledger: Ledger) => Promise<string | undefined> = async () => undefined,
): Promise<INodeExecutionData[][]> {
	const ledger = await openLedger(context);
	const { policy } = await companyOf(ledger);
	const mayWrite = mayCarry(policy, await ledger.directory());
	const items = context.getInputData();
	const preview = context.getNodeParameter('preview', 0) === true;
	const planned: Array<{ itemIndex: number; transfer: Transfer }> = [];
	const results: INodeExecutionData[] = items.map((item, itemIndex) => {
		const parsed = transferSchema.safeParse(item.json.transfer);
		if (parsed.success) planned.push({ itemIndex, transfer: parsed.data });
		const why =
			'The item carries no transfer. Connect Spine Ledger with the resource Transfer and the operation Plan.';
		const written: Written = { state: 'held', why, warnings: [] };
		return {
			json: { ...item.json, written: asJson(written) },
			...(item.binary === undefined ? {} : { binary: item.binary }),
			pairedItem: { item: itemIndex },
		};
	});
	const transfers = planned.map(({ transfer }) => transfer);
	const signal = context.getExecutionCancelSignal();
	const held = preview ? undefined : await behind(ledger);
	if (held !== undefined) {
		const written: Written = { state: 'held', why: held, warnings: [] };
		return [
			results.map((result) => ({ ...result, json: { ...result.json, written: asJson(written) } })),
		];
	}
	const written = preview ? [] : transfers.filter(mayWrite);
	const obstacle = await targetGuardOf(ledger)(target, written, signal);
	const outcomes = await carryOut(transfers, {
		ledger,
		target,
		run: runOf(context),
		preview,
		mayWrite,
		obstacle,
		done: async (transfer, outcome) => {
			if (outcome.state.startsWith('would') || preview || obstacle(transfer)) return;
			const task = heldTask(transfer, outcome);
			await ledger.putTasks(`transfer:${transfer.key}`, task === undefined ? [] : [task], {
				complete: true,
			});
		},
		holder: holderName(processView.own, randomUUID()),
		isGone: (holder) => isGone(holder, processView),
		clock,
		sleep,
		signal,
	});
	planned.forEach(({ itemIndex }, index) => {
		const result = results[itemIndex];
		const outcome = outcomes[index];
		if (result === undefined || outcome === undefined) return;
		const said = outcome.why === undefined ? {} : { why: sentenceOf({ message: outcome.why }) };
		result.json = { ...result.json, written: asJson({ ...outcome, ...said }) };
	});
	return [results];
}
