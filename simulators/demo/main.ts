import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CompanyFolder, CompanyFolderError, loadCompanyFolder } from '../company';
import { freePort } from '../n8n/free-port';
import { installHost } from '../n8n/host-folder';
import { USAGE, demoArguments } from './arguments';
import { builtPack } from './built-pack';
import { OWN_PEOPLE } from './own-people';
import { writeDemoCompany } from '../demo-company';
import { startDemoHost } from './demo-host';
import { lastFailure } from './failure';
import { demoWorkflows, ledgerEntries, messageIdOf, sendMessage, setUpCompany } from './main-job';
import { writeOut } from './out-folder';
import { documentLines, summarise, summaryLines } from './report';
import { simulatedSystems } from './simulated-systems';
import { NOBODY } from './spine-steps';
import { countLines, documentCounts, repeatedLines, stepLines, tableLines } from './step-report';
import { type StepOutcome, runAgain, runSpine, spineWorkflows } from './whole-spine';

/** Where the reports of a demo without `--out` are kept. */
const REPORTS = path.join(__dirname, '..', '..', 'out', 'demo');

const say = (line: string) => process.stdout.write(`${line}\n`);
const step = (line: string) => say(`- ${line} ...`);

/** The demo's own company, drawn anew each time. */
async function ownCompany(work: string): Promise<string> {
	const dir = path.join(work, 'company');
	step('Drawing the e-mails of the demo company');
	await writeDemoCompany(dir);
	return dir;
}

/** Longest list of references that lead nowhere. */
const MANY = 10;

/** Reads a company folder, and tells of references in it that lead nowhere. */
async function read(dir: string): Promise<CompanyFolder> {
	const folder = await loadCompanyFolder(dir).catch((error: unknown) => {
		if (!(error instanceof CompanyFolderError)) throw error;
		throw new Error(`The company folder ${dir} cannot be used. ${error.message}.`);
	});
	const { dangling } = folder;
	for (const sentence of dangling.slice(0, MANY)) say(`  ${sentence}; taken as it stands`);
	if (dangling.length > MANY) say(`  and ${dangling.length - MANY} more such references`);
	return folder;
}

async function main(): Promise<void> {
	const wanted = demoArguments(process.argv.slice(2));
	if (wanted.help) {
		say(USAGE);
		return;
	}
	const work = await mkdtemp(path.join(tmpdir(), 'n8n-procore-quickbooks-'));
	const folder = await read(wanted.company ?? (await ownCompany(work)));
	const host = await installHost(step);
	const tarball = await builtPack(step);
	step('Starting simulated Procore and QuickBooks');
	const systems = await simulatedSystems(folder);
	const mainJob = await demoWorkflows(folder);
	const spine = await spineWorkflows(folder);
	const demo = await startDemoHost({
		host,
		tarball,
		userFolder: path.join(work, 'n8n'),
		port: await freePort(wanted.port),
		systems,
		workflows: (credentials) => [...mainJob(credentials), ...spine(credentials)],
		report: step,
	});
	const end = async () => {
		await demo.n8n.stop();
		await systems.stop();
		await rm(work, { recursive: true, force: true });
	};
	let ending: Promise<void> | undefined;
	const interrupted = () => {
		ending ??= end();
	};
	process.once('SIGINT', interrupted);
	process.once('SIGTERM', interrupted);
	try {
		step('Reading both systems into the ledger, checking, setting the policy');
		await setUpCompany(demo);
		say('');
		for (const mail of folder.mailbox) {
			await sendMessage(demo, mail);
			say(mail.name);
			const messageId = messageIdOf(await mail.read());
			if (messageId === undefined) continue;
			for (const entry of await ledgerEntries(demo, messageId)) {
				for (const line of documentLines(entry)) say(line);
			}
		}
		const entries = await ledgerEntries(demo);
		const summary = summarise(folder.mailbox.length, entries);
		for (const line of summaryLines(summary)) say(line);
		// What came of the mailbox is kept, should a later step fail.
		if (wanted.out !== undefined) await writeOut(wanted.out, systems, entries);
		say('The rest of the spine, each step by its template:');
		const run = {
			demo,
			folder,
			systems,
			people: wanted.company === undefined ? OWN_PEOPLE : NOBODY,
			reports: wanted.out ?? REPORTS,
			begins: (title: string, outside?: string) => {
				if (outside !== undefined) say(`  ${outside}`);
				say(`  ${title}`);
			},
		};
		const outcomes: StepOutcome[] = [];
		for await (const outcome of runSpine(run, mainJob({}).length)) {
			outcomes.push(outcome);
			for (const line of stepLines(outcome)) say(line);
		}
		say('  Every step that writes, once more');
		for (const line of repeatedLines(await runAgain(run))) say(line);
		say('');
		const mainCanvas = `${demo.n8n.address}/workflow/${demo.workflows[0]?.id ?? ''}`;
		for (const line of tableLines(summary, outcomes, mainCanvas)) say(line);
		say('');
		for (const line of countLines(documentCounts(systems, summary))) say(line);
		say('');
		if (wanted.out !== undefined) await writeOut(wanted.out, systems, entries);
		const files = outcomes.flatMap((outcome) => outcome.files);
		if (files.length > 0) say(`  Reports  ${path.dirname(files[0] ?? '')}`);
		if (wanted.out !== undefined) {
			say(`  What came out, with both systems as they are now, stands in ${wanted.out}.`);
		}
		if (!wanted.exit) {
			say(`  Editor   ${demo.n8n.address}`);
			say(`  Login    ${demo.login.email}  ${demo.login.password}`);
			say('  Press Ctrl+C to end.');
			await demo.n8n.wait();
		}
	} catch (error) {
		const why = await lastFailure(demo).catch(() => undefined);
		if (why === undefined || ending !== undefined) throw error;
		throw new Error(`${error instanceof Error ? error.message : String(error)}\n${why}`);
	} finally {
		ending ??= end();
		await ending;
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
