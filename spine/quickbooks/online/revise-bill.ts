import { contentHash } from '../../documents/canonical';
import type { BillDraft, StandingBill, WriteOutcome } from '../books';
import type { QuickBooksOnline } from './client';
import { QuickBooksError } from './errors';
import { linksOf, unlinkableLines } from './order-links';
import { readRow } from './row';
import { type BillBody, ORDER, toBill } from './to-bill';
import type { BillWire, WireLine } from './wire';
import { compare } from './write-bills';

/**
 * Turns a standing bill into what a released revision says, while nothing is paid on it. All
 * writable fields are sent (a full update), so that lines that are gone are gone there too.
 */
export async function reviseBill(
	client: QuickBooksOnline,
	standing: StandingBill,
	draft: BillDraft,
	signal?: AbortSignal,
): Promise<WriteOutcome> {
	const { requestId, entity } = draft;
	const refuse = (why: string): WriteOutcome => ({
		requestId,
		result: 'refused',
		why,
		again: false,
		uncertain: false,
	});
	const row = await client.get(entity, standing.id, signal);
	if (row === undefined) {
		return refuse(
			`${entity} ${standing.id} of this claim was deleted in QuickBooks. Ask who deleted it. If it is to be billed again, enter it there; else end the claim (Spine Ledger, Claim, End).`,
		);
	}
	const current = readRow(entity, row);
	if (current.Balance !== current.TotalAmt) {
		return refuse(
			`${entity} ${standing.id} of this claim is already paid or partly paid, so it is not changed. Settle the difference with a new bill or a credit.`,
		);
	}
	const linked = await withPossibleLinks(client, draft, current, signal);
	const wanted = toBill(linked);
	if ('why' in wanted) return refuse(wanted.why);
	const body = keepLinkedLines(wanted.body, current.Line);
	return update(client, current.SyncToken, standing.id, body, linked, signal);
}

const sameLink = (line: WireLine, order: string, orderLine: string | undefined): boolean =>
	line.LinkedTxn?.some(
		({ TxnId, TxnType, TxnLineId }) =>
			TxnType === ORDER && TxnId === order && (TxnLineId ?? orderLine) === orderLine,
	) === true;

/** The draft without the links that are new to the standing bill and that their order cannot take. */
async function withPossibleLinks(
	client: QuickBooksOnline,
	draft: BillDraft,
	{ Line }: Pick<BillWire, 'Line'>,
	signal: AbortSignal | undefined,
): Promise<BillDraft> {
	const standing = linksOf(draft).filter(({ link }) =>
		Line.some((line) => sameLink(line, link.id, link.line)),
	);
	const asked = { ...draft, unlinked: standing.map(({ index }) => ({ line: index, why: '' })) };
	const unlinked = (await unlinkableLines(client, [asked], signal)).get(draft.requestId) ?? [];
	return { ...draft, unlinked: [...(draft.unlinked ?? []), ...unlinked] };
}

/**
 * Lines that are linked already are changed in place, by their id, so that the link stays even where
 * its order has been closed meanwhile; every other line is sent as a new one, because a link cannot be
 * added to a stored line.
 */
function keepLinkedLines(body: BillBody, standing: readonly WireLine[]): BillBody {
	const taken = new Set<string>();
	const Line = body.Line.map((line) => {
		const [link] = line.LinkedTxn ?? [];
		const same = standing.find(
			(other) =>
				other.Id !== undefined &&
				!taken.has(other.Id) &&
				link !== undefined &&
				sameLink(other, link.TxnId, link.TxnLineId),
		);
		if (same?.Id === undefined) return line;
		taken.add(same.Id);
		return { ...line, Id: same.Id };
	});
	return { ...body, Line };
}

async function update(
	client: QuickBooksOnline,
	syncToken: string | undefined,
	id: string,
	body: BillBody,
	draft: BillDraft,
	signal: AbortSignal | undefined,
): Promise<WriteOutcome> {
	try {
		const full = { ...body, Id: id, SyncToken: syncToken, sparse: false };
		const requestId = contentHash([client.realmId, draft.requestId, full]).slice(0, 36);
		return compare(draft, body, await client.update(draft.entity, full, { requestId, signal }));
	} catch (error) {
		if (!(error instanceof QuickBooksError) || error.uncertain) throw error;
		return {
			requestId: draft.requestId,
			result: 'refused',
			why: error.message,
			again: error.retryable,
			uncertain: false,
		};
	}
}
