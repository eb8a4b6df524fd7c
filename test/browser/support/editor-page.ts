import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Browser, type Locator, type Page, chromium } from 'playwright-core';
import { z } from 'zod';
import type { DemoHost } from '../../../simulators/demo/demo-host';
import { EditorSession } from '../../../simulators/demo/editor-session';
import type { Workflow } from '../../../simulators/demo/workflow';
import type { Panel } from './described-panel';

const FAILURES = path.join(__dirname, '..', '..', '..', 'out', 'browser');
/** The first page after a start is slow on a busy machine. */
const PATIENCE_MS = 60_000;
/** What a panel does not show after this time it does not show. */
const RENDERED_MS = 20_000;
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
const startedSchema = z.object({ data: z.object({ executionId: z.string() }) });
const executionSchema = z.object({ status: z.string() });

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

	/** Address of n8n. */
	get address(): string {
		return this.demo.n8n.address;
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

	/** Opens a picker of a panel, and returns its lines once there are any. */
	async openPicker(panel: Locator, name: string): Promise<string[]> {
		await panel
			.locator(`[data-test-id="resource-locator-${name}"] [data-test-id="rlc-input"]`)
			.click();
		const items = this.page.locator('[data-test-id="rlc-item"]:visible');
		await items.first().waitFor();
		return (await items.allInnerTexts()).map((text) => text.trim());
	}

	/** Takes a line of the picker that is open. */
	async pick(line: string): Promise<void> {
		await this.page
			.locator('[data-test-id="rlc-item"]:visible')
			.filter({ hasText: line })
			.first()
			.click();
	}

	/** What n8n's list of nodes offers for a search, each with its name and description in one text. */
	async offeredFor(search: string): Promise<string[]> {
		await this.page.goto(`${this.address}/workflow/new`);
		await this.page.locator('[data-test-id="canvas-plus-button"]').first().click();
		const creator = this.page.locator('[data-test-id="node-creator"]');
		await creator.locator('input').first().fill(search);
		const offered = creator.locator('[data-test-id="item-iterator-item"]');
		const nothing = creator.locator('[data-test-id="node-creator-no-results"]');
		await offered.or(nothing).first().waitFor();
		// The list is filtered a moment after the last letter.
		await this.page.waitForTimeout(1_000);
		return await offered.allInnerTexts();
	}

	/**
	 * Runs the workflow that is shown, and returns the output of a node as its panel shows it.
	 *
	 * @throws when the execution fails.
	 */
	async runAndRead(name: string): Promise<string> {
		const answered = this.page.waitForResponse(
			(response) =>
				response.request().method() === 'POST' &&
				/\/rest\/workflows\/[^/]+\/run/.test(response.url()),
		);
		await this.page.locator('[data-test-id="execute-workflow-button"]').first().click();
		const { data } = startedSchema.parse(await (await answered).json());
		const status = await this.outcome(data.executionId);
		if (status !== 'success') throw new Error(`The execution ended with status ${status}.`);
		return await this.inPanel(name, async (panel) => {
			const output = panel.locator('[data-test-id="output-panel"]');
			await output
				.getByText(/\d+ items?/)
				.first()
				.waitFor();
			return await output.innerText();
		});
	}

	/** Status in which an execution ends. */
	private async outcome(executionId: string): Promise<string> {
		const session = await EditorSession.open(this.demo);
		for (let waited = 0; ; waited += STEP_MS) {
			const { status } = executionSchema.parse(
				await session.get(`/rest/executions/${executionId}`),
			);
			if (!['new', 'running'].includes(status) || waited >= PATIENCE_MS) return status;
			await this.page.waitForTimeout(STEP_MS);
		}
	}

	/** Keeps a picture of what was seen last, where a check fails. */
	async seen(name: string, check: () => Promise<void>): Promise<void> {
		try {
			await check();
		} catch (error) {
			await mkdir(FAILURES, { recursive: true });
			await this.page.screenshot({ path: path.join(FAILURES, `${name}.png`) });
			throw error;
		}
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}

/** Whether the panel offers to install the node instead of showing it. */
export async function asksForInstallation(panel: Locator): Promise<boolean> {
	return /install this node|not currently installed/i.test(await panel.innerText());
}

/** What a panel shows now: see `Panel`. */
async function shownIn(panel: Locator): Promise<Panel> {
	const list = panel
		.locator('[data-test-id="node-parameters"] .parameter-input-list-wrapper')
		.first();
	const rows = list.locator(':scope > * > :is(.parameter-item, .multi-parameter)');
	const texts = await rows.allInnerTexts();
	return {
		fields: texts.map((text) => text.trim().split('\n')[0]?.trim() ?? ''),
		credentials: new Set(await list.locator('.node-credentials label').allInnerTexts()).size,
	};
}

/** What a panel shows once it shows what is expected, or when it has had its time to. */
export async function shownAfter(panel: Locator, expected: Panel): Promise<Panel> {
	for (let waited = 0; ; waited += STEP_MS) {
		const shown = await shownIn(panel);
		if (isDeepStrictEqual(shown, expected) || waited >= RENDERED_MS) return shown;
		await panel.page().waitForTimeout(STEP_MS);
	}
}
