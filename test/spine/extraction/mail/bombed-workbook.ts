import { crc32, deflateRawSync } from 'node:zlib';

/** How the sizes of a member are told: in its header, or in a descriptor behind its data. */
export interface MemberForm {
	/** Size that is stated in place of the true one. */
	stated?: number;
	/** Bit 3 of the general purpose flag. */
	sizesFollow?: boolean;
	/** Whether a descriptor starts with its signature; default true. */
	signed?: boolean;
}

/** A ZIP archive of deflated members (PKWARE APPNOTE 4.3). */
export function zipOf(
	members: ReadonlyArray<[name: string, bytes: Buffer]>,
	{ stated, sizesFollow = false, signed = true }: MemberForm = {},
): Buffer {
	const bodies: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, bytes] of members) {
		const data = deflateRawSync(bytes);
		const sums = Buffer.alloc(12);
		sums.writeUInt32LE(crc32(bytes), 0);
		sums.writeUInt32LE(data.length, 4);
		sums.writeUInt32LE(stated ?? bytes.length, 8);
		const head = Buffer.alloc(10);
		head.writeUInt16LE(20, 0);
		head.writeUInt16LE(sizesFollow ? 8 : 0, 2);
		head.writeUInt16LE(8, 4);
		const lengths = Buffer.alloc(4);
		lengths.writeUInt16LE(name.length, 0);
		const body = Buffer.concat([
			Buffer.from('PK\x03\x04', 'latin1'),
			head,
			sizesFollow ? Buffer.alloc(12) : sums,
			lengths,
			Buffer.from(name),
			data,
			...(sizesFollow ? [Buffer.from(signed ? 'PK\x07\x08' : '', 'latin1'), sums] : []),
		]);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(offset, 10);
		directory.push(
			Buffer.concat([
				Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
				head,
				sums,
				lengths,
				tail,
				Buffer.from(name),
			]),
		);
		bodies.push(body);
		offset += body.length;
	}
	const central = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 0, 'latin1');
	end.writeUInt16LE(members.length, 8);
	end.writeUInt16LE(members.length, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...bodies, central, end]);
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = (entry: string): string =>
	`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entry}</Relationships>`;

/** Members of a workbook of one sheet (ECMA-376), whose rows are given as XML. */
export function workbookMembers(rows: Buffer | string): Array<[name: string, bytes: Buffer]> {
	const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
	const members: Record<string, string> = {
		'[Content_Types].xml':
			'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
		'_rels/.rels': relations(
			`<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/>`,
		),
		'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${OFFICE}"><sheets><sheet name="Invoice" sheetId="1" r:id="r1"/></sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': relations(
			`<Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>`,
		),
	};
	const sheet = Buffer.concat([
		Buffer.from(`<worksheet xmlns="${main}"><sheetData>`),
		Buffer.from(rows),
		Buffer.from('</sheetData></worksheet>'),
	]);
	return [
		...Object.entries(members).map(([name, text]): [string, Buffer] => [name, Buffer.from(text)]),
		['xl/worksheets/sheet1.xml', sheet],
	];
}

/** A workbook that unpacks to so many megabytes of nothing. */
export const bombedWorkbook = (megabytes: number, stated?: number): Buffer =>
	zipOf(
		workbookMembers(Buffer.alloc(megabytes * 1024 * 1024, 0x20)),
		stated === undefined ? {} : { stated },
	);
