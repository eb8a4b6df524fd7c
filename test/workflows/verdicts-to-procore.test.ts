import axios from 'axios';
import { z } from 'zod';
import { callWebhook } from '../../simulators/demo/demo-host';
import { setUpCompany, verifyTemplate } from '../../simulators/demo/main-job';
import {
	nodeNamed,
	replaceTrigger,
	template,
	withCredentials,
	withParameters,
} from '../../simulators/demo/workflow';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(300_000);

const REVIEW = 'review-requisitions';
const PROJECT = 2_301_001;
const COMMITMENT = 7001;
const FOOTINGS = 8001;
const SLAB = 8002;

const requisitionSchema = z.object({
	id: z.number(),
	status: z.string(),
	summary: z.object({ current_payment_due: z.string() }),
	items: z.array(
		z.object({ id: z.number(), line_item_id: z.number(), comment: z.string().nullable() }),
	),
});
const targetsSchema = z.array(z.object({ node: z.string() }));
const writtenSchema = z.array(
	z.object({ written: z.object({ state: z.string(), why: z.string().optional() }) }).passthrough(),
);

describe('the template that writes verdicts to Procore, in n8n', () => {
	let host: TestHost;
	let id = 0;

	beforeAll(async () => {
		host = await startTestHost({
			mode: 'autoClean',
			workflows: async (given, credentials, folder) => {
				const verify = await verifyTemplate(folder);
				const started = replaceTrigger(
					await template('verdicts-to-procore'),
					'Every 15 minutes',
					REVIEW,
					'Start by webhook',
				);
				const mapped = withParameters(started, 'Code to accounts', {
					rules: nodeNamed(verify, 'Code to accounts').parameters.rules,
				});
				return [...given, withCredentials(mapped, credentials)];
			},
			setUp: false,
		});
		await setUpCompany(host.demo);
		const { data } = await asPerson('post', '/rest/v1.1/requisitions?view=extended', {
			commitment_id: COMMITMENT,
			requisition: {
				status: 'under_review',
				requisition_start: '2026-03-01',
				requisition_end: '2026-03-31',
				billing_date: '2026-03-31',
				items: [work(FOOTINGS, '20000.00'), work(SLAB, '40000.00')],
			},
		});
		id = requisitionSchema.parse(data).id;
	});
	afterAll(() => host.stop());

	const work = (line: number, amount: string) => ({
		item_type: 'contract_item',
		line_item_id: line,
		work_completed_this_period: amount,
	});

	/** What people do in Procore. */
	async function asPerson(method: 'get' | 'post' | 'patch', path: string, body: object = {}) {
		const { running, procore } = host.systems;
		return await axios.request<unknown>({
			method,
			url: `${procore.address}${path}`,
			...(method === 'get' ? {} : { data: { project_id: PROJECT, ...body } }),
			headers: {
				Authorization: `Bearer ${running.procore.token('service')}`,
				'Procore-Company-Id': procore.companyId,
			},
		});
	}
	const requisition = async () => {
		const path = `/rest/v1.1/requisitions/${id}?project_id=${PROJECT}&view=extended`;
		return requisitionSchema.parse((await asPerson('get', path)).data);
	};
	const item = async (line: number) => {
		const found = (await requisition()).items.find((one) => one.line_item_id === line);
		if (found === undefined) throw new Error(`The requisition has no line ${line}.`);
		return found;
	};
	const edit = async (line: number, change: object) => {
		const { id: itemId } = await item(line);
		await asPerson(
			'patch',
			`/rest/v1.0/requisitions/${id}/bulk_item_update?project_id=${PROJECT}`,
			{ requisition_items: [{ id: itemId, item_type: 'contract_item', ...change }] },
		);
	};
	const writes = () =>
		host.systems.running.procore
			.requests()
			.filter(({ method, path }) => method === 'PATCH' && path.includes('bulk_item_update')).length;

	async function review() {
		const before = writes();
		const items = writtenSchema.parse(await callWebhook(host.demo.n8n, REVIEW, {}));
		return { items, writes: writes() - before };
	}

	it('says on the line what is wrong with it, moves no money and posts nothing', async () => {
		const due = (await requisition()).summary.current_payment_due;
		await edit(SLAB, { comment: 'Walked it on Tuesday. J.' });
		const before = writes();
		const { items } = await review();
		expect(items).toMatchObject([{ written: { state: 'updated' } }]);
		expect(writes()).toBe(before + 1);
		expect((await item(FOOTINGS)).comment).toMatch(
			/^\[Gate\] HELD: requested \$54,000\.00, recommended/,
		);
		expect((await item(SLAB)).comment).toMatch(
			/^Walked it on Tuesday\. J\.\n\[Gate: line\] OB-04: "Slab on grade" would be billed to \$40,000\.00 of its scheduled \$38,000\.00/,
		);
		expect(await requisition()).toMatchObject({
			status: 'under_review',
			summary: { current_payment_due: due },
		});
		expect(host.bills()).toEqual([]);
	});

	it('replaces its own words when the invoice was corrected, and writes nothing when nothing changed', async () => {
		await edit(SLAB, { work_completed_this_period: '30000.00' });
		expect((await review()).items).toMatchObject([{ written: { state: 'updated' } }]);
		expect((await item(FOOTINGS)).comment).toMatch(/^\[Gate\] VERIFIED: requested \$45,000\.00/);
		expect((await item(SLAB)).comment).toBe('Walked it on Tuesday. J.');
		expect(await review()).toEqual({ items: [], writes: 0 });
	});

	it('plans once, after everything was judged, whatever came out of the judging', async () => {
		const { nodes, connections } = await template('verdicts-to-procore');
		const into = (name: string) =>
			Object.entries(connections).flatMap(([from, { main }]) =>
				targetsSchema
					.parse(main.flatMap((targets) => targets ?? []))
					.filter(({ node }) => node === name)
					.map(() => from),
			);
		expect(into('One plan for all')).toEqual(['Read what changed']);
		expect(into('List the projects')).toEqual(['Read what changed']);
		const top = (name: string) => nodes.find((node) => node.name === name)?.position[1] ?? NaN;
		expect(top('One plan for all')).toBeGreaterThan(top('List the projects'));
	});

	it('leaves an approved invoice alone, and posts no bill for it', async () => {
		const path = `/rest/v1.1/requisitions/${id}`;
		await asPerson('patch', path, {
			commitment_id: COMMITMENT,
			requisition: { status: 'approved' },
		});
		expect((await review()).writes).toBe(0);
		expect((await requisition()).status).toBe('approved');
		expect(host.bills()).toEqual([]);
	});
});
