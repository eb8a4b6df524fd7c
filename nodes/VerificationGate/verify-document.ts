import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { type Outcome, codingSchema, documentSchema, identify, judge } from '../../spine';
import { businessTime, companyOf, openLedger } from '../shared/ledger';
import { type Produced, asJson } from '../shared/router';

/** Outputs connect by index, so these are final. */
export const OUTPUT: Readonly<Record<Outcome, number>> = {
	verified: 0,
	held: 1,
	blocked: 2,
	recorded: 3,
};

/** Adds the verdict sheet to a folder that holds a document and its coding. */
export async function verifyDocument(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced> {
	const [item] = this.getInputData().slice(itemIndex);
	const document = documentSchema.safeParse(item?.json.document);
	const coding = codingSchema.safeParse(item?.json.coding);
	if (!document.success || !coding.success) {
		const missing = document.success ? 'coding' : 'document';
		throw new NodeOperationError(this.getNode(), `The item carries no complete ${missing} sheet.`, {
			itemIndex,
			description:
				'Connect the GL Mapping node before the gate, and keep its "document" and "coding" fields as they are.',
		});
	}
	const ledger = await openLedger(this);
	const { settings, policy } = await companyOf(ledger);
	const dryRun = this.getMode() === 'manual';
	const identity = identify(document.data, await ledger.directory(), settings);
	const verdict = await ledger.judge(
		{
			document: document.data,
			coding: coding.data,
			identity,
			settings,
			policy,
			now: businessTime(settings, document.data.source.receivedAt),
			dryRun,
		},
		(facts) => judge(document.data, coding.data, facts, { dryRun }),
	);
	return {
		json: { ...item?.json, verdict: asJson(verdict) },
		...(item?.binary === undefined ? {} : { binary: item.binary }),
		output: OUTPUT[verdict.outcome],
	};
}
