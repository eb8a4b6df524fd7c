import { type INodeParameters, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';
import { z } from 'zod';
import { EmailExtractor } from '../../nodes/EmailExtractor/EmailExtractor.node';
import { GlMapping } from '../../nodes/GlMapping/GlMapping.node';
import { Procore } from '../../nodes/Procore/Procore.node';
import { QuickBooks } from '../../nodes/QuickBooks/QuickBooks.node';
import { QuickBooksTrigger } from '../../nodes/QuickBooksTrigger/QuickBooksTrigger.node';
import { Reconciliation } from '../../nodes/Reconciliation/Reconciliation.node';
import { SpineLedger } from '../../nodes/SpineLedger/SpineLedger.node';
import { SpineLedgerTrigger } from '../../nodes/SpineLedgerTrigger/SpineLedgerTrigger.node';
import { VerificationGate } from '../../nodes/VerificationGate/VerificationGate.node';
import { type Workflow, type WorkflowNode, template } from '../../simulators/demo/workflow';
import { type TestHost, startTestHost } from '../workflows/support/test-host';
import { EditorPage, asksForInstallation, missingFrom } from './support/editor-page';

jest.setTimeout(240_000);

const PACK = 'n8n-nodes-procore-quickbooks.';
const TEMPLATES = [
	'verify-and-post-emailed-invoices',
	'change-orders',
	'backfill-and-preflight',
	'error-desk',
	'exports-in-keying-sheet-out',
] as const;

const descriptions = [
	EmailExtractor,
	GlMapping,
	Procore,
	QuickBooks,
	QuickBooksTrigger,
	Reconciliation,
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

const SYSTEMS = {
	procoreServiceAccountOAuth2Api: { id: 'demoProcore00001', name: 'Procore (simulated)' },
	quickBooksSpineOAuth2Api: { id: 'demoQuickBooks01', name: 'QuickBooks (simulated)' },
};

const ours = (name: string, type: string, parameters: Record<string, unknown>): WorkflowNode => ({
	id: name,
	name,
	type: `${PACK}${type}`,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	credentials: SYSTEMS,
});

/** Nodes whose records are still to be picked. */
const picking: Workflow = {
	name: 'Records to pick',
	active: false,
	settings: { executionOrder: 'v1' },
	nodes: [
		ours('Subcontract', 'procore', { resource: 'subcontract', operation: 'get' }),
		{
			...ours('Vendor', 'quickBooks', { resource: 'vendor', operation: 'get' }),
			position: [300, 0],
		},
		{ ...ours('Orders', 'procore', { resource: 'changeOrderRequest' }), position: [600, 0] },
	],
	connections: {},
};

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

		it.each(TEMPLATES)('knows every node of %s and shows its parameters', async (name) => {
			await editor.seen(name, async () => {
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

		it('knows the description of every node of the pack among them', async () => {
			const used = new Set<string>();
			for (const name of TEMPLATES) {
				for (const { type } of (await template(name)).nodes.filter(isOurs)) used.add(type);
			}
			const known = descriptions.map(({ name }) => `${PACK}${name}`);
			expect([...used].filter((type) => !known.includes(type))).toEqual([]);
		});

		it('labels the outputs of the gate', async () => {
			await editor.seen('outputs', async () => {
				await editor.show(await template('verify-and-post-emailed-invoices'));
				const outputs = editor.node('Verify').locator('[data-test-id="canvas-node-output-handle"]');
				expect(await outputs.allInnerTexts()).toEqual(['Verified', 'Held', 'Blocked', 'Recorded']);
			});
		});

		it("lists the company's accounts in the mapping's table, without any credential", async () => {
			await editor.seen('accounts', async () => {
				await editor.show(await template('verify-and-post-emailed-invoices'));
				await editor.inPanel('Code to accounts', async (panel) => {
					await panel.locator('[data-test-id="fixed-collection-add"]').click();
					expect(await editor.openPicker(panel, 'account')).toEqual([
						'2150 Retainage Payable',
						'5100 Subcontractors',
						'Accounts Payable',
					]);
					await editor.page.keyboard.press('Escape');
				});
			});
		});

		it('lists projects, then commitments of the chosen project, then vendors of the books', async () => {
			await editor.seen('pickers', async () => {
				await editor.show(picking);
				await editor.inPanel('Subcontract', async (panel) => {
					expect(await editor.openPicker(panel, 'project')).toEqual(['2301 · Harbor View Clinic']);
					await editor.pick('Harbor View Clinic');
					expect(await editor.openPicker(panel, 'record')).toEqual(['SC-2301-001 · Concrete']);
					await editor.pick('Concrete');
				});
				await editor.inPanel('Vendor', async (panel) => {
					expect(await editor.openPicker(panel, 'record')).toEqual(['Kessler Concrete LLC']);
					await editor.page.keyboard.press('Escape');
				});
			});
		});

		it('says on the canvas what a node does, in words', async () => {
			await editor.show(picking);
			expect(await editor.node('Subcontract').innerText()).toContain('get: subcontract');
			expect(await editor.node('Vendor').innerText()).toContain('get: vendor');
			expect(await editor.node('Orders').innerText()).toContain('get many: change order request');
		});

		it.each([
			['procore', 'Procore (Spine)'],
			['quickbooks', 'QuickBooks (Spine)'],
			['invoice verification', 'Verification Gate'],
			['invoice', 'Construction Email Extractor'],
			['cost code', 'Construction GL Mapping'],
			['backfill', 'Spine Ledger'],
		])('offers for "%s" the node %s', async (search, name) => {
			await editor.seen('search', async () => {
				const offered = await editor.offeredFor(search);
				expect(offered.filter((text) => text.includes(name))).not.toEqual([]);
			});
		});

		it('tells its QuickBooks from the one of n8n', async () => {
			const offered = await editor.offeredFor('quickbooks');
			const names = offered.map((text) => text.split('\n')[0]);
			expect(names).toContain('QuickBooks (Spine)');
			expect(names).toContain('QuickBooks Online');
		});

		it('would show a node that it does not know', async () => {
			await editor.show(strange);
			expect(await editor.unknownNodes()).toEqual(['Strange']);
			expect(await editor.inPanel('Strange', asksForInstallation)).toBe(true);
		});
	});
}
