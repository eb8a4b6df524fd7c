import readXlsxFile from 'read-excel-file/node';
import { SheetSpan } from './sheet-span';
import { unpackedSize } from './unpacked-size';

export interface SheetLimits {
	/** Bytes that the workbook may unpack to. */
	unpackedBytes: number;
	/** Rows, and cells of the rectangles that hold every value, of all sheets together. */
	cells: number;
	/** Characters of text in all cells together, a text counted wherever it stands. */
	characters: number;
}

export interface Sheet {
	sheet: string;
	data: ReadonlyArray<readonly unknown[]>;
}

/** `damaged` where the workbook cannot be opened, else the limit that it goes beyond. */
export type SheetRefusal = 'damaged' | keyof SheetLimits;

/** Member that names the sheets' files. */
const RELATIONSHIPS = 'xl/_rels/workbook.xml.rels';

/**
 * The sheets of an Office Open XML workbook, each once. The reader fills the gaps between cells, so a
 * file of two cells can ask for more memory than there is and end the process: what the sheets span is
 * therefore counted in their XML before the reader sees them.
 */
export async function readSheets(
	archive: Buffer,
	limits: SheetLimits,
): Promise<readonly Sheet[] | SheetRefusal> {
	const span = new SheetSpan(RELATIONSHIPS);
	const names = new Set<string>();
	let isRepeated = false;
	const size = await unpackedSize(archive, limits.unpackedBytes, (name) => {
		isRepeated ||= names.has(name);
		names.add(name);
		return /\.xml(?:\.rels)?$/.test(name)
			? (bytes) => span.add(name, bytes.toString('latin1'))
			: undefined;
	});
	if (size === undefined || isRepeated) return 'damaged';
	if (size > limits.unpackedBytes) return 'unpackedBytes';
	if (span.isMalformed) return 'damaged';
	if (span.isBeyond(limits.cells)) return 'cells';
	try {
		const sheets = await readXlsxFile(archive);
		// One sheet's file can be named many times over; it comes back each time.
		const own = [...new Map(sheets.map((one) => [one.data, one])).values()];
		return charactersOf(own, limits.characters) > limits.characters ? 'characters' : own;
	} catch {
		return 'damaged';
	}
}

/** Characters of text in the sheets, or a few more than the limit. */
function charactersOf(sheets: readonly Sheet[], limit: number): number {
	let total = 0;
	for (const { data } of sheets) {
		for (const row of data) {
			for (const value of row) if (typeof value === 'string') total += value.length;
			if (total > limit) return total;
		}
	}
	return total;
}
