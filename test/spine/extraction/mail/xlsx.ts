import { crc32 } from 'node:zlib';

function zip(files: Record<string, string>): Uint8Array {
	const bodies: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, text] of Object.entries(files)) {
		const data = Buffer.from(text, 'utf8');
		const head = Buffer.alloc(26);
		head.writeUInt16LE(20, 0);
		head.writeUInt32LE(crc32(data), 10);
		head.writeUInt32LE(data.length, 14);
		head.writeUInt32LE(data.length, 18);
		head.writeUInt16LE(Buffer.byteLength(name), 22);
		const body = Buffer.concat([
			Buffer.from('PK\x03\x04', 'latin1'),
			head,
			Buffer.from(name),
			data,
		]);
		const entry = Buffer.alloc(16);
		entry.writeUInt32LE(offset, 12);
		directory.push(
			Buffer.concat([
				Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
				head,
				entry.subarray(2),
				Buffer.from(name),
			]),
		);
		bodies.push(body);
		offset += body.length;
	}
	const central = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 0, 'latin1');
	end.writeUInt16LE(directory.length, 8);
	end.writeUInt16LE(directory.length, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...bodies, central, end]);
}

const escape = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** A workbook of one sheet, as small as ECMA-376 allows. */
export function xlsx(
	sheet: string,
	rows: ReadonlyArray<ReadonlyArray<string | number>>,
): Uint8Array {
	const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
	const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
	const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
	const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
	const cells = rows.map((row, index) => {
		const values = row.map((value, column) => {
			const reference = `${String.fromCharCode(65 + column)}${index + 1}`;
			return typeof value === 'number'
				? `<c r="${reference}"><v>${value}</v></c>`
				: `<c r="${reference}" t="inlineStr"><is><t>${escape(value)}</t></is></c>`;
		});
		return `<row r="${index + 1}">${values.join('')}</row>`;
	});
	return zip({
		'[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
		'_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escape(sheet)}" sheetId="1" r:id="r1"/></sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${cells.join('')}</sheetData></worksheet>`,
	});
}
