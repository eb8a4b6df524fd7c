import type { Document } from '../documents/document';
import { nameSimilarity } from '../documents/names';
import type { CommitmentRecord, VendorRecord } from '../documents/records';
import { commitmentNumber, isDated, sameKind } from './commitment-number';
import type { DirectoryIndex, IndexedCommitment } from './directory-index';
import type { Candidate, Match } from './identity';

/** States in which a commitment may be billed (rule CM-01). */
const active: ReadonlySet<CommitmentRecord['status']> = new Set([
	'approved',
	'partially_received',
	'received',
]);
const mostCandidates = 5;

/**
 * The commitment a document bills (rule ID-07). A printed number decides alone: equal after
 * normalisation, then equal in its parts (`SC-2301-001` and `2301-SC-01`), then equal without
 * the project's number (`Subcontract 4` on project 2301 and `2301-SC-04`), the last only where
 * project or vendor agrees. Where a number fits several commitments, the project's and then the
 * vendor's is taken; one that belongs to another vendor is still resolved, so that rule CM-06
 * can say so. Without a printed number it is the vendor's only active commitment on the project. A
 * printed number that fits none is not guessed away: candidates are ranked for a person.
 *
 * @param projects ids of the projects that the document's own references allow; absent: none named.
 */
export function matchCommitment(
	document: Document,
	vendor: VendorRecord | undefined,
	projects: ReadonlySet<string> | undefined,
	index: DirectoryIndex,
): Match<CommitmentRecord> {
	const printed = document.commitment;
	const number = printed === undefined || isDated(printed) ? undefined : commitmentNumber(printed);
	if (number !== undefined) {
		const ofKind = (list: readonly IndexedCommitment[] | undefined) =>
			(list ?? []).filter(({ record }) => sameKind(number.kind, record.kind));
		const parts = number.parts.join('-');
		const levels = [
			{ because: 'same number', found: index.commitmentsByKey.get(number.key) ?? [], near: false },
			{
				because: 'same number, written otherwise',
				found: ofKind(index.commitmentsByParts.get(parts)),
				near: false,
			},
			{
				because: 'same number on the project',
				found: ofKind(index.commitmentsByShort.get(parts)),
				near: true,
			},
		];
		for (const { because, found, near } of levels) {
			const fitting = near ? found.filter(({ record }) => agrees(record, vendor, projects)) : found;
			const narrowed = narrow(fitting, vendor, projects);
			if (narrowed.length === 0) continue;
			const candidates = narrowed
				.map(({ record }) => ({ record, score: 1 / narrowed.length, because }))
				.slice(0, mostCandidates);
			return narrowed.length === 1 ? { record: narrowed[0]?.record, candidates } : { candidates };
		}
	}
	const candidates = ranked(document, vendor, projects, index);
	if (number !== undefined || vendor === undefined || projects?.size !== 1) return { candidates };
	const billable = (index.commitmentsByVendor.get(vendor.id) ?? []).filter(
		({ record }) => active.has(record.status) && projects.has(record.project),
	);
	return billable.length === 1 ? { record: billable[0]?.record, candidates } : { candidates };
}

function agrees(
	record: CommitmentRecord,
	vendor: VendorRecord | undefined,
	projects: ReadonlySet<string> | undefined,
): boolean {
	if (projects !== undefined) return projects.has(record.project);
	return vendor !== undefined && record.vendor === vendor.id;
}

/** Those on the project where any are, then those of the vendor where any are. */
function narrow(
	found: readonly IndexedCommitment[],
	vendor: VendorRecord | undefined,
	projects: ReadonlySet<string> | undefined,
) {
	const here = found.filter(({ record }) => projects?.has(record.project) === true);
	const near = here.length > 0 ? here : found;
	const own = near.filter(({ record }) => vendor !== undefined && record.vendor === vendor.id);
	return own.length > 0 ? own : near;
}

/** The vendor's commitments, best first: on the project, active, alike in title or amount. */
function ranked(
	document: Document,
	vendor: VendorRecord | undefined,
	projects: ReadonlySet<string> | undefined,
	index: DirectoryIndex,
): Array<Candidate<CommitmentRecord>> {
	if (vendor === undefined) return [];
	const work =
		document.lines[0]?.description ?? document.payApplication?.lines[0]?.description ?? '';
	const contractSum =
		document.payApplication?.originalContractSum ?? document.payApplication?.contractSumToDate;
	return (index.commitmentsByVendor.get(vendor.id) ?? [])
		.map(({ record }) => {
			const reasons = ['same vendor'];
			let score = 0.4;
			if (projects?.has(record.project) === true) {
				score += 0.25;
				reasons.push('same project');
			}
			if (active.has(record.status)) {
				score += 0.1;
				reasons.push('open for billing');
			}
			if (
				contractSum !== undefined &&
				(contractSum === record.original || contractSum === record.revised)
			) {
				score += 0.15;
				reasons.push('same contract sum');
			}
			score += 0.05 * nameSimilarity(work, record.title ?? '');
			return { record, score: Math.round(score * 1000) / 1000, because: reasons.join(', ') };
		})
		.sort((a, b) => b.score - a.score || (a.record.id < b.record.id ? -1 : 1))
		.slice(0, mostCandidates);
}
