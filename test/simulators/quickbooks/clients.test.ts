import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OAuthClient from 'intuit-oauth';
import QuickBooks from 'node-quickbooks';
import { child, children, isRow, text, type Row } from '../../../simulators/quickbooks/rows';
import { accountLine, Bench, bill, linkedLine, realmId } from './fixture';

const redirectUri = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';
const scope = 'com.intuit.quickbooks.accounting';

function oauthClient(origin: string, withHardExpiry = false): OAuthClient {
	return new OAuthClient({
		clientId: 'app',
		clientSecret: 'secret',
		environment: 'sandbox',
		redirectUri,
		includeRefreshTokenHardExpiresIn: withHardExpiry,
	}).setAuthorizeURLs({
		authorizeEndpoint: `${origin}/connect/oauth2`,
		tokenEndpoint: `${origin}/oauth2/v1/tokens/bearer`,
		revokeEndpoint: `${origin}/v2/oauth2/tokens/revoke`,
		userInfoEndpoint: `${origin}/v1/openid_connect/userinfo`,
	});
}

/** Where the consent page sends the browser back to. */
async function consent(client: OAuthClient): Promise<string> {
	const page = client.authorizeUri({ scope, state: 'from-here' });
	const answer = await fetch(page, { redirect: 'manual' });
	expect(answer.status).toBe(302);
	return answer.headers.get('location') ?? '';
}

describe('intuit-oauth, unchanged, against the simulator', () => {
	test('consent, code, refresh, an API call, user info and revocation work', async () => {
		const bench = new Bench();
		const origin = await bench.origin();
		const client = oauthClient(origin);
		const callback = await consent(client);
		const query = new URL(callback).searchParams;
		expect([query.get('state'), query.get('realmId')]).toEqual(['from-here', realmId]);
		await client.createToken(callback);
		const first = { ...client.getToken() };
		expect(first).toMatchObject({ token_type: 'bearer', expires_in: 3600, realmId });
		const url = `${origin}/v3/company/${realmId}/companyinfo/${realmId}`;
		const info: unknown = (await client.makeApiCall({ url })).json;
		expect(info).toMatchObject({ CompanyInfo: { CompanyName: 'Harbor Builders' } });
		await client.refresh();
		expect(client.getToken().access_token).not.toBe(first.access_token);
		expect(client.getToken().refresh_token).toBe(first.refresh_token);
		const user: unknown = (await client.getUserInfo()).json;
		expect(user).toMatchObject({ email: 'controller@example.com' });
		const token = client.getToken().access_token ?? '';
		await client.revoke();
		const after = await bench.call('GET', 'vendor/77', undefined, {
			authorization: `Bearer ${token}`,
		});
		expect(after.status).toBe(401);
	});

	test('the refresh value changes after a day, and the older one then stops working', async () => {
		const bench = new Bench();
		const client = oauthClient(await bench.origin());
		await client.createToken(await consent(client));
		const old = client.getToken().refresh_token ?? '';
		bench.now += 86_400_000;
		await client.refresh();
		expect(client.getToken().refresh_token).not.toBe(old);
		await expect(client.refreshUsingToken(old)).rejects.toThrow();
	});

	test('the hard expiry is told only to who asks for it', async () => {
		const bench = new Bench();
		const origin = await bench.origin();
		const silent = oauthClient(origin);
		await silent.createToken(await consent(silent));
		const asking = oauthClient(origin, true);
		const answer = await asking.createToken(await consent(asking));
		const told: unknown = answer.json;
		expect(told).toHaveProperty('x_refresh_token_hard_expires_in', 5 * 365 * 86_400);
		expect(silent.getToken().x_refresh_token_hard_expires_in).toBeFalsy();
	});

	test('a code works once, and using it again ends what it gave', async () => {
		const bench = new Bench();
		const client = oauthClient(await bench.origin());
		const callback = await consent(client);
		await client.createToken(callback);
		const access = client.getToken().access_token ?? '';
		await expect(oauthClient(await bench.origin()).createToken(callback)).rejects.toThrow();
		const after = await bench.call('GET', 'vendor/77', undefined, {
			authorization: `Bearer ${access}`,
		});
		expect(after.status).toBe(401);
	});

	test('a refused consent, a wrong secret and expired tokens are told as such', async () => {
		const bench = new Bench({ switches: { consent: 'refuse' } });
		const origin = await bench.origin();
		expect(await consent(oauthClient(origin))).toContain('error=access_denied');
		const wrong = await fetch(`${origin}/oauth2/v1/tokens/bearer`, {
			method: 'POST',
			headers: { authorization: `Basic ${Buffer.from('app:wrong').toString('base64')}` },
			body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x' }),
		});
		expect([wrong.status, await wrong.json()]).toEqual([401, { error: 'invalid_client' }]);
		await bench.call('POST', '/control/expire-tokens', {});
		const expired = await bench.call('GET', 'vendor/77');
		expect(expired.status).toBe(401);
		expect(child(expired.body, 'fault')).toMatchObject({
			error: [{ code: '3200', element: null }],
			type: 'AUTHENTICATION',
		});
		const other = await bench.call('POST', '/control/token', { realmId: '9999' });
		const foreign = await bench.call('GET', 'vendor/77', undefined, {
			authorization: `Bearer ${String(other.body.access_token)}`,
		});
		expect(foreign.status).toBe(403);
		expect(child(foreign.body, 'fault')).toMatchObject({ error: [{ code: '3100' }] });
	});
});

