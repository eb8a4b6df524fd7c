import { MOST_BYTES, download } from '../../../spine/procore/download';
import type { HttpRequest, HttpResponse } from '../../../spine/send';

const OWN = 'https://api.procore.example';
const PDF = Buffer.from('%PDF');
const answers = (table: Record<string, Partial<HttpResponse>>) => {
	const asked: Array<{
		url: string;
		by: string;
		headers: unknown;
		mostBytes?: number | undefined;
	}> = [];
	const by = (name: string) => async (request: HttpRequest) => {
		const { url, headers, mostBytes } = request;
		asked.push({ url, by: name, headers, mostBytes });
		const answer = table[request.url];
		if (answer === undefined) throw new Error('connect ECONNREFUSED');
		return { status: 200, headers: {}, body: PDF, ...answer };
	};
	return { asked, send: by('credential'), sendPlain: by('plain') };
};
const get = (table: Record<string, Partial<HttpResponse>>, url: string) => {
	const { asked, send, sendPlain } = answers(table);
	const bytes = download({ send, sendPlain, baseUrl: OWN, companyId: '7' }, url);
	return { asked, bytes };
};
const STORAGE = 'https://storage.example/a.pdf?sig=1';
const FILE = `${OWN}/files/1`;

it('gives the credential to Procore alone, and not to the storage it leads to', async () => {
	const redirect = { status: 302, headers: { location: STORAGE }, body: '' };
	const { asked, bytes } = get({ [FILE]: redirect, [STORAGE]: {} }, FILE);
	expect(await bytes).toEqual(PDF);
	expect(asked).toMatchObject([
		{ url: FILE, by: 'credential', headers: { 'procore-company-id': '7' } },
		{ url: STORAGE, by: 'plain' },
	]);
	expect(asked[1]?.headers).not.toHaveProperty('procore-company-id');
	expect(await get({ [STORAGE]: {} }, STORAGE).bytes).toEqual(PDF);
});

it.each([
	['that is refused', { [FILE]: { status: 403, body: Buffer.from('secret words') } }, FILE, /403/],
	['that does not answer', {}, FILE, /no answer/],
	['without a usable address', {}, 'file:///etc/passwd', /address/],
	['over plain http', {}, 'http://127.0.0.1/x', /address/],
	['in a circle', { [FILE]: { status: 302, headers: { location: FILE } } }, FILE, /another/],
	[
		'led to plain http',
		{ [FILE]: { status: 302, headers: { location: 'http://10.0.0.1/' } } },
		FILE,
		/address/,
	],
])('says so of a file %s', async (_what, table, url, words) => {
	const { bytes } = get(table, url);
	await expect(bytes).rejects.toThrow(words);
	await expect(bytes).rejects.not.toThrow(/secret/);
});

it('asks for no more of a file than a bill takes, and one byte to see that there is more', async () => {
	const { asked, bytes } = get({ [STORAGE]: { status: 206 } }, STORAGE);
	expect(await bytes).toEqual(PDF);
	expect(asked).toMatchObject([{ headers: { range: 'bytes=0-26214400' }, mostBytes: 26_214_401 }]);
});

it.each<[string, Partial<HttpResponse>]>([
	['states a longer body', { headers: { 'content-length': '26214401' } }],
	['states a longer whole', { status: 206, headers: { 'content-range': 'bytes 0-3/30000000' } }],
	['sends a longer body', { body: new Uint8Array(MOST_BYTES + 1) }],
])('takes no file from a storage that %s', async (_how, answer) => {
	expect(await get({ [STORAGE]: answer }, STORAGE).bytes).toBeUndefined();
});

it('takes a file of just the size that a bill takes', async () => {
	const whole = { status: 206, headers: { 'content-range': `bytes 0-9/${MOST_BYTES}` } };
	expect(await get({ [STORAGE]: whole }, STORAGE).bytes).toEqual(PDF);
});
