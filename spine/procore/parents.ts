import { z } from 'zod';
import type { Ledger } from '../ledger/ledger';
import type { ProcoreClient, Scope, WireRow } from './client';
import { changeOrderId } from './contract-records';
import { ProcoreError } from './errors';
import { instant } from './history-pass';
import { resourceOf, type ResourceName } from './resources';
import { watchedOf, type WatchedName } from './watched';
import type { ProcoreEvent } from './webhooks/event';
import { subjectOf } from './webhooks/hear';
import { id as wireId, optionalInstant } from './wire/values';

/** What reading a single record needs. */
export interface Reader {
	client: ProcoreClient;
	ledger: Pick<Ledger, 'get' | 'list'>;
	signal?: AbortSignal;
	/** Whether records are mirrored: what moves with a record is then read along. */
	record?: boolean;
	/** Keeps a file and gives its hash; absent: files are not fetched. */
	keepFile?: (bytes: Uint8Array) => Promise<string>;
	/** A sentence for people. */
	say?: (sentence: string) => void;
}

/** What an event says of where its record stands. */
export type Place = Pick<ProcoreEvent, 'id' | 'related'> & { project?: string };

/** Contracts of a project that are looked through at most for one record. */
const MOST_CONTRACTS = 500;
/** Records of a project that are read for the sake of one line at most. */
const MOST_PARENTS = 50;
const HOUR_MS = 3_600_000;

const stampedSchema = z.object({ id: wireId, updated_at: optionalInstant }).passthrough();
const contractSchema = z.object({ contract_id: wireId }).passthrough();

/** Status of a refusal that says that there is no such record, or that it may not be seen. */
export const isMissing = (error: unknown): boolean =>
	error instanceof ProcoreError && error.status === 404;

/** Id of the ledger's record of a watched thing. */
export function recordIdOf(name: WatchedName, id: string): string {
	if (name === 'potentialChangeOrders') return changeOrderId('potential', id);
	return name === 'changeOrderRequests' ? changeOrderId('request', id) : id;
}

/**
 * A record that Procore shows below its commitment or contract only. Word of it names no contract, so
 * those that it may belong to are tried: what the delivery or the ledger names, then the project's, the
 * latest changed first.
 *
 * @throws ProcoreError with status 404 where none has it.
 */
export async function readBelowContract(
	reader: Reader,
	name: WatchedName,
	place: Place,
): Promise<{ row: WireRow; contract: string }> {
	const { resource, label } = watchedOf(name);
	const { client, signal } = reader;
	const tried = new Set<string>();
	for await (const contract of contractsOf(reader, name, place)) {
		if (tried.has(contract) || tried.size >= MOST_CONTRACTS) continue;
		tried.add(contract);
		const scope: Scope = { project: place.project, contract };
		try {
			return { row: await client.get(resource, place.id, scope, { signal }), contract };
		} catch (error) {
			if (!isMissing(error)) throw error;
		}
	}
	throw new ProcoreError(
		`No commitment or contract of project ${place.project ?? ''} has the ${label} with id ${place.id}. Choose its commitment or contract, or another id.`,
		{ status: 404 },
	);
}

async function* contractsOf(
	reader: Reader,
	name: WatchedName,
	place: Place,
): AsyncGenerator<string, void> {
	yield* place.related.filter((one) => /contract/i.test(one.name)).map((one) => one.id);
	const known = await knownRecord(reader, name, place.id);
	if (known !== undefined && 'commitment' in known && known.commitment !== undefined) {
		yield known.commitment;
	}
	if (name === 'potentialChangeOrders') {
		yield* await ownContract(reader, place);
		return;
	}
	for (const resource of [
		'work_order_contracts',
		'purchase_order_contracts',
		'prime_contracts',
	] as const) {
		const rows = await stamped(reader, resource, place.project, {});
		rows.sort((left, right) => (left.at < right.at ? 1 : -1));
		for (const { id } of rows) yield id;
	}
}

/** The list of potential change orders is the project's and names the contract of each. */
async function ownContract({ client, signal }: Reader, place: Place): Promise<string[]> {
	const filters = { id: [place.id], include_deleted: 'with' };
	const contracts: string[] = [];
	const list = client.list(
		'potential_change_orders',
		{ project: place.project },
		{ filters, signal },
	);
	for await (const row of list) {
		const parsed = contractSchema.safeParse(row);
		if (String(row.id) === place.id && parsed.success) contracts.push(parsed.data.contract_id);
	}
	return contracts;
}

/**
 * Ids of the records that a line may belong to: what the delivery or the ledger names, else what
 * changed in the project within the hour, else all of the project where they are few.
 */
export async function parentsOf(
	reader: Reader,
	name: WatchedName,
	place: Place,
): Promise<string[]> {
	const named = place.related
		.filter((one) => subjectOf({ resource: one.name }, [name])?.isLine === false)
		.map((one) => one.id);
	if (named.length > 0) return named;
	const known = await knownParent(reader, name, place);
	if (known !== undefined) return [known];
	const { resource } = watchedOf(name);
	const now = reader.client.answeredAt();
	if (now !== undefined && resourceOf(resource).list.filters.includes('updated_at')) {
		const range = `${instant(now - HOUR_MS)}...${instant(now + HOUR_MS)}`;
		const rows = await stamped(reader, resource, place.project, { updated_at: range });
		if (rows.length > 0) return rows.slice(0, MOST_PARENTS).map(({ id }) => id);
	}
	const rows = await stamped(reader, resource, place.project, {});
	return rows.length > MOST_PARENTS ? [] : rows.map(({ id }) => id);
}

async function knownParent(
	{ ledger }: Reader,
	name: WatchedName,
	{ id, project }: Place,
): Promise<string | undefined> {
	const filter: Record<string, string> = project === undefined ? {} : { project };
	const holds = (record: { lines: ReadonlyArray<{ id: string }> }) =>
		record.lines.some((line) => line.id === id);
	if (name === 'subcontracts' || name === 'purchaseOrders') {
		const kind = name === 'subcontracts' ? 'subcontract' : 'purchase_order';
		const commitments = await ledger.list('commitment', filter);
		return commitments.find((record) => record.kind === kind && holds(record))?.id;
	}
	if (name !== 'potentialChangeOrders') return undefined;
	const proposals = await ledger.list('change_order', filter);
	const prefix = changeOrderId('potential', '');
	return proposals
		.find((record) => record.tier === 'potential' && holds(record))
		?.id.slice(prefix.length);
}

async function stamped(
	{ client, signal }: Reader,
	resource: ResourceName,
	project: string | undefined,
	filters: Record<string, string>,
): Promise<Array<{ id: string; at: string }>> {
	const found: Array<{ id: string; at: string }> = [];
	try {
		for await (const row of client.list(resource, { project }, { filters, signal })) {
			const parsed = stampedSchema.safeParse(row);
			if (parsed.success) found.push({ id: parsed.data.id, at: parsed.data.updated_at ?? '' });
		}
	} catch (error) {
		// A tool that is switched off in the project holds nothing.
		const status = error instanceof ProcoreError ? error.status : undefined;
		if (status !== 403 && status !== 404) throw error;
	}
	return found;
}

/** What the ledger knows of a watched thing. */
export async function knownRecord(
	{ ledger }: Pick<Reader, 'ledger'>,
	name: WatchedName,
	id: string,
) {
	const { record: type } = watchedOf(name);
	if (type === undefined) return undefined;
	const known = await ledger.get(type, recordIdOf(name, id));
	return known?.side === 'projects' ? known : undefined;
}
