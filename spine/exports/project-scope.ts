import { numberKey } from '../documents/numbers';
import type { ProjectRecord, VendorRecord } from '../documents/records';
import type { Directory } from '../identity/identity';
import type { ExportContext, Scope } from './context';
import { exportIds, isFromExport, plainName } from './identities';
import { ExportRefused } from './refusal';
import type { SheetRow } from './sheet';

/** Columns by which a report of several projects tells them apart. */
export const PROJECT_COLUMNS = {
	project: ['project', 'projectname', 'job', 'jobname'],
	projectNumber: ['projectnumber', 'project#', 'projectno', 'jobnumber', 'job#', 'jobno'],
} as const;

/** Projects and vendors of the project system that a file names, each made once. */
export interface ProjectScope {
	/** The project of a row, or of the whole file. */
	of(row: SheetRow<'project' | 'projectNumber'>): ProjectRecord;
	/** The vendor of a name. */
	vendor(name: string): string;
	mentioned(): Array<ProjectRecord | VendorRecord>;
	scopes(): Scope[];
}

/**
 * @throws ExportRefused for a project that the ledger reads from the project system itself.
 */
export function projectScope({ project: given, directory, table }: ExportContext): ProjectScope {
	const projects = new Map<string, ProjectRecord>();
	const vendors = new Map<string, VendorRecord>();
	const take = (number: string, name: string | undefined): ProjectRecord => {
		const known = projects.get(number) ?? knownProject(directory, number, table.name);
		const project: ProjectRecord = known ?? {
			type: 'project',
			side: 'projects',
			id: exportIds.project(number),
			number,
			name: name ?? number,
			active: true,
		};
		projects.set(number, project);
		return project;
	};
	if (given !== undefined) take(given.number, given.name);
	return {
		of(row) {
			const named = splitProject(row.text('project'), row.text('projectNumber'), directory);
			if (named !== undefined) return take(named.number, named.name);
			if (given !== undefined) return take(given.number, given.name);
			return row.refuse('project', 'names no project, and none was given for the file');
		},
		vendor(name) {
			const known = vendorNamed(directory, name);
			if (known !== undefined) return known.id;
			const id = exportIds.projectVendor(name);
			vendors.set(id, vendorOf(id, name));
			return id;
		},
		mentioned: () => [...projects.values(), ...vendors.values()],
		scopes: () => [...projects.values()].map(({ id }) => ({ side: 'projects', scope: id })),
	};
}

function vendorNamed({ vendors }: Directory, name: string): VendorRecord | undefined {
	const wanted = plainName(name);
	return vendors.find((vendor) => vendor.side === 'projects' && plainName(vendor.name) === wanted);
}

/** A vendor of the project system of whom only the name is known. */
export const vendorOf = (id: string, name: string): VendorRecord => ({
	type: 'vendor',
	side: 'projects',
	id,
	name,
	aliases: [],
	emails: [],
	active: true,
});

function knownProject(
	{ projects }: Directory,
	number: string,
	file: string,
): ProjectRecord | undefined {
	const key = numberKey(number)?.key;
	const same = projects.filter(
		(one) => one.number !== undefined && numberKey(one.number)?.key === key,
	);
	const other = same.find(({ id }) => !isFromExport(id));
	if (other !== undefined) {
		throw new ExportRefused(
			`${file} was not taken over: project ${number} is read from the project system itself, and an export beside it would count everything twice.`,
			'Use either the export or the connection for a project. A ledger of its own name keeps the two apart.',
		);
	}
	return same[0];
}

/** `2301 - Harbor View Clinic`, or a number and a name in columns of their own, or the name of a known project. */
function splitProject(
	text: string | undefined,
	number: string | undefined,
	{ projects }: Directory,
): { number: string; name?: string } | undefined {
	if (number !== undefined) return { number, ...(text === undefined ? {} : { name: text }) };
	if (text === undefined) return undefined;
	const [, left, right] = /^(\S*\d\S*)\s+[-\u2013:]\s+(.+)$/.exec(text) ?? [];
	if (left !== undefined && right !== undefined) return { number: left, name: right };
	const known = projects.filter(({ name }) => plainName(name) === plainName(text));
	const [only] = known;
	return known.length === 1 && only?.number !== undefined
		? { number: only.number, name: only.name }
		: { number: text };
}
