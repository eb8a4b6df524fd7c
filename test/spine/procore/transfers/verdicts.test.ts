import { z } from 'zod';
import type { ProcoreSimulator } from '../../../../simulators/procore';
import type { Transfer } from '../../../../spine/documents/transfer';
import type { ContentOf } from '../../../../spine/documents/transfer-content';
import { createProcore } from '../../../../spine/procore/client';
import { verdictAdapter } from '../../../../spine/procore/transfers/verdicts';
import {
	addressOf,
	call,
	companyId,
	projectId,
	row,
	startSmall,
} from '../../../simulators/procore/fixture';
import { axiosSend } from '../../../support/axios-send';

let simulator: ProcoreSimulator;
let adapter: ReturnType<typeof verdictAdapter>;
let id = '';
/** What the requisition asked for when it was judged. */
let due = 0;

beforeEach(async () => {
	simulator = startSmall();
	adapter = verdictAdapter(await clientOf());
	const items = [
		{
			item_type: 'contract_item',
			line_item_id: 901,
			work_completed_this_period: '10000.00',
			work_completed_retainage_retained_this_period: '500.00',
		},
		{ item_type: 'contract_item', line_item_id: 902, work_completed_this_period: '5000.00' },
	];
	const created = row(
		await call(simulator, 'POST', '/rest/v1.1/requisitions', {
			project_id: projectId,
			commitment_id: 900,
			requisition: { status: 'under_review', items },
		}),
	);
	id = String(created.id);
	due = Number((await stands()).summary.current_payment_due);
});
afterEach(() => simulator.close());

/** A client; `afterComment` is what people do once a comment was written. */
async function clientOf(afterComment?: () => Promise<void>) {
	const send = axiosSend(() => simulator.token());
	return createProcore({
		send: async (request) => {
			const answer = await send(request);
			if (request.url.includes('bulk_item_update')) await afterComment?.();
			return answer;
		},
		baseUrl: await addressOf(simulator),
		companyId: String(companyId),
		clock: () => Date.now(),
		sleep: async () => undefined,
	});
}

const held: ContentOf<'verdict'> = {
	kind: 'verdict',
	outcome: 'held',
	comment: 'HELD: requested $900.00.\nID-08: No date. Ask for it.',
	lines: [{ line: '902', comment: 'OB-04: Too much. Ask.' }],
};
const verified: ContentOf<'verdict'> = {
	kind: 'verdict',
	outcome: 'verified',
	comment: 'VERIFIED: requested $900.00. Nothing stands against it.',
};
const transfer = (content: ContentOf<'verdict'>): Transfer => {
	const place = { side: 'projects' as const, system: String(companyId), type: 'requisition', id };
	return {
		key: `verdict:projects:${id}:review`,
		action: 'save',
		label: 'verdict on requisition 1',
		source: place,
		target: { ...place, project: String(projectId), contract: '900' },
		content,
		amount: due,
		currency: 'USD',
	};
};

const requisitionSchema = z.object({
	status: z.string(),
	summary: z.object({ current_payment_due: z.string(), total_retainage: z.string() }),
	items: z.array(
		z.object({ id: z.number(), line_item_id: z.number(), comment: z.string().nullable() }),
	),
});
const stands = async () =>
	requisitionSchema.parse(
		row(
			await call(
				simulator,
				'GET',
				`/rest/v1.1/requisitions/${id}?project_id=${projectId}&view=extended`,
			),
		),
	);
const commentOf = async (line: number) =>
	(await stands()).items.find(({ line_item_id: about }) => about === line)?.comment;

/** A person writes a comment on a line. */
const personWrites = async (line: number, comment: string) =>
	await personChanges(line, { comment });
async function personChanges(line: number, changes: object) {
	const item = (await stands()).items.find(({ line_item_id: about }) => about === line);
	await call(
		simulator,
		'PATCH',
		`/rest/v1.0/requisitions/${id}/bulk_item_update?project_id=${projectId}`,
		{ requisition_items: [{ id: item?.id, item_type: 'contract_item', ...changes }] },
	);
}
async function personSets(requisition: object) {
	await call(simulator, 'PATCH', `/rest/v1.1/requisitions/${id}`, {
		project_id: projectId,
		commitment_id: 900,
		requisition,
	});
}
async function update(content: ContentOf<'verdict'>) {
	const standing = await adapter.read(transfer(content), id);
	if (standing === undefined || adapter.update === undefined) throw new Error('nothing stands');
	return await adapter.update(transfer(content), standing, 'request-1');
}

