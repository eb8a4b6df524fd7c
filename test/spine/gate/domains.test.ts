import { lookAlike, registrableDomain } from '../../../spine/gate/domains';

describe('the domain of an address', () => {
	it.each([
		['billing@mail.acme.co.uk', 'acme.co.uk'],
		['https://www.acmeplumbing.com/pay', 'acmeplumbing.com'],
		['"a@b.example"@acmeplumbing.com', 'acmeplumbing.com'],
		['ACMEPLUMBING.COM ', 'acmeplumbing.com'],
	])('of %s is %s', (address, domain) => {
		expect(registrableDomain(address)).toBe(domain);
	});
});

describe('a look-alike', () => {
	it.each([
		['harborplurnbing.com', 'harborplumbing.com', 'letters that look alike'],
		['harb0rplumbing.com', 'harborplumbing.com', 'letters that look alike'],
		['harborplumbing.net', 'harborplumbing.com', 'another top-level domain'],
		['harborplumbing-billing.com', 'harborplumbing.com', 'an added word'],
		['harbor-plumbing.com', 'harborplumbing.com', 'an added word'],
		['pay-harborplumbing.com', 'harborplumbing.com', 'an added word'],
		['harborplumbinginvoices.com', 'harborplumbing.com', 'an added word'],
		['harborplumbin.com', 'harborplumbing.com', 'a typing slip'],
		['harborpumbin.com', 'harborplumbing.com', 'a typing slip'],
		['apexx.com', 'apex5.com', 'a typing slip'],
		['abc.net', 'abc.com', undefined],
		['abd.com', 'abc.com', undefined],
		['apexess.com', 'apex5.com', undefined],
		['harborpumbi.com', 'harborplumbing.com', undefined],
		['harborplumbing.com', 'harborplumbing.com', undefined],
		['pacificsteel.com', 'harborplumbing.com', undefined],
	])('%s of %s: %s', (domain, known, why) => {
		expect(lookAlike(domain, known)).toBe(why);
	});
});
