import { isFreeMail } from '../../../spine/documents/free-mail';

describe('a domain on which anybody has a mailbox', () => {
	it.each(['gmail.com', 'earthlink.net', 'fastmail.com', 'yahoo.co.uk', 'zoho.com'])(
		'is %s',
		(domain) => {
			expect(isFreeMail(domain)).toBe(true);
		},
	);

	it('is not that of a company', () => {
		expect(isFreeMail('acmeplumbing.com')).toBe(false);
	});
});
