import { z } from 'zod';
import { changes } from './cdc';
import { catalogue } from './catalogue';
import type { Company } from './company';
import { businessRule, Fault, missing, unsupportedOperation, wrongLength } from './faults';
import { performWrite, writeKind } from './operations';
import { runQuery } from './query/run';
import { copy, type Row } from './rows';

const itemSchema = z
	.object({
		bId: z.string(),
		operation: z.string().optional(),
		optionsData: z.string().optional(),
		Query: z.string().optional(),
		CDCQuery: z.object({ Entities: z.string(), ChangedSince: z.string() }).optional(),
	})
	.passthrough();

const batchSchema = z.object({ BatchItemRequest: z.array(itemSchema) });

type Item = z.infer<typeof itemSchema>;

/** What one batch item is, for metering and the request log. */
export interface ItemKind {
	class: 'core' | 'coreplus';
	operation: string;
	entity?: string;
}

const objectSchema = z.record(z.unknown());

function entityOf(item: Item): { entity: string; body: Row } | undefined {
	for (const entity of Object.keys(catalogue)) {
		const body = objectSchema.safeParse(item[entity]);
		if (body.success) return { entity, body: body.data };
	}
	return undefined;
}

function include(item: Item): string[] {
	return (item.optionsData ?? '').split(',').filter((one) => one !== '');
}

function kindOf(item: Item): ItemKind {
	if (item.Query !== undefined) return { class: 'coreplus', operation: 'query' };
	if (item.CDCQuery) return { class: 'coreplus', operation: 'cdc' };
	const found = entityOf(item);
	if (!found) return { class: 'core', operation: 'unknown' };
	try {
		const operation = writeKind({ ...found, operation: item.operation, include: include(item) });
		return { class: 'core', operation, entity: found.entity };
	} catch {
		return { class: 'core', operation: item.operation ?? 'unknown', entity: found.entity };
	}
}

function answer(company: Company, item: Item): Row {
	if (item.Query !== undefined) return { QueryResponse: copy(runQuery(company, item.Query)) };
	if (item.CDCQuery) {
		const { Entities, ChangedSince } = item.CDCQuery;
		return { CDCResponse: copy(changes(company, Entities.split(','), ChangedSince)) };
	}
	const found = entityOf(item);
	if (!found) throw unsupportedOperation(item.operation ?? 'batch item without an object');
	const operation = item.operation;
	return {
		[found.entity]: copy(performWrite(company, { ...found, operation, include: include(item) })),
	};
}

function settled(company: Company, item: Item): Row {
	try {
		return { bId: item.bId, ...answer(company, item) };
	} catch (error) {
		if (error instanceof Fault) return { bId: item.bId, Fault: error.toJSON() };
		throw error;
	}
}

/** The items of a batch body with what they are; fault 2020 for a body that is no batch. */
export function readBatch(body: unknown): { items: Item[]; kinds: ItemKind[] } {
	const parsed = batchSchema.safeParse(body);
	if (!parsed.success) throw missing('BatchItemRequest');
	const items = parsed.data.BatchItemRequest;
	return { items, kinds: items.map(kindOf) };
}

/**
 * Does the items of a batch one by one; a refused item answers its fault and the others go on.
 * More items than the limit refuse the whole call with 1040.
 */
export function runBatch(company: Company, items: Item[], requestId: string | undefined): Row {
	const { batchLimit, batchAnswersReversed } = company.switches();
	if (items.length > batchLimit)
		throw new Fault(
			'1040',
			'Batch too large',
			`The maximum number of batch items is ${batchLimit}; supplied ${items.length}.`,
		);
	if (new Set(items.map((item) => item.bId)).size < items.length)
		throw businessRule('Two items of the batch have the same bId.', 'bId');
	if (requestId !== undefined) {
		if (requestId.length > 36) throw wrongLength('requestid', 36, requestId.length);
		for (const item of items)
			if (item.bId.length > 10) throw wrongLength('bId', 10, item.bId.length);
	}
	const answers = items.map((item) => settled(company, item));
	return { BatchItemResponse: batchAnswersReversed ? answers.reverse() : answers };
}
