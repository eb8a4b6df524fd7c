/** A file that cannot be taken in as a whole, in a sentence, and what to do about it. */
export class ExportRefused extends Error {
	override readonly name = 'ExportRefused';
	constructor(
		readonly sentence: string,
		readonly remedy: string,
	) {
		super(sentence);
	}
}

/** A row that was left out, in a sentence that names the file, the row and the column. */
export interface RefusedExportRow {
	/** 1-based row of the file, title rows counted, as a spreadsheet shows it. */
	row: number;
	/** Heading of the column as the file has it. */
	column?: string;
	sentence: string;
}
