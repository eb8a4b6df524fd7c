import type { IDataObject, IExecuteFunctions, INodeExecutionData, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { withoutSecrets } from './secrets';

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

const failureSchema = z
	.object({
		sentence: z.string(),
		message: z.string(),
		remedy: z.string(),
		description: z.string().nullable(),
	})
	.partial();

/**
 * A failure in words: the spine's own sentence where it has one. Read by shape and not by class,
 * because an error may come from another bundle.
 */
export function sentenceOf(error: unknown): string {
	const failure = failureSchema.safeParse(error);
	const said = failure.success ? (failure.data.sentence ?? failure.data.message) : undefined;
	return withoutSecrets(said === undefined || said === '' ? String(error) : said);
}

/** A failure as a node error with the item's number. */
export function dressed(
	context: Pick<IExecuteFunctions, 'getNode'>,
	error: unknown,
	itemIndex: number,
): NodeOperationError {
	if (error instanceof NodeOperationError) {
		error.context.itemIndex = itemIndex;
		return error;
	}
	const failure = failureSchema.safeParse(error);
	const remedy = failure.success
		? (failure.data.remedy ??
			(error instanceof NodeApiError ? failure.data.description : undefined))
		: undefined;
	const sentence = sentenceOf(error);
	const problem = new NodeOperationError(context.getNode(), sentence, {
		itemIndex,
		...(remedy === undefined || remedy === null ? {} : { description: withoutSecrets(remedy) }),
	});
	// n8n puts words of its own in the place of a message that contains a code such as ECONNREFUSED.
	problem.message = sentence;
	return problem;
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
			const input = items[itemIndex];
			results[failed]?.push({
				json: { ...input?.json, error: problem.message },
				...(input?.binary === undefined ? {} : { binary: input.binary }),
				pairedItem: { item: itemIndex },
			});
		}
	}
	return results;
}
