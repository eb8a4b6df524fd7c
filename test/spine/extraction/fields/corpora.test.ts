import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { nameSimilarity } from '../../../../spine/documents/names';
import { readDocuments } from '../../../../spine/extraction/fields/read-documents';
import { readPdf } from '../../../../spine/extraction/pdf/read-pdf';
import type { ReadDocument, TextSource } from '../../../../spine/extraction/source';
import { continuation } from './pay-application/forms';
import type { SheetRow } from './pay-application/forms';
import { paper } from './paper';

const corpora = process.env['CORPORA_DIR'];

const truthSchema = z.object({
	issuer: z.string(),
	invoice_number: z.string(),
	date: z.string(),
	amount: z.number().optional(),
	partner_name: z.string().optional(),
});

const plain = (text: string | undefined): string =>
	(text ?? '').toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Whether a name was read: alike after normalisation, or all of it before a remark in the truth. */
function sameVendor(read: string | undefined, truths: readonly string[]): boolean {
	return truths.some(
		(truth) =>
			nameSimilarity(read ?? '', truth) >= 0.8 ||
			(plain(read).length >= 6 && plain(truth).startsWith(plain(read))),
	);
}

if (corpora) {
	describe('real invoices of vendors never seen', () => {
		const folder = join(corpora, 'invoice2data', 'compare');

		it('are read to number, date, total and vendor', async () => {
			expect(existsSync(folder)).toBe(true);
			const files = readdirSync(folder).filter((name) => name.endsWith('.pdf'));
			expect(files.length).toBeGreaterThanOrEqual(11);
			const right = { number: 0, date: 0, total: 0, vendor: 0 };
			const printed = { number: 0, date: 0, total: 0, vendor: 0 };
			const missed: string[] = [];
			for (const file of files) {
				const raw: unknown = JSON.parse(
					readFileSync(join(folder, file.replace('.pdf', '.json')), 'utf8'),
				);
				const truth = truthSchema.parse(Array.isArray(raw) ? raw[0] : raw);
				const source = await readPdf(readFileSync(join(folder, file)), file);
				const documents = readDocuments(source);
				expect(documents).toHaveLength(1);
				const [document] = documents;
				const names = [truth.issuer, truth.partner_name ?? truth.issuer];
				const judge = (field: keyof typeof right, isPrinted: boolean, isRight: boolean): void => {
					if (!isPrinted) return;
					printed[field] += 1;
					if (isRight) right[field] += 1;
					else missed.push(`${file} ${field}: ${String(document?.[field])}`);
				};
				judge('number', true, plain(document?.number) === plain(truth.invoice_number));
				judge('date', true, document?.date === truth.date);
				judge('total', truth.amount !== undefined, document?.total === truth.amount);
				const shown = names.some((name) => plain(source.text).includes(plain(name).slice(0, 6)));
				judge('vendor', shown, sameVendor(document?.vendor, names));
			}
			const share = (field: keyof typeof right): number => right[field] / printed[field];
			process.stdout.write(
				`invoice2data: number ${right.number}/${printed.number}, date ${right.date}/${printed.date}, total ${right.total}/${printed.total}, vendor ${right.vendor}/${printed.vendor}; missed: ${missed.join('; ')}\n`,
			);
			expect(share('number')).toBeGreaterThanOrEqual(0.95);
			expect(share('date')).toBeGreaterThanOrEqual(0.95);
			expect(share('total')).toBeGreaterThanOrEqual(0.95);
			expect(share('vendor')).toBeGreaterThanOrEqual(0.85);
		}, 60_000);

		it('are read fast once warm', async () => {
			const files = readdirSync(folder).filter((name) => name.endsWith('.pdf'));
			const sources = files.map((file) => readFileSync(join(folder, file)));
			let pages = 0;
			let best = Infinity;
			for (let round = 0; round < 3; round += 1) {
				const start = performance.now();
				pages = 0;
				for (const [index, bytes] of sources.entries()) {
					const source = await readPdf(bytes, files[index] ?? '');
					readDocuments(source);
					pages += source.pages.length;
				}
				best = Math.min(best, performance.now() - start);
			}
			process.stdout.write(`invoice2data: ${(best / pages).toFixed(1)} ms a page, warm\n`);
			expect(best / pages).toBeLessThan(600);
		}, 60_000);
	});

	describe('invoices rendered from structured data, without that data', () => {
		it('are read by their print alone', async () => {
			const folder = join(corpora, 'facturx');
			const visibleSchema = z.record(z.record(z.union([z.boolean(), z.string()])));
			const visible = visibleSchema.parse(
				JSON.parse(readFileSync(join(folder, 'visible.json'), 'utf8')),
			);
			const scores = new Map<string, { right: number; printed: number }>();
			for (const [path, shown] of Object.entries(visible)) {
				const truth: unknown = JSON.parse(
					readFileSync(join(folder, path.replace('.pdf', '.truth.json')), 'utf8'),
				);
				const expected = z
					.object({
						number: z.unknown(),
						date: z.unknown(),
						total: z.unknown(),
						vendor: z.unknown(),
						payable: z.unknown(),
					})
					.partial()
					.passthrough()
					.parse(truth);
				const [document] = readDocuments(await readPdf(readFileSync(join(folder, path)), path));
				const judge = (field: string, isRight: boolean): void => {
					if (shown[field] !== true) return;
					const score = scores.get(field) ?? { right: 0, printed: 0 };
					score.printed += 1;
					if (isRight) score.right += 1;
					scores.set(field, score);
				};
				judge('number', plain(document?.number) === plain(String(expected.number)));
				judge('date', document?.date === expected.date);
				judge(
					'total',
					document?.total !== undefined &&
						[Number(expected.total), Number(expected.payable)].includes(document.total),
				);
			}
			process.stdout.write(
				`facturx print: ${[...scores].map(([field, { right, printed }]) => `${field} ${right}/${printed}`).join(', ')}\n`,
			);
			for (const { right, printed } of scores.values())
				expect(right / printed).toBeGreaterThan(0.5);
		}, 120_000);
	});

	describe('a schedule of values in the form of AIA G703', () => {
		const folder = join(corpora, 'aia-style', 'payapppro');
		const rows: Array<Record<string, string>> = existsSync(folder)
			? parse(readFileSync(join(folder, 'g703-continuation-sheet-example.csv')), { columns: true })
			: [];
		const money = (text: string | undefined): string =>
			Number(text).toLocaleString('en-US', { minimumFractionDigits: 2 });
		const columns = [
			'Scheduled Value',
			'Work Completed (Previous)',
			'Work Completed (This Period)',
			'Materials Presently Stored',
			'Total Completed & Stored to Date',
			'Balance to Finish',
			'Retainage (Total to Date)',
		];
		const judge = (document: ReadDocument | undefined): void => {
			const lines = document?.payApplication?.lines ?? [];
			expect(lines).toHaveLength(rows.length);
			rows.forEach((row, index) => {
				const line = lines[index];
				expect([
					line?.scheduledValue,
					line?.previous,
					line?.thisPeriod,
					line?.stored,
					line?.completed,
					line?.balance,
					line?.retainage,
				]).toEqual(columns.map((column) => Number(row[column])));
				expect(line?.description).toBe(row['Description of Work']);
				expect(line?.item).toBe(row['Item No']);
				expect(line?.percent).toBe(Number((row['Percent Complete'] ?? '').replace('%', '')));
			});
		};

		it('is read cell by cell from a page', async () => {
			expect(rows).toHaveLength(13);
			const printed = rows.map((row): SheetRow => {
				const [c, d, e, f, g, h, i] = columns.map((column) => money(row[column]));
				return {
					item: row['Item No'] ?? '',
					work: [row['Description of Work'] ?? ''],
					cells: [
						c ?? '',
						d ?? '',
						e ?? '',
						f ?? '',
						g ?? '',
						row['Percent Complete'] ?? '',
						h ?? '',
						i ?? '',
					],
				};
			});
			const source = await readPdf(
				await paper([continuation(printed, ['', '', '', '', '', '', '', ''])], {
					size: [792, 612],
				}),
				'sheet.pdf',
			);
			judge(readDocuments(source)[0]);
		});

		it('is read cell by cell from a workbook', () => {
			const headings = Object.keys(rows[0] ?? {});
			const cells: NonNullable<TextSource['cells']> = [
				headings,
				...rows.map((row) => headings.map((heading) => row[heading] ?? '')),
			].flatMap((texts, row) =>
				texts.map((text, column) => ({
					sheet: 'G703',
					cell: `${String.fromCharCode(65 + column)}${row + 1}`,
					text,
					row,
					column,
				})),
			);
			const [document] = readDocuments({
				name: 'book.xlsx',
				kind: 'xlsx',
				pages: [],
				text: '',
				flags: [],
				cells,
			});
			judge(document);
			expect(document?.evidence['payApplication.lines.2.completed']).toMatchObject({
				cell: 'G703!G4',
			});
		});
	});
}
