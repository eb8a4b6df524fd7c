import { parseAuthenticationResults } from '../../../../spine/extraction/mail/authentication-results';

describe('an Authentication-Results header', () => {
	it('tells for which domain each method passed', () => {
		expect(
			parseAuthenticationResults(
				'mx.builder.example; spf=pass smtp.mailfrom=bounce@mail.vendor.example; dkim=pass header.d=vendor.example header.s=s1; dmarc=pass header.from=vendor.example',
			),
		).toEqual({
			authservId: 'mx.builder.example',
			spf: 'pass',
			spfDomain: 'mail.vendor.example',
			dkim: 'pass',
			dkimDomains: ['vendor.example'],
			dmarc: 'pass',
			dmarcDomain: 'vendor.example',
		});
	});

	it('is read over folded lines, in any case, with a version and white space around the signs', () => {
		expect(
			parseAuthenticationResults(
				' MX.Builder.Example 1;\r\n\tDKIM/1 = PASS\r\n\t header . d = Vendor.Example ;\r\n SPF=HardFail Smtp.MailFrom=Vendor.Example.;\r\n\tDMARC=None',
			),
		).toEqual({
			authservId: 'mx.builder.example',
			spf: 'fail',
			spfDomain: 'vendor.example',
			dkim: 'pass',
			dkimDomains: ['vendor.example'],
			dmarc: 'none',
		});
	});

	it('leaves comments out, nested ones and those with semicolons and results in them', () => {
		expect(
			parseAuthenticationResults(
				'mx.builder.example (our (border) server; dmarc=pass); spf=fail (sender \\) ; dkim=pass header.d=builder.example) smtp.mailfrom=x.example; dmarc=fail (p=REJECT; dis=NONE) header.from=builder.example',
			),
		).toEqual({
			authservId: 'mx.builder.example',
			spf: 'fail',
			spfDomain: 'x.example',
			dmarc: 'fail',
			dmarcDomain: 'builder.example',
		});
	});

	it('takes nothing that a sender wrote into a quoted local part for a result', () => {
		expect(
			parseAuthenticationResults(
				'mx.builder.example; spf=pass smtp.mailfrom="a; dmarc=pass header.from=builder.example; (\\"x"@evil.example; dmarc=fail header.from=builder.example',
			),
		).toEqual({
			authservId: 'mx.builder.example',
			spf: 'pass',
			spfDomain: 'evil.example',
			dmarc: 'fail',
			dmarcDomain: 'builder.example',
		});
	});

	it('reads a local part with equals signs in it', () => {
		expect(
			parseAuthenticationResults(
				'mx.b.example; spf=pass smtp.mailfrom=SRS0=63fc=V7=kreata.example=andris@srs1.zone.example',
			),
		).toMatchObject({ spf: 'pass', spfDomain: 'srs1.zone.example' });
	});

	it('names the domains of all signatures that passed, and of none that failed', () => {
		expect(
			parseAuthenticationResults(
				'mx.b.example; dkim=fail header.d=vendor.example; dkim=pass header.d=mailer.example; dkim=pass header.i=@news.mailer.example; dkim=neutral header.d=other.example',
			),
		).toEqual({
			authservId: 'mx.b.example',
			dkim: 'pass',
			dkimDomains: ['mailer.example', 'news.mailer.example'],
		});
	});

	it('prefers the envelope sender to the greeting, and a DMARC failure to a pass', () => {
		expect(
			parseAuthenticationResults(
				'mx.b.example; spf=pass smtp.helo=mail.evil.example; spf=softfail smtp.mailfrom=vendor.example; dmarc=pass header.from=evil.example; dmarc=fail header.from=vendor.example',
			),
		).toEqual({
			authservId: 'mx.b.example',
			spf: 'softfail',
			spfDomain: 'vendor.example',
			dmarc: 'fail',
			dmarcDomain: 'vendor.example',
		});
	});

	it('has no server name where the header begins with a result', () => {
		expect(
			parseAuthenticationResults('spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=v.example'),
		).toEqual({ spf: 'pass', spfDomain: 'v.example' });
	});

	it('leaves out results that are no results, and ends on unfinished text', () => {
		expect(parseAuthenticationResults('mx.b.example; dmarc=bestguesspass header.from=x')).toEqual({
			authservId: 'mx.b.example',
		});
		for (const text of ['', ';', 'mx.b.example; dkim=pass (', 'mx; spf="pa', '((((', '=;=']) {
			expect(() => parseAuthenticationResults(text)).not.toThrow();
		}
	});

	it('says of nothing at all that nothing was checked', () => {
		expect(parseAuthenticationResults('mx.builder.example; none')).toEqual({
			authservId: 'mx.builder.example',
		});
	});
});
