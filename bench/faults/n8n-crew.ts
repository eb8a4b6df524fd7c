import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { z } from 'zod';
import { builtPack } from '../../simulators/demo/built-pack';
import { type DemoHost, startDemoHost } from '../../simulators/demo/demo-host';
import {
	type Workflow,
	type WorkflowNode,
	nodeNamed,
	template,
	withCredentials,
	withParameters,
} from '../../simulators/demo/workflow';
import { freePort } from '../../simulators/n8n/free-port';
import { installHost } from '../../simulators/n8n/host-folder';
import { BOOKS } from '../company';
import { LEDGER } from '../sync/fill';
import { PATIENCE_MS, type Crew, type CrewSetting, type Endpoints } from './crew';
import { readSystems, truthOf } from './end-state';
import { APP, COMPANY } from './procore-company';
import { toBeWritten } from './recount';
import { VERIFIER_TOKEN } from './work';

/** How often it is looked whether all is done. */
const LOOK_MS = 3_000;
const HOOK = 'books-changed';

const POSTING = 'verify-and-post-emailed-invoices';
const PAYMENTS = 'payments-to-procore';

/** What is done by schedule in the templates is done every minute. */
const OFTEN = { rule: { interval: [{ field: 'minutes', minutesInterval: 1 }] } };

/**
 * Of the template for invoices the part that goes on with what an interruption left: documents that
 * are released and not posted.
 */
async function postingWorkflow(): Promise<Workflow> {
	const resume = 'Resume released documents';
	const whole = withParameters(await template(POSTING), resume, { minutes: 1 });
	const post = nodeNamed(whole, 'Post to QuickBooks');
	const nodes = [nodeNamed(whole, resume), post];
	return { ...whole, nodes, connections: { [resume]: whole.connections[resume] ?? { main: [] } } };
}

/** The template for payments; QuickBooks knows the address of its trigger, and nights come every minute. */
async function paymentsWorkflow(): Promise<Workflow> {
	const watch = 'When something is paid in QuickBooks';
	const nightly = withParameters(await template(PAYMENTS), 'Every night', OFTEN);
	const often = withParameters(nightly, watch, { minutes: 1 });
	return {
		...often,
		nodes: often.nodes.map((node) => (node.name === watch ? { ...node, webhookId: HOOK } : node)),
	};
}

/** A node with the ledger of the run, where it has one. */
const withLedger = (node: WorkflowNode): WorkflowNode =>
	node.parameters.company === undefined
		? node
		: { ...node, parameters: { ...node.parameters, company: LEDGER } };

/** One real n8n with the built pack and two templates, on a ledger in a file. */
export class N8nCrew implements Crew {
	kills = 0;
	readonly watched = ['bill', 'bill_payment'] as const;
	private isUp = true;

	private constructor(
		private readonly setting: CrewSetting,
		private readonly host: DemoHost,
		private readonly truth: readonly object[],
	) {}

	static async gather(setting: CrewSetting): Promise<N8nCrew> {
		const { addresses, folder, say } = setting;
		const { data } = await axios.post<unknown>(`${addresses.quickBooks}/control/token`, {
			realmId: BOOKS,
		});
		const host = await startDemoHost({
			host: await installHost(say),
			tarball: await builtPack(say),
			userFolder: folder,
			port: await freePort(),
			systems: {
				procore: { ...APP, address: addresses.procore, companyId: COMPANY },
				quickBooks: {
					...APP,
					address: addresses.quickBooks,
					realmId: BOOKS,
					token: z.object({}).passthrough().parse(data),
					verifierToken: VERIFIER_TOKEN,
				},
			},
			// The user folder was made afresh by now, and nothing runs on it yet.
			workflows: async (credentials) => {
				await setting.fill();
				const workflows = [await postingWorkflow(), await paymentsWorkflow()];
				return workflows.map((workflow) =>
					withCredentials(
						{ ...workflow, active: true, nodes: workflow.nodes.map(withLedger) },
						credentials,
					),
				);
			},
			report: () => undefined,
		});
		return new N8nCrew(setting, host, await truthOf(folder, setting.count));
	}

	get endpoints(): Endpoints {
		return { quickBooks: `${this.host.n8n.address}/webhook/${HOOK}/webhook` };
	}

	async keep(): Promise<void> {
		if (this.isUp) return;
		await this.host.restart();
		this.isUp = true;
	}

	async kill(): Promise<void> {
		if (!this.isUp) return;
		await this.host.n8n.kill();
		this.isUp = false;
		this.kills += 1;
	}

	private async toDo(): Promise<{ documents: number; payments: number }> {
		const systems = await readSystems(this.setting.addresses);
		return toBeWritten({ truth: this.truth, ...systems });
	}

	async left(): Promise<number> {
		return (await this.toDo()).documents;
	}

	async finish(): Promise<void> {
		await this.keep();
		const until = Date.now() + PATIENCE_MS;
		while (Date.now() < until) {
			const { documents, payments } = await this.toDo();
			if (documents + payments === 0) break;
			await sleep(LOOK_MS);
		}
		// The last look at the books ends within moments of the last write.
		await sleep(LOOK_MS);
		await this.host.n8n.stop();
		this.isUp = false;
	}
}
