import { consentPage } from '../../../simulators/control/consent-page';
import { procoreSimulator } from '../../../simulators/procore';

const redirect = 'http://127.0.0.1:1/callback';
const query = { response_type: 'code', client_id: 'app', redirect_uri: redirect, state: 's1' };

describe('the consent page', () => {
	it('keeps the request and offers the companies, and no text becomes markup', () => {
		const page = consentPage({
			system: 'Books',
			companies: [{ id: '46', name: `O'Neil <b>` }],
			request: { state: '"><script>', decision: 'allow' },
		});
		expect(page).toContain('name="state" value="&quot;&gt;&lt;script&gt;"');
		expect(page).toContain('<option value="46">O&#39;Neil &lt;b&gt;</option>');
		expect(page).not.toContain('type="hidden" name="decision"');
	});

	it.each([
		['grant', {}, 'code'],
		['refuse', {}, 'error'],
		['ask', { decision: 'allow' }, 'code'],
		['ask', { decision: 'deny' }, 'error'],
	] as const)(
		'of Procore, told to %s, after %j goes back with a %s',
		async (consent, extra, sign) => {
			const { app } = procoreSimulator({
				data: { resources: {} },
				clientId: 'app',
				clientSecret: 'secret',
			});
			await app.inject({ method: 'PUT', url: '/control/switches', payload: { consent } });
			const answer = await app.inject({ url: '/oauth/authorize', query: { ...query, ...extra } });
			expect(answer.statusCode).toBe(302);
			const back = new URL(String(answer.headers.location));
			expect(back.searchParams.has(sign)).toBe(true);
			expect(back.searchParams.get('state')).toBe('s1');
			await app.close();
		},
	);
});
