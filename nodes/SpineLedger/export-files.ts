import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { type ImportSummary, exportKinds, importExport, kindOfExport } from '../../spine';
import { clock } from '../shared/environment';
import { companyOf, openLedger } from '../shared/ledger';
import { optionalText, readParameter, textParameter } from '../shared/parameters';
import { type ItemOperation, type Produced, asJson } from '../shared/router';

const optionsSchema = z
	.object({
		books: optionalText,
		dateOrder: z.enum(['auto', 'mdy', 'dmy']).default('auto'),
		projectName: optionalText,
		projectNumber: optionalText,
	})
	.default({});

const kindSchema = z.string().transform((name, context) => {
	const kind = name === 'detect' ? name : exportKinds.find((one) => one === name);
	if (kind !== undefined) return kind;
	context.addIssue({ code: 'custom', message: `"${name}" is no kind of export` });
	return z.NEVER;
});

/** One file of one item, with its place in the order of taking in. */
interface Waiting {
	itemIndex: number;
	property: string;
	rank: number;
}

/**
 * Takes in the files of all items, commitments before what refers to them, and gives each item its
 * summaries. A file that is refused stops its item alone.
 */
export async function importExportFiles(context: IExecuteFunctions): Promise<ItemOperation> {
	const done = new Map<number, ImportSummary[]>();
	const failed = new Map<number, unknown>();
	const waiting: Waiting[] = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex += 1) {
		try {
			const own: Waiting[] = [];
			for (const property of propertiesOf(context, itemIndex)) {
				own.push({ itemIndex, property, rank: await rankOf(context, itemIndex, property) });
			}
			waiting.push(...own);
		} catch (error) {
			failed.set(itemIndex, error);
		}
	}
	for (const { itemIndex, property } of waiting.sort((left, right) => left.rank - right.rank)) {
		if (failed.has(itemIndex)) continue;
		try {
			const summary = await importOne(context, itemIndex, property);
			done.set(itemIndex, [...(done.get(itemIndex) ?? []), summary]);
		} catch (error) {
			failed.set(itemIndex, error);
		}
	}
	return async function summaries(this: IExecuteFunctions, itemIndex: number): Promise<Produced[]> {
		if (failed.has(itemIndex)) throw failed.get(itemIndex);
		return (done.get(itemIndex) ?? []).map((summary) => ({ json: asJson(summary) }));
	};
}

function propertiesOf(context: IExecuteFunctions, itemIndex: number): string[] {
	const wanted = readParameter(context, 'binaryField', itemIndex, textParameter);
	const [item] = context.getInputData().slice(itemIndex);
	const present = Object.keys(item?.binary ?? {});
	const named = wanted === '*' ? present : wanted.split(',').map((one) => one.trim());
	const missing = named.find((one) => !present.includes(one));
	if (named.length === 0 || missing !== undefined) {
		throw new NodeOperationError(
			context.getNode(),
			missing === undefined
				? 'The item carries no file.'
				: `The item carries no file in the field "${missing}".`,
			{
				itemIndex,
				description: 'Connect a form, a mailbox or a folder that hands on the exported files.',
			},
		);
	}
	return named;
}

const kindOf = (context: IExecuteFunctions, itemIndex: number) =>
	readParameter(context, 'fileKind', itemIndex, kindSchema);

const nameOf = (context: IExecuteFunctions, itemIndex: number, property: string): string =>
	context.getInputData()[itemIndex]?.binary?.[property]?.fileName ?? property;

async function rankOf(
	context: IExecuteFunctions,
	itemIndex: number,
	property: string,
): Promise<number> {
	const wanted = kindOf(context, itemIndex);
	const kind =
		wanted === 'detect'
			? await kindOfExport(
					await context.helpers.getBinaryDataBuffer(itemIndex, property),
					nameOf(context, itemIndex, property),
				)
			: wanted;
	return exportKinds.indexOf(kind);
}

async function importOne(
	context: IExecuteFunctions,
	itemIndex: number,
	property: string,
): Promise<ImportSummary> {
	const { books, dateOrder, projectName, projectNumber } = readParameter(
		context,
		'exportOptions',
		itemIndex,
		optionsSchema,
	);
	const ledger = await openLedger(context);
	const { settings } = await companyOf(ledger);
	return await importExport(
		{
			bytes: await context.helpers.getBinaryDataBuffer(itemIndex, property),
			name: nameOf(context, itemIndex, property),
			kind: kindOf(context, itemIndex),
			complete: context.getNodeParameter('complete', itemIndex) === true,
			exportedAt: readParameter(context, 'exportedAt', itemIndex, optionalText),
			books,
			dateOrder: dateOrder === 'auto' ? undefined : dateOrder,
			project:
				projectNumber === undefined ? undefined : { number: projectNumber, name: projectName },
		},
		{ ledger, settings, clock },
	);
}
