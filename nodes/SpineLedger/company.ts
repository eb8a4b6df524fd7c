import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { z } from 'zod';
import { companySettingsSchema, policySchema, refusalOfPolicy } from '../../spine';
import { companyOf, openLedger } from '../shared/ledger';
import { storedPreflight } from './preflight';
import { jsonParameter, readParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';

/** Settings and policy, and what each company file was called for by month. */
export async function getCompany(this: IExecuteFunctions): Promise<Produced> {
	const ledger = await openLedger(this);
	return { json: asJson({ ...(await companyOf(ledger)), calls: await ledger.calls() }) };
}

/** Reads one of the two sheets, naming the path inside it where it is malformed. */
function sheet<T extends z.ZodTypeAny>(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
	schema: T,
): z.output<T> {
	const parsed = schema.safeParse(readParameter(context, name, itemIndex, jsonParameter) ?? {});
	if (parsed.success) return parsed.data;
	const sentences = parsed.error.issues.map(
		(issue) => `${[name, ...issue.path].join('.')}: ${issue.message}`,
	);
	throw new NodeOperationError(
		context.getNode(),
		`The ${name} cannot be stored: ${sentences.join('; ')}.`,
		{
			itemIndex,
			description: 'Nothing was changed. Mend the named places and run the node again.',
		},
	);
}

/**
 * Stores settings and policy. A mode beyond `observe` is refused until a preflight has passed; then
 * nothing is changed.
 */
export async function setCompany(this: IExecuteFunctions, itemIndex: number): Promise<Produced> {
	const ledger = await openLedger(this);
	const settings = sheet(this, 'settings', itemIndex, companySettingsSchema);
	const policy = sheet(this, 'policy', itemIndex, policySchema);
	const refusal = refusalOfPolicy(policy, await storedPreflight(ledger));
	if (refusal !== undefined) {
		throw new NodeOperationError(this.getNode(), refusal.sentence, {
			itemIndex,
			description: refusal.remedy,
		});
	}
	await ledger.putSettings(settings, policy);
	return { json: asJson({ settings, policy }) };
}
