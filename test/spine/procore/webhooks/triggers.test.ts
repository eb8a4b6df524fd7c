import type { WatchedName } from '../../../../spine/procore/watched';
import { hasWebhooks, unnoticed } from '../../../../spine/procore/webhooks/triggers';

describe('the triggers of a webhook', () => {
	it('tells apart what has no webhook', () => {
		expect(hasWebhooks(['requisitions'])).toBe(false);
		expect(hasWebhooks(['requisitions', 'changeOrders'])).toBe(true);
	});

	it('are no help for what no list shows either', () => {
		const both: WatchedName[] = ['payments', 'vendors', 'requisitions'];
		const payments = ['create', 'update', 'delete'].map((event) => `Contract Payments ${event}`);
		expect(unnoticed(both, [])).toEqual({ missed: [], isDeaf: false });
		expect(unnoticed(both, payments)).toEqual({ missed: ['payments'], isDeaf: false });
		expect(unnoticed(both, undefined)).toEqual({ missed: ['payments'], isDeaf: false });
		expect(unnoticed(['payments'], [])).toEqual({ missed: [], isDeaf: false });
		expect(unnoticed(['payments'], payments)).toEqual({ missed: ['payments'], isDeaf: true });
		const unlisted: WatchedName[] = ['payments', 'changeOrderRequests', 'ownerInvoices'];
		expect(unnoticed(unlisted, undefined)).toEqual({ missed: unlisted, isDeaf: true });
	});
});
