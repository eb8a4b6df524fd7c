import PDFDocument from 'pdfkit';

/** A text at a place: left x, top y (points), and how it is set. */
export interface Print {
	x: number;
	y: number;
	text: string;
	size?: number;
	font?: string;
	/** Right edge for right-aligned text; `x` is then ignored. */
	right?: number;
	color?: string;
}

export interface PaperOptions {
	size?: [number, number];
	font?: string;
	password?: string;
}

/** A PDF of pages on which the given texts are printed where they are told to. */
export async function paper(pages: Print[][], options: PaperOptions = {}): Promise<Uint8Array> {
	const { size = [612, 792], font = 'Helvetica', password } = options;
	const pdf = new PDFDocument({
		size,
		margin: 0,
		autoFirstPage: false,
		compress: true,
		...(password === undefined ? {} : { userPassword: password, ownerPassword: `${password}!` }),
	});
	const chunks: Buffer[] = [];
	const done = new Promise<void>((resolve) => pdf.on('end', resolve));
	pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
	for (const page of pages) {
		pdf.addPage({ size, margin: 0 });
		for (const print of page) {
			pdf
				.font(print.font ?? font)
				.fontSize(print.size ?? 9)
				.fillColor(print.color ?? 'black');
			const x = print.right === undefined ? print.x : print.right - pdf.widthOfString(print.text);
			pdf.text(print.text, x, print.y, { lineBreak: false });
		}
	}
	pdf.end();
	await done;
	return new Uint8Array(Buffer.concat(chunks));
}

/** Text at a place. */
export const at = (x: number, y: number, text: string, more: Partial<Print> = {}): Print => ({
	x,
	y,
	text,
	...more,
});

/** Text that ends at a right edge. */
export const upTo = (right: number, y: number, text: string, more: Partial<Print> = {}): Print => ({
	x: 0,
	right,
	y,
	text,
	...more,
});