describe('a verdict in Procore', () => {
	it('is written on the first line and on the lines it speaks of, moves no money, and reads back equal', async () => {
		const before = (await stands()).summary;
		expect(await adapter.read(transfer(held), id)).toMatchObject({
			equal: false,
			content: { comment: '' },
		});
		const written = await update(held);
		expect(written).toMatchObject({ id, content: held, equal: true, warnings: [] });
		expect(await commentOf(901)).toBe(
			'[Gate] HELD: requested $900.00.\n[Gate] ID-08: No date. Ask for it.',
		);
		expect(await commentOf(902)).toBe('[Gate: line] OB-04: Too much. Ask.');
		expect((await stands()).summary).toEqual(before);
		expect(before.total_retainage).toBe('1000.00');
		expect(await adapter.find(transfer(held))).toMatchObject([{ id, equal: true }]);
		expect((await stands()).status).toBe('under_review');
	});

	it('replaces our own lines and keeps what people wrote, above and between', async () => {
		await personWrites(901, 'Walked the site, 60 % is right. J.');
		await personWrites(902, 'See photos');
		await update(held);
		expect(await commentOf(901)).toBe(
			'Walked the site, 60 % is right. J.\n[Gate] HELD: requested $900.00.\n[Gate] ID-08: No date. Ask for it.',
		);
		expect(await update(verified)).toMatchObject({ content: verified, equal: true });
		expect(await commentOf(901)).toBe(
			'Walked the site, 60 % is right. J.\n[Gate] VERIFIED: requested $900.00. Nothing stands against it.',
		);
		expect(await commentOf(902)).toBe('See photos');
	});

	it('writes nothing where it says so already', async () => {
		await update(held);
		const calls = () => simulator.requests().filter(({ method }) => method === 'PATCH').length;
		const before = calls();
		await update(held);
		expect(calls()).toBe(before);
	});

	it('shows when somebody changed our lines, and still knows them where line breaks were lost', async () => {
		const written = await update(held);
		await personWrites(901, '[Gate] HELD: requested $900.00. [Gate] ID-08: No date. Ask for it.');
		expect(await adapter.read(transfer(held), id)).toMatchObject({ equal: true });
		await personWrites(901, '[Gate] VERIFIED: pay it.');
		expect(await adapter.read(transfer(held), id)).toMatchObject({
			equal: false,
			content: { outcome: 'verified', comment: 'VERIFIED: pay it.', lines: held.lines },
		});
		expect(written.revision).toBeDefined();
	});

	it('sets a status where it is told to, and is the same once the status stands', async () => {
		const back = { ...held, status: 'revise_and_resubmit' as const };
		expect(await update(back)).toMatchObject({ equal: true, content: held });
		expect((await stands()).status).toBe('revise_and_resubmit');
		expect(await adapter.read(transfer(back), id)).toMatchObject({ equal: true });
	});

	it('approves and verifies no other amount than the one that was judged', async () => {
		const approval = { ...verified, status: 'approved' as const };
		await personChanges(902, { work_completed_this_period: '5100.00' });
		const asked = Number((await stands()).summary.current_payment_due);
		expect(asked).not.toBe(due);
		const changed = `Requisition 1 asks for ${asked} in Procore, the verdict is about ${due}: its amount changed since it was judged; judge it again.`;
		for (const content of [approval, verified, { ...held, status: 'approved' as const }]) {
			expect(await adapter.read(transfer(content), id)).toMatchObject({ locked: changed });
			await expect(update(content)).rejects.toThrow(changed);
			await expect(adapter.create(transfer(content), 'request-1')).rejects.toThrow(changed);
		}
		expect((await stands()).status).toBe('under_review');
		expect(await commentOf(901)).toBeNull();
		expect(await update(held)).toMatchObject({ equal: true });
		due = asked;
		expect(await update(approval)).toMatchObject({ equal: true });
		expect((await stands()).status).toBe('approved');
	});

	it.each([
		['the amount changed', { work_completed_this_period: '6000.00' }, undefined, 'its amount'],
		['somebody sent it back', {}, 'revise_and_resubmit', 'no longer under review'],
	])(
		'sets no status where %s while its comment was written, and does once it is as judged',
		async (_what, line, status, sentence) => {
			const meanwhile = async () => {
				if (status === undefined) await personChanges(902, line);
				else await personSets({ status });
			};
			adapter = verdictAdapter(await clientOf(meanwhile));
			const approves = { ...verified, status: 'approved' as const };
			const before = (await stands()).status;
			await expect(update(approves)).rejects.toThrow(sentence);
			await expect(adapter.find(transfer(approves))).resolves.toEqual([]);
			expect((await stands()).status).toBe(status ?? before);
			expect(await commentOf(901)).toContain('[Gate] VERIFIED');
			await personChanges(902, { work_completed_this_period: '5000.00' });
			await personSets({ status: 'under_review' });
			adapter = verdictAdapter(await clientOf());
			expect(await update(approves)).toMatchObject({ equal: true });
			expect((await stands()).status).toBe('approved');
		},
	);

	it('sets no status where it does not tell what amount was judged', async () => {
		const { amount: _judged, ...untold } = transfer({ ...verified, status: 'approved' });
		await expect(adapter.create(untold, 'request-1')).rejects.toThrow('judge it again');
		expect((await stands()).status).toBe('under_review');
	});

	it('takes its comments back by the content that stood before', async () => {
		const before = (await adapter.read(transfer(held), id))?.content;
		await update(held);
		if (before?.kind !== 'verdict') throw new Error('not a verdict');
		await update(before);
		expect(await commentOf(901)).toBe('');
		expect(await commentOf(902)).toBe('');
	});

	it('is locked with a sentence once the requisition is approved or synchronised', async () => {
		await personSets({ status: 'approved' });
		const late =
			'Requisition 1 is "approved" in Procore and no longer under review, so the verdict came too late for it.';
		expect(await adapter.read(transfer(held), id)).toMatchObject({ locked: late });
		await expect(update(held)).rejects.toThrow(late);
		await personSets({ status: 'under_review', origin_id: 'QB-1' });
		await expect(adapter.create(transfer(held), 'request-1')).rejects.toThrow(
			'is synchronised with an accounting system',
		);
		expect(await commentOf(901)).toBeNull();
	});

	it('knows of none where the requisition was deleted', async () => {
		await personSets({ status: 'draft' });
		await call(simulator, 'DELETE', `/rest/v1.1/requisitions/${id}?project_id=${projectId}`);
		expect(await adapter.read(transfer(held), id)).toBeUndefined();
		expect(await adapter.find(transfer(held))).toEqual([]);
	});
});
