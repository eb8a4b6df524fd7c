import { mergesOf } from '../../../../spine/quickbooks/webhooks/merges';
import { readNotification } from '../../../../spine/quickbooks/webhooks/notification';

const told = (entities: object[]) =>
	mergesOf(
		readNotification(
			Buffer.from(
				JSON.stringify({
					eventNotifications: [{ realmId: '4620', dataChangeEvent: { entities } }],
				}),
			),
		).events,
	);

describe('merges in notifications of QuickBooks', () => {
	it('name what is gone and what stands for it', () => {
		expect(
			told([
				{ name: 'Vendor', id: '57', operation: 'Merge', deletedId: '56' },
				{ name: 'Customer', id: '64', operation: 'Merge', deletedId: 65 },
			]),
		).toEqual([
			{ type: 'vendor', books: '4620', id: '56', into: '57' },
			{ type: 'project', books: '4620', id: '65', into: '64' },
		]);
	});

	it('are of nothing that is never linked, and of no other change', () => {
		expect(
			told([
				{ name: 'Class', id: '57', operation: 'Merge', deletedId: '56' },
				{ name: 'Vendor', id: '57', operation: 'Update', deletedId: '56' },
				{ name: 'Vendor', id: '57', operation: 'Merge' },
				{ name: 'Vendor', id: '57', operation: 'Merge', deletedId: '57' },
			]),
		).toEqual([]);
	});
});
