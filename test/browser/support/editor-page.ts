import { type Browser, type Locator, type Page, chromium } from 'playwright-core';
import { z } from 'zod';
import type { DemoHost } from '../../../simulators/demo/demo-host';
import { EditorSession } from '../../../simulators/demo/editor-session';
import type { Workflow } from '../../../simulators/demo/workflow';

/** The first page after a start is slow on a busy machine. */
const PATIENCE_MS = 60_000;
/** What is missing from a panel after this time is missing. */
const RENDERED_MS = 5_000;
const STEP_MS = 100;

const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];

const createdSchema = z.object({ id: z.string() });

/** n8n's editor in a real browser, as a person who is logged in sees it. */
export class EditorPage {
	/** What the browser's console reported as errors since the login. */
	readonly errors: string[] = [];

	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
		private readonly demo: DemoHost,
	) {}

	/** Starts the browser and logs in as the owner. */
	static async open(binary: string, demo: DemoHost): Promise<EditorPage> {
		const browser = await chromium.launch({ executablePath: binary, args: QUIET });
		const page = await browser.newPage({ viewport: { width: 1800, height: 940 } });
		page.setDefaultTimeout(PATIENCE_MS);
		await page.goto(`${demo.n8n.address}/signin`);
		await page
			.locator('input[type="email"], input[name="emailOrLdapLoginId"]')
			.fill(demo.login.email);
		await page.locator('input[type="password"]').fill(demo.login.password);
		await page.keyboard.press('Enter');
		await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
		const editor = new EditorPage(browser, page, demo);
		page.on('console', (message) => {
			if (message.type() !== 'error') return;
			const { url } = message.location();
			// n8n asks for output schemas of its own nodes that it does not ship.
			if (url.includes('/schemas/n8n-nodes-base.')) return;
			editor.errors.push(`${message.text()} (${url})`);
		});
		page.on('pageerror', (error) => editor.errors.push(error.message));
		return editor;
	}

	/** Imports a workflow as it is and shows all of it on the canvas. */
	async show(workflow: Workflow): Promise<void> {
		const session = await EditorSession.open(this.demo);
		const { id } = createdSchema.parse(
			await session.post('/rest/workflows', { ...workflow, id: undefined }),
		);
		await this.page.goto(`${this.demo.n8n.address}/workflow/${id}`);
		await this.nodes().first().waitFor();
		await this.page.keyboard.press('1');
		await this.page.waitForTimeout(1_000);
	}

	nodes(): Locator {
		return this.page.locator('[data-test-id="canvas-node"]');
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Names of the nodes that the canvas draws as unknown: a question mark instead of their icon. */
	async unknownNodes(): Promise<string[]> {
		const names: string[] = [];
		for (const node of await this.nodes().all()) {
			const lines = (await node.innerText()).split('\n');
			if (lines.includes('?')) names.push((await node.getAttribute('data-node-name')) ?? '');
		}
		return names;
	}

	/** Opens a node's panel with a double click, has it looked at, and closes it. */
	async inPanel<T>(name: string, look: (panel: Locator) => Promise<T>): Promise<T> {
		await this.node(name).dblclick();
		const panel = this.page.locator('[data-test-id="ndv"]');
		await panel.waitFor();
		const seen = await look(panel);
		await panel.locator('[data-test-id="ndv-close-button"]').click();
		await panel.waitFor({ state: 'hidden' });
		return seen;
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}

/** Whether the panel offers to install the node instead of showing it. */
export async function asksForInstallation(panel: Locator): Promise<boolean> {
	return /install this node|not currently installed/i.test(await panel.innerText());
}

/** Those of the texts that do not appear in the visible text of an element within its time. */
export async function missingFrom(shown: Locator, texts: readonly string[]): Promise<string[]> {
	for (let waited = 0; ; waited += STEP_MS) {
		const lines = (await shown.innerText()).split('\n').map((line) => line.trim());
		const missing = texts.filter((text) => !lines.includes(text));
		if (missing.length === 0 || waited >= RENDERED_MS) return missing;
		await shown.page().waitForTimeout(STEP_MS);
	}
}
