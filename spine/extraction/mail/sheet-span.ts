/** Rows and columns of a sheet (Microsoft, "Excel specifications and limits"). */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

/** Sheets of one workbook; each is named twice. */
const MOST_SHEETS = 1_000;

/** Characters that cells may lead the reader through by pointing at one long shared text. */
const MOST_POINTED_AT = 10_000_000_000;

const TAG = /<(?:[\w.-]*:)?(row|c|si|sheet|Relationship)(?=[\t-\r />])/g;
const ATTRIBUTE = /[\t-\r ]+(?:[\w.-]*:)?([\w.-]+)[\t-\r ]*=[\t-\r ]*(?:"([^"<>]*)"|'([^'<>]*)')/y;
const END = /[\t-\r ]*(\/?)>/y;

interface Tag {
	/** Values of the attribute `r`, whatever its prefix. */
	r: string[];
	isEmpty: boolean;
}

/**
 * How many rows and cells a reader of a workbook lays out for its sheets, counted in their XML without
 * parsing it: every row up to the last one named, and the rectangle around every cell that is not
 * empty. Where a tag of a row or a cell is written otherwise than programs write it, so that another
 * reader may see something else in it, the workbook counts as malformed.
 */
export class SheetSpan {
	isMalformed = false;
	private cells = 0;
	private values = 0;
	private sheets = 0;
	private relationships = 0;
	private longestText = 0;

	/** @param relationshipsMember path of the member that names the sheets' files. */
	constructor(private readonly relationshipsMember: string) {}

	isBeyond(mostCells: number): boolean {
		return (
			this.cells > mostCells ||
			this.sheets > MOST_SHEETS ||
			this.relationships > MOST_SHEETS ||
			this.longestText * this.values > MOST_POINTED_AT
		);
	}

	/** Counts one member of the archive, its bytes as Latin-1 text: all that is looked for is ASCII. */
	add(path: string, xml: string): void {
		let row = 0;
		let lastValue = 0;
		let width = 0;
		let isNumbered = true;
		let textAt: number | undefined;
		TAG.lastIndex = 0;
		for (let found = TAG.exec(xml); found !== null; found = TAG.exec(xml)) {
			if (textAt !== undefined) this.longestText = Math.max(this.longestText, found.index - textAt);
			textAt = undefined;
			const [, name] = found;
			if (name === 'si') textAt = found.index;
			if (name === 'sheet') this.sheets += 1;
			if (name === 'Relationship' && path === this.relationshipsMember) this.relationships += 1;
			if (name !== 'row' && name !== 'c') continue;
			const tag = tagAt(xml, TAG.lastIndex);
			const places = tag?.r.map(name === 'row' ? rowPlace : cellPlace) ?? [undefined];
			if (tag === undefined || places.includes(undefined)) {
				this.isMalformed = true;
				return;
			}
			if (name === 'row' && places.length === 0) {
				row += 1;
				isNumbered = false;
			}
			const hasValue = name === 'c' && !tag.isEmpty;
			if (hasValue) this.values += 1;
			for (const place of places) {
				row = Math.max(row, place?.row ?? 0);
				if (!hasValue) continue;
				lastValue = Math.max(lastValue, place?.row ?? 0);
				width = Math.max(width, place?.column ?? 0);
			}
		}
		if (textAt !== undefined) this.longestText = Math.max(this.longestText, xml.length - textAt);
		this.cells += row + (isNumbered ? lastValue : row) * width;
	}
}

/** The rest of a tag whose name ends here; undefined where it is not plainly written. */
function tagAt(xml: string, at: number): Tag | undefined {
	const r: string[] = [];
	let place = at;
	for (;;) {
		ATTRIBUTE.lastIndex = place;
		const attribute = ATTRIBUTE.exec(xml);
		if (attribute === null) break;
		if (attribute[1] === 'r') r.push(attribute[2] ?? attribute[3] ?? '');
		place = ATTRIBUTE.lastIndex;
	}
	END.lastIndex = place;
	const end = END.exec(xml);
	return end === null ? undefined : { r, isEmpty: end[1] === '/' };
}

interface Place {
	row: number;
	column: number;
}

function rowPlace(text: string): Place | undefined {
	const row = /^[1-9]\d{0,6}$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
	return row <= MOST_ROWS ? { row, column: 0 } : undefined;
}

function cellPlace(text: string): Place | undefined {
	const [, letters = '', digits = ''] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(text) ?? [];
	const place = rowPlace(digits);
	if (place === undefined) return undefined;
	let column = 0;
	for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
	return column <= MOST_COLUMNS ? { ...place, column } : undefined;
}
