import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import {
	type Ledger,
	type OriginSample,
	type Preflight,
	type PreflightFinding,
	type ProcoreClient,
	type ResourceName,
	attestLedger,
	checkAge,
	checkMapping,
	checkMirror,
	checkOrigin,
	codesInUse,
	coverage,
	createOnlineBooks,
	preflightOf,
	rememberedRules,
} from '../../spine';
import { procoreOf } from '../Procore/transport';
import { quickBooksOf } from '../QuickBooks/transport';
import { clock } from '../shared/environment';
import { companyOf, openLedger } from '../shared/ledger';
import { type Produced, asJson, sentenceOf } from '../shared/router';

const NOTE = 'preflight';
const SAMPLE_SIZE = 100;
/** Projects whose records are looked at for another integration's marks. */
const SAMPLED_PROJECTS = 3;

const preflightSchema = z.object({
	at: z.string(),
	passed: z.boolean(),
	findings: z.array(
		z.object({
			check: z.string(),
			level: z.enum(['refuse', 'warn']),
			message: z.string(),
			action: z.string(),
		}),
	),
});

/** The last preflight that was run, if any. */
export async function storedPreflight(ledger: Ledger): Promise<Preflight | undefined> {
	const note = await ledger.getNote(NOTE);
	return note === undefined ? undefined : preflightSchema.parse(JSON.parse(note));
}

/** Reads a first page of a resource; a refusal is a finding of its own. */
async function sample(
	client: ProcoreClient,
	resource: ResourceName,
	what: string,
	project: string | undefined,
): Promise<{ sample?: OriginSample; finding?: PreflightFinding }> {
	try {
		const scope = project === undefined ? {} : { project };
		const page = await client.pages(resource, scope, { perPage: SAMPLE_SIZE }).next();
		return { sample: { what, rows: page.value?.rows ?? [] } };
	} catch (error) {
		return {
			finding: {
				check: 'permissions',
				level: 'refuse',
				message: `The ${what} of Procore cannot be read: ${sentenceOf(error)}`,
				action: `Give the Procore account read access to ${what}.`,
			},
		};
	}
}

/** Runs every check, keeps the outcome in the ledger and puts out one item. */
export async function preflightCompany(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced> {
	const ledger = await openLedger(this);
	const { settings } = await companyOf(ledger);
	const client = await procoreOf(this, this.getNodeParameter('procoreAuthentication', itemIndex));
	const directory = await ledger.directory();
	const requisitions = await ledger.list('requisition');
	const projects = directory.projects.slice(0, SAMPLED_PROJECTS).map(({ id }) => id);
	const read = [
		await sample(client, 'vendors', 'vendors', undefined),
		...(await Promise.all(
			projects.flatMap((project) => [
				sample(client, 'work_order_contracts', 'subcontracts', project),
				sample(client, 'purchase_order_contracts', 'purchase orders', project),
				sample(client, 'requisitions', 'requisitions', project),
			]),
		)),
	];
	const rules = await rememberedRules(ledger);
	const findings = [
		...read.flatMap(({ finding }) => (finding === undefined ? [] : [finding])),
		...checkOrigin(read.flatMap((one) => (one.sample === undefined ? [] : [one.sample]))),
		...(await booksFindings(this, ledger)),
		...checkMirror({
			settings,
			directory,
			accounts: await ledger.list('account'),
			progress: await ledger.backfillProgress(),
			requisitions,
			bills: await ledger.list('bill'),
			ownBills: new Set((await ledger.postedIds()).map(({ books, id }) => `${books} ${id}`)),
		}),
		...checkMapping(rules === undefined ? undefined : coverage(codesInUse(directory), rules)),
	];
	const preflight = preflightOf(new Date(clock()).toISOString(), findings);
	await ledger.putNote(NOTE, JSON.stringify(preflight));
	return { json: asJson(preflight) };
}

async function booksFindings(
	context: IExecuteFunctions,
	ledger: Ledger,
): Promise<PreflightFinding[]> {
	try {
		const client = await quickBooksOf(context);
		await client.companyInfo();
		return checkAge(await attestLedger(ledger, createOnlineBooks(client), clock));
	} catch (error) {
		return [
			{
				check: 'permissions',
				level: 'refuse',
				message: `QuickBooks cannot be read: ${sentenceOf(error)}`,
				action: 'Open the QuickBooks credential and connect it again.',
			},
		];
	}
}
