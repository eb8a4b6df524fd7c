import { numberKey } from '../documents/numbers';
import type { CommitmentRecord } from '../documents/records';
import type { ExportContext } from './context';
import { isFromExport } from './identities';
import type { SheetRow } from './sheet';

/** Finds the commitment that a row of another report names, among those that were imported. */
export function commitmentFinder({
	directory,
	project,
}: ExportContext): (row: SheetRow<'commitment' | 'project' | 'projectNumber'>) => CommitmentRecord {
	const imported = directory.commitments.filter(({ id }) => isFromExport(id));
	const keyOf = (text: string | undefined): string | undefined =>
		text === undefined ? undefined : numberKey(text)?.key;
	const numberOf = new Map(directory.projects.map(({ id, number }) => [id, number]));
	return (row) => {
		const named = row.needed('commitment');
		const head = named.split(/\s+[-\u2013:]\s+|:\s/)[0] ?? named;
		const wanted = [keyOf(named), keyOf(head)];
		const inProject = row.text('projectNumber') ?? project?.number;
		const fitting = imported.filter(
			(one) =>
				one.number !== undefined &&
				wanted.includes(keyOf(one.number)) &&
				(inProject === undefined || keyOf(numberOf.get(one.project)) === keyOf(inProject)),
		);
		const [only] = fitting;
		if (only === undefined) {
			return row.refuse(
				'commitment',
				`names "${named}", which is no imported commitment. Import the commitments report first`,
			);
		}
		return fitting.length === 1
			? only
			: row.refuse(
					'commitment',
					`names "${named}", which ${fitting.length} projects have. Say which project the file is of`,
				);
	};
}
