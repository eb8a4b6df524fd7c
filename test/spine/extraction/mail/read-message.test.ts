import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { defaultLimits } from '../../../../spine/extraction/mail/message';
import { readMessage } from '../../../../spine/extraction/mail/read-message';
import { eml } from './eml';

const raw = (bytes: Uint8Array) => readMessage({ kind: 'raw', bytes });

describe('readMessage', () => {
	it('takes authentication and arrival from the topmost headers only', async () => {
		const message = await raw(
			eml({
				text: 'hello',
				headers: [
					'Return-Path: <bounce@vendor.example>',
					'Received: from a.example by mx.builder.example; Tue, 31 Mar 2026 17:00:05 +0000 (UTC)',
					'Authentication-Results: mx.builder.example; spf=fail smtp.mailfrom=x; dkim=none; dmarc=fail (p=none) header.from=vendor.example',
					'Received: from forged by forged; Mon, 30 Mar 2026 01:00:00 +0000',
					'Authentication-Results: mx.builder.example; spf=pass; dkim=pass; dmarc=pass',
				],
			}),
		);
		expect(message.authentication).toEqual({
			authservId: 'mx.builder.example',
			spf: 'fail',
			spfDomain: 'x',
			dkim: 'none',
			dmarc: 'fail',
			dmarcDomain: 'vendor.example',
		});
		expect(message.receivedAt).toBe('2026-03-31T17:00:05Z');
		expect(message.date).toBe('2026-03-31T16:00:00Z');
		expect(message.sender).toEqual({
			address: 'billing@vendor.example',
			name: 'Billing',
			returnPath: 'bounce@vendor.example',
		});
		expect(message.messageId).toBe('one@vendor.example');
	});

	it('reads a folded header and ignores another server’s above and a forged one below', async () => {
		const from = (...headers: string[]) => raw(eml({ text: 'hello', headers }));
		const own =
			'Authentication-Results: mx.builder.example (border);\r\n\tdkim=pass (2048-bit key)\r\n\theader.d=Mailer.example; spf=none';
		const forged =
			'Authentication-Results: mx.builder.example; dkim=pass header.d=vendor.example; dmarc=pass';
		expect((await from(own, forged)).authentication).toEqual({
			authservId: 'mx.builder.example',
			dkim: 'pass',
			dkimDomains: ['mailer.example'],
			spf: 'none',
		});
		const above = await from('Authentication-Results: relay.example; none', forged);
		expect(above.authentication).toEqual({ authservId: 'relay.example' });
	});

	it('decodes encoded subjects, senders and file names, and drops folders from names', async () => {
		const message = await raw(
			eml({
				subject: '=?utf-8?B?UmVjaG51bmcgTcO8bGxlcg==?=',
				from: '=?iso-8859-1?Q?M=FCller_Bau?= <BAU@Mueller.Example>',
				headers: ['Reply-To: Other <Other@Elsewhere.example>'],
				text: 'x',
				parts: [
					{ name: '=?utf-8?Q?Rechnung_M=C3=BCller.pdf?=', content: '%PDF-1.4' },
					{ name: '../../etc/passwd', content: 'abc' },
				],
			}),
		);
		expect(message.subject).toBe('Rechnung Müller');
		expect(message.sender).toEqual({
			address: 'bau@mueller.example',
			name: 'Müller Bau',
			replyTo: 'other@elsewhere.example',
		});
		expect(message.attachments.map(({ name }) => name)).toEqual(['Rechnung Müller.pdf', 'passwd']);
	});

	it('opens attached messages and names their files by path', async () => {
		const inner = eml({
			messageId: 'inner@vendor.example',
			subject: 'Pay app 3',
			text: 'see file',
			parts: [{ name: 'inner.pdf', content: '%PDF-1.4 inner' }],
		});
		const message = await raw(
			eml({ text: 'fyi', parts: [{ name: 'outer.eml', type: 'message/rfc822', content: inner }] }),
		);
		expect(message.attachments).toEqual([]);
		expect(message.attached).toHaveLength(1);
		expect(message.attached[0]?.messageId).toBe('inner@vendor.example');
		expect(message.attached[0]?.attachments[0]?.path).toBe('outer.eml/inner.pdf');
	});

	it('stops at the depth limit with a flag', async () => {
		let bytes = eml({ text: 'innermost', messageId: 'm0@x' });
		for (let depth = 1; depth <= 4; depth += 1) {
			bytes = eml({
				messageId: `${'m'.repeat(depth + 1)}@x`,
				text: 'fyi',
				parts: [{ name: `level${depth}.eml`, type: 'message/rfc822', content: bytes }],
			});
		}
		const message = await readMessage({ kind: 'raw', bytes }, { ...defaultLimits, depth: 2 });
		const deepest = message.attached[0]?.attached[0];
		expect(deepest?.attached).toEqual([]);
		expect(deepest?.attachments[0]?.flags[0]?.flag).toBe('unreadable');
		expect(deepest?.attachments[0]?.flags[0]?.message).toContain('level2.eml');
	});

	it('flags a message that was cut off and keeps what arrived', async () => {
		const whole = eml({
			text: 'Invoice attached',
			parts: [{ name: 'a.pdf', content: '%PDF-1.4 '.repeat(200) }],
		});
		const cut = await raw(whole.subarray(0, whole.length - 900));
		expect(cut.flags.map(({ flag }) => flag)).toEqual(['unreadable']);
		expect(cut.text).toContain('Invoice attached');
		expect((await raw(whole)).flags).toEqual([]);
	});

	it('keeps a 50 MB attachment out of memory of the readers and says why', async () => {
		const message = await raw(
			eml({
				text: 'big',
				parts: [{ name: 'plans.pdf', content: Buffer.alloc(50 * 1024 * 1024, 65) }],
			}),
		);
		expect(message.attachments[0]?.bytes).toHaveLength(0);
		expect(message.attachments[0]?.flags[0]).toMatchObject({ flag: 'too_large' });
		expect(message.attachments[0]?.flags[0]?.message).toContain('50 MB');
	});

	it('reads no more attachments than the limit', async () => {
		const parts = [1, 2, 3].map((index) => ({ name: `f${index}.txt`, content: `file ${index}` }));
		const message = await readMessage(
			{ kind: 'raw', bytes: eml({ text: 'x', parts }) },
			{ ...defaultLimits, attachments: 2 },
		);
		expect(message.attachments.map(({ flags }) => flags.length)).toEqual([0, 0, 1]);
	});

	it('never throws, whatever the bytes', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
				const message = await raw(bytes);
				expect(message.messageId).not.toBe('');
			}),
			{ numRuns: 150 },
		);
	});

	it('never throws for a good message with damaged bytes', async () => {
		const good = eml({
			text: 'hello',
			html: '<p>hello</p>',
			parts: [{ name: 'a.pdf', content: '%PDF' }],
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 40 }),
				fc.nat(good.length),
				async (changes, end) => {
					const bytes = Uint8Array.from(good);
					for (const [at, value] of changes) bytes[at] = value;
					await raw(bytes.subarray(0, end));
				},
			),
			{ numRuns: 150 },
		);
	});
});