type Done = (error: unknown, data?: unknown) => void;

/** A call of a client that takes a callback, as a promise of the object it gives. */
function called(work: (done: Done) => void): Promise<Row> {
	return new Promise((resolve, reject) => {
		work((error, data) => {
			const refusal = isRow(error) ? child(error, 'response').data : undefined;
			if (error) reject(new Error(JSON.stringify(refusal ?? data ?? String(error))));
			else resolve(isRow(data) ? data : {});
		});
	});
}

async function connected(): Promise<{ bench: Bench; books: QuickBooks }> {
	const bench = new Bench();
	const origin = await bench.origin();
	QuickBooks.V3_ENDPOINT_BASE_URL = `${origin}/v3/company/`;
	QuickBooks.TOKEN_URL = `${origin}/oauth2/v1/tokens/bearer`;
	QuickBooks.REVOKE_URL = `${origin}/v2/oauth2/tokens/revoke`;
	const tokens = bench.simulator.token(realmId);
	const books = new QuickBooks(
		'app',
		'secret',
		tokens.access_token,
		false,
		realmId,
		true,
		false,
		null,
		'2.0',
		tokens.refresh_token,
	);
	return { bench, books };
}

describe('node-quickbooks, unchanged, against the simulator', () => {
	test("a vendor called O'Neil <b> is created, found, changed and deactivated", async () => {
		const { books } = await connected();
		const name = "O'Neil <b> & Söhne #1";
		const made = await called((done) => books.createVendor({ DisplayName: name }, done));
		expect(made).toMatchObject({ DisplayName: name, SyncToken: '0' });
		const found = await called((done) => books.findVendors({ DisplayName: name }, done));
		expect(children(child(found, 'QueryResponse'), 'Vendor')).toEqual([made]);
		const key = { Id: String(made.Id), SyncToken: '0', CompanyName: 'O’Neil' };
		const changed = await called((done) => books.updateVendor(key, done));
		expect(changed).toMatchObject({ DisplayName: name, CompanyName: 'O’Neil', SyncToken: '1' });
		const end = { Id: String(made.Id), SyncToken: '1', Active: false };
		const gone = await called((done) => books.updateVendor(end, done));
		expect(gone).toMatchObject({ Active: false, DisplayName: `${name} (deleted)` });
		await expect(
			called((done) => books.updateVendor({ ...key, SyncToken: '0' }, done)),
		).rejects.toThrow(/5010/);
	});

	test('an order and a bill on it are created, read, changed and deleted', async () => {
		const { books } = await connected();
		const order = bill([accountLine(900)], { DocNumber: 'SC-7' });
		const made = await called((done) => books.createPurchaseOrder(order, done));
		const again = await called((done) => books.getPurchaseOrder(String(made.Id), done));
		expect(again).toEqual(made);
		const note = { Id: String(made.Id), SyncToken: '0', PrivateNote: 'CO-01' };
		const changed = await called((done) => books.updatePurchaseOrder(note, done));
		expect(changed).toMatchObject({ PrivateNote: 'CO-01', TotalAmt: 900, DocNumber: 'SC-7' });
		const linked = await called((done) => books.createBill(bill([linkedLine(10000)]), done));
		expect(linked.LinkedTxn).toEqual([{ TxnId: '145', TxnType: 'PurchaseOrder' }]);
		await called((done) => books.deleteBill(String(linked.Id), done));
		await called((done) => books.deletePurchaseOrder(String(made.Id), done));
		await expect(called((done) => books.getPurchaseOrder(String(made.Id), done))).rejects.toThrow(
			/610/,
		);
	});

	test('queries count, order and page through everything', async () => {
		const { bench, books } = await connected();
		for (let index = 0; index < 7; index += 1)
			await bench.write('Bill', bill([accountLine(index + 1)], { DocNumber: `P-${index}` }));
		const count = await called((done) => books.findBills({ count: true }, done));
		expect(child(count, 'QueryResponse').totalCount).toBe(8);
		const all = await called((done) =>
			books.findBills({ fetchAll: true, limit: 3, asc: 'Id' }, done),
		);
		const rows = children(child(all, 'QueryResponse'), 'Bill');
		expect(rows.map((row) => row.DocNumber)).toEqual([
			'OLD-1',
			...Array.from({ length: 7 }, (_, index) => `P-${index}`),
		]);
	});

	test('batch, change data capture and a report answer as the client expects', async () => {
		const { books } = await connected();
		const batch = await called((done) =>
			books.batch(
				[
					{ bId: '1', operation: 'create', Vendor: { DisplayName: 'Batched' } },
					{ bId: '2', operation: 'delete', Bill: { Id: '404', SyncToken: '0' } },
				],
				done,
			),
		);
		const items = children(batch, 'BatchItemResponse');
		expect(items[0]).toHaveProperty('Vendor.DisplayName', 'Batched');
		expect(items[1]).toHaveProperty('Fault.Error.0.code', '610');
		const since = new Date('2026-03-01T00:00:00Z');
		const captured = await called((done) =>
			books.changeDataCapture(['Vendor', 'Bill'], since, done),
		);
		expect(captured).toHaveProperty(
			'CDCResponse.0.QueryResponse.0.Vendor.0.DisplayName',
			'Batched',
		);
		const report = await called((done) =>
			books.reportAgedPayables({ report_date: '2026-03-02' }, done),
		);
		expect(child(report, 'Header').ReportName).toBe('AgedPayables');
	});

	test('a file is uploaded and linked to a bill, which the client does in a second call', async () => {
		const { bench, books } = await connected();
		const folder = mkdtempSync(join(tmpdir(), 'upload-'));
		const path = join(folder, 'invoice.pdf');
		const bytes = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7) % 256));
		writeFileSync(path, bytes);
		const attached = await called((done) =>
			books.upload('invoice.pdf', 'application/pdf', createReadStream(path), 'Bill', '151', done),
		);
		rmSync(folder, { recursive: true });
		expect(attached).toMatchObject({ FileName: 'invoice.pdf', SyncToken: '1', Size: 5000 });
		expect(attached.AttachableRef).toEqual([{ EntityRef: { type: 'Bill', value: '151' } }]);
		const id = text(attached, 'Id') ?? '';
		const address = (await bench.call('GET', `download/${id}`)).body.text;
		const file = await fetch(String(address));
		expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
	});

	test('tokens are refreshed and revoked', async () => {
		const { bench, books } = await connected();
		await bench.call('POST', '/control/expire-tokens', {});
		await expect(called((done) => books.getVendor('77', done))).rejects.toThrow(/3200/);
		await called((done) => books.refreshAccessToken(done));
		expect((await called((done) => books.getVendor('77', done))).Id).toBe('77');
		await called((done) => books.revokeAccess(true, done));
	});
});
