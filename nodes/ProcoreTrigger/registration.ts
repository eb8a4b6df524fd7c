import { randomBytes } from 'node:crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { type WantedHook, hasWebhooks, isRegistered, registerHook, removeHook } from '../../spine';
import { procoreCompanyOf, procoreOf } from '../Procore/transport';
import { dressed } from '../shared/router';
import { optionsSchema, watchedSchema } from './properties';

/** What the node remembers of its webhook in its static data. */
const memorySchema = z
	.object({
		/** Authorization header that every delivery bears. */
		authorization: z.string(),
		hookId: z.string(),
		refused: z.array(z.string()),
	})
	.partial();
export type HookMemory = z.infer<typeof memorySchema>;

type Remembering = Pick<IHookFunctions & IWebhookFunctions, 'getWorkflowStaticData'>;

/** Reads the node's memory; what cannot be read counts as forgotten. */
export function hookMemory(context: Pick<Remembering, 'getWorkflowStaticData'>): HookMemory {
	const parsed = memorySchema.safeParse(context.getWorkflowStaticData('node'));
	return parsed.success ? parsed.data : {};
}

/** A test run in the editor registers nothing: it puts out a sample. */
const isTest = (context: IHookFunctions): boolean => context.getMode() === 'manual';

/** The hook as the parameters want it; nothing where none is wanted. */
function wanted(context: IHookFunctions): WantedHook | undefined {
	const watched = watchedSchema.parse(context.getNodeParameter('watch'));
	const { useWebhooks } = optionsSchema.parse(context.getNodeParameter('options', {}));
	const destination = context.getNodeWebhookUrl('default');
	if (!useWebhooks || !hasWebhooks(watched) || destination === undefined) return undefined;
	const { authorization = '', hookId, refused = [] } = hookMemory(context);
	return {
		destination,
		authorization,
		watched,
		refused,
		...(hookId === undefined ? {} : { knownId: hookId }),
	};
}

const clientOf = async (context: IHookFunctions) =>
	await procoreOf(context, context.getNodeParameter('authentication'));

/** Whether Procore has the webhook as it is to be. */
export async function checkHook(context: IHookFunctions): Promise<boolean> {
	if (isTest(context)) return true;
	const hook = wanted(context);
	if (hook === undefined) return hookMemory(context).hookId === undefined;
	if (hook.authorization === '') return false;
	try {
		return await isRegistered(await clientOf(context), hook);
	} catch (error) {
		throw dressed(context, error, 0);
	}
}

/** Registers the webhook, or brings the one that stands up to date. */
export async function createHook(context: IHookFunctions): Promise<boolean> {
	if (isTest(context)) return true;
	const hook = wanted(context);
	if (hook === undefined) return await deleteHook(context);
	const { isCustom } = await procoreCompanyOf(context, context.getNodeParameter('authentication'));
	if (!isCustom && !hook.destination.startsWith('https://')) {
		throw new NodeOperationError(
			context.getNode(),
			'Procore delivers webhooks to https addresses only, and the address of this n8n is none.',
			{
				description:
					'Set WEBHOOK_URL of n8n to its public https address, or switch the option "Use Webhooks" off: changes are then found by schedule.',
			},
		);
	}
	const memory = context.getWorkflowStaticData('node');
	const authorization =
		hook.authorization === ''
			? `Bearer ${randomBytes(32).toString('base64url')}`
			: hook.authorization;
	memory.authorization = authorization;
	try {
		const { id, refused } = await registerHook(await clientOf(context), { ...hook, authorization });
		memory.hookId = id;
		memory.refused = refused;
		if (refused.length > 0) {
			context.logger.warn(
				`Procore does not offer these webhooks here: ${refused.join(', ')}. Such changes are found by schedule.`,
			);
		}
		return true;
	} catch (error) {
		throw dressed(context, error, 0);
	}
}

/** Removes the webhook. One that is gone already is no matter. */
export async function deleteHook(context: IHookFunctions): Promise<boolean> {
	const destination = context.getNodeWebhookUrl('default');
	const { hookId: knownId } = hookMemory(context);
	if (isTest(context) || destination === undefined) return true;
	if (knownId === undefined && wanted(context) === undefined) return true;
	try {
		await removeHook(await clientOf(context), {
			destination,
			...(knownId === undefined ? {} : { knownId }),
		});
	} catch (error) {
		throw dressed(context, error, 0);
	}
	const memory = context.getWorkflowStaticData('node');
	delete memory.hookId;
	delete memory.refused;
	delete memory.authorization;
	return true;
}