describe('items of the e-mail trigger', () => {
	const pdf = { name: 'inv.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.4') };

	it('keeps the topmost headers of the format simple', async () => {
		const message = await readMessage({
			kind: 'item',
			json: {
				textPlain: 'see attached',
				textHtml: '',
				from: 'Pat <Pat@Vendor.example>',
				to: 'ap@builder.example',
				subject: '=?utf-8?Q?Pay_app_=E2=80=94_3?=',
				date: 'Tue, 31 Mar 2026 09:00:00 -0700',
				metadata: {
					'message-id': '<s1@vendor.example>',
					'authentication-results': 'mx.builder.example; dmarc=pass',
					received: 'by mx.builder.example; Tue, 31 Mar 2026 17:00:00 +0000',
					'return-path': '<b@vendor.example>',
				},
				attributes: { uid: 4 },
			},
			files: [pdf],
		});
		expect(message).toMatchObject({
			messageId: 's1@vendor.example',
			subject: 'Pay app — 3',
			sender: { address: 'pat@vendor.example', name: 'Pat', returnPath: 'b@vendor.example' },
			authentication: { authservId: 'mx.builder.example', dmarc: 'pass' },
			receivedAt: '2026-03-31T17:00:00Z',
		});
		expect(message.attachments[0]?.name).toBe('inv.pdf');
	});

	it('takes authentication and arrival of the format resolved as lost', async () => {
		const message = await readMessage({
			kind: 'item',
			json: {
				headers: {
					'authentication-results': 'Authentication-Results: mx.builder.example; dmarc=pass',
					received: 'Received: by forged; Tue, 31 Mar 2026 17:00:00 +0000',
					references: 'References: <a@x>\r\n <b@x>',
				},
				from: { value: [{ address: 'Pat@Vendor.example', name: 'Pat' }], text: '' },
				to: { value: [{ address: 'ap@builder.example', name: '' }] },
				subject: 'Invoice',
				messageId: '<r1@vendor.example>',
				date: '2026-03-31T16:00:00.000Z',
				text: 'hello',
				html: false,
			},
			files: [],
		});
		expect(message.authentication).toBeUndefined();
		expect(message.receivedAt).toBeUndefined();
		expect(message.references).toEqual(['a@x', 'b@x']);
		expect(message.sender?.address).toBe('pat@vendor.example');
	});

	it('prefers a raw message among the files of an item that is no mail', async () => {
		const message = await readMessage({
			kind: 'item',
			json: { fileName: 'x.eml' },
			files: [{ name: 'x.eml', bytes: eml({ text: 'raw', messageId: 'raw@x' }) }],
		});
		expect(message.messageId).toBe('raw@x');
	});

	it('says what to connect when the item is no mail', async () => {
		await expect(readMessage({ kind: 'item', json: { amount: 4 }, files: [] })).rejects.toThrow(
			'Connect the e-mail trigger',
		);
	});
});

const corpora = process.env.CORPORA_DIR;
if (corpora !== undefined) {
	describe('messages of the MIME corpus', () => {
		const folders = ['nodemailer-postalsys', 'stalwart/rfc', 'stalwart/legacy'];
		it.each(folders)('all of %s are read', async (folder) => {
			const path = join(corpora, 'email-mime', folder);
			expect(existsSync(path)).toBe(true);
			const files = readdirSync(path).filter((name) => name.endsWith('.eml'));
			expect(files.length).toBeGreaterThan(0);
			for (const file of files) {
				const message = await raw(readFileSync(join(path, file)));
				expect(`${file} ${message.messageId}`).not.toBe(`${file} `);
			}
		});
	});
}
