import { child, children, text } from '../../../simulators/quickbooks/rows';
import { Bench } from './fixture';

describe('files', () => {
	const form = (parts: Array<[name: string, type: string, content: string, more?: string]>) => {
		const body = parts
			.map(
				([name, type, content, more = '']) =>
					`--XX\r\nContent-Disposition: form-data; name="${name}"${more}\r\nContent-Type: ${type}\r\n${
						name.includes('content') ? 'Content-Transfer-Encoding: base64\r\n' : ''
					}\r\n${content}\r\n`,
			)
			.join('');
		return `${body}--XX--\r\n`;
	};

	test('a file with its description is stored, linked, found by its bill and given back', async () => {
		const bench = new Bench();
		const meta = {
			AttachableRef: [{ EntityRef: { type: 'Bill', value: '151' }, IncludeOnSend: false }],
			FileName: 'invoice.pdf',
			ContentType: 'application/pdf',
		};
		const content = Buffer.from('%PDF-1.4 é\r\n--XXnot a boundary').toString('base64');
		const answer = await bench.call(
			'POST',
			'upload',
			form([
				['file_metadata_01', 'application/json', JSON.stringify(meta)],
				['file_content_01', 'application/pdf', content, '; filename="other.pdf"'],
				[
					'file_metadata_02',
					'application/json',
					'{"AttachableRef":[{"EntityRef":{"type":"Bill","value":"9"}}]}',
				],
				['file_content_02', 'application/pdf', content, '; filename="lost.pdf"'],
			]),
			{ 'content-type': 'multipart/form-data; boundary=XX' },
		);
		expect(answer.status).toBe(200);
		const [stored, refused] = children(answer.body, 'AttachableResponse');
		const attachable = child(stored ?? {}, 'Attachable');
		expect(attachable).toMatchObject({ FileName: 'invoice.pdf', Size: 31 });
		expect(child(refused ?? {}, 'Fault')).toMatchObject({ Error: [{ code: '2500' }] });
		const found = await bench.query(
			"select * from Attachable where AttachableRef.EntityRef.Type = 'bill' and AttachableRef.EntityRef.value = '151'",
		);
		expect(children(found.response, 'Attachable')).toEqual([attachable]);
		const address = (await bench.call('GET', `download/${text(attachable, 'Id') ?? ''}`)).body.text;
		const file = await fetch(String(address));
		expect(file.headers.get('content-type')).toBe('application/pdf');
		expect(await file.text()).toBe('%PDF-1.4 é\r\n--XXnot a boundary');
	});

	test('a repeated upload is one upload, though its boundary is made up anew', async () => {
		const bench = new Bench();
		const body = form([['file_content_01', 'application/pdf', 'AAAA', '; filename="a.pdf"']]);
		const send = (boundary: string) =>
			bench.call('POST', 'upload?requestid=u1', body.replaceAll('XX', boundary), {
				'content-type': `multipart/form-data; boundary=${boundary}`,
			});
		expect((await send('YY')).body).toEqual((await send('ZZ')).body);
		const count = await bench.query('select count(*) from Attachable');
		expect(count.response.totalCount).toBe(1);
	});

	test('a body that is no form, and a form without a file, are refused', async () => {
		const bench = new Bench();
		const type = { 'content-type': 'multipart/form-data; boundary=XX' };
		expect((await bench.call('POST', 'upload', 'nothing', type)).code).toBe('1050');
		const empty = form([['file_metadata_01', 'application/json', '{}']]);
		expect((await bench.call('POST', 'upload', empty, type)).code).toBe('2020');
	});
});
