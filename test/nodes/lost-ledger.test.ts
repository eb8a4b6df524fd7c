import type { INodeParameters } from 'n8n-workflow';
import { type SmallCompany, REALM, setUp, smallCompany } from './company';
import { execute, jsonOf } from './harness';

jest.setTimeout(60_000);

describe('a ledger that does not know a bill which was posted from here', () => {
	let company: SmallCompany;
	beforeEach(async () => {
		company = await smallCompany();
	});
	afterEach(() => company.close());

	const quickBooks = (parameters: INodeParameters) =>
		execute({ type: 'quickBooks', parameters }, company.credentials);
	const ledger = (resource: string, operation: string) =>
		execute({ type: 'spineLedger', parameters: { resource, operation } }, company.credentials);
	const preflight = async () => jsonOf(await ledger('company', 'preflight'));
	const vendors = () => company.running.quickBooks.exportState(REALM).Vendor ?? [];
	const saveVendor = () =>
		quickBooks({
			resource: 'vendor',
			operation: 'createOrUpdate',
			fields: JSON.stringify({ DisplayName: 'Ames Drywall' }),
		});

	/** A bill as a newer ledger than this one wrote it. */
	async function postElsewhere(): Promise<void> {
		const { app, token } = company.running.quickBooks;
		const answer = await app.inject({
			method: 'POST',
			url: `/v3/company/${REALM}/bill?minorversion=75`,
			headers: {
				authorization: `Bearer ${token(REALM).access_token}`,
				'content-type': 'application/json',
			},
			payload: {
				VendorRef: { value: '77' },
				PrivateNote: 'Document 9 [post:p-other claim:clm-other]',
				Line: [
					{
						Amount: 10,
						DetailType: 'AccountBasedExpenseLineDetail',
						AccountBasedExpenseLineDetail: { AccountRef: { value: '80' } },
					},
				],
			},
		});
		expect(answer.statusCode).toBe(200);
	}

	it('writes neither lists nor transfers, and preflight says so, until the backfill was run', async () => {
		await setUp(company);
		await postElsewhere();
		const before = vendors().length;
		await expect(saveVendor()).rejects.toThrow(/this ledger does not know: Bill \d+\..*Backfill/s);
		expect(vendors()).toHaveLength(before);
		const [carried] = jsonOf(await quickBooks({ resource: 'transfer', operation: 'carryOut' }));
		expect(carried).toMatchObject({
			written: { state: 'held', why: expect.stringContaining('this ledger does not know') },
		});
		expect(await preflight()).toMatchObject([
			{
				passed: false,
				findings: expect.arrayContaining([
					expect.objectContaining({ check: 'ledger', level: 'refuse' }),
				]),
			},
		]);
		// Passes over the history are dated to the second.
		await new Promise((resolve) => setTimeout(resolve, 1_100));
		await ledger('history', 'backfill');
		expect(jsonOf(await saveVendor())).toMatchObject([{ state: 'created' }]);
		expect(await preflight()).not.toMatchObject([
			{ findings: expect.arrayContaining([expect.objectContaining({ check: 'ledger' })]) },
		]);
	});
});
