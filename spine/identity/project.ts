import type { Document } from '../documents/document';
import { normalizedSimilarity, normalizeName } from '../documents/names';
import { projectKey } from '../documents/project-books';
import type { CommitmentRecord, ProjectRecord } from '../documents/records';
import type { DirectoryIndex } from './directory-index';
import type { Candidate, Match } from './identity';
import { addressKey } from './keys';
import { surely } from './vendor';

/** What one reference of the document points at. */
export interface Pointer {
	/** The reference in words (`the project number 2301`). */
	words: string;
	because: string;
	projects: Candidate<ProjectRecord>[];
}

const mostCandidates = 5;
const worthShowing = 0.6;

/**
 * The project that the document's own references point at, before its commitment is known: number
 * or name printed as project, project name, project address. A reference that fits several
 * projects equally well only narrows the others.
 */
export function pointedProjects(document: Document, index: DirectoryIndex): Pointer[] {
	const pointers: Pointer[] = [];
	const point = (words: string, because: string, projects: Candidate<ProjectRecord>[]) => {
		if (projects.length > 0) pointers.push({ words, because, projects });
	};
	if (document.project !== undefined) {
		const words = `the project "${document.project}"`;
		const numbered = byNumber(document.project, index);
		if (numbered.length > 0) point(words, 'project number', numbered);
		else point(words, 'project name', byName(document.project, index));
	}
	if (document.projectName !== undefined && document.projectName !== document.project) {
		point(
			`the project name "${document.projectName}"`,
			'project name',
			byName(document.projectName, index),
		);
	}
	const known = pointers.some(isSure);
	const printedAsNumber = known
		? undefined
		: `${document.project ?? ''} ${document.projectName ?? ''}`;
	const address = addressKey(document.projectAddress ?? printedAsNumber);
	if (address !== undefined) {
		const at = index.projectNames.filter((project) => sameAddress(project.address, address));
		point(
			'the project address',
			'project address',
			at.map(({ record }) => sure(record, 'project address')),
		);
	}
	return pointers;
}

/** Street addresses that agree; a document may leave the postal code out. */
function sameAddress(left: string | undefined, right: string): boolean {
	if (left === undefined) return false;
	if (left === right) return true;
	const street = (key: string): string => key.replace(/\s\d{5}$/, '').trimEnd();
	const bare = [left, right].some((key) => street(key) === key.trimEnd());
	return bare && street(left) === street(right);
}

function sure(record: ProjectRecord, because: string): Candidate<ProjectRecord> {
	return { record, score: 1, because };
}

/** Projects with this number, or with one that stands as a word in the text (`2301 - Depot`). */
function byNumber(printed: string, index: DirectoryIndex): Candidate<ProjectRecord>[] {
	const whole = index.projectsByNumber.get(projectKey(printed));
	if (whole !== undefined) return whole.map((record) => sure(record, 'project number'));
	const found = new Map<string, ProjectRecord>();
	for (const word of printed.split(/[\s:,;()#]+/)) {
		if (!/\d/.test(word)) continue;
		for (const record of index.projectsByNumber.get(projectKey(word)) ?? [])
			found.set(record.id, record);
	}
	return [...found.values()].map((record) => sure(record, 'project number'));
}

function byName(printed: string, index: DirectoryIndex): Candidate<ProjectRecord>[] {
	const name = normalizeName(printed);
	const scored = index.projectNames
		.map(({ record, name: own }) => ({
			record,
			score: normalizedSimilarity(name, own),
			because: 'project name',
		}))
		.filter(({ score }) => score >= worthShowing)
		.sort((a, b) => b.score - a.score);
	const sureOnes = scored.filter(({ score }) => score >= surely);
	const exact = scored.filter(({ score }) => score === 1);
	if (exact.length > 0) return exact;
	return sureOnes.length > 0 ? sureOnes : scored.slice(0, mostCandidates);
}

const isSure = ({ projects }: Pointer) =>
	projects.length > 0 && (projects[0]?.score ?? 0) >= surely;

/** Projects that every sure reference allows; undefined where none is sure. */
export function allowedProjects(pointers: readonly Pointer[]): Set<string> | undefined {
	let allowed: Set<string> | undefined;
	for (const pointer of pointers.filter(isSure)) {
		const ids = new Set(pointer.projects.map(({ record }) => record.id));
		const before: Set<string> | undefined = allowed;
		allowed = before === undefined ? ids : new Set([...before].filter((id) => ids.has(id)));
	}
	return allowed;
}

/**
 * The project of a document (rule ID-05): all of its references and the project of its commitment
 * have to agree; where two of them point at different projects, both are named.
 */
export function matchProject(
	pointers: readonly Pointer[],
	commitment: CommitmentRecord | undefined,
	index: DirectoryIndex,
): Match<ProjectRecord> {
	const own = commitment === undefined ? undefined : index.projects.get(commitment.project);
	const all = [...pointers];
	if (own !== undefined) {
		const words = `commitment ${commitment?.number ?? commitment?.id ?? ''}`.trim();
		all.push({
			words,
			because: 'project of the commitment',
			projects: [sure(own, 'project of the commitment')],
		});
	}
	const candidates = ranked(all);
	const known = all.filter(isSure);
	const allowed = allowedProjects(known);
	if (allowed === undefined) return { candidates };
	if (allowed.size === 1) {
		return { record: candidates.find(({ record }) => allowed.has(record.id))?.record, candidates };
	}
	if (allowed.size > 1) return { candidates };
	return { candidates, conflict: conflictOf(known) };
}

function ranked(pointers: readonly Pointer[]): Candidate<ProjectRecord>[] {
	const best = new Map<string, Candidate<ProjectRecord>>();
	for (const { projects, because } of pointers) {
		for (const { record, score } of projects) {
			const before = best.get(record.id);
			const reasons = before === undefined ? because : `${before.because}, ${because}`;
			best.set(record.id, { record, score: Math.max(score, before?.score ?? 0), because: reasons });
		}
	}
	return [...best.values()].sort((a, b) => b.score - a.score).slice(0, mostCandidates);
}

function conflictOf(pointers: readonly Pointer[]): string {
	const told = pointers.map(({ words, projects }) => {
		const names = projects.map(({ record }) =>
			record.number === undefined ? record.name : `${record.number} ${record.name}`,
		);
		return `${words} is project ${[...new Set(names)].join(' or ')}`;
	});
	return `The document's references disagree: ${told.join(', but ')}.`;
}
