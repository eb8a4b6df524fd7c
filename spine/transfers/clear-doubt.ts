import { contentHash } from '../documents/canonical';
import type { Transfer } from '../documents/transfer';
import type { KeptTransfer, TransferResult } from '../ledger/ledger';
import type { CarryContext } from './carry-out';
import type { StandingRecord, TransferAdapter } from './target';
import { untaken } from './untaken';

/** A call that was sent may be at work for so long after its process ended (Intuit: 120 seconds). */
const AT_WORK_MS = 125_000;

/**
 * Clears up a write that was sent and not answered: waits until it cannot be at work any more, then
 * looks whether it stands. Undefined where there is no doubt, or nothing came of the write, which
 * may then be made again. Of what was to be taken back since, `created` says that it stands, and
 * `removed` without an id that it never came to be.
 */
export async function clearDoubt(
	transfer: Transfer,
	kept: KeptTransfer,
	adapter: TransferAdapter,
	{ ledger, clock, sleep, signal, mayWrite, preview }: CarryContext,
): Promise<TransferResult | undefined> {
	if (kept.state !== 'sent' || preview || !mayWrite(transfer)) return undefined;
	const wait = (kept.sentAt ?? 0) + AT_WORK_MS - clock();
	if (wait > 0) await sleep(wait, signal);
	const id = kept.targetId ?? transfer.target.id;
	if (transfer.action === 'remove' && id !== undefined) {
		return await clearRemoval(transfer, id, adapter, signal);
	}
	if (id !== undefined) {
		const standing = await adapter.read(transfer, id, signal);
		const done = standing !== undefined && isEqual(standing, transfer);
		return done ? resultOf('updated', standing, kept) : undefined;
	}
	const found = await untaken(transfer, await adapter.find(transfer, signal), ledger);
	const written = found.filter((one) => isEqual(one, transfer));
	const [only] = written;
	if (transfer.action === 'remove' && found.length === 0) {
		return { outcome: { state: 'removed', warnings: [] } };
	}
	return only !== undefined && written.length === 1 ? resultOf('created', only, kept) : undefined;
}

async function clearRemoval(
	transfer: Transfer,
	id: string,
	adapter: TransferAdapter,
	signal: AbortSignal | undefined,
): Promise<TransferResult | undefined> {
	if ((await adapter.read(transfer, id, signal)) !== undefined) return undefined;
	return { outcome: { state: 'removed', id, warnings: [] }, before: transfer.content };
}

function isEqual(standing: StandingRecord, transfer: Transfer): boolean {
	return standing.equal === true || contentHash(standing.content) === contentHash(transfer.content);
}

function resultOf(
	state: 'created' | 'updated',
	standing: StandingRecord,
	kept: KeptTransfer,
): TransferResult {
	return {
		outcome: { state, id: standing.id, warnings: standing.warnings ?? [] },
		after: standing.content,
		...(state === 'updated' && kept.written !== undefined ? { before: kept.written } : {}),
		...(standing.revision === undefined ? {} : { revision: standing.revision }),
	};
}
