import { readOnce } from '../../../../../spine/quickbooks/online/transfers/read-once';

describe('what is read once', () => {
	it('is kept, also for those who ask while it is being read', async () => {
		const read = jest.fn(async () => await Promise.resolve('2025-12-31'));
		const kept = readOnce(read);
		expect(await Promise.all([kept(), kept()])).toEqual(['2025-12-31', '2025-12-31']);
		expect(await kept()).toBe('2025-12-31');
		expect(read).toHaveBeenCalledTimes(1);
	});

	it('is read anew after it failed', async () => {
		const read = jest.fn<Promise<string | undefined>, []>();
		read.mockRejectedValueOnce(new Error('no answer')).mockResolvedValueOnce(undefined);
		const kept = readOnce(read);
		await expect(kept()).rejects.toThrow('no answer');
		expect(await kept()).toBeUndefined();
		expect(await kept()).toBeUndefined();
		expect(read).toHaveBeenCalledTimes(2);
	});
});
