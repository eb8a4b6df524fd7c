import { errorOf } from '../../../../spine/quickbooks/online/errors';

const sentenceFor = (status: number): string =>
	errorOf({ status, headers: {}, body: '' }, undefined).message;

describe('an answer without a reason', () => {
	it('says by its status what to do', () => {
		expect(sentenceFor(401)).toMatch(
			/expired or was revoked .*Reconnect the QuickBooks credential/,
		);
		expect(sentenceFor(404)).toMatch(/HTTP 404 .*Check the address and the company/);
		expect(sentenceFor(429)).toMatch(/limiting/);
		expect(sentenceFor(503)).toMatch(/not available at the moment/);
	});
});
