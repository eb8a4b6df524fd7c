import type { Company } from '../company';
import type { Row } from '../rows';

/** One write being made. */
export interface Write {
	company: Company;
	entity: string;
	/** The row as it will be stored; a rule may complete it. */
	next: Row;
	/** The row as it stands, when it is an update. */
	previous?: Row;
	/** `include` values of the request, such as `allowduplicatedocnum`. */
	include: readonly string[];
}

/**
 * What is particular to an entity. `prepare` and `beforeDelete` refuse by throwing a fault and change
 * nothing but `next`; `effects` moves what other rows derive from this one by the difference between
 * before and after, and never throws. A create has no `previous`, a delete no `next`.
 */
export interface Behaviour {
	prepare?(write: Write): void;
	beforeDelete?(company: Company, row: Row): void;
	effects?(company: Company, next: Row | undefined, previous: Row | undefined): void;
}
