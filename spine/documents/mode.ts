import { normalizeName } from './names';
import type { ProjectRecord, VendorRecord } from './records';
import type { Mode, Policy } from './settings';

/** What a policy's modes are told apart by. */
export interface ModeSubject {
	kind: string;
	project?: Pick<ProjectRecord, 'id' | 'number' | 'name'>;
	/** The vendor's records on both sides. */
	vendors: ReadonlyArray<Pick<VendorRecord, 'id' | 'name' | 'aliases'>>;
}

const STRICTNESS: readonly Mode[] = ['observe', 'shadow', 'propose', 'autoClean'];

/**
 * Mode of the policy for a document: the entry that fits most specifically (vendor and project
 * over one of them over the kind), the stricter one of two that are equally specific.
 */
export function modeOf(
	{ mode, modes }: Pick<Policy, 'mode' | 'modes'>,
	{ kind, project, vendors }: ModeSubject,
): Mode {
	const fitsProject = (wanted: string): boolean =>
		[project?.id, project?.number, project?.name].includes(wanted);
	const fitsVendor = (wanted: string): boolean =>
		vendors.some(
			(record) =>
				record.id === wanted ||
				[record.name, ...record.aliases].some(
					(name) => normalizeName(name) === normalizeName(wanted),
				),
		);
	const fitting = modes
		.filter(
			(entry) =>
				(entry.project === undefined || fitsProject(entry.project)) &&
				(entry.vendor === undefined || fitsVendor(entry.vendor)) &&
				(entry.kind === undefined || entry.kind === kind),
		)
		.map((entry) => ({
			mode: entry.mode,
			weight:
				(entry.project === undefined ? 0 : 2) +
				(entry.vendor === undefined ? 0 : 2) +
				(entry.kind === undefined ? 0 : 1),
		}))
		.sort(
			(left, right) =>
				right.weight - left.weight ||
				STRICTNESS.indexOf(left.mode) - STRICTNESS.indexOf(right.mode),
		);
	return fitting[0]?.mode ?? mode;
}
