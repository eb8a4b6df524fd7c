import { contentHash } from '../documents/canonical';

/** Longest project number that leaves room for the rest within the 21 characters the books take. */
const LONGEST_PROJECT = 9;

/** How the number of every entry of labour begins. */
export const LABOUR_NUMBER = 'L-';

/**
 * Number of the entry of a project and period: `L-2301-260315`, a correction `L-2301-260315A1`. It
 * names the job and the last day, because that is what people look for; a long project number is cut
 * and told apart by four characters made of the project's id.
 */
export function labourNumber(
	project: { id: string; number?: string | undefined },
	to: string,
	correction: number,
): string {
	const number = (project.number ?? project.id).replace(/\s+/g, '');
	const short =
		number.length <= LONGEST_PROJECT
			? number
			: `${number.slice(0, 4)}~${contentHash(project.id).slice(0, 4)}`;
	const date = to.slice(2).replace(/-/g, '');
	return `${LABOUR_NUMBER}${short}-${date}${correction === 0 ? '' : `A${correction}`}`;
}

/** Name of the transfer of a project's hours of a period; corrections count from 1. */
export function labourKey(
	place: { project: string; books: string; from: string; to: string },
	correction: number,
): string {
	const { project, books, from, to } = place;
	return `labour:projects:${project}:${books}:${from}..${to}:${correction}`;
}

const KEY = /^labour:projects:(.+):([^:]+):(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2}):(\d+)$/;

/** What the name of a transfer of hours says; undefined for another name. */
export function readLabourKey(
	key: string,
): { project: string; books: string; from: string; to: string; correction: number } | undefined {
	const [, project, books, from, to, correction] = KEY.exec(key) ?? [];
	if (project === undefined || books === undefined || from === undefined || to === undefined) {
		return undefined;
	}
	return { project, books, from, to, correction: Number(correction) };
}
