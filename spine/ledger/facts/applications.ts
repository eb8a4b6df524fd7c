import { documentSchema } from '../../documents/document';
import type { Document } from '../../documents/document';
import { toMinor } from '../../documents/money';
import { requisitionRecordSchema } from '../../documents/records';
import type { RequisitionRecord } from '../../documents/records';
import type { CompanySettings } from '../../documents/settings';
import type { PriorApplication } from '../../gate/facts';
import { z } from 'zod';
import { summaryOf } from '../claims';
import { exactMinor } from '../exact';
import { claimRow } from '../schema';
import type { ClaimRow } from '../schema';
import { all } from '../transaction';
import type { Context, Tx } from '../transaction';

/** Applications that continuity rules look back on. */
const LOOK_BACK = 12;

/** Latest applications of a commitment, newest first; refused and ended ones left out. */
export function* priorApplications(
	context: Context,
	commitment: string,
	own: string | undefined,
	settings: CompanySettings,
): Tx<PriorApplication[]> {
	const { db } = context;
	const claims = yield* all(
		db
			.selectFrom('claims')
			.selectAll()
			.where('commitment', '=', commitment)
			.where('application_order', 'is not', null)
			.orderBy('application_order', 'desc')
			.limit(LOOK_BACK * 2),
		claimRow,
	);
	const standing = claims
		.filter(({ id, state }) => id !== own && state !== 'ended' && state !== 'blocked')
		.slice(0, LOOK_BACK);
	const requisitions = yield* readRequisitions(context, standing);
	const documents = yield* readDocuments(context, standing);
	return standing.map((claim) => {
		const { state } = summaryOf(claim, context.clock());
		const head = { claim: claim.id, state, application: claim.application ?? undefined };
		const requisition = requisitions.get(claim.requisition ?? '');
		if (requisition !== undefined) {
			return { ...head, ...ofRequisition(requisition, settings.currency) };
		}
		const document = documents.get(claim.sighting ?? '');
		const rest =
			document === undefined
				? { periodTo: claim.period_to ?? undefined, lines: [] }
				: ofDocument(document, settings.currency);
		return { ...head, certified: false, ...rest };
	});
}

function* readRequisitions(
	{ db }: Context,
	claims: readonly ClaimRow[],
): Tx<Map<string, RequisitionRecord>> {
	const ids = claims.flatMap(({ requisition }) => requisition ?? []);
	if (ids.length === 0) return new Map<string, RequisitionRecord>();
	const rows = yield* all(
		db
			.selectFrom('records')
			.select(['id', 'json'])
			.where('type', '=', 'requisition')
			.where('id', 'in', ids),
		z.object({ id: z.string(), json: z.string() }),
	);
	return new Map(rows.map(({ id, json }) => [id, requisitionRecordSchema.parse(JSON.parse(json))]));
}

function* readDocuments({ db }: Context, claims: readonly ClaimRow[]): Tx<Map<string, Document>> {
	const keys = claims.flatMap(({ requisition, sighting }) =>
		requisition === null ? (sighting ?? []) : [],
	);
	if (keys.length === 0) return new Map<string, Document>();
	const rows = yield* all(
		db.selectFrom('decisions').select(['sighting', 'document']).where('sighting', 'in', keys),
		z.object({ sighting: z.string(), document: z.string() }),
	);
	return new Map(
		rows.map(({ sighting, document }) => [sighting, documentSchema.parse(JSON.parse(document))]),
	);
}

type Body = Omit<PriorApplication, 'claim' | 'state' | 'application'>;

function ofRequisition(requisition: RequisitionRecord, currency: string): Body {
	const minor = (amount: number | undefined): number | undefined =>
		amount === undefined ? undefined : toMinor(amount, currency);
	return {
		certified: ['approved', 'approved_as_noted'].includes(requisition.status),
		periodTo: requisition.periodTo,
		completedAndStored: minor(requisition.completedAndStored),
		totalRetainage: minor(requisition.totalRetainage),
		earnedLessRetainage: minor(requisition.earnedLessRetainage),
		currentPaymentDue: minor(requisition.currentPaymentDue),
		lines: requisition.lines.map((line) => ({
			item: line.item,
			description: line.description,
			line: line.line,
			scheduledValue: minor(line.scheduledValue),
			previous: minor(line.previous),
			thisPeriod: minor(line.thisPeriod),
			stored: minor(line.stored),
			completed: minor(line.completed),
			retainage: minor(line.retainage),
		})),
	};
}

function ofDocument(document: Document, companyCurrency: string): Omit<Body, 'certified'> {
	const currency = document.currency ?? companyCurrency;
	const minor = (amount: number | undefined): number | undefined => exactMinor(amount, currency);
	const sheet = document.payApplication;
	return {
		periodTo: sheet?.periodTo,
		completedAndStored: minor(sheet?.totalCompletedAndStored),
		totalRetainage: minor(sheet?.totalRetainage),
		earnedLessRetainage: minor(sheet?.totalEarnedLessRetainage),
		currentPaymentDue: minor(sheet?.currentPaymentDue),
		lines: (sheet?.lines ?? []).map((line) => ({
			item: line.item,
			description: line.description,
			line: line.recordId,
			scheduledValue: minor(line.scheduledValue),
			previous: minor(line.previous),
			thisPeriod: minor(line.thisPeriod),
			stored: minor(line.stored),
			completed: minor(line.completed),
			retainage: minor(line.retainage),
		})),
	};
}
