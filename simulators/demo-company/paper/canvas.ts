import PDFDocument from 'pdfkit';

export type Pdf = InstanceType<typeof PDFDocument>;

export const money = (amount: number): string => {
	const text = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(
		Math.abs(amount),
	);
	return amount < 0 ? `(${text})` : text;
};

export const plain = (amount: number): string => {
	const text = new Intl.NumberFormat('en-US', {
		minimumFractionDigits: 2,
		maximumFractionDigits: 2,
	}).format(Math.abs(amount));
	return amount < 0 ? `(${text})` : text;
};

const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];

/** `2026-03-31` as `March 31, 2026`. */
export const longDate = (date: string): string => {
	const [year = '', month = '1', day = '1'] = date.split('-');
	return `${MONTHS[Number(month) - 1] ?? ''} ${Number(day)}, ${year}`;
};

/** `2026-03-31` as `03/31/2026`. */
export const slashDate = (date: string): string => {
	const [year = '', month = '', day = ''] = date.split('-');
	return `${month}/${day}/${year}`;
};

/** Draws a document and returns its bytes; the same drawing gives the same bytes. */
export function render(
	draw: (pdf: Pdf) => void,
	options: { landscape?: boolean } = {},
): Promise<Buffer> {
	const moment = new Date('2026-01-01T00:00:00Z');
	const pdf = new PDFDocument({
		size: 'LETTER',
		layout: options.landscape === true ? 'landscape' : 'portrait',
		margin: 54,
		info: { CreationDate: moment, ModDate: moment },
	});
	const chunks: Buffer[] = [];
	return new Promise((resolve, reject) => {
		pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
		pdf.on('end', () => resolve(Buffer.concat(chunks)));
		pdf.on('error', reject);
		draw(pdf);
		pdf.end();
	});
}

/** Text at a place, right aligned at `x` where `right` is set. */
export function put(
	pdf: Pdf,
	text: string,
	x: number,
	y: number,
	options: {
		size?: number;
		bold?: boolean;
		right?: boolean;
		width?: number;
		font?: string;
		color?: string;
	} = {},
): void {
	const {
		size = 10,
		bold = false,
		right = false,
		width = 260,
		font = 'Helvetica',
		color = 'black',
	} = options;
	pdf
		.font(bold ? boldOf(font) : font)
		.fontSize(size)
		.fillColor(color);
	if (right) pdf.text(text, x - width, y, { width, align: 'right', lineBreak: false });
	else pdf.text(text, x, y, { width, lineGap: 2 });
}

const boldOf = (font: string): string => (font === 'Times-Roman' ? 'Times-Bold' : `${font}-Bold`);

export function rule(pdf: Pdf, x1: number, x2: number, y: number): void {
	pdf.moveTo(x1, y).lineTo(x2, y).lineWidth(0.7).stroke('#888888');
}
