import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { type FailedExecution, explainFailure } from '../../spine';
import { openLedger } from '../shared/ledger';
import { type Produced, asJson } from '../shared/router';
import { withoutSecrets } from '../shared/secrets';

const text = z.string().trim().min(1).optional().catch(undefined);

const errorSchema = z
	.object({
		message: text,
		description: text,
		httpCode: z.coerce.number().int().optional().catch(undefined),
		node: z.object({ name: text }).passthrough().optional().catch(undefined),
	})
	.passthrough();

/** What n8n's Error Trigger puts out: of an execution that failed, or of a trigger that did. */
const failureSchema = z.object({
	workflow: z.object({ name: text }).passthrough(),
	execution: z
		.object({ id: text, url: text, lastNodeExecuted: text, error: errorSchema.optional() })
		.passthrough()
		.optional(),
	trigger: z.object({ error: errorSchema.optional() }).passthrough().optional(),
});

function failedOf({
	workflow,
	execution,
	trigger,
}: z.infer<typeof failureSchema>): FailedExecution {
	const error = execution?.error ?? trigger?.error;
	const step = error?.node?.name ?? execution?.lastNodeExecuted;
	return {
		workflow: workflow.name ?? 'a workflow',
		message: withoutSecrets(error?.message ?? 'It gave no message.'),
		...(step === undefined ? {} : { step }),
		...(error?.description === undefined ? {} : { advice: withoutSecrets(error.description) }),
		...(error?.httpCode === undefined ? {} : { status: error.httpCode }),
		...(execution?.id === undefined ? {} : { id: execution.id }),
		...(execution?.url === undefined ? {} : { url: execution.url }),
	};
}

/** Says in words what failed, why and what to do, with what stands in the ledger meanwhile. */
export async function explainExecution(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced> {
	const [item] = this.getInputData().slice(itemIndex);
	const given = failureSchema.safeParse(item?.json);
	if (!given.success) {
		throw new NodeOperationError(this.getNode(), 'The item is not that of a failed execution.', {
			itemIndex,
			description: 'Connect the Error Trigger of n8n before this node.',
		});
	}
	const failed = failedOf(given.data);
	const ledger = await openLedger(this);
	const explained = explainFailure(failed, {
		postings: await ledger.postings(),
		tasks: await ledger.tasks({ state: 'open' }),
	});
	return {
		json: asJson({
			...explained,
			workflow: failed.workflow,
			step: failed.step,
			execution: failed.id,
			url: failed.url,
		}),
	};
}
