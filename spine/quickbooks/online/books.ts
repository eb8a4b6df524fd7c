import type { Books, BooksCapabilities, PostingCapabilities } from '../books';
import { attachFiles, readAttached } from './attachments';
import type { QuickBooksOnline } from './client';
import { QuickBooksError } from './errors';
import { isOnlineEntity, type OnlineEntity } from './filterable';
import { findBills } from './find-bills';
import { unlinkableLines } from './order-links';
import { type Condition, searchable } from './query';
import { RECORDED_ENTITIES, translate } from './to-records';
import { reviseBill } from './revise-bill';
import { prepareBatch, writeBatch } from './write-bills';
import { readRow } from './row';
import { writtenBills } from './written-bills';
import { z } from 'zod';

const MEGABYTE = 1024 * 1024;

/**
 * 30 items is the batch size Intuit recommends; a request ends after 120 seconds. An upload may hold 100 MB; a third of it keeps one request's memory bounded.
 */
const POSTING: PostingCapabilities = {
	batchSize: 30,
	callLasts: 120_000,
	uploadFiles: 30,
	uploadBytes: 32 * MEGABYTE,
	fileBytes: 100 * MEGABYTE,
};

/** QuickBooks Online behind the port that posting and nodes use. */
export function createOnlineBooks(client: QuickBooksOnline): Books {
	return {
		id: client.realmId,
		system: 'QuickBooks',
		posting: POSTING,
		prepare: prepareBatch,
		write: (batch, drafts, signal, place) => writeBatch(client, batch, drafts, signal, place),
		reserve: (signal, alive) => client.reserveBatch(signal, alive),
		find: (drafts, signal) => findBills(client, drafts, signal),
		now: () => client.answeredAt(),
		written: (since, signal) => writtenBills(client, since, signal),
		unlinkable: (drafts, signal) => unlinkableLines(client, drafts, signal),
		revise: (bill, draft, signal) => reviseBill(client, bill, draft, signal),
		attached: (bills, signal) => readAttached(client, bills, signal),
		attach: (files, signal) => attachFiles(client, files, signal),
		get: (entity, id, signal) => client.get(knownEntity(entity), id, signal),
		async *pages(query, signal) {
			const { entity: name, where = [], includeInactive = false, limit = Infinity } = query;
			const entity = knownEntity(name);
			let left = limit;
			const wanted = {
				entity,
				where: where.map((condition) => readCondition(entity, condition)),
				includeInactive,
				maxResults: Math.min(limit, 1000),
			};
			for await (const page of client.queryPages(wanted, signal)) {
				yield page.rows.slice(0, left);
				left -= page.rows.length;
				if (left <= 0) return;
			}
		},
		toRecords(entity, rows) {
			const recorded = RECORDED_ENTITIES.find((known) => known === entity);
			if (recorded !== undefined) return translate(recorded, rows, client.realmId);
			return {
				records: [],
				refused: [{ entity, why: `${entity} of QuickBooks has no place in the ledger.` }],
			};
		},
		capabilities: (signal) => readCapabilities(client, signal),
	};
}

function knownEntity(name: string): OnlineEntity {
	if (isOnlineEntity(name)) return name;
	throw new QuickBooksError(`QuickBooks has no ${name} that this node reads.`, {
		code: '500',
		element: name,
	});
}

const operators = z.enum(['=', '<', '>', '<=', '>=', 'IN', 'LIKE']);

function readCondition(
	entity: OnlineEntity,
	condition: { field: string; operator: string; value: Condition['value'] },
): Condition {
	const operator = operators.safeParse(condition.operator.toUpperCase());
	if (!operator.success) {
		throw new QuickBooksError(
			`QuickBooks cannot compare ${condition.field} by "${condition.operator}". Use =, <, >, <=, >=, IN or LIKE.`,
			{ code: '4000', element: condition.field },
		);
	}
	return {
		field: searchable(entity, condition.field),
		operator: operator.data,
		value: condition.value,
	};
}

/** Editions that have purchase orders carry one of these words in their name. */
const WITH_PURCHASE_ORDERS = /plus|advanced|enterprise|accountant/i;

async function readCapabilities(
	client: QuickBooksOnline,
	signal?: AbortSignal,
): Promise<BooksCapabilities> {
	const company = readRow('CompanyInfo', await client.companyInfo(signal));
	const wishes = readRow('Preferences', await client.preferences(signal));
	const edition = company.NameValue?.find((entry) => entry.Name === 'OfferingSku')?.Value;
	const closingDate = wishes.AccountingInfoPrefs?.BookCloseDate;
	return {
		name: company.CompanyName ?? client.realmId,
		...(edition === undefined ? {} : { edition }),
		purchaseOrders: edition === undefined || WITH_PURCHASE_ORDERS.test(edition),
		classes: wishes.AccountingInfoPrefs?.ClassTrackingPerTxnLine === true,
		multiCurrency: wishes.CurrencyPrefs?.MultiCurrencyEnabled === true,
		...(closingDate === undefined || closingDate === ''
			? {}
			: { closingDate: closingDate.slice(0, 10) }),
	};
}
