import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { callWebhook } from '../../simulators/demo/demo-host';
import { EditorSession } from '../../simulators/demo/editor-session';
import { type Workflow, type WorkflowNode, template } from '../../simulators/demo/workflow';
import { procore } from './support/company';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(300_000);

const STICKY = 'n8n-nodes-base.stickyNote';
const OVERVIEW_YELLOW = 1;
const SECTION_GREY = 7;

const propertySchema = z.object({ name: z.string() }).passthrough();
const nodeTypesSchema = z.array(
	z
		.object({
			name: z.string(),
			displayName: z.string(),
			version: z.union([z.number(), z.array(z.number())]),
			defaults: z.object({ name: z.string().optional() }).passthrough(),
			properties: z.array(propertySchema),
		})
		.passthrough(),
);
type NodeType = z.infer<typeof nodeTypesSchema>[number];

const stickySchema = z.object({
	content: z.string(),
	width: z.number(),
	height: z.number(),
	color: z.number().optional(),
});

const settingsSchema = z.object({ executionOrder: z.string() }).passthrough();

const versionsOf = ({ version }: NodeType): number[] =>
	Array.isArray(version) ? version : [version];

/** Reads settings and policy from the ledger. */
function companyWorkflow(): Workflow {
	return {
		name: 'Read the company from the ledger',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				id: 'ask',
				name: 'Ask',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: 'company',
				parameters: { httpMethod: 'POST', path: 'company', responseMode: 'lastNode' },
			},
			{
				id: 'read',
				name: 'Read the company',
				type: 'n8n-nodes-procore-quickbooks.spineLedger',
				typeVersion: 1,
				position: [260, 0],
				parameters: {
					ledgerStorage: 'sqlite',
					company: 'main',
					resource: 'company',
					operation: 'get',
				},
			},
		],
		connections: { Ask: { main: [[{ node: 'Read the company', type: 'main', index: 0 }]] } },
	};
}

/** A node on n8n's canvas; with four outputs it is higher. */
const NODE = { width: 96, height: 96, withFourOutputs: 160 };
const FOUR_OUTPUTS = 'n8n-nodes-procore-quickbooks.verificationGate';
/** The label below it: letters of a line, width of a letter, height of a line and of the subtitle. */
const LABEL = { letters: 23, letter: 8, line: 20, subtitle: 30 };

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

function boxOf(node: WorkflowNode): Box {
	const { name } = node;
	const [left, top] = node.position;
	if (node.type === STICKY) {
		const { width, height } = stickySchema.parse(node.parameters);
		return { name, left, top, right: left + width, bottom: top + height };
	}
	const label = Math.min(name.length, LABEL.letters) * LABEL.letter;
	const beside = Math.max(0, (label - NODE.width) / 2);
	const lines = Math.ceil(name.length / LABEL.letters);
	const height = node.type === FOUR_OUTPUTS ? NODE.withFourOutputs : NODE.height;
	return {
		name,
		left: left - beside,
		top,
		right: left + NODE.width + beside,
		bottom: top + height + lines * LABEL.line + LABEL.subtitle,
	};
}

const overlap = (a: Box, b: Box): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const isWithin = (inner: Box, outer: Box): boolean =>
	inner.left >= outer.left &&
	inner.right <= outer.right &&
	inner.top >= outer.top &&
	inner.bottom <= outer.bottom;

