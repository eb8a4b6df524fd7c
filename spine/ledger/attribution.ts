import { numberKey } from '../documents/numbers';
import type { CommitmentRecord } from '../documents/records';

/** What tells which commitment a bill of the books belongs to. */
export interface BillClues {
	number?: string;
	memo?: string;
	/** Numbers of the purchase orders in the books that its lines are linked to. */
	purchaseOrders: readonly string[];
	/** Projects that its lines' jobs belong to. */
	projects: readonly string[];
}

export interface Attribution {
	commitment?: string;
	/** Application number that the bill's own number carries (`3` of `SC-0042-03`). */
	application?: string;
	how: 'purchase_order' | 'number' | 'memo' | 'only' | 'ambiguous' | 'none';
	/** Commitments it may belong to, where it cannot be told to which. */
	candidates: string[];
}

/**
 * Which of a vendor's commitments a bill belongs to: by the purchase order it is linked to, by its
 * own number containing the commitment's, by its memo naming it, else because the vendor has
 * exactly one commitment on the bill's jobs. Several on those jobs leave it ambiguous; no job that
 * is a project of ours leaves it uncommitted.
 *
 * @param commitments the commitments of the bill's vendor.
 */
export function attributeBill(
	clues: BillClues,
	commitments: readonly CommitmentRecord[],
): Attribution {
	const living = commitments.filter((commitment) => commitment.status !== 'void');
	const application = applicationIn(clues.number, living);
	const linked = living.filter((commitment) =>
		clues.purchaseOrders.some((order) => sameNumber(order, commitment.number)),
	);
	const byLink = linked.length === 1 ? linked[0] : undefined;
	if (byLink !== undefined) {
		const fits = application?.commitment === byLink.id ? application.application : undefined;
		return found(byLink, 'purchase_order', fits);
	}
	if (application !== undefined) {
		return { ...application, how: 'number', candidates: [] };
	}
	const named = longest(living.filter(({ number }) => mentions(clues.memo, number)));
	if (named !== undefined) return found(named, 'memo');
	const onJobs = living.filter(({ project }) => clues.projects.includes(project));
	const only = onJobs[0];
	if (only === undefined) return { how: 'none', candidates: [] };
	if (onJobs.length === 1) return found(only, 'only');
	return { how: 'ambiguous', candidates: onJobs.map(({ id }) => id) };
}

function found(
	{ id }: CommitmentRecord,
	how: Attribution['how'],
	application?: string,
): Attribution {
	return {
		commitment: id,
		how,
		candidates: [],
		...(application === undefined ? {} : { application }),
	};
}

/** The commitment whose number a bill's number contains, and the application number after it. */
function applicationIn(
	number: string | undefined,
	commitments: readonly CommitmentRecord[],
): { commitment: string; application?: string } | undefined {
	const commitment = longest(commitments.filter((one) => mentions(number, one.number)));
	if (commitment === undefined) return undefined;
	const pattern = patternOf(commitment.number ?? '');
	const rest = pattern === undefined ? '' : (number ?? '').toUpperCase().replace(pattern, ' ');
	const digits = /^[^A-Z0-9]*(?:APP|PA|REQ)?[^A-Z0-9]*0*(\d{1,3})[^A-Z0-9]*$/.exec(rest)?.[1];
	return { commitment: commitment.id, ...(digits === undefined ? {} : { application: digits }) };
}

const sameNumber = (left: string, right: string | undefined): boolean =>
	right !== undefined && numberKey(left)?.key === numberKey(right)?.key;

/** Whether a text names a commitment's number as a whole word, whatever its punctuation. */
function mentions(text: string | undefined, number: string | undefined): boolean {
	if (text === undefined || number === undefined) return false;
	return patternOf(number)?.test(text.toUpperCase()) ?? false;
}

/** A number of fewer than three characters, or without a digit, is found in too many texts. */
function patternOf(number: string): RegExp | undefined {
	const runs = number.toUpperCase().match(/[A-Z]+|\d+/g) ?? [];
	if (runs.join('').length < 3 || !runs.some((run) => /\d/.test(run))) return undefined;
	const body = runs
		.map((run) => (/\d/.test(run) ? `0*${run.replace(/^0+(?=\d)/, '')}` : run))
		.join('[^A-Z0-9]*');
	return new RegExp(`(?<![A-Z0-9])${body}(?![0-9])`);
}

/** Of nested numbers (`SC-4`, `SC-4-1`) the longest is meant; equally long ones name none. */
function longest(commitments: readonly CommitmentRecord[]): CommitmentRecord | undefined {
	const sorted = [...commitments].sort((a, b) => (b.number ?? '').length - (a.number ?? '').length);
	const [best, second] = sorted;
	const tie = second !== undefined && second.number?.length === best?.number?.length;
	return tie ? undefined : best;
}
