import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { PLANS, planUndo, problemTask } from '../../spine';
import { businessTime, companyOf, openLedger } from '../shared/ledger';
import { optionalText, readLimit, readParameter, textParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';
import { idsParameter } from './ids';
import { labourRates } from './labour-rates';

/**
 * Plans one sort of transfers over the ledger's mirror, keeps the plans and puts them out; what
 * keeps something from being planned becomes a task of the ledger.
 */
export async function planTransfers(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced[]> {
	const ledger = await openLedger(this);
	const name = readParameter(this, 'plan', itemIndex, textParameter);
	const sort = PLANS[name];
	if (sort === undefined) {
		throw new NodeOperationError(this.getNode(), `There is nothing called "${name}" to plan.`, {
			itemIndex,
		});
	}
	const { settings } = await companyOf(ledger);
	const projects = readParameter(this, 'projects', itemIndex, idsParameter);
	const { transfers, problems } = await sort.plan({
		ledger,
		now: businessTime(settings, undefined),
		company: readParameter(this, 'procoreCompany', itemIndex, optionalText) ?? '',
		createMissing: this.getNodeParameter('createMissing', itemIndex, false) === true,
		...(projects === undefined ? {} : { projects }),
		...(name === 'labour' ? { labourRates: labourRates(this, itemIndex) } : {}),
	});
	const kept = await ledger.planTransfers(transfers);
	await ledger.putTasks(`plan:${name}`, problems.map(problemTask), {
		complete: projects === undefined,
	});
	const all = this.getNodeParameter('includeDone', itemIndex, false) === true;
	return kept
		.filter(({ state }) => all || (state !== 'done' && state !== 'removed' && state !== 'undone'))
		.map(({ transfer, state }) => ({ json: asJson({ transfer, state }) }));
}

const statesParameter = z.array(z.enum(['planned', 'sent', 'done', 'held', 'removed', 'undone']));

/** Transfers, the one that was planned last first. */
export async function getTransfers(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced[]> {
	const ledger = await openLedger(this);
	const states = readParameter(this, 'states', itemIndex, statesParameter);
	const kept = await ledger.transfers({
		...(states.length === 0 ? {} : { states }),
		newest: readLimit(this, itemIndex),
	});
	return kept.map((one) => ({ json: asJson(one) }));
}

async function setState(
	context: IExecuteFunctions,
	itemIndex: number,
	state: 'undone' | 'planned',
): Promise<Produced> {
	const ledger = await openLedger(context);
	const key = readParameter(context, 'transferKey', itemIndex, textParameter);
	const by = readParameter(context, 'askedBy', itemIndex, textParameter);
	const reason = readParameter(context, 'reason', itemIndex, textParameter);
	await ledger.setTransferState(key, state, `${by}: ${reason}`);
	const [kept] = await ledger.transfers({ keys: [key] });
	return { json: asJson(kept ?? { key }) };
}

export async function giveUpTransfer(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced> {
	return await setState(this, itemIndex, 'undone');
}

export async function resumeTransfer(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced> {
	return await setState(this, itemIndex, 'planned');
}

export async function getRuns(this: IExecuteFunctions, itemIndex: number): Promise<Produced[]> {
	const ledger = await openLedger(this);
	const limit = Math.min(readLimit(this, itemIndex), 10_000);
	return (await ledger.runs(limit)).map((run) => ({ json: asJson(run) }));
}

/** What a run wrote, oldest first. */
export async function getWrites(this: IExecuteFunctions, itemIndex: number): Promise<Produced[]> {
	const ledger = await openLedger(this);
	const run = readParameter(this, 'run', itemIndex, textParameter);
	const entries = await ledger.journal({ run });
	return entries.slice(0, readLimit(this, itemIndex)).map((entry) => ({ json: asJson(entry) }));
}

/**
 * Plans to take a run back: an item with a transfer for every write that has an inverse, and one
 * with the reason for every write that is left.
 */
export async function undoRun(this: IExecuteFunctions, itemIndex: number): Promise<Produced[]> {
	const ledger = await openLedger(this);
	const run = readParameter(this, 'run', itemIndex, textParameter);
	const { transfers, left } = await planUndo(ledger, { run });
	const kept = await ledger.planTransfers(transfers);
	return [
		...kept.map(({ transfer, state }) => ({ json: asJson({ transfer, state }) })),
		...left.map(({ entry, why }) => ({
			json: asJson({ left: { label: entry.label, why, entry } }),
		})),
	];
}