describe('the templates in n8n', () => {
	let host: TestHost;
	let types: NodeType[];
	const templates = new Map<string, Workflow>();

	beforeAll(async () => {
		for (const file of await readdir(path.join(__dirname, '..', '..', 'workflows'))) {
			const name = path.basename(file, '.json');
			templates.set(name, await template(name));
		}
		// Set up by itself it asks for a mode that posts; Procore has records another connector owns.
		host = await startTestHost({
			procore: {
				...procore,
				vendors: procore.vendors.map((vendor) => ({
					...vendor,
					origin_id: '1234',
					origin_data: 'QuickBooks Connector',
				})),
			},
			setUp: false,
			workflows: (given) => [...given, companyWorkflow()],
		});
		const editor = await EditorSession.open(host.demo);
		types = nodeTypesSchema.parse(await editor.file('/types/nodes.json'));
	});
	afterAll(() => host.stop());

	const typeOf = (node: WorkflowNode): NodeType | undefined =>
		types.find((type) => type.name === node.type && versionsOf(type).includes(node.typeVersion));

	const everyNode = (check: (node: WorkflowNode, name: string) => string[]): string[] =>
		[...templates].flatMap(([name, { nodes }]) =>
			nodes.flatMap((node) => check(node, name).map((fault) => `${name}: ${node.name}: ${fault}`)),
		);

	it('are there', () => {
		expect([...templates.keys()].sort()).toEqual([
			'backfill-and-preflight',
			'change-orders',
			'commitments-to-purchase-orders',
			'direct-costs-to-procore',
			'error-desk',
			'exports-in-keying-sheet-out',
			'labour-to-journal-entry',
			'month-end-reconciliation',
			'observe-and-compare',
			'owner-invoices',
			'payments-to-procore',
			'subcontractor-invoices-to-bills',
			'undo-a-run',
			'vendors-and-jobs',
			'verdicts-to-procore',
			'verify-and-post-emailed-invoices',
		]);
	});

	it('use only nodes and versions that the host knows', () => {
		expect(
			everyNode((node) =>
				typeOf(node) === undefined ? [`${node.type} ${node.typeVersion} is not known`] : [],
			),
		).toEqual([]);
	});

	it('set only parameters that their nodes have', () => {
		expect(
			everyNode((node) => {
				const known = new Set(typeOf(node)?.properties.map(({ name }) => name));
				return Object.keys(node.parameters)
					.filter((parameter) => !known.has(parameter))
					.map((parameter) => `has no parameter ${parameter}`);
			}),
		).toEqual([]);
	});

	it('name every node for what it does there', () => {
		expect(
			everyNode((node) => {
				const type = typeOf(node);
				const shipped = [type?.displayName, type?.defaults.name];
				return shipped.some((name) => name !== undefined && node.name.startsWith(name))
					? ['has its default name']
					: [];
			}),
		).toEqual([]);
	});

	it('carry no credentials, pinned data or ids of an instance', () => {
		for (const workflow of templates.values()) {
			expect(workflow).not.toHaveProperty('id');
			expect(workflow.active).toBe(false);
			expect(workflow.pinData ?? {}).toEqual({});
			expect(workflow.meta ?? {}).not.toHaveProperty('instanceId');
			expect(settingsSchema.parse(workflow.settings).executionOrder).toBe('v1');
		}
		expect(
			everyNode(({ credentials, webhookId }) => [
				...(credentials === undefined ? [] : ['has credentials']),
				...(webhookId === undefined ? [] : ['has a webhook id']),
			]),
		).toEqual([]);
	});

	it('explain themselves in a yellow note at the top left and grey ones around the sections', () => {
		for (const { nodes } of templates.values()) {
			const notes = nodes.filter(({ type }) => type === STICKY);
			const [overview, ...others] = notes.filter(
				({ parameters }) => stickySchema.parse(parameters).color === OVERVIEW_YELLOW,
			);
			expect(others).toEqual([]);
			const { content } = stickySchema.parse(overview?.parameters);
			expect(content).toMatch(/### How it works\n[^]*### Setup\n/);
			const words = content.split(/\s+/).filter((word) => /\w/.test(word)).length;
			expect(words).toBeGreaterThanOrEqual(100);
			expect(words).toBeLessThanOrEqual(300);
			const lefts = nodes.map(({ position }) => position[0]);
			const tops = nodes.map(({ position }) => position[1]);
			expect(overview?.position).toEqual([Math.min(...lefts), Math.min(...tops)]);
			const sections = notes.filter((note) => note !== overview);
			expect(sections.length).toBeGreaterThan(0);
			for (const { parameters } of sections) {
				const section = stickySchema.parse(parameters);
				expect(section.color).toBe(SECTION_GREY);
				expect(section.content).toMatch(/^## /);
			}
		}
	});

	it('lay every node with its label inside one section, and nothing over anything else', () => {
		const faults = [...templates].flatMap(([name, { nodes }]) => {
			const notes = nodes.filter(({ type }) => type === STICKY).map(boxOf);
			const steps = nodes.filter(({ type }) => type !== STICKY).map(boxOf);
			const pairs = (boxes: Box[]) =>
				boxes.flatMap((a, index) =>
					boxes
						.slice(index + 1)
						.filter((b) => overlap(a, b))
						.map((b) => `${name}: "${a.name}" lies over "${b.name}"`),
				);
			const strays = steps
				.filter((step) => notes.filter((note) => isWithin(step, note)).length !== 1)
				.map((step) => `${name}: "${step.name}" lies in no section`);
			return [...pairs(notes), ...pairs(steps), ...strays];
		});
		expect(faults).toEqual([]);
	});

	it('refuse a mode that posts while another connector owns records, and stay with observe', async () => {
		await expect(callWebhook(host.demo.n8n, 'demo-setup', {})).rejects.toThrow(/failed/);

		const [company] = await callWebhook(host.demo.n8n, 'company', {});
		expect(company).toMatchObject({ policy: { mode: 'observe' } });
	});
});
