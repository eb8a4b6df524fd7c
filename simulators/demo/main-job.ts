import { z } from 'zod';
import type { CompanyFolder, CsvTable, MailFile } from '../company';
import { ask, askingWorkflow } from './ask-ledger';
import { type DemoHost, callWebhook } from './demo-host';
import type { CredentialIds, Workflow } from './workflow';
import { replaceTrigger, switchedOff, template, withCredentials, withParameters } from './workflow';

const SETUP = 'demo-setup';
const MESSAGE = 'demo-message';

/**
 * The trigger that takes decisions anew when facts change. A mailbox is decided message by message in
 * its order, and what stands at the end must not depend on how long that took.
 */
export const VERIFY_AGAIN = 'Verify again what changed';

/** What became of one document, as the ledger tells it. */
export const entrySchema = z
	.object({
		document: z
			.object({
				kind: z.string(),
				source: z
					.object({
						email: z.string().optional(),
						messageId: z.string().optional(),
						attachment: z.string().optional(),
					})
					.passthrough(),
				vendor: z.string().optional(),
				number: z.string().optional(),
				total: z.number().optional(),
			})
			.passthrough(),
		coding: z.unknown(),
		verdict: z
			.object({
				outcome: z.enum(['verified', 'held', 'blocked', 'recorded']),
				findings: z.array(
					z.object({ rule: z.string(), severity: z.string(), message: z.string() }).passthrough(),
				),
				notEvaluable: z.array(
					z.object({ rule: z.string(), missing: z.string(), holds: z.boolean() }).passthrough(),
				),
				requestedAmount: z.number().optional(),
				recommendedAmount: z.number().optional(),
			})
			.passthrough()
			.optional(),
		posting: z.record(z.unknown()).optional(),
	})
	.partial({ coding: true });
export type Entry = z.infer<typeof entrySchema>;

const column = (row: Record<string, string>, name: string): string => row[name] ?? '';

/** The mapping of a company folder as rows of the table in the GL Mapping node. */
export function ruleRows(table: CsvTable): Array<Record<string, unknown>> {
	const picked = (value: string) => ({ __rl: true, mode: 'id', value });
	return table.rows.map((row) => ({
		costCode: column(row, 'cost_code'),
		costType: column(row, 'cost_type'),
		project: column(row, 'project'),
		vendor: column(row, 'vendor'),
		account: picked(column(row, 'account')),
		item: picked(column(row, 'item')),
		class: picked(column(row, 'class')),
	}));
}

/** The shipped template with the company's mapping filled in, and nothing else changed. */
export async function verifyTemplate(folder: CompanyFolder): Promise<Workflow> {
	return withParameters(await template('verify-and-post-emailed-invoices'), 'Code to accounts', {
		rules: { rule: ruleRows(folder.glMapping) },
	});
}

/**
 * The shipped templates as the demo runs them: triggers replaced by webhooks, the one that verifies
 * again switched off, credentials chosen, the company's mapping and settings filled in; and one workflow that reports from the ledger.
 */
export async function demoWorkflows(
	folder: CompanyFolder,
): Promise<(credentials: CredentialIds) => Workflow[]> {
	const verify = await verifyTemplate(folder);
	const backfill = await template('backfill-and-preflight');
	const main = switchedOff(
		replaceTrigger(verify, 'Watch the invoice mailbox', MESSAGE, 'Receive a message'),
		VERIFY_AGAIN,
	);
	const setup = withParameters(
		replaceTrigger(backfill, 'Run by hand', SETUP, 'Start the set-up'),
		'Company settings',
		{
			jsonOutput: JSON.stringify(
				{
					settings: folder.company,
					policy: folder.policy,
					registers: {
						quotes: folder.quotes?.rows ?? [],
						data: Object.fromEntries(
							Object.entries(folder.data).map(([name, table]) => [name, table.rows]),
						),
					},
				},
				null,
				2,
			),
		},
	);
	return (credentials) => [
		withCredentials(main, credentials),
		withCredentials(setup, credentials),
		askingWorkflow(),
	];
}

/** Stores the settings, reads both systems in, runs the preflight and sets the policy. */
export async function setUpCompany(demo: DemoHost): Promise<void> {
	await callWebhook(demo.n8n, SETUP, {});
}

/** Sends one message through the main workflow and waits until it is done with it. */
export async function sendMessage(demo: DemoHost, mail: MailFile): Promise<void> {
	const form = new FormData();
	form.append(
		'message',
		new Blob([new Uint8Array(await mail.read())], { type: 'message/rfc822' }),
		mail.name,
	);
	await callWebhook(demo.n8n, MESSAGE, form);
}

/** Message-ID of a raw message without angle brackets, where it has one. */
export function messageIdOf(raw: Buffer): string | undefined {
	const [head = ''] = raw.toString('latin1').split(/\r?\n\r?\n/, 1);
	return /^Message-ID:\s*<([^>\r\n]+)>/im.exec(head)?.[1];
}

/** Entries of one message, or of all, in the order of their first decision. */
export async function ledgerEntries(demo: DemoHost, messageId?: string): Promise<Entry[]> {
	const rows = await ask(demo, 'documents', messageId === undefined ? {} : { messageId });
	return rows
		.filter((row) => 'document' in row)
		.map((row) => entrySchema.parse(row))
		.reverse();
}
