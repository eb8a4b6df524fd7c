import { contentHash } from '../documents/canonical';
import type { Transfer, Written } from '../documents/transfer';
import type { TransferContent } from '../documents/transfer-content';
import type { KeptTransfer, Ledger, TransferResult } from '../ledger/ledger';
import type { Obstacle } from './attest-target';
import { clearDoubt } from './clear-doubt';
import { callSentence, isUncertain } from './failure';
import { judgeChange } from './judge-change';
import { untaken } from './untaken';
import { inTurn } from './turn';
import type { StandingRecord, TransferAdapter, TransferTarget } from './target';

export interface CarryContext {
	ledger: Pick<
		Ledger,
		'transfers' | 'beginTransfer' | 'settleTransfer' | 'takeLease' | 'dropLease' | 'getSettings'
	>;
	target: TransferTarget;
	/** Names the run of the workflow, by which its writes can be taken back together. */
	run: string;
	/** Only say what would be written. */
	preview: boolean;
	/** Whether the policy lets this be written; else it is previewed. */
	mayWrite: (transfer: Transfer) => boolean;
	/** Why a transfer may not be written now ({@link TargetGuard}); it is held then, and stays as it is. */
	obstacle?: Obstacle;
	/** Called with every outcome as it comes. */
	done?: (transfer: Transfer, outcome: Written) => Promise<void>;
	/** Names this call among all that write to the same target. */
	holder: string;
	isGone?: (holder: string) => boolean;
	/** Running time. */
	clock: () => number;
	sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
	signal?: AbortSignal;
}

/**
 * Carries out transfers one after another: exactly what the ledger planned, once, whatever is
 * repeated, killed or sent twice. Calls that write to one target follow each other.
 *
 * - What is known to stand is read and compared: it is left alone where it says so already, updated
 *   where only the plan changed, and held where somebody else changed or removed it, or where it is
 *   locked.
 * - What is not known is looked for: one that says the same is taken for it, one that differs, or
 *   several, hold it.
 * - A write whose outcome is not known is cleared up by looking, before anything is sent again.
 *
 * @returns one outcome for each transfer, in order.
 * @throws only when the ledger fails, the turn to write does not come within ten minutes or is lost,
 * or the signal is aborted; everything else is `held` with a sentence.
 */
export async function carryOut(
	transfers: readonly Transfer[],
	context: CarryContext,
): Promise<Written[]> {
	return await inTurn(context, async (signal) => {
		const outcomes: Written[] = [];
		for (const transfer of transfers) {
			signal.throwIfAborted();
			const outcome = await carryOne(transfer, { ...context, signal });
			outcomes.push(outcome);
			await context.done?.(transfer, outcome);
		}
		return outcomes;
	});
}

async function carryOne(transfer: Transfer, context: CarryContext): Promise<Written> {
	const { ledger, target } = context;
	const { side, system } = transfer.target;
	if (side !== target.side || (system !== '' && system !== target.system)) {
		return held(
			`${transfer.label} belongs to ${side === target.side ? `${system}, and this credential is for ${target.system}` : 'the other system'}. Carry it out with the node and credential of that company.`,
		);
	}
	const adapter = target.adapters[transfer.content.kind];
	if (adapter === undefined) {
		return held(`${target.name} cannot be given this: ${transfer.label}.`);
	}
	const [kept] = await ledger.transfers({ keys: [transfer.key] });
	if (kept === undefined || contentHash(kept.transfer) !== contentHash(transfer)) {
		return held(
			`${transfer.label} is not what the ledger planned last, so it is not written. Plan it again with the Spine Ledger node, and carry out what that gives.`,
		);
	}
	if (kept.state === 'undone' && transfer.undoes === undefined) {
		return held(
			`${transfer.label} was taken back or given up by a person. Resume it with the Spine Ledger node if it is to be written.`,
		);
	}
	const obstacle = context.obstacle?.(transfer);
	if (obstacle !== undefined) return held(obstacle);
	const writer = new TransferWriter(transfer, kept, adapter, context);
	try {
		const cleared = await clearDoubt(transfer, kept, adapter, context);
		if (cleared !== undefined) {
			const outcome = await writer.settle(cleared);
			if (transfer.action === 'save' || outcome.state !== 'created') return outcome;
			return await writer.remove(outcome.id);
		}
		return await (transfer.action === 'remove' ? writer.remove() : writer.save());
	} catch (error) {
		context.signal?.throwIfAborted();
		return await writer.failed(error);
	}
}

/** Carries out one transfer whose plan was checked. */
class TransferWriter {
	private sent = false;
	/** Whether some steps of an update may be done and others not, so that the next run has to go on. */
	private inSteps = false;

	constructor(
		private readonly transfer: Transfer,
		private readonly kept: KeptTransfer,
		private readonly adapter: TransferAdapter,
		private readonly context: CarryContext,
	) {}

	async save(): Promise<Written> {
		const { transfer, kept, adapter } = this;
		const { signal } = this.context;
		const id = kept.targetId ?? transfer.target.id;
		if (id === undefined) return await this.saveUnknown();
		const standing = await adapter.read(transfer, id, signal);
		const isHalfWritten = kept.state === 'sent' && adapter.updatesInSteps === true;
		const judged = judgeChange(
			transfer,
			isHalfWritten ? {} : kept,
			standing,
			id,
			this.context.target.name,
		);
		if (judged.step === 'hold') return await this.hold(judged.why, id);
		if (judged.step === 'none') return await this.done('same', judged.standing, undefined);
		return await this.update(judged.standing);
	}

