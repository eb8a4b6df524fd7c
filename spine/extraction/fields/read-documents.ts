import type { ReadDocument, TextSource } from '../source';
import { layoutOf, pagesOf } from './layout';
import { readOne } from './read-one';
import { splitPages } from './split';
import { withWrappedCellsJoined } from './wrapped-cells';

/** Kinds that ask for money: two of them in one file are two demands. */
const DEMANDS = new Set(['invoice', 'pay_application', 'credit_memo']);

/**
 * Reads what a source says into documents, one for each that it holds; none for a source that is
 * no document (a letter, an advertisement). Values stand as printed, each with its evidence and
 * confidence; what is not printed is absent. Deterministic, and never throws: a source that
 * cannot be read gives no document, its flags say why.
 */
export function readDocuments(source: TextSource): ReadDocument[] {
	const printed = layoutOf(source);
	const layout = source.kind === 'pdf' ? withWrappedCellsJoined(printed) : printed;
	if (layout.rows.length === 0) return [];
	const documents: ReadDocument[] = [];
	for (const part of splitPages(layout)) {
		const document = readOne(pagesOf(layout, part.pages));
		if (!document) continue;
		document.flags.push(
			...part.flags,
			...source.flags.filter((flag) => concerns(flag.evidence?.page, part.pages)),
		);
		documents.push(document);
	}
	if (documents.filter((document) => DEMANDS.has(document.kind)).length > 1) {
		for (const document of documents) {
			document.flags.push({
				flag: 'several_documents',
				message: `${source.name} holds ${documents.length} documents; each was read by itself.`,
			});
		}
	}
	return documents;
}

function concerns(page: number | undefined, pages: ReadonlySet<number>): boolean {
	return page === undefined || pages.has(page);
}
