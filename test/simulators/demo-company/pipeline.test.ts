import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	type Expectation,
	demoCases,
	fileNameOf,
	writeDemoCompany,
} from '../../../simulators/demo-company';
import { type CompanyRun, type Decided, runCompany } from './run-company';

let run: CompanyRun | undefined;

beforeAll(async () => {
	const dir = await mkdtemp(join(tmpdir(), 'demo-company-'));
	await writeDemoCompany(dir);
	run = await runCompany(dir);
}, 300_000);

afterAll(async () => {
	await run?.close();
});

const rulesOf = ({ verdict }: Decided, ...severities: string[]): string[] => [
	...new Set(
		verdict.findings
			.filter(({ severity }) => severities.includes(severity))
			.map(({ rule }) => rule),
	),
];

/** Document and verdict in a few lines, for a test that fails. */
const account = ({ document, verdict, posting }: Decided): string =>
	[
		`${document.kind} ${document.number ?? '-'} from ${document.vendor ?? '-'} over ${document.total ?? '-'}: ${verdict.outcome}`,
		...verdict.findings.map(({ rule, severity, message }) => `  ${severity} ${rule} ${message}`),
		`  posting ${JSON.stringify(posting ?? null)}`,
	].join('\n');

/** What came of a document against what must come of it; the whole account where they differ. */
function compare(decided: Decided, wanted: Expectation): void {
	const { verdict, posting } = decided;
	const among = (rules: string[] | undefined, found: string[]): string[] =>
		found.filter((rule) => rules?.includes(rule)).sort();
	const got = {
		outcome: verdict.outcome,
		rules: among(wanted.rules, rulesOf(decided, 'BLOCK', 'HOLD')),
		remarks: among(wanted.remarks, rulesOf(decided, 'WARN', 'INFO')),
		delta: verdict.findings.find(({ rule }) => rule === wanted.delta?.rule)?.delta,
		posted: posting !== undefined && 'total' in posting ? posting.total : undefined,
	};
	const right = {
		outcome: wanted.outcome,
		rules: [...wanted.rules].sort(),
		remarks: [...(wanted.remarks ?? [])].sort(),
		delta: wanted.delta?.amount,
		posted: wanted.posted,
	};
	if (JSON.stringify(got) !== JSON.stringify(right)) process.stderr.write(`${account(decided)}\n`);
	expect(got).toEqual(right);
}

describe('the company folder of the demo', () => {
	it('is read without anything being refused', () => {
		expect(run?.refused).toEqual([]);
	});

	it('passes the preflight, with the vendor that stands twice in the books named', () => {
		expect(run?.findings.filter(({ level }) => level === 'refuse')).toEqual([]);
		expect(run?.findings.filter(({ check }) => check === 'vendors')).toHaveLength(1);
	});
});

describe.each(demoCases.map((one) => [one.name, one] as const))('%s', (_, one) => {
	const { expect: wanted } = one;

	it(`is ${wanted.repeats === undefined ? wanted.outcome : 'passed over'}: ${one.shows}`, () => {
		const results = run?.decided.get(fileNameOf(one)) ?? [];
		if (wanted.repeats !== undefined) {
			expect(results.map(account)).toEqual([]);
			return;
		}
		if (results.length !== (wanted.documents ?? 1)) {
			throw new Error(`Other documents were found:\n${results.map(account).join('\n')}`);
		}
		for (const decided of results) compare(decided, wanted);
	});
});
