import type { IDataObject, IExecuteFunctions, INodeExecutionData, JsonObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';

/** What an operation gives back for one input item. */
export interface Produced {
	json: IDataObject;
	binary?: INodeExecutionData['binary'];
	/** Index of the output; 0 when absent. */
	output?: number;
}

/** One operation of a node, for one item. It never links items or dresses failures itself. */
export type ItemOperation = (
	this: IExecuteFunctions,
	itemIndex: number,
) => Promise<Produced | Produced[]>;

const sentenceSchema = z.object({ sentence: z.string(), remedy: z.string().optional() });

/** A failure as a node error with the item's number: the spine's own sentence where it has one. */
export function dressed(
	context: Pick<IExecuteFunctions, 'getNode'>,
	error: unknown,
	itemIndex: number,
): NodeOperationError {
	if (error instanceof NodeOperationError) {
		error.context.itemIndex = itemIndex;
		return error;
	}
	const own = sentenceSchema.safeParse(error);
	if (own.success) {
		return new NodeOperationError(context.getNode(), own.data.sentence, {
			itemIndex,
			description: own.data.remedy,
		});
	}
	const message = error instanceof Error ? error.message : String(error);
	return new NodeOperationError(context.getNode(), message, { itemIndex });
}

/** JSON as n8n passes it on: undefined members dropped, dates as text. */
export function asJson(value: unknown): IDataObject {
	return z
		.record(z.unknown())
		.transform((record): IDataObject => {
			const parsed: JsonObject = JSON.parse(JSON.stringify(record));
			return parsed;
		})
		.parse(value);
}

/**
 * Runs an operation for every item, in order. With "Continue On Fail" a failed item goes on with
 * the sentence in `error`, on the output `failed`; the others are not touched by it.
 */
export async function runItems(
	context: IExecuteFunctions,
	operation: ItemOperation,
	outputs = 1,
	failed = 0,
): Promise<INodeExecutionData[][]> {
	const results: INodeExecutionData[][] = Array.from({ length: outputs }, () => []);
	const items = context.getInputData();
	for (let itemIndex = 0; itemIndex < items.length; itemIndex += 1) {
		try {
			const produced = await operation.call(context, itemIndex);
			for (const one of Array.isArray(produced) ? produced : [produced]) {
				results[one.output ?? 0]?.push({
					json: one.json,
					...(one.binary === undefined ? {} : { binary: one.binary }),
					pairedItem: { item: itemIndex },
				});
			}
		} catch (error) {
			const problem = dressed(context, error, itemIndex);
			if (!context.continueOnFail()) throw problem;
			results[failed]?.push({
				json: { ...items[itemIndex]?.json, error: problem.message },
				pairedItem: { item: itemIndex },
			});
		}
	}
	return results;
}
