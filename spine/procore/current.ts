import type { LedgerRecord } from '../documents/records';
import type { WireRow } from './client';
import { linkChangeOrders } from './change-order-links';
import { withOriginal } from './original';
import { isMissing, knownRecord, readBelowContract, type Place, type Reader } from './parents';
import { sheetsOfProcore, type ProcoreSheet } from './sheets';
import type { DocumentContext } from './to-documents';
import { translate, type RowContext } from './to-records';
import { watchedOf, type WatchedName } from './watched';
import { requisitionSchema } from './wire/schemas';

/** A record as it stands in Procore now. */
export type Current =
	| { state: 'found'; sheet: ProcoreSheet; beside: LedgerRecord[] }
	/** It does not exist, or may not be seen. */
	| { state: 'missing' }
	| { state: 'unreadable'; sentence: string };

/**
 * Reads a watched thing as it is now and makes its sheet: a commitment with its schedule of values, a
 * change order with the lines of its proposals, a requisition as a document that names commitment and
 * project.
 *
 * @throws ProcoreError when Procore does not answer, or refuses with another status than 404.
 */
export async function readCurrent(
	reader: Reader,
	name: WatchedName,
	place: Place,
): Promise<Current> {
	const watched = watchedOf(name);
	const project = watched.scope === 'company' ? undefined : await projectOf(reader, name, place);
	if (watched.scope === 'project' && project === undefined) {
		return {
			state: 'unreadable',
			sentence: `Procore told of the ${watched.label} with id ${place.id} without its project, so it could not be read.`,
		};
	}
	try {
		const { row, contract } = await readRow(reader, name, { ...place, project });
		return await sheetOfRow(reader, name, row, { project, contract });
	} catch (error) {
		if (!isMissing(error)) throw error;
		return { state: 'missing' };
	}
}

async function projectOf(
	reader: Reader,
	name: WatchedName,
	place: Place,
): Promise<string | undefined> {
	if (place.project !== undefined) return place.project;
	const known = await knownRecord(reader, name, place.id);
	return known !== undefined && 'project' in known ? known.project : undefined;
}

async function readRow(
	reader: Reader,
	name: WatchedName,
	place: Place,
): Promise<{ row: WireRow; contract?: string }> {
	const { resource, belowContract } = watchedOf(name);
	const { client, signal } = reader;
	if (belowContract === true || name === 'potentialChangeOrders') {
		const found = await readBelowContract(reader, name, place);
		return name === 'potentialChangeOrders' ? await withLines(reader, place, found) : found;
	}
	const scope = { project: place.project };
	return { row: await client.get(resource, place.id, scope, { signal }) };
}

/** A potential change order with its lines, where the record leaves them out. */
async function withLines(
	{ client, signal }: Reader,
	place: Place,
	{ row, contract }: { row: WireRow; contract: string },
) {
	if (Array.isArray(row.line_items)) return { row, contract };
	const line_items: WireRow[] = [];
	const scope = { project: place.project, contract: place.id };
	const lines = client.list('potential_change_order_line_items', scope, { signal });
	for await (const line of lines) line_items.push(line);
	return { row: { ...row, line_items }, contract };
}

/** The sheet of a row that was read; one that cannot be read is told in a sentence. */
export async function sheetOfRow(
	reader: Reader,
	name: WatchedName,
	row: WireRow,
	{ project, contract }: Pick<RowContext, 'project' | 'contract'>,
): Promise<Current> {
	const { resource } = watchedOf(name);
	const codes = await codesOf(reader, project);
	const context = { project, contract, codes };
	const about = name === 'requisitions' ? await aboutRequisition(reader, row, context) : {};
	const { sheets, refused } = sheetsOfProcore(resource, [row], context, about);
	const [sheet] = sheets;
	if (sheet === undefined) {
		const sentence = refused[0]?.sentence ?? 'A record of Procore could not be read.';
		return { state: 'unreadable', sentence };
	}
	const record = sheet.record && (await linked(reader, sheet.record));
	const document = sheet.document && (await withOriginal(reader, row, sheet.document));
	return {
		state: 'found',
		sheet: { ...sheet, ...(document && { document }), ...(record && { record }) },
		beside: record === undefined ? [] : await movedWith(reader, record, context),
	};
}

