import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import axios from 'axios';
import { z } from 'zod';
import { type CompanyFolder, loadCompanyFolder } from '../../../simulators/company';
import { builtPack } from '../../../simulators/demo/built-pack';
import {
	type DemoHost,
	type DemoHostOptions,
	startDemoHost,
} from '../../../simulators/demo/demo-host';
import { demoWorkflows, sendMessage, setUpCompany } from '../../../simulators/demo/main-job';
import {
	type SimulatedSystems,
	simulatedSystems,
} from '../../../simulators/demo/simulated-systems';
import type { CredentialIds, Workflow } from '../../../simulators/demo/workflow';
import { freePort } from '../../../simulators/n8n/free-port';
import { installHost } from '../../../simulators/n8n/host-folder';
import { type CompanyChoices, REALM, writeCompany } from './company';

const quiet = () => undefined;

const refSchema = z.object({ value: z.string() });
const detailSchema = z
	.object({
		AccountRef: refSchema.optional(),
		CustomerRef: refSchema.optional(),
		ClassRef: refSchema.optional(),
	})
	.passthrough();
const billSchema = z
	.object({
		Id: z.string(),
		DocNumber: z.string().optional(),
		TotalAmt: z.number(),
		VendorRef: refSchema,
		Line: z.array(
			z
				.object({
					Amount: z.number(),
					AccountBasedExpenseLineDetail: detailSchema.optional(),
				})
				.passthrough(),
		),
	})
	.passthrough();
export type Bill = z.infer<typeof billSchema>;

const attachableSchema = z
	.object({
		FileName: z.string(),
		AttachableRef: z.array(
			z.object({ EntityRef: z.object({ type: z.string(), value: z.string() }) }).passthrough(),
		),
	})
	.passthrough();

const stateSchema = z.object({
	Bill: z.array(billSchema).default([]),
	Attachable: z.array(attachableSchema).default([]),
});

export interface TestHostOptions extends CompanyChoices {
	/** Changes the demo's workflows before they are imported, or adds to them. */
	workflows?: (
		workflows: Workflow[],
		credentials: CredentialIds,
		folder: CompanyFolder,
	) => Workflow[] | Promise<Workflow[]>;
	otherCredentials?: DemoHostOptions['otherCredentials'];
	/** Whether the set-up runs before the test; default: it does. */
	setUp?: boolean;
	env?: NodeJS.ProcessEnv;
}

/** A real n8n with the pack beside simulators of a small company. */
export interface TestHost {
	demo: DemoHost;
	folder: CompanyFolder;
	systems: SimulatedSystems;
	/** Sends a message through the main workflow and waits until it is done with it. */
	send(raw: Buffer, name?: string): Promise<void>;
	bills(): Bill[];
	/** Names of the files attached to a bill. */
	attachedTo(bill: Bill): string[];
	/** Replaces the faults of the QuickBooks simulator. */
	faults(faults: object[]): Promise<void>;
	/** Faults that have not struck as often as they may. */
	faultsLeft(): Promise<number>;
	stop(): Promise<void>;
}

/** Starts n8n and the simulators, and reads both systems in under the chosen mode. */
export async function startTestHost(options: TestHostOptions = {}): Promise<TestHost> {
	const work = await mkdtemp(path.join(tmpdir(), 'spine-host-test-'));
	const companyDir = path.join(work, 'company');
	await writeCompany(companyDir, options);
	const folder = await loadCompanyFolder(companyDir);
	const host = await installHost(quiet);
	const tarball = await builtPack(quiet);
	const systems = await simulatedSystems(folder);
	const workflows = await demoWorkflows(folder);
	const change = options.workflows ?? ((given: Workflow[]) => given);
	const demo = await startDemoHost({
		host,
		tarball,
		userFolder: path.join(work, 'n8n'),
		port: await freePort(),
		systems,
		workflows: (credentials) => change(workflows(credentials), credentials, folder),
		...(options.otherCredentials === undefined
			? {}
			: { otherCredentials: options.otherCredentials }),
		...(options.env === undefined ? {} : { env: options.env }),
		report: quiet,
	});
	const control = `${systems.quickBooks.address}/control/faults`;
	const state = () => stateSchema.parse(systems.running.quickBooks.exportState(REALM));
	if (options.setUp !== false) await setUpCompany(demo);
	return {
		demo,
		folder,
		systems,
		send: (raw, name = 'message.eml') =>
			sendMessage(demo, { name, path: name, read: () => Promise.resolve(raw) }),
		bills: () => state().Bill,
		attachedTo: ({ Id }) =>
			state()
				.Attachable.filter(({ AttachableRef }) =>
					AttachableRef.some(
						({ EntityRef }) => EntityRef.type === 'Bill' && EntityRef.value === Id,
					),
				)
				.map(({ FileName }) => FileName),
		faults: async (faults) => {
			await axios.put(control, faults);
		},
		faultsLeft: async () => z.array(z.unknown()).parse((await axios.get(control)).data).length,
		stop: async () => {
			await demo.n8n.stop();
			await systems.stop();
			await rm(work, { recursive: true, force: true });
		},
	};
}
