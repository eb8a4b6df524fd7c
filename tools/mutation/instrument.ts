import type { Mutant } from './mutants';

/** Name under which an instrumented file says that a mutant's place was reached. */
export const REACHED = '__reached';

interface Insertion {
	at: number;
	/** Closings come before openings at the same place. */
	opens: boolean;
	/** The other end of the wrapped expression. */
	other: number;
	text: string;
}

function insertionsOf(mutant: Mutant, id: number): Insertion[] {
	const { start, end } = mutant.node;
	if (start === end) return [{ at: start, opens: true, other: end, text: ` ${REACHED}(${id});` }];
	return [
		{ at: start, opens: true, other: end, text: `(${REACHED}(${id}), ` },
		{ at: end, opens: false, other: start, text: ')' },
	];
}

/** The inner of two expressions that begin together opens last and closes first. */
function inOrder(left: Insertion, right: Insertion): number {
	if (left.at !== right.at) return left.at - right.at;
	if (left.opens !== right.opens) return left.opens ? 1 : -1;
	return right.other - left.other;
}

/**
 * The file's text, doing the same, but calling `__reached(id)` whenever the place of a mutant is
 * evaluated; `idOf` numbers the mutants.
 */
export function instrumented(
	text: string,
	mutants: readonly Mutant[],
	idOf: (mutant: Mutant) => number,
): string {
	const insertions = mutants.flatMap((mutant) => insertionsOf(mutant, idOf(mutant))).sort(inOrder);
	let written = 0;
	let result = '';
	for (const { at, text: inserted } of insertions) {
		result += text.slice(written, at) + inserted;
		written = at;
	}
	return result + text.slice(written);
}