/**
 * The commitment of a change order, whose approved and revised amounts moved with it although nothing
 * tells of it: both have to agree in the ledger.
 */
async function movedWith(
	reader: Reader,
	record: LedgerRecord,
	context: RowContext,
): Promise<LedgerRecord[]> {
	if (record.type !== 'change_order' || reader.record !== true) return [];
	const known = await reader.ledger.get('commitment', record.commitment);
	const kinds = ['WorkOrderContract', 'PurchaseOrderContract'];
	if (known?.kind === 'purchase_order') kinds.reverse();
	for (const kind of kinds) {
		const scope = { ...context, project: record.project };
		const commitment = await readCommitment(reader, record.commitment, kind, scope);
		if (commitment !== undefined) return [commitment];
	}
	return [];
}

/** Cost codes and cost types by id, as the ledger has them. */
async function codesOf(
	{ ledger }: Reader,
	project: string | undefined,
): Promise<RowContext['codes']> {
	if (project === undefined) return undefined;
	const costCodes = await ledger.list('cost_code', { project });
	const costTypes = await ledger.list('cost_type');
	return {
		costCodes: new Map(costCodes.map(({ id, code }) => [id, code])),
		costTypes: new Map(costTypes.map(({ id, code }) => [id, code])),
	};
}

/** A change order with its place among the tiers, as far as the ledger knows the others. */
async function linked({ ledger }: Reader, record: LedgerRecord): Promise<LedgerRecord> {
	if (record.type !== 'change_order') return record;
	const known = await ledger.list('change_order', { commitment: record.commitment });
	const others = known.filter(({ id }) => id !== record.id);
	return linkChangeOrders([record, ...others]).find(({ id }) => id === record.id) ?? record;
}

/** Commitment, project and change orders of a requisition: from the ledger, else from Procore. */
async function aboutRequisition(
	reader: Reader,
	row: WireRow,
	context: RowContext,
): Promise<Omit<DocumentContext, 'codes'>> {
	const parsed = requisitionSchema.safeParse(row);
	if (!parsed.success) return {};
	const { commitment_id: id, commitment_type: kind } = parsed.data;
	const { ledger } = reader;
	const project = parsed.data.project?.id ?? parsed.data.project_id ?? context.project;
	const about = project === undefined ? undefined : await ledger.get('project', project);
	return {
		commitment:
			(await ledger.get('commitment', id)) ?? (await readCommitment(reader, id, kind, context)),
		project: about ?? (await readProject(reader, project)),
		changeOrders: await ledger.list('change_order', { commitment: id }),
	};
}

async function readCommitment(
	reader: Reader,
	id: string,
	kind: unknown,
	{ project, codes }: RowContext,
) {
	const resource =
		kind === 'PurchaseOrderContract' ? 'purchase_order_contracts' : 'work_order_contracts';
	const row = await unlessMissing(() =>
		reader.client.get(resource, id, { project }, { signal: reader.signal }),
	);
	const [record] = row === undefined ? [] : translate(resource, [row], { project, codes }).records;
	return record?.type === 'commitment' ? record : undefined;
}

async function readProject(reader: Reader, id: string | undefined) {
	if (id === undefined) return undefined;
	const row = await unlessMissing(() =>
		reader.client.get('projects', id, {}, { signal: reader.signal }),
	);
	const [record] = row === undefined ? [] : translate('projects', [row]).records;
	return record?.type === 'project' ? record : undefined;
}

async function unlessMissing(read: () => Promise<WireRow>): Promise<WireRow | undefined> {
	try {
		return await read();
	} catch (error) {
		if (!isMissing(error)) throw error;
		return undefined;
	}
}
