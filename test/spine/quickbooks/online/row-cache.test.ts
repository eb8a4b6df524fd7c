import { saveListEntry } from '../../../../spine/quickbooks/online/save';
import { runQuickBooks, type RunningQuickBooks, smallCompany } from '../../../support/quickbooks';

let company: RunningQuickBooks;
beforeEach(async () => {
	company = await runQuickBooks();
});
afterEach(() => company.close());

const recall = (id: string, entity: 'Vendor' | 'Account' = 'Vendor') =>
	company.client.recall(entity, id);

/** Metered reads that some work takes. */
async function readsOf(work: () => Promise<unknown>): Promise<number> {
	company.client.meter.take();
	await work();
	return company.client.meter.take().corePlus;
}

/** Changes a vendor as somebody at another client does. */
async function elsewhere(body: Record<string, unknown>): Promise<void> {
	const { simulator, address } = company;
	await fetch(`${address}/v3/company/4620/vendor?minorversion=75`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			authorization: `Bearer ${simulator.token('4620').access_token}`,
		},
		body: JSON.stringify({ sparse: true, ...body }),
	});
}

describe('rows of lists by their id', () => {
	it('are read once, and then by one request for all changes each half minute', async () => {
		const many = async () => {
			for (const id of ['77', '78', '77', '78', '77']) await recall(id);
			await recall('33', 'Account');
		};
		expect(await readsOf(many)).toBe(3);
		expect(await readsOf(many)).toBe(0);
		company.advance(30_000);
		expect(await readsOf(many)).toBe(1);
		expect(await readsOf(many)).toBe(0);
	});

	it('are what somebody else made of them after half a minute', async () => {
		await recall('77');
		await elsewhere({ Id: '77', SyncToken: '0', CompanyName: 'Kessler & Sons' });
		company.advance(30_000);
		expect(await recall('77')).toMatchObject({ SyncToken: '1', CompanyName: 'Kessler & Sons' });
		expect(await company.client.get('Vendor', '77')).toMatchObject({ SyncToken: '1' });
	});

	it('are at once what this process wrote', async () => {
		await recall('77');
		const body = { CompanyName: 'Kessler & Sons' };
		const wish = { entity: 'Vendor' as const, name: 'Kessler Concrete', id: '77', body };
		const reads = await readsOf(() => saveListEntry(company.client, wish));
		expect(reads).toBe(0);
		expect(await recall('77')).toMatchObject({ SyncToken: '1', CompanyName: 'Kessler & Sons' });
	});

	it('do not keep an update from what was changed elsewhere meanwhile', async () => {
		await recall('77');
		await elsewhere({ Id: '77', SyncToken: '0', CompanyName: 'Kessler & Sons' });
		const body = { PrintOnCheckName: 'Kessler' };
		const wish = { entity: 'Vendor' as const, name: 'Kessler Concrete', id: '77', body };
		expect(await saveListEntry(company.client, wish)).toMatchObject({ state: 'updated' });
		expect(await company.client.get('Vendor', '77')).toMatchObject({
			CompanyName: 'Kessler & Sons',
			PrintOnCheckName: 'Kessler',
		});
	});

	it('are read anew when QuickBooks does not tell what changed', async () => {
		await recall('77');
		await elsewhere({ Id: '77', SyncToken: '0', CompanyName: 'Kessler & Sons' });
		company.advance(30_000);
		await company.faults([{ match: { operation: 'cdc' }, kind: 'status', status: 503 }]);
		expect(await recall('77')).toMatchObject({ SyncToken: '1' });
	});

	it('are never taken from the cache where they are transactions, and absent ones are asked for again', async () => {
		expect(await readsOf(() => company.client.recall('Bill', '1'))).toBe(1);
		expect(await readsOf(() => company.client.recall('Bill', '1'))).toBe(1);
		expect(await readsOf(() => recall('9999'))).toBe(1);
		expect(await readsOf(() => recall('9999'))).toBe(1);
		expect(smallCompany().Bill).toBeUndefined();
	});
});
