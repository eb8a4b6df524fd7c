import * as fc from 'fast-check';

/** Examples of a property that one mutant is tried on; the tests themselves take more. */
const EXAMPLES = 20;

type Parameters = fc.Parameters<unknown>;

/**
 * fast-check as the tests import it, for the mutation run: the same examples for the same seed,
 * few of them, and no time lost on shrinking a failure. Fewer examples notice less, so the score is
 * rather too low.
 */
export function fewExamples(seed: number): unknown {
	fc.configureGlobal({ seed, endOnFailure: true });
	const assert = (property: fc.IRawProperty<unknown>, given: Parameters = {}): unknown =>
		fc.assert(property, { ...given, numRuns: Math.min(given.numRuns ?? EXAMPLES, EXAMPLES) });
	const few = { ...fc, assert };
	return { ...few, default: few, __esModule: true };
}
