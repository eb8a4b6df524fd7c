import type { Document } from '../documents/document';
import { normalizeName } from '../documents/names';
import type { Mode } from '../documents/settings';
import type { Facts } from './facts';

const STRICTNESS: readonly Mode[] = ['observe', 'shadow', 'propose', 'autoClean'];

/**
 * Mode of the policy for a document: the entry that fits most specifically (vendor and project
 * over one of them over the kind), the stricter one of two that are equally specific.
 */
export function modeFor(document: Document, facts: Facts): Mode {
	const { identity, policy } = facts;
	const project = identity.project.record;
	const vendors = [identity.vendor.record, identity.booksVendor.record].flatMap((record) =>
		record === undefined ? [] : [record],
	);
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
	const fitting = policy.modes
		.filter(
			(entry) =>
				(entry.project === undefined || fitsProject(entry.project)) &&
				(entry.vendor === undefined || fitsVendor(entry.vendor)) &&
				(entry.kind === undefined || entry.kind === document.kind),
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
	return fitting[0]?.mode ?? policy.mode;
}
