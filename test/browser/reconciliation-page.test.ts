import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, type Page, chromium } from 'playwright-core';
import { z } from 'zod';
import { reconciliationPage } from '../../spine/reconciliation/page';
import { reconcile } from '../../spine/reconciliation/reconcile';
import { bill, claim, commitment, requisition, source } from '../spine/reconciliation/example';

jest.setTimeout(120_000);

const violationsSchema = z.object({
	violations: z.array(z.object({ id: z.string(), help: z.string() }).passthrough()),
});

const ownerInvoice = {
	side: 'projects' as const,
	type: 'owner_invoice' as const,
	id: 'OI1',
	project: 'P1',
	application: 1,
	status: 'approved' as const,
	billingDate: '2026-03-20',
	completedAndStored: 26000,
	lines: [{ id: 'l1', costCode: '03-300', completed: 26000 }],
};
const override = {
	commitment: 'C2',
	gross: 250000,
	label: 'invoice A-2',
	by: 'pm@northline.example',
	reason: 'Change order in process',
	day: '2026-03-18',
};

function reportPage(): string {
	const { directory } = source();
	return reconciliationPage(
		reconcile(
			source({
				directory: {
					...directory,
					vendors: directory.vendors.map((vendor) => ({
						...vendor,
						name: '<img src=x onerror="document.title=\'owned\'">',
					})),
					commitments: [commitment('C1', 'SC-001', 100000), commitment('C2', 'SC-002', 12000)],
				},
				requisitions: [requisition('R1', 'C1', 1, 0, 20000)],
				ownerInvoices: [ownerInvoice],
				uses: { waivers: true, compliance: true },
				overrides: [override],
				transactions: [bill('1', 'A-1', 18500), bill('2', 'A-2', 14000)],
				claims: [claim('C1', { requisition: 'R1', booksId: '1' }), claim('C2', { booksId: '2' })],
			}),
		),
	);
}

describe('the reconciliation page in a browser', () => {
	let browser: Browser;
	let page: Page;
	const asked: string[] = [];

	beforeAll(async () => {
		browser = await chromium.launch({
			executablePath: process.env.CHROMIUM ?? '',
			args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
		});
		// The policy of the page forbids scripts, also those of the checker.
		page = await (await browser.newContext({ bypassCSP: true })).newPage();
		page.on('request', (request) => asked.push(request.url()));
		await page.setContent(reportPage());
	});
	afterAll(() => browser.close());

	it('loads nothing and runs nothing that came with a name', async () => {
		expect(await page.title()).toBe('Month-end reconciliation 2026-03-31');
		expect(asked).toEqual([]);
	});

	it('has no fault that axe knows of', async () => {
		const axe = createRequire(__filename).resolve('axe-core/axe.min.js');
		await page.addScriptTag({ content: await readFile(axe, 'utf8') });
		const found = violationsSchema.parse(
			await page.evaluate('axe.run({ runOnly: ["wcag2a", "wcag2aa", "best-practice"] })'),
		);
		expect(found.violations.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);
	});

	it('fits on landscape paper', async () => {
		const pdf = await page.pdf({ format: 'Letter', preferCSSPageSize: true });
		expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
		const [, width = '0', height = '0'] =
			/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1')) ?? [];
		expect(Number(width)).toBeGreaterThan(Number(height));
	});
});
