import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { LEAST_KILLS } from '../../bench/faults/kill-moments';
import { measureFaults } from '../../bench/faults/measure';
import { recount } from '../../bench/faults/recount';
import { writeRaw } from '../../bench/report';

const billsSchema = z.array(
	z.object({ Id: z.string(), PrivateNote: z.string().optional() }).passthrough(),
);

describe('posting while everything goes wrong', () => {
	it('leaves every document in the books once, and the recount tells when it does not', async () => {
		const { summary, raw } = await measureFaults({
			seed: 5,
			say: () => undefined,
			documents: 16,
			minutes: 0.2,
			n8n: 0,
		});
		expect(summary).toMatchObject({ documents: 16, duplicates: 0, lost: 0, halfWritten: 0 });
		expect(Number(summary.kills)).toBeGreaterThanOrEqual(LEAST_KILLS);

		const folder = await mkdtemp(join(tmpdir(), 'recount-'));
		try {
			const bills = billsSchema.parse(raw['faults-sqlite-bills.ndjson']);
			const own = bills.filter(({ PrivateNote }) => PrivateNote?.includes('[post:'));
			const [first, second] = own;
			const others = bills.filter((bill) => bill !== first);
			const spoilt = [...others, { ...second, Id: '999999' }];
			const files = raw['faults-sqlite-attachments.ndjson']?.slice(0, -1) ?? [];
			await writeRaw(folder, {
				...raw,
				'faults-sqlite-bills.ndjson': spoilt,
				'faults-sqlite-attachments.ndjson': files,
			});
			const { invoices, mirror } = await recount(folder, 'sqlite');
			expect(invoices).toMatchObject({ lost: 1, duplicates: 1 });
			expect(invoices.halfWritten).toBeLessThanOrEqual(1);
			// The mirror knows the bill that is gone, and not the one that came from nowhere.
			expect(mirror).toMatchObject({ lost: 1, duplicates: 1, halfWritten: 0 });
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	}, 1_200_000);
});
