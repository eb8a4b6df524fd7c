import { randomBytes } from 'node:crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import {
	type WantedHook,
	type WatchedName,
	hasWebhooks,
	isRegistered,
	registerHook,
	removeHook,
	unheard,
	unnoticed,
	watchedOf,
} from '../../spine';
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

const labels = (names: readonly WatchedName[]): string =>
	names.map((name) => `${watchedOf(name).label}s`).join(', ');

/**
 * Says in n8n's log what is found by schedule because Procore refused its trigger, and what is not
 * noticed at all: some things no list shows by the time of their change.
 *
 * @param refused triggers that Procore refused; undefined where no webhook is used.
 * @returns why it cannot be switched on, where nothing that is watched would ever be noticed.
 */
function sayWhatIsMissed(
	context: IHookFunctions,
	watched: readonly WatchedName[],
	refused: readonly string[] | undefined,
): NodeOperationError | undefined {
	const { missed, isDeaf } = unnoticed(watched, refused);
	if (isDeaf) {
		return new NodeOperationError(
			context.getNode(),
			`Nothing that is watched would be noticed: ${labels(missed)} cannot be listed by the time of their change, and ${refused === undefined ? 'no webhook is used' : 'Procore does not offer their webhooks here'}.`,
			{
				description: `${refused === undefined ? 'Switch the option "Use Webhooks" on' : 'Give the service account or user permission for "Webhooks API"'}, or read them with the backfill of the ledger by schedule instead of this trigger.`,
			},
		);
	}
	const listed = unheard(watched, refused ?? []).filter((name) => !missed.includes(name));
	if (refused !== undefined && refused.length > 0) {
		const scheduled = listed.length === 0 ? '' : ` Found by schedule: ${labels(listed)}.`;
		context.logger.warn(
			`Procore does not offer these webhooks here: ${refused.join(', ')}.${scheduled}`,
		);
	}
	if (missed.length > 0) {
		context.logger.warn(
			`Changes of ${labels(missed)} will not be noticed here; the backfill of the ledger reads them.`,
		);
	}
	return undefined;
}

/** Whether Procore has the webhook as it is to be. */
export async function checkHook(context: IHookFunctions): Promise<boolean> {
	if (isTest(context)) return true;
	const hook = wanted(context);
	if (hook === undefined) {
		const watched = watchedSchema.parse(context.getNodeParameter('watch'));
		const deaf = sayWhatIsMissed(context, watched, undefined);
		if (deaf !== undefined) throw deaf;
		return hookMemory(context).hookId === undefined;
	}
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
	} catch (error) {
		throw dressed(context, error, 0);
	}
	const deaf = sayWhatIsMissed(context, hook.watched, hookMemory(context).refused ?? []);
	if (deaf === undefined) return true;
	await deleteHook(context);
	throw deaf;
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
