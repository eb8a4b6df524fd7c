import type { Document } from '../../../spine/documents/document';
import { companySettingsSchema } from '../../../spine/documents/settings';
import { isAligned, isProven, senderStanding } from '../../../spine/documents/sender-standing';

const settings = companySettingsSchema.parse({ authservId: 'mx.builder.example' });

function standing(
	authentication: Document['source']['authentication'],
	address = 'billing@vendor.example',
) {
	const source = {
		channel: 'email' as const,
		key: 'm-1',
		sender: { address },
		authentication: { authservId: 'MX.builder.example', ...authentication },
	};
	expect(isProven({ source }, settings)).toBe(senderStanding({ source }, settings) === 'passed');
	return senderStanding({ source }, settings);
}

describe('the standing of a sender', () => {
	it('is passed where DMARC passed for the domain of the From address', () => {
		expect(standing({ dmarc: 'pass', dmarcDomain: 'vendor.example' })).toBe('passed');
		expect(standing({ dmarc: 'pass', dmarcDomain: 'mail.vendor.example' })).toBe('passed');
		expect(standing({ dmarc: 'pass' })).toBe('passed');
	});

	it('is lost, not failed, where something passed for another domain only', () => {
		expect(standing({ dmarc: 'pass', dmarcDomain: 'evil.example' })).toBe('lost');
		expect(standing({ dkim: 'pass', dkimDomains: ['mailer.example'] })).toBe('lost');
		expect(standing({ spf: 'pass', spfDomain: 'mailer.example', dkim: 'fail' })).toBe('lost');
		expect(standing({ spf: 'pass', dkim: 'pass' })).toBe('lost');
	});

	it('is failed where DMARC failed, whatever else passed for whomever', () => {
		expect(
			standing({ dmarc: 'fail', dkim: 'pass', dkimDomains: ['vendor.example', 'mailer.example'] }),
		).toBe('failed');
		expect(standing({ spf: 'softfail', dkim: 'permerror' })).toBe('failed');
	});

	it('is passed without a DMARC result where an aligned domain passed', () => {
		expect(standing({ dkim: 'pass', dkimDomains: ['mailer.example', 'mail.vendor.example'] })).toBe(
			'passed',
		);
		expect(standing({ dmarc: 'none', spf: 'pass', spfDomain: 'bounce.vendor.example' })).toBe(
			'passed',
		);
		expect(standing({ spf: 'fail', dkim: 'pass', dkimDomains: ['vendor.example'] })).toBe('passed');
		expect(standing({ spf: 'pass', spfDomain: 'vendor.example', dkim: 'fail' })).toBe('passed');
	});

	it('is lost under another server’s header and without the name of our own', () => {
		const good = { dmarc: 'pass' as const, dmarcDomain: 'vendor.example' };
		expect(standing({ ...good, authservId: 'mx.evil.example' })).toBe('lost');
		const source = {
			channel: 'email' as const,
			key: 'm',
			sender: { address: 'billing@vendor.example' },
			authentication: { authservId: 'mx.builder.example', ...good },
		};
		expect(senderStanding({ source }, companySettingsSchema.parse({}))).toBe('lost');
	});
});

describe('alignment', () => {
	it.each([
		['vendor.co.uk', 'ap@mail.vendor.co.uk', true],
		['other.co.uk', 'ap@vendor.co.uk', false],
		['co.uk', 'ap@vendor.co.uk', false],
		['notvendor.example', 'ap@vendor.example', false],
		['VENDOR.Example.', 'ap@vendor.example', true],
		['xn--mller-kva.example', 'ap@müller.example', true],
		['tenant-a.blogspot.com', 'ap@tenant-b.blogspot.com', false],
		['blogspot.com', 'ap@tenant-b.blogspot.com', false],
	])('of %s with %s is %s', (domain, address, expected) => {
		expect(isAligned(domain, address)).toBe(expected);
	});

	it('is none where either is missing', () => {
		expect(isAligned(undefined, 'a@b.example')).toBe(false);
		expect(isAligned('b.example', undefined)).toBe(false);
	});
});
