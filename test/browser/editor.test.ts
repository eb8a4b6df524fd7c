import { readdirSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Workflow, type WorkflowNode, template } from '../../simulators/demo/workflow';
import { type TestHost, startTestHost } from '../workflows/support/test-host';
import { PACK, describedPanel, descriptions } from './support/described-panel';
import { EditorPage, asksForInstallation, shownAfter } from './support/editor-page';

jest.setTimeout(400_000);

const TEMPLATES = readdirSync(path.join(__dirname, '..', '..', 'workflows')).map((file) =>
	path.basename(file, '.json'),
);

const isOurs = ({ type }: WorkflowNode): boolean => type.startsWith(PACK);

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

/** Nodes of the pack by name, kind and what is chosen in them. */
const KINDS: ReadonlyArray<readonly [string, string, Record<string, string>]> = [
	['Backfill', 'spineLedger', { resource: 'history', operation: 'backfill' }],
	['Timecards', 'spineLedger', { resource: 'history', operation: 'readTimecards' }],
	['Labour', 'spineLedger', { resource: 'transfer', operation: 'plan', plan: 'labour' }],
	['Preflight', 'spineLedger', { resource: 'company', operation: 'preflight' }],
	['Read', 'procore', { resource: 'requisition', operation: 'getMany' }],
	['Write', 'procore', { resource: 'transfer', operation: 'carryOut' }],
	['Watch', 'procoreTrigger', {}],
	['List', 'quickBooks', { resource: 'vendor', operation: 'getMany' }],
	['Post', 'quickBooks', { resource: 'document', operation: 'post' }],
	['Carry', 'quickBooks', { resource: 'transfer', operation: 'carryOut' }],
	['Hear', 'quickBooksTrigger', {}],
	['Resume', 'spineLedgerTrigger', {}],
	['Extract', 'emailExtractor', {}],
	['Code', 'glMapping', {}],
	['Verify', 'verificationGate', {}],
	['Report', 'reconciliation', {}],
];

/** They keep the ledger in PostgreSQL, and sign in to Procore as a person. */
const elsewhere: Workflow = {
	name: 'With a database and a person',
	active: false,
	settings: { executionOrder: 'v1' },
	nodes: KINDS.map(([name, type, parameters], index) => ({
		...ours(name, type, {
			...parameters,
			ledgerStorage: 'postgres',
			authentication: 'oAuth2',
			procoreAuthentication: 'oAuth2',
		}),
		position: [(index % 5) * 240, Math.floor(index / 5) * 240],
	})),
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

		/** What is wrong with the panels of a workflow's nodes of the pack, in sentences. */
		async function faultsOf(workflow: Workflow): Promise<string[]> {
			const faults: string[] = [];
			for (const node of workflow.nodes.filter(isOurs)) {
				const expected = describedPanel(node);
				await editor.inPanel(node.name, async (panel) => {
					if (await asksForInstallation(panel)) faults.push(`${node.name} is to be installed`);
					const shown = await shownAfter(panel, expected);
					if (isDeepStrictEqual(shown, expected)) return;
					faults.push(
						`${node.name} shows ${JSON.stringify(shown)} instead of ${JSON.stringify(expected)}`,
					);
				});
			}
			return faults;
		}

		it.each(TEMPLATES)('knows every node of %s and shows exactly its fields', async (name) => {
			await editor.seen(name, async () => {
				const workflow = await template(name);
				const errorsBefore = editor.errors.length;
				await editor.show(workflow);
				expect(await editor.unknownNodes()).toEqual([]);
				expect(workflow.nodes.filter(isOurs)).not.toEqual([]);
				expect(await faultsOf(workflow)).toEqual([]);
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

		it('shows the same fields, and all credentials, with a database and a login of a person', async () => {
			await editor.seen('elsewhere', async () => {
				await editor.show(elsewhere);
				expect(await faultsOf(elsewhere)).toEqual([]);
			});
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
