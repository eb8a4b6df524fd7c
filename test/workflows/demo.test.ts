import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { demoCases, fileNameOf, writeDemoCompany } from '../../simulators/demo-company';
import { rawMessage } from '../../simulators/demo-company/message';

jest.setTimeout(900_000);

const lineSchema = z.object({
	email: z.string(),
	kind: z.string(),
	attachment: z.string().optional(),
	document: z.object({ vendor: z.string().optional(), total: z.number().optional() }).passthrough(),
	verdict: z.object({
		outcome: z.string(),
		findings: z.array(
			z
				.object({ rule: z.string(), severity: z.string(), delta: z.number().optional() })
				.passthrough(),
		),
	}),
	posting: z.record(z.unknown()),
});
type Line = z.infer<typeof lineSchema>;

const PROJECT = path.join(__dirname, '..', '..');

/** `npm run demo` as a user types it, to its end. */
async function demo(...args: string[]): Promise<string> {
	const child = spawn(
		process.execPath,
		[path.join(PROJECT, 'simulators/demo/launch.mjs'), '--exit', '--port', '5710', ...args],
		{ cwd: PROJECT, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	let printed = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
	}
	const code = await new Promise((resolve) => child.once('close', resolve));
	if (code !== 0) throw new Error(`The demo ended with code ${String(code)}:\n${printed}`);
	return printed;
}

async function documents(out: string): Promise<Line[]> {
	const text = await readFile(path.join(out, 'documents.ndjson'), 'utf8');
	return text
		.trim()
		.split('\n')
		.map((line) => lineSchema.parse(JSON.parse(line)));
}

let work = '';

beforeAll(async () => {
	work = await mkdtemp(path.join(tmpdir(), 'demo-test-'));
});

afterAll(async () => {
	await rm(work, { recursive: true, force: true });
});

describe('the demo in n8n', () => {
	it('stops every planted mistake for its reason and amount, and posts every clean document once', async () => {
		const out = path.join(work, 'out');
		const printed = await demo('--out', out);
		const lines = await documents(out);
		const got = demoCases.map((one) => {
			const own = lines.filter(({ email }) => email === fileNameOf(one));
			const stops = (line: Line) =>
				line.verdict.findings.filter(({ severity }) => severity === 'BLOCK' || severity === 'HOLD');
			return {
				email: fileNameOf(one),
				outcomes: own.map(({ verdict }) => verdict.outcome),
				missing: own.flatMap((line) =>
					one.expect.rules.filter((rule) => !stops(line).some((finding) => finding.rule === rule)),
				),
				delta: own
					.flatMap(({ verdict }) => verdict.findings)
					.find(({ rule }) => rule === one.expect.delta?.rule)?.delta,
				posted: own.flatMap(({ posting }) => ('id' in posting ? [posting.total] : [])),
			};
		});
		const wanted = demoCases.map((one) => {
			const { outcome, repeats, documents: count = 1, delta, posted } = one.expect;
			return {
				email: fileNameOf(one),
				outcomes: repeats === undefined ? Array.from({ length: count }, () => outcome) : [],
				missing: [],
				delta: repeats === undefined ? delta?.amount : undefined,
				posted: posted === undefined ? [] : [posted],
			};
		});
		expect(got).toEqual(wanted);
		const posted = wanted.flatMap((one) => one.posted).length;
		expect(printed).toContain(`Bills posted      ${posted}`);
		expect(printed).toMatch(/the clerk pays \d+ bills/);
		expect(printed).toMatch(/Payments to Procore\n +Procore contract payments: \d+ new\n/);
		const books = z
			.object({ Bill: z.array(z.object({ PrivateNote: z.string().optional() })) })
			.parse(JSON.parse(await readFile(path.join(out, 'quickbooks.json'), 'utf8')));
		const tags = books.Bill.flatMap(
			({ PrivateNote }) => /\[post:[^\]]+\]/.exec(PrivateNote ?? '') ?? [],
		);
		expect(new Set(tags).size).toBe(tags.length);
	});
});

const corpora = process.env.CORPORA_DIR;

if (corpora !== undefined) {
	describe('real invoices of strangers', () => {
		it('are all read, none is posted, and each says why', async () => {
			const source = path.join(corpora, 'invoice2data');
			if (!existsSync(source)) throw new Error(`CORPORA_DIR holds no folder ${source}.`);
			const files = (await readdir(source, { recursive: true })).filter((name) =>
				name.endsWith('.pdf'),
			);
			const company = path.join(work, 'strangers');
			await writeDemoCompany(company);
			const mailbox = path.join(company, 'mailbox');
			await rm(mailbox, { recursive: true });
			await mkdir(mailbox);
			for (const [index, file] of files.entries()) {
				const name = path.basename(file);
				await writeFile(
					path.join(mailbox, `${String(index + 1).padStart(2, '0')}.eml`),
					rawMessage({
						id: `stranger-${index}`,
						from: { name: 'Accounts', address: `billing@vendor-${index}.example` },
						subject: 'Invoice',
						receivedAt: '2026-03-30T09:00:00Z',
						text: 'Please find our invoice attached.\n\nKind regards\n',
						parts: [
							{
								name,
								contentType: 'application/pdf',
								bytes: await readFile(path.join(source, file)),
							},
						],
					}),
				);
			}
			const out = path.join(work, 'strangers-out');
			await demo('--company', company, '--out', out);
			const lines = await documents(out);
			expect(new Set(lines.map(({ email }) => email)).size).toBe(files.length);
			for (const line of lines) {
				expect(line.kind).not.toBe('none');
				expect(['held', 'blocked']).toContain(line.verdict.outcome);
				expect(line.verdict.findings.length).toBeGreaterThan(0);
				expect(line.posting).toHaveProperty('why');
			}
			expect(files.length).toBeGreaterThanOrEqual(11);
		});
	});
}
