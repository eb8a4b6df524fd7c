import type { Directory } from '../identity/identity';
import type { CodeInUse } from './coverage';

/** Commitments in these states bring no more bills. */
const DONE = new Set(['void', 'terminated', 'closed', 'complete']);

/** Cost codes and types that the lines of open commitments use, with the project's number. */
export function codesInUse({ projects, commitments }: Directory): CodeInUse[] {
	const numbers = new Map(projects.map(({ id, number }) => [id, number ?? id]));
	return commitments
		.filter(({ status }) => !DONE.has(status))
		.flatMap(({ project, lines }) =>
			lines.map(({ costCode, costType }) => ({
				project: numbers.get(project) ?? project,
				costCode,
				costType,
			})),
		);
}
