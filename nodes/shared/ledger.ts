import path from 'node:path';
import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import {
	type CompanySettings,
	type Ledger,
	type Policy,
	companySettingsSchema,
	openPostgresLedger,
	openSqliteLedger,
	policySchema,
} from '../../spine';
import { clock, isQueueMode, ledgerFolder } from './environment';
import { textParameter } from './parameters';
import { postgresConnection } from './postgres-connection';

type LedgerContext =
	IExecuteFunctions | ILoadOptionsFunctions | ITriggerFunctions | IWebhookFunctions;

const companyName = textParameter.refine(
	(name) => /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,59}$/u.test(name),
	{
		message: 'use letters, digits, blanks, - and _ only, at most 60 of them',
	},
);

/** Reads a ledger parameter in any context; a trigger and a picker know no items. */
function parameter(context: LedgerContext, name: string): unknown {
	return 'getInputData' in context
		? context.getNodeParameter(name, 0)
		: context.getNodeParameter(name);
}

/**
 * Opens the ledger that the node's parameters name. Handles are shared within the process and stay
 * open for its life.
 *
 * @throws NodeOperationError when a file was chosen while n8n runs in queue mode.
 */
export async function openLedger(context: LedgerContext): Promise<Ledger> {
	const company = companyName.safeParse(parameter(context, 'company'));
	if (!company.success) {
		throw new NodeOperationError(
			context.getNode(),
			`The company's name cannot be used: ${company.error.issues[0]?.message ?? 'it is empty'}.`,
		);
	}
	const folder = path.join(ledgerFolder(), company.data);
	if (parameter(context, 'ledgerStorage') === 'postgres') {
		const connection = postgresConnection(await context.getCredentials('spineLedgerApi'));
		if (connection === undefined) {
			throw new NodeOperationError(
				context.getNode(),
				'The Spine Ledger credential is not complete: host, database and user are needed.',
			);
		}
		return await openPostgresLedger({ connection, clock });
	}
	if (isQueueMode()) {
		throw new NodeOperationError(
			context.getNode(),
			'The ledger cannot be a file while n8n runs in queue mode, because workers do not share files.',
			{ description: 'Set "Ledger" to PostgreSQL and choose a Spine Ledger credential.' },
		);
	}
	return await openSqliteLedger({
		path: path.join(folder, 'ledger.sqlite'),
		clock,
		blobDir: path.join(folder, 'originals'),
	});
}

/**
 * The company's settings and policy; defaults (mode `observe`) where none were stored yet.
 */
export async function companyOf(
	ledger: Ledger,
): Promise<{ settings: CompanySettings; policy: Policy; configured: boolean }> {
	const stored = await ledger.getSettings();
	return stored === undefined
		? {
				settings: companySettingsSchema.parse({}),
				policy: policySchema.parse({}),
				configured: false,
			}
		: { ...stored, configured: true };
}

/** Business date-time of a decision (`now` of the company's settings). */
export function businessTime(settings: CompanySettings, receivedAt: string | undefined): string {
	if (settings.now === undefined) return new Date(clock()).toISOString();
	if (settings.now === 'mail') return receivedAt ?? new Date(clock()).toISOString();
	return settings.now;
}
