import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type Locator, type Page, chromium } from 'playwright-core';
import { z } from 'zod';
import { loadCompanyFolder } from '../company';
import { freePort } from '../n8n/free-port';
import { installHost } from '../n8n/host-folder';
import { builtPack } from './built-pack';
import { type DemoHost, startDemoHost } from './demo-host';
import { EditorSession } from './editor-session';
import { demoWorkflows, sendMessage, setUpCompany } from './main-job';
import { simulatedSystems } from './simulated-systems';
import { template } from './workflow';

const IMAGES = path.join(__dirname, '..', '..', 'docs', 'images');
const say = (line: string) => process.stdout.write(`- ${line} ...\n`);

/** The first page after a start is slow on a busy machine. */
const PATIENCE_MS = 120_000;
/** Free space around the canvas, in pixels. */
const MARGIN = 24;

interface Clip {
	x: number;
	y: number;
	width: number;
	height: number;
}

const createdSchema = z.object({ id: z.string() });
const executionsSchema = z.object({
	results: z.array(z.object({ id: z.string(), workflowId: z.string() })),
});

async function loggedIn(browser: Browser, { n8n, login }: DemoHost): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1800, height: 940 } });
	page.setDefaultTimeout(PATIENCE_MS);
	await page.goto(`${n8n.address}/signin`);
	await page.locator('input[type="email"], input[name="emailOrLdapLoginId"]').fill(login.email);
	await page.locator('input[type="password"]').fill(login.password);
	await page.keyboard.press('Enter');
	await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
	return page;
}

/** A template on the canvas as it is after its import. */
async function canvasPicture(
	page: Page,
	demo: DemoHost,
	name: string,
	file: string,
): Promise<void> {
	const editor = await EditorSession.open(demo);
	const { id } = createdSchema.parse(
		await editor.post('/rest/workflows', { ...(await template(name)), id: undefined }),
	);
	await page.goto(`${demo.n8n.address}/workflow/${id}`);
	await page.locator('[data-test-id="canvas-node"]').first().waitFor();
	await page.waitForTimeout(2_000);
	await page.keyboard.press('1');
	await page.waitForTimeout(1_000);
	await page.screenshot({ path: file, clip: await around(page.locator('.vue-flow__node')) });
}

/** The rectangle around everything that is found, with a margin. */
async function around(found: Locator): Promise<Clip> {
	const boxes = (await Promise.all((await found.all()).map((one) => one.boundingBox()))).filter(
		(box) => box !== null,
	);
	const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
	const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
	const right = Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN;
	const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN;
	return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The verdict of the last message, as the gate's node shows it. */
async function verdictPicture(page: Page, demo: DemoHost, file: string): Promise<void> {
	const editor = await EditorSession.open(demo);
	const { results } = executionsSchema.parse(await editor.get('/rest/executions?limit=20'));
	const last = results.find(({ workflowId }) => workflowId === 'demoWorkflow0000');
	if (last === undefined) throw new Error('The main workflow was not executed.');
	await page.goto(`${demo.n8n.address}/workflow/${last.workflowId}/executions/${last.id}`);
	const gate = page.locator('[data-test-id="canvas-node"][data-node-name="Verify"]');
	await gate.waitFor();
	await page.waitForTimeout(1_500);
	await gate.dblclick();
	await page
		.locator('[data-test-id="ndv-input-panel"] [data-test-id="radio-button-schema"]')
		.click();
	const output = page.locator('[data-test-id="output-panel"]');
	await output.locator('[data-test-id="radio-button-json"]').click();
	for (const sheet of ['document', 'coding']) await fold(output, sheet);
	await page.waitForTimeout(500);
	await page.locator('[data-test-id="ndv"]').screenshot({ path: file });
}

/** Folds a sheet of the folder away, so that the verdict is seen. */
async function fold(output: Locator, sheet: string): Promise<void> {
	const row = output.locator('.vjs-tree-node', { hasText: `"${sheet}"` }).first();
	await row.locator('.vjs-tree-brackets').first().click();
}

/**
 * Draws the pictures of the documentation: the main template on the canvas, and a verdict.
 * Arguments: the browser's binary, and a company folder whose last message is stopped.
 */
async function main([binary, company]: readonly string[]): Promise<void> {
	if (binary === undefined || company === undefined) {
		throw new Error('Usage: tsx simulators/demo/picture.ts CHROMIUM COMPANY_FOLDER');
	}
	const work = await mkdtemp(path.join(tmpdir(), 'n8n-procore-quickbooks-'));
	const folder = await loadCompanyFolder(company);
	const systems = await simulatedSystems(folder);
	const demo = await startDemoHost({
		host: await installHost(say),
		tarball: await builtPack(say),
		userFolder: path.join(work, 'n8n'),
		port: await freePort(),
		systems,
		workflows: await demoWorkflows(folder),
		report: say,
	});
	const browser = await chromium.launch({ executablePath: binary, args: ['--no-sandbox'] });
	try {
		await mkdir(IMAGES, { recursive: true });
		await setUpCompany(demo);
		for (const mail of folder.mailbox) await sendMessage(demo, mail);
		const page = await loggedIn(browser, demo);
		await canvasPicture(
			page,
			demo,
			'verify-and-post-emailed-invoices',
			path.join(IMAGES, 'canvas.png'),
		);
		await verdictPicture(page, demo, path.join(IMAGES, 'verdict.png'));
	} finally {
		await browser.close();
		await demo.n8n.stop();
		await systems.stop();
		await rm(work, { recursive: true, force: true });
	}
}

main(process.argv.slice(2)).catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
