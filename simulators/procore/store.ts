import { type Bag, type Row, bag, rowsOf, whole } from './values';

/** Keys of the three kinds of contract. */
export const contractKeys = [
	'work_order_contracts',
	'purchase_order_contracts',
	'prime_contracts',
] as const;
export type ContractKey = (typeof contractKeys)[number];

/** Ids of what is created lie beyond 32 bits, as those of Procore's newer regions do. */
const firstNewId = 562_949_953_421_312;

/** The state of the simulator: rows by resource, with indexes by id and by project. */
export class Store {
	private readonly rowsByKey = new Map<string, Row[]>();
	private readonly indexes = new Map<string, Map<number, Row>>();
	private readonly listCache = new Map<string, Row[]>();
	private lastId = firstNewId;
	readonly companies: Row[];

	constructor(
		resources: Record<string, Row[]>,
		private readonly other: Bag,
	) {
		for (const [key, rows] of Object.entries(resources)) {
			this.rowsByKey.set(key, structuredClone(rows));
			for (const row of rows) this.lastId = Math.max(this.lastId, row.id);
		}
		const companies = this.rows('companies');
		this.companies = companies.length > 0 ? companies : [{ id: 1, name: 'Company' }];
	}

	rows(key: string): Row[] {
		const rows = this.rowsByKey.get(key);
		if (rows !== undefined) return rows;
		const fresh: Row[] = [];
		this.rowsByKey.set(key, fresh);
		return fresh;
	}

	find(key: string, id: number | undefined): Row | undefined {
		if (id === undefined) return undefined;
		let index = this.indexes.get(key);
		if (index === undefined) {
			index = new Map(this.rows(key).map((row) => [row.id, row]));
			this.indexes.set(key, index);
		}
		return index.get(id);
	}

	insert(key: string, row: Row): void {
		this.rows(key).push(row);
		this.indexes.get(key)?.set(row.id, row);
		this.changed();
	}

	remove(key: string, row: Row): void {
		const rows = this.rows(key);
		rows.splice(rows.indexOf(row), 1);
		this.indexes.get(key)?.delete(row.id);
		this.changed();
	}

	nextId(): number {
		this.lastId += 1;
		return this.lastId;
	}

	/** To be called after any change of a row, so that no list is answered from before it. */
	changed(): void {
		this.listCache.clear();
	}

	/** A list that was made before for the same question, or made now. */
	cached(question: string, make: () => Row[]): Row[] {
		const known = this.listCache.get(question);
		if (known !== undefined) return known;
		const made = make();
		if (this.listCache.size > 100) this.listCache.clear();
		this.listCache.set(question, made);
		return made;
	}

	/** A contract of any kind by its id. */
	contract(id: number | undefined): { key: ContractKey; row: Row } | undefined {
		for (const key of contractKeys) {
			const row = this.find(key, id);
			if (row !== undefined) return { key, row };
		}
		return undefined;
	}

	/**
	 * The project a row belongs to: its own statement, that of its contract, or the only project there
	 * is. Undefined means that nothing says it; such a row is seen in every project.
	 */
	projectOf(row: Row): number | undefined {
		const stated = whole(row.project_id) ?? whole(bag(row.project).id);
		if (stated !== undefined) return stated;
		if (row.biller_type === 'Project') return whole(row.biller_id);
		if (row.biller_type === 'SubJob') {
			const job = this.find('sub_jobs', whole(row.biller_id));
			if (job !== undefined) return this.projectOf(job);
		}
		const contractId =
			whole(row.contract_id) ?? whole(row.commitment_id) ?? whole(bag(row.contract).id);
		const contract = this.contract(contractId);
		if (contract !== undefined) return this.projectOf(contract.row);
		const projects = this.rows('projects');
		return projects.length === 1 ? projects[0]?.id : undefined;
	}

	companyOf(project: Row): number | undefined {
		return whole(bag(project.company).id) ?? whole(project.company_id) ?? this.companies[0]?.id;
	}

	/** Everything, in the form of `procore.json`; resources that are and were empty are left out. */
	export(): Bag {
		const resources = [...this.rowsByKey].filter(([, rows]) => rows.length > 0);
		return structuredClone({ ...Object.fromEntries(resources), ...this.other });
	}
}

/** The lines of a holder, made if it has none. */
export function linesOf(holder: Row): Row[] {
	if (!Array.isArray(holder.line_items)) holder.line_items = [];
	return rowsOf(holder.line_items);
}
