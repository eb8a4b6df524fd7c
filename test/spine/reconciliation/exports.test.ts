import { readSheet } from 'read-excel-file/node';
import { neutralText } from '../../../spine/reconciliation/neutral-text';
import { reconciliationPage } from '../../../spine/reconciliation/page';
import { reconcile } from '../../../spine/reconciliation/reconcile';
import { reconciliationWorkbook } from '../../../spine/reconciliation/workbook';
import { bill, claim, commitment, requisition, source } from './example';

const HOSTILE = '=HYPERLINK("http://evil.example","<script>alert(1)</script>")';

function report() {
	const { directory } = source();
	return reconcile(
		source({
			directory: {
				...directory,
				vendors: directory.vendors.map((vendor) => ({ ...vendor, name: HOSTILE })),
				commitments: [commitment('C1', 'SC-001', 100000), commitment('C2', '@SC-2', 5000)],
			},
			requisitions: [requisition('R1', 'C1', 1, 0, 20000)],
			transactions: [bill('1', 'A-1', 18500)],
			claims: [claim('C1', { requisition: 'R1', booksId: '1' })],
			ownerInvoices: [
				{
					side: 'projects',
					type: 'owner_invoice',
					id: 'OI1',
					project: 'P1',
					status: 'approved',
					lines: [{ id: 'l1', costCode: '03-300', completed: 21000 }],
				},
			],
			uses: { waivers: true, compliance: true },
			overrides: [
				{
					commitment: 'C1',
					gross: 25000,
					label: '=invoice',
					by: '+pm',
					reason: '@reason',
					day: '2026-03-18',
				},
			],
		}),
	);
}

describe('the workbook', () => {
	it('holds amounts as numbers, names the gap and its reason, and runs no text as a formula', async () => {
		const bytes = Buffer.from(await reconciliationWorkbook(report()));
		const [, header = [], second = [], first = []] = await readSheet(bytes, 'Commitments');
		const at = (name: string) => header.indexOf(name);
		expect(first[at('Class')]).toBe('AMOUNT');
		expect(first[at('Revised')]).toBe(100000);
		expect(first[at('d3 approved - bills net of credits')]).toBe(1500);
		expect(first[at('Vendor')]).toBe(`'${HOSTILE}`);
		expect(second[at('Commitment')]).toBe("'@SC-2");
		const [, difference = []] = await readSheet(bytes, 'Differences');
		expect(difference.slice(0, 2)).toEqual(['AMOUNT', '2301']);
		expect(difference[5]).toContain('$1,500.00 apart');
		const ties = await readSheet(bytes, 'Tie-out');
		expect(ties.some((row) => row.includes('Residue, not explained'))).toBe(true);
	});

	it('sums vendors, sets projects against their owners, and lists reviews, all of it neutral', async () => {
		const bytes = Buffer.from(await reconciliationWorkbook(report()));
		const [, ...byVendor] = await readSheet(bytes, 'Vendors');
		expect(byVendor).toEqual([
			[`'${HOSTILE}`, 'Northline Inc', 105000, 20000, 18500, 0, 0, 1500, 0, 16650],
		]);
		const [header = [], project = []] = await readSheet(bytes, 'Projects');
		const at = (name: string) => project[header.indexOf(name)];
		expect([at('Project'), at('Owner billed'), at('Cost'), at('Over (under) billed')]).toEqual([
			'2301 Clinic',
			21000,
			18500,
			2500,
		]);
		const reviews = await readSheet(bytes, 'Reviews');
		expect(reviews.slice(1).map((row) => row.slice(3))).toEqual([
			['Released by a person', "'=invoice", '2026-03-18', 250, "'+pm", "'@reason"],
			['Waiver missing', 'application 1', '2026-03-10', null, null, null],
			['Insurance none on file', `'${HOSTILE}`, null, null, null, null],
			['Insurance none on file', `'${HOSTILE}`, null, null, null, null],
		]);
	});

	it('is written of nothing', async () => {
		const bytes = await reconciliationWorkbook(reconcile(source()));
		expect((await readSheet(Buffer.from(bytes), 'Commitments')).length).toBeGreaterThanOrEqual(2);
	});
});

describe('the page', () => {
	it('escapes what comes from outside, and loads nothing', () => {
		const page = reconciliationPage(report());
		expect(page).not.toContain('<script');
		expect(page).toContain('&lt;script&gt;');
		expect(page).toContain("default-src 'none'");
		expect(page).not.toMatch(/(?:src|href)=/);
		expect(page).toContain('$1,500.00 apart');
	});

	it('does not call papers complete of which no register is kept', () => {
		const insured = {
			side: 'projects',
			type: 'field_data',
			id: 'F1',
			source: 'compliance',
			vendor: 'V1',
			date: '2099-12-31',
			note: 'COI',
		} as const;
		const { directory } = source();
		const papers = {
			directory: { ...directory, commitments: [commitment('C1', 'SC-001', 100000)] },
			fieldData: [insured],
		};
		const page = reconciliationPage(
			reconcile(source({ ...papers, uses: { waivers: false, compliance: true } })),
		);
		expect(page).toContain('No register of lien waivers is kept');
		expect(page).not.toContain('All waivers are on file');
		const both = reconciliationPage(
			reconcile(source({ ...papers, uses: { waivers: true, compliance: true } })),
		);
		expect(both).toContain('All waivers are on file.');
	});
});

describe('a text for a spreadsheet', () => {
	it.each([
		['=1+1', "'=1+1"],
		['  -2', "'  -2"],
		['\t=cmd', "'\t=cmd"],
		['\u0000+1', "'+1"],
		['\uFF1D1', "'\uFF1D1"],
		['SC-001', 'SC-001'],
		['a\nb', 'a\nb'],
	])('%j stands as %j', (text, expected) => expect(neutralText(text)).toBe(expected));
});
