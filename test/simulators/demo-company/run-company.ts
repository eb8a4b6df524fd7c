import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCompanyFolder, type CompanyFolder } from '../../../simulators/company';
import { startSimulators } from '../../../simulators/start';
import {
	type Coding,
	type Document,
	type Ledger,
	type MappingRule,
	type Verdict,
	backfillProcore,
	backfillQuickBooks,
	checkMirror,
	codeDocument,
	companySettingsSchema,
	createGuard,
	createOnlineBooks,
	createProcore,
	createQuickBooksOnline,
	extractMessage,
	fieldDataFromRows,
	identify,
	judge,
	lookupIn,
	openSqliteLedger,
	parseMappingRows,
	policySchema,
	postDocuments,
	previousStored,
	quotesFromRows,
	sha256,
} from '../../../spine';
import type { Posting } from '../../../spine/documents/posting';
import { axiosSend } from '../../support/axios-send';

/** What became of one document of a message. */
export interface Decided {
	document: Document;
	coding: Coding;
	verdict: Verdict;
	posting?: Posting;
}

export interface CompanyRun {
	/** By file name of the message. */
	decided: Map<string, Decided[]>;
	/** What could not be read of registers, rules and both systems. */
	refused: unknown[];
	findings: ReturnType<typeof checkMirror>;
	bills: Array<Record<string, unknown>>;
	close(): Promise<void>;
}

const clock = (): number => Date.now();
const sleep = (milliseconds: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Runs a company folder through the spine the way the nodes do, one message after another. */
export async function runCompany(dir: string): Promise<CompanyRun> {
	const folder = await loadCompanyFolder(dir);
	const simulators = await startSimulators(folder);
	const home = await mkdtemp(join(tmpdir(), 'demo-ledger-'));
	const ledger = await openSqliteLedger({
		path: join(home, 'ledger.sqlite'),
		clock,
		blobDir: join(home, 'originals'),
	});
	const settings = companySettingsSchema.parse(folder.company);
	const policy = policySchema.parse(folder.policy);
	await ledger.putSettings(settings, policy);
	const [realm = ''] = simulators.realmIds;
	const procore = createProcore({
		send: axiosSend(() => simulators.procore.token()),
		baseUrl: simulators.procoreAddress,
		companyId: String(folder.procore.resources.companies?.[0]?.id),
		clock,
		sleep,
	});
	const quickBooks = createQuickBooksOnline({
		send: axiosSend(() => simulators.quickBooks.token(realm).access_token),
		baseUrl: simulators.quickBooksAddress,
		realmId: realm,
		clock,
		// The simulator limits nothing here, so that the client's own pacing need not be waited for.
		sleep: () => Promise.resolve(),
	});
	const guard = createGuard(ledger, clock, new Map());
	const projects = await backfillProcore({ client: procore, ledger, clock });
	const books = await backfillQuickBooks({ client: quickBooks, ledger, books: realm, clock });
	const registers = await readRegisters(folder, ledger);
	const { rules, refused } = parseMappingRows(folder.glMapping.rows, 'gl-mapping.csv', 2);
	const findings = checkMirror({
		settings,
		directory: await ledger.directory(),
		accounts: await ledger.list('account'),
		progress: await ledger.backfillProgress(),
		requisitions: await ledger.list('requisition'),
		bills: await ledger.list('bill'),
		ownBills: new Set(),
	});
	const decided = new Map<string, Decided[]>();
	for (const { name, read } of folder.mailbox) {
		const raw = await read();
		const stored = await ledger.intake({ messageId: sha256(raw), raw, form: 'eml', name });
		if (stored.state === 'decided' || stored.state === 'finished') {
			decided.set(name, []);
			continue;
		}
		const originals = new Map<string, { name: string; contentType: string; bytes: Uint8Array }>();
		const { documents } = await extractMessage(
			{ kind: 'raw', bytes: raw, file: name },
			{ onFile: (file) => originals.set(file.fileHash, file) },
		);
		await ledger.setIntakeState(stored.hash, 'read');
		const results: Decided[] = [];
		for (const read of documents) {
			const document: Document = {
				...read,
				source: { ...read.source, messageHash: stored.hash, documents: documents.length },
			};
			results.push(await decide(ledger, document, rules));
		}
		const open = results.filter(({ verdict }) => verdict.outcome === 'verified');
		const postings = await postDocuments(open, {
			ledger,
			guard,
			books: new Map([[realm, createOnlineBooks(quickBooks)]]),
			clock,
			sleep,
			holder: 'test',
			originals: async ({ source }) => originals.get(source.fileHash ?? ''),
		});
		open.forEach((one, index) => {
			one.posting = postings[index];
		});
		decided.set(name, results);
	}
	return {
		decided,
		refused: [...registers, ...refused, ...projects.refused, ...projects.skipped, ...books.refused],
		findings,
		bills: simulators.quickBooks.exportState(realm).Bill ?? [],
		close: async () => {
			await ledger.close();
			await simulators.close();
		},
	};
}

async function readRegisters(folder: CompanyFolder, ledger: Ledger): Promise<unknown[]> {
	const lookup = lookupIn(await ledger.directory());
	const quotes = quotesFromRows(folder.quotes?.rows ?? [], lookup);
	await ledger.record(quotes.records);
	const refused: unknown[] = [...quotes.refused];
	for (const [name, { rows }] of Object.entries(folder.data)) {
		const table = fieldDataFromRows(name, rows, lookup);
		await ledger.record(table.records);
		refused.push(...table.refused);
	}
	return refused;
}

async function decide(
	ledger: Ledger,
	document: Document,
	rules: readonly MappingRule[],
): Promise<Decided> {
	const stored = await ledger.getSettings();
	if (stored === undefined) throw new Error('The ledger has no settings.');
	const { settings, policy } = stored;
	const directory = await ledger.directory();
	const identity = identify(document, directory, settings);
	const commitment = identity.commitment.record;
	const application = document.payApplication;
	const coding = codeDocument(document, identity, {
		rules,
		settings,
		books: {
			accounts: await ledger.list('account'),
			items: await ledger.list('item'),
			classes: await ledger.list('class'),
			jobs: directory.jobs,
		},
		changeOrders:
			commitment === undefined
				? []
				: await ledger.list('change_order', { commitment: commitment.id }),
		costTypes: await ledger.list('cost_type'),
		...(application === undefined || commitment === undefined
			? {}
			: {
					previousStored: previousStored(
						application,
						await ledger.priorApplications(commitment.id),
						document.currency ?? commitment.currency ?? settings.currency,
					),
				}),
	});
	const verdict = await ledger.judge(
		{ document, coding, identity, settings, policy, now: settings.now ?? '', dryRun: false },
		(facts) => judge(document, coding, facts, { dryRun: false }),
	);
	return { document, coding, verdict };
}
