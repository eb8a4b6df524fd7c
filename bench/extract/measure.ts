import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rawMessage } from '../../simulators/demo-company/message';
import { renderPaper } from '../../simulators/demo-company/paper/render-paper';
import { extractMessage } from '../../spine/extraction/extract';
import { readPdf } from '../../spine/extraction/pdf/read-pdf';
import { chance } from '../chance';
import type { Measurement } from '../report';
import { percentile, rounded } from '../statistics';
import { papers } from './papers';

export interface ExtractOptions {
	seed: number;
	/** Tells how far the run is. */
	say: (line: string) => void;
	/** Folder of test documents that is no part of this project; its invoices become a row of their own. */
	corpora?: string;
	papers?: number;
	warmUp?: number;
}

/** A PDF as it is sent. */
interface Specimen {
	set: 'rendered' | 'corpus';
	name: string;
	/** What it is known to be, where the project made it itself. */
	kind?: string;
	bytes: Buffer;
}

interface Reading {
	set: Specimen['set'];
	name: string;
	/** What it is, and what it was read as. */
	kind?: string;
	readAs: string[];
	/** Pages of the PDF that carry text. */
	textPages: number;
	/** Milliseconds from the raw message to its documents. */
	ms: number;
}

async function rendered(count: number, seed: number): Promise<Specimen[]> {
	const specimens: Specimen[] = [];
	for (const [index, { paper, layout }] of papers(count, chance(seed)).entries()) {
		const bytes = await renderPaper(paper, layout);
		specimens.push({ set: 'rendered', name: `${index}-${layout}.pdf`, kind: paper.kind, bytes });
	}
	return specimens;
}

async function corpus(dir: string): Promise<Specimen[]> {
	const folder = join(dir, 'invoice2data', 'compare');
	const names = (await readdir(folder)).filter((name) => name.endsWith('.pdf')).sort();
	return await Promise.all(
		names.map(async (name) => ({
			set: 'corpus' as const,
			name,
			bytes: await readFile(join(folder, name)),
		})),
	);
}

/** The page count is taken apart from the timed reading. */
async function textPages({ bytes, name }: Specimen): Promise<number> {
	const { pages } = await readPdf(bytes, name);
	return pages.filter(({ words }) => words.length > 0).length;
}

async function read(specimen: Specimen, index: number): Promise<Reading> {
	const { set, name, kind, bytes } = specimen;
	const message = rawMessage({
		id: `bench-${index}`,
		from: { name: 'Accounts', address: 'billing@harbor.example' },
		subject: 'Please find our document attached',
		receivedAt: '2026-03-20T09:00:00Z',
		text: 'Please see the attached document.',
		parts: [{ name, contentType: 'application/pdf', bytes }],
	});
	const pages = await textPages(specimen);
	const begin = performance.now();
	const { documents } = await extractMessage({ kind: 'raw', bytes: message });
	const ms = performance.now() - begin;
	const readAs = documents.map((document) => document.kind);
	return { set, name, ...(kind === undefined ? {} : { kind }), readAs, textPages: pages, ms };
}

/**
 * Measures how long a message takes from its raw bytes to its documents, by the page of text. Warm:
 * the first papers rendered, and the corpus once through, are read before anything is counted.
 */
export async function measureExtract(options: ExtractOptions): Promise<Measurement> {
	const { seed, say, corpora, papers: count = 120, warmUp = 24 } = options;
	const own = await rendered(count + warmUp, seed);
	const foreign = corpora === undefined ? [] : await corpus(corpora);
	say(
		`${own.length} papers rendered, ${warmUp} of them to warm up; ${foreign.length} of the corpus`,
	);
	for (const [index, specimen] of [...own.slice(0, warmUp), ...foreign].entries()) {
		await read(specimen, index);
	}
	const readings: Reading[] = [];
	for (const [index, specimen] of [...own.slice(warmUp), ...foreign].entries()) {
		readings.push(await read(specimen, index));
	}
	return report(readings);
}

function report(readings: readonly Reading[]): Measurement {
	const sets = [...new Set(readings.map(({ set }) => set))];
	const rows = sets.map((set) => {
		const here = readings.filter((one) => one.set === set);
		const pages = here.reduce((sum, one) => sum + one.textPages, 0);
		const ms = here.reduce((sum, one) => sum + one.ms, 0);
		const times = here.map((one) => one.ms);
		return {
			set,
			documents: here.length,
			pages,
			perPage: ms / pages,
			p95: percentile(times, 0.95),
		};
	});
	const perPage = (set: Specimen['set']): number | undefined => {
		const row = rows.find((one) => one.set === set);
		return row === undefined ? undefined : rounded(row.perPage);
	};
	const known = readings.filter(({ kind }) => kind !== undefined);
	const right = known.filter(({ kind, readAs }) => readAs.length === 1 && readAs[0] === kind);
	return {
		table: [
			['documents', 'messages', 'text pages', 'ms a text page', 'p95 ms a message'],
			...rows.map(({ set, documents, pages, ...row }) => [
				set,
				documents,
				pages,
				rounded(row.perPage),
				rounded(row.p95),
			]),
		],
		summary: {
			msPerTextPage: perPage('rendered'),
			corpusMsPerTextPage: perPage('corpus'),
			messages: readings.length,
			kindRight: right.length,
			kindKnown: known.length,
		},
		raw: { 'extract-messages.ndjson': readings },
	};
}