	/** Nothing is known to stand: what somebody else entered is looked for first. */
	private async saveUnknown(): Promise<Written> {
		const { transfer, adapter } = this;
		const { signal, target, ledger } = this.context;
		const all = await untaken(transfer, await adapter.find(transfer, signal), ledger);
		const spent = all.find((one) => one.spent !== undefined);
		if (spent?.spent !== undefined && spent.id !== this.kept.outcome?.id) {
			return await this.hold(spent.spent, spent.id, spent.id);
		}
		const found = all.filter((one) => one.spent === undefined);
		const wanted = contentHash(transfer.content);
		const [equal] = found.filter(
			(one) => one.equal === true || contentHash(one.content) === wanted,
		);
		if (equal !== undefined && found.length === 1) {
			return await this.done('adopted', equal, undefined);
		}
		if (found.length > 0) {
			const ids = found.map((one) => one.id).join(', ');
			return await this.hold(
				equal === undefined
					? `${target.name} holds ${ids} for the same thing, with other contents. Compare them; correct or remove it there, or leave it and enter nothing: nothing was written.`
					: `${target.name} holds several that are the same: ${ids}. Remove the ones too many there; nothing was written.`,
			);
		}
		if (!this.writes) return this.would('would_create');
		const requestId = await this.begin();
		const standing = await adapter.create(transfer, requestId, signal);
		// A ledger that was lost gives the ids of before again, to which the target may answer with what
		// it made then.
		const isOld = spent !== undefined && standing.id === spent.id;
		const made = isOld ? await adapter.create(transfer, anew(requestId), signal) : standing;
		return await this.done('created', made, undefined);
	}

	private async update(standing: StandingRecord): Promise<Written> {
		const { transfer, adapter } = this;
		if (adapter.update === undefined) {
			return await this.hold(
				`What stands in ${this.context.target.name} cannot be changed over its API. Change ${standing.id} there by hand: ${transfer.label}.`,
				standing.id,
			);
		}
		if (!this.writes) return this.would('would_update', standing.id);
		const requestId = await this.begin();
		this.inSteps = adapter.updatesInSteps === true;
		const after = await adapter.update(transfer, standing, requestId, this.context.signal);
		return await this.done('updated', after, standing.content);
	}

	/** @param found id of what came of a write that was in doubt. */
	async remove(found?: string): Promise<Written> {
		const { transfer, kept, adapter } = this;
		const { signal, target } = this.context;
		const id = transfer.target.id ?? kept.targetId ?? found;
		if (id === undefined) {
			if (!this.writes && kept.state === 'sent') return this.would('would_remove');
			return await this.hold(
				`What ${target.name} holds for it is not what was written, or stands there more than once, so nothing is removed. Compare, remove there by hand what is too many, and give this transfer up: ${transfer.label}.`,
			);
		}
		const standing = await adapter.read(transfer, id, signal);
		if (standing === undefined) return await this.removed(id, undefined);
		if (standing.locked !== undefined) return await this.hold(standing.locked, id);
		if (contentHash(standing.content) !== contentHash(transfer.content)) {
			return await this.hold(
				`${target.name} ${id} was changed since it was written, so it is not removed. Look at it there: ${transfer.label}.`,
				id,
			);
		}
		if (adapter.remove === undefined) {
			return await this.hold(
				`${target.name} ${id} cannot be removed over its API. Remove it there by hand: ${transfer.label}.`,
				id,
			);
		}
		if (!this.writes) return this.would('would_remove', id);
		await adapter.remove(transfer, standing, await this.begin(), signal);
		return await this.removed(id, standing.content);
	}

	private get writes(): boolean {
		return !this.context.preview && this.context.mayWrite(this.transfer);
	}

	private async begin(): Promise<string> {
		const { requestId } = await this.context.ledger.beginTransfer(this.transfer, this.context.run);
		this.sent = true;
		return requestId;
	}

	async settle(result: TransferResult): Promise<Written> {
		await this.context.ledger.settleTransfer(this.transfer, this.context.run, result);
		return result.outcome;
	}

	private async done(
		state: 'created' | 'updated' | 'same' | 'adopted',
		standing: StandingRecord,
		before: TransferContent | undefined,
	): Promise<Written> {
		const outcome = { state, id: standing.id, warnings: standing.warnings ?? [] };
		if (!this.writes) return outcome;
		return await this.settle({
			outcome,
			after: standing.content,
			...(before === undefined ? {} : { before }),
			...(standing.revision === undefined ? {} : { revision: standing.revision }),
		});
	}

	private async removed(id: string, before: TransferContent | undefined): Promise<Written> {
		const outcome = { state: 'removed' as const, id, warnings: [] };
		if (!this.writes) return this.would('would_remove', id);
		return await this.settle({ outcome, ...(before === undefined ? {} : { before }) });
	}

	private would(state: 'would_create' | 'would_update' | 'would_remove', id?: string): Written {
		return { state, ...(id === undefined ? {} : { id }), warnings: [] };
	}

	/** @param known what is known to be this from now on, although it was not written. */
	private async hold(why: string, id?: string, known?: string): Promise<Written> {
		const outcome = { ...held(why), ...(id === undefined ? {} : { id }) };
		if (!this.writes) return outcome;
		return await this.settle({ outcome, ...(known === undefined ? {} : { known }) });
	}

	/** A refusal settles the transfer as held; a call without an answer leaves it in doubt. */
	async failed(error: unknown): Promise<Written> {
		const why = callSentence(error);
		if (this.sent && isUncertain(error)) {
			return held(
				`${why} Whether it was written is not known yet; it is looked for before anything is sent again.`,
			);
		}
		if (!this.sent || this.inSteps) return held(why);
		return await this.settle({ outcome: held(why) });
	}
}

const anew = (requestId: string): string => `${requestId.slice(0, 34)}-2`;

function held(why: string): Written & { state: 'held' } {
	return { state: 'held', why, warnings: [] };
}
