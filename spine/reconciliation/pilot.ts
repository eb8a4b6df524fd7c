import type { Amount } from '../documents/money';
import type { BooksTransactionRecord, VendorRecord } from '../documents/records';
import type { DocumentEntry, ListedClaim, ListedPosting } from '../ledger/ledger';

/** Fields of a bill that the gate's and the people's are compared in. */
export const PILOT_FIELDS = [
	'vendor',
	'number',
	'date',
	'total',
	'account or item',
	'job',
	'class',
	'lines',
] as const;
export type PilotField = (typeof PILOT_FIELDS)[number];

/**
 * Fields that make a document a disagreement. How a bill is cut into lines is shown and does not
 * count: the same money on the same accounts, jobs and classes is the same cost.
 */
export const DECISIVE: readonly PilotField[] = PILOT_FIELDS.filter((field) => field !== 'lines');

/** What a pilot's comparison is made from. */
export interface PilotSource {
	/** Business date of the report. */
	today: string;
	currency: string;
	entries: readonly DocumentEntry[];
	/** Bills and vendor credits of the books. */
	transactions: readonly BooksTransactionRecord[];
	vendors: readonly VendorRecord[];
	claims: readonly ListedClaim[];
	postings: readonly ListedPosting[];
	/** Company files that keep no classes. */
	withoutClasses: ReadonlySet<string>;
	/** Business days that people may take to enter a bill before it counts as not entered. */
	patienceDays: number;
	/** Minutes that a bill takes to enter by hand; an assumption of the company. */
	minutesPerBill: number;
}

/** One field of a document where the gate and the people differ, in words. */
export interface FieldDifference {
	field: PilotField;
	gate: string;
	people: string;
}

/**
 * What became of a document on both sides. `agreed` and `differs`: the gate would have posted it and
 * people did; `would_hold`: people posted what the gate would have held or blocked; `gate_only`: the
 * gate would have posted what people did not; `both_stopped`: neither; `waiting`: people may still
 * enter it.
 */
export type PilotStanding =
	'agreed' | 'differs' | 'would_hold' | 'gate_only' | 'both_stopped' | 'waiting';

/** One document of the pilot. */
export interface PilotRow {
	standing: PilotStanding;
	/** Key of the document. */
	key: string;
	kind: string;
	vendor?: string;
	number?: string;
	date?: string;
	/** Net amount that the gate would have posted. */
	total?: Amount;
	outcome: string;
	/** How the people's bill was found. */
	how?: 'claim' | 'number' | 'amount' | 'other vendor';
	/** Bill of the people, by its id in the books. */
	bill?: string;
	billTotal?: Amount;
	differences: FieldDifference[];
	/** Fields that could be compared. */
	compared: PilotField[];
	/** Whether the gate's bill would have been for another vendor or amount than what people paid. */
	wrongPost: boolean;
	/** Why the gate would have stopped it, one sentence each. */
	findings: Array<{ rule: string; severity: string; message: string }>;
	/** Part of the demand that the gate did not support. */
	unsupported?: Amount;
}

/** A condition for letting the gate post by itself, and whether it is met. */
export interface PilotCondition {
	condition: string;
	met: boolean;
	says: string;
}

/** What a pilot has shown so far. Rates are shares from 0 to 1, absent where nothing was compared. */
export interface PilotReport {
	today: string;
	currency: string;
	/** First and last day of decisions in it. */
	from?: string;
	until?: string;
	documents: number;
	/** Documents that the gate would have posted and people did. */
	compared: number;
	agreed: number;
	agreement?: number;
	standings: Record<PilotStanding, number>;
	fields: Array<{ field: PilotField; compared: number; agreed: number; rate?: number }>;
	/** Documents that people posted and the gate would have held, with what it did not support. */
	wouldHold: { documents: number; unsupported: Amount };
	/** Bills that people entered in the time of the pilot and that no document is known for. */
	peopleOnly: { bills: number; total: Amount };
	wrongPosts: number;
	/** `agreed` documents times the minutes that one takes by hand. */
	savedMinutes: number;
	minutesPerBill: number;
	conditions: PilotCondition[];
	/** Whether every condition that can be measured is met. */
	ready: boolean;
	rows: PilotRow[];
}
