import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { type LinkSuggestion, linkTypeSchema, suggestJobs, suggestVendors } from '../../spine';
import { companyOf, openLedger } from '../shared/ledger';
import { optionalText, readLimit, readParameter, textParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';

const required = textParameter.pipe(z.string().min(1));
const linker = textParameter.pipe(
	z.string().min(1, { message: 'say by e-mail address who lets the sure ones be linked' }),
);
const showParameter = z.array(z.enum(['suggestions', 'duplicates', 'unmatched']));

/**
 * One item for every pair that may be the same, every pair of near-duplicates and every record without
 * a counterpart, as was asked for. Only where it is asked for are the sure ones linked.
 */
export async function suggestLinks(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced[]> {
	const ledger = await openLedger(this);
	const type = readParameter(this, 'linkType', itemIndex, linkTypeSchema);
	const books = readParameter(this, 'linkBooks', itemIndex, optionalText);
	const show = readParameter(this, 'linkShow', itemIndex, showParameter);
	const directory = await ledger.directory();
	const options = books === undefined ? {} : { books };
	const found =
		type === 'vendor'
			? suggestVendors(directory, options)
			: suggestJobs(directory, (await companyOf(ledger)).settings, options);
	const linkedBy =
		this.getNodeParameter('linkSure', itemIndex, false) === true
			? readParameter(this, 'linkedBy', itemIndex, linker)
			: undefined;
	const produced: Produced[] = [];
	for (const suggestion of found.suggestions) {
		const link =
			linkedBy !== undefined && suggestion.grade === 'sure'
				? await ledger.link({
						...endsOf(suggestion),
						how: 'suggestion',
						by: linkedBy,
						reason: suggestion.evidence.join(', '),
					})
				: undefined;
		if (link !== undefined || show.includes('suggestions')) {
			produced.push({ json: asJson(link === undefined ? { suggestion } : { suggestion, link }) });
		}
	}
	if (show.includes('duplicates')) {
		for (const duplicate of found.duplicates) produced.push({ json: asJson({ duplicate }) });
	}
	if (show.includes('unmatched')) {
		for (const unmatched of found.unmatched) produced.push({ json: asJson({ unmatched }) });
	}
	return produced;
}

const endsOf = ({ type, projects, books, inBooks }: LinkSuggestion) => ({
	type,
	projects: projects.id,
	books,
	booksId: inBooks.id,
});

/** The two ends, and who says so and why, as they are given by hand or by a suggestion. */
function wishOf(context: IExecuteFunctions, itemIndex: number) {
	const reason = readParameter(context, 'linkReason', itemIndex, optionalText);
	return {
		type: readParameter(context, 'linkType', itemIndex, linkTypeSchema),
		projects: readParameter(context, 'linkProjectsId', itemIndex, required),
		books: readParameter(context, 'linkBooks', itemIndex, required),
		booksId: readParameter(context, 'linkBooksId', itemIndex, required),
		by: readParameter(context, 'linkedBy', itemIndex, required),
		...(reason === undefined ? {} : { reason }),
	};
}

/** A person links two records. */
export async function linkRecords(this: IExecuteFunctions, itemIndex: number): Promise<Produced> {
	const ledger = await openLedger(this);
	const link = await ledger.link({ ...wishOf(this, itemIndex), how: 'person' });
	return { json: asJson({ link }) };
}

/** A person says that two records are not the same. */
export async function unlinkRecords(this: IExecuteFunctions, itemIndex: number): Promise<Produced> {
	const ledger = await openLedger(this);
	return { json: asJson({ link: await ledger.unlink(wishOf(this, itemIndex)) }) };
}

/** A record of the books was merged into another, so what was linked to it is that one's. */
export async function followMerge(this: IExecuteFunctions, itemIndex: number): Promise<Produced> {
	const ledger = await openLedger(this);
	const merge = {
		type: readParameter(this, 'linkType', itemIndex, linkTypeSchema),
		books: readParameter(this, 'linkBooks', itemIndex, required),
		id: readParameter(this, 'linkBooksId', itemIndex, required),
		into: readParameter(this, 'mergedInto', itemIndex, required),
	};
	await ledger.merge(merge);
	return { json: asJson({ merge }) };
}

/** Links that stand, and pairs that were told apart. */
export async function getLinks(this: IExecuteFunctions, itemIndex: number): Promise<Produced[]> {
	const ledger = await openLedger(this);
	const type = readParameter(this, 'linkType', itemIndex, linkTypeSchema);
	const books = readParameter(this, 'linkBooks', itemIndex, optionalText);
	const links = await ledger.links({ type, ...(books === undefined ? {} : { books }) });
	return links.slice(0, readLimit(this, itemIndex)).map((link) => ({ json: asJson({ link }) }));
}
