import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type INodeParameters, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';
import { z } from 'zod';
import { EmailExtractor } from '../../nodes/EmailExtractor/EmailExtractor.node';
import { GlMapping } from '../../nodes/GlMapping/GlMapping.node';
import { Procore } from '../../nodes/Procore/Procore.node';
import { QuickBooks } from '../../nodes/QuickBooks/QuickBooks.node';
import { SpineLedger } from '../../nodes/SpineLedger/SpineLedger.node';
import { SpineLedgerTrigger } from '../../nodes/SpineLedgerTrigger/SpineLedgerTrigger.node';
import { VerificationGate } from '../../nodes/VerificationGate/VerificationGate.node';
import { type Workflow, type WorkflowNode, template } from '../../simulators/demo/workflow';
import { type TestHost, startTestHost } from '../workflows/support/test-host';
import { EditorPage, asksForInstallation, missingFrom } from './support/editor-page';

jest.setTimeout(180_000);

const PACK = 'n8n-nodes-procore-quickbooks.';
const FAILURES = path.join(__dirname, '..', '..', 'out', 'browser');
const TEMPLATES = [
	'verify-and-post-emailed-invoices',
	'change-orders',
	'commitments-to-purchase-orders',
	'backfill-and-preflight',
] as const;

const descriptions = [
	EmailExtractor,
	GlMapping,
	Procore,
	QuickBooks,
	SpineLedger,
	SpineLedgerTrigger,
	VerificationGate,
].map((Type): INodeTypeDescription => new Type().description);

const parametersSchema: z.ZodType<INodeParameters> = z.record(z.any());

/** n8n asks for these together with the credential instead of showing them by themselves. */
const ASKED_WITH_CREDENTIAL = ['authentication', 'procoreAuthentication'];

const isOurs = ({ type }: WorkflowNode): boolean => type.startsWith(PACK);

/** Labels of the parameters that the node's description shows for the values the node has. */
function labelsOf(node: WorkflowNode): string[] {
	const description = descriptions.find(({ name }) => `${PACK}${name}` === node.type);
	if (description === undefined) throw new Error(`No description is known for ${node.type}.`);
	const { properties } = description;
	const version = { typeVersion: node.typeVersion };
	const values =
		NodeHelpers.getNodeParameters(
			properties,
			parametersSchema.parse(node.parameters),
			true,
			false,
			version,
			description,
		) ?? {};
	return properties
		.filter(
			(property) =>
				property.type !== 'hidden' &&
				!ASKED_WITH_CREDENTIAL.includes(property.name) &&
				NodeHelpers.displayParameter(values, property, version, description),
		)
		.map(({ displayName }) => displayName);
}

/** A node of the pack that does not exist. */
const strange: Workflow = {
	name: 'With a strange node',
	active: false,
	settings: { executionOrder: 'v1' },
	nodes: [
		{
			id: 'strange',
			name: 'Strange',
			type: `${PACK}nothing`,
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
	],
	connections: {},
};

const binary = process.env.CHROMIUM;

if (binary) {
	describe('the editor of n8n', () => {
		let host: TestHost;
		let editor: EditorPage;
		beforeAll(async () => {
			host = await startTestHost();
			editor = await EditorPage.open(binary, host.demo);
		});
		afterAll(async () => {
			await editor?.close();
			await host?.stop();
		});

		/** Keeps a picture of what was seen last, where a check fails. */
		async function seen(name: string, check: () => Promise<void>): Promise<void> {
			try {
				await check();
			} catch (error) {
				await mkdir(FAILURES, { recursive: true });
				await editor.page.screenshot({ path: path.join(FAILURES, `${name}.png`) });
				throw error;
			}
		}

		it.each(TEMPLATES)('knows every node of %s and shows its parameters', async (name) => {
			await seen(name, async () => {
				const workflow = await template(name);
				const errorsBefore = editor.errors.length;
				await editor.show(workflow);
				expect(await editor.unknownNodes()).toEqual([]);
				const ours = workflow.nodes.filter(isOurs);
				expect(ours.length).toBeGreaterThan(0);
				const faults: string[] = [];
				for (const node of ours) {
					await editor.inPanel(node.name, async (panel) => {
						if (await asksForInstallation(panel)) faults.push(`${node.name} is to be installed`);
						const parameters = panel.locator('[data-test-id="node-parameters"]');
						for (const label of await missingFrom(parameters, labelsOf(node))) {
							faults.push(`${node.name} does not show "${label}"`);
						}
					});
				}
				expect(faults).toEqual([]);
				expect(editor.errors.slice(errorsBefore)).toEqual([]);
			});
		});

		it('opens a panel of every node of the pack among them', async () => {
			const used = new Set<string>();
			for (const name of TEMPLATES) {
				for (const { type } of (await template(name)).nodes.filter(isOurs)) used.add(type);
			}
			expect([...used].sort()).toEqual(descriptions.map(({ name }) => `${PACK}${name}`).sort());
		});

		it('labels the outputs of the gate', async () => {
			await seen('outputs', async () => {
				await editor.show(await template('verify-and-post-emailed-invoices'));
				const outputs = editor.node('Verify').locator('[data-test-id="canvas-node-output-handle"]');
				expect(await outputs.allInnerTexts()).toEqual(['Verified', 'Held', 'Blocked', 'Recorded']);
			});
		});

		it("lists the company's accounts in the mapping's table, without any credential", async () => {
			await seen('accounts', async () => {
				await editor.show(await template('verify-and-post-emailed-invoices'));
				await editor.inPanel('Code to accounts', async (panel) => {
					await panel.locator('[data-test-id="fixed-collection-add"]').click();
					await panel
						.locator('[data-test-id="resource-locator-account"] [data-test-id="rlc-input"]')
						.click();
					const items = editor.page.locator('[data-test-id="rlc-item"]');
					await items.first().waitFor({ timeout: 15_000 });
					expect((await items.allInnerTexts()).map((text) => text.trim())).toEqual([
						'2150 Retainage Payable',
						'5100 Subcontractors',
						'Accounts Payable',
					]);
					await editor.page.keyboard.press('Escape');
				});
			});
		});

		it('would show a node that it does not know', async () => {
			await editor.show(strange);
			expect(await editor.unknownNodes()).toEqual(['Strange']);
			expect(await editor.inPanel('Strange', asksForInstallation)).toBe(true);
		});
	});
}
