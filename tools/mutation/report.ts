import { grouped } from './grouped';
import type { Mutant } from './mutants';

/**
 * What the tests said of a mutant: a test failed, none did, they did not end (which a person would
 * notice), no test even reaches the place, or the machine was too busy to tell.
 */
export type Fate = 'killed' | 'survived' | 'timedOut' | 'unreached' | 'undecided';

/** A mutant that was tried. */
export interface Trial {
	mutant: Mutant;
	fate: Fate;
}

/**
 * Counts of a run. A mutant whose tests never ended was noticed; one that none reaches was not; one
 * that was not decided is left out.
 */
export interface Summary {
	mutants: number;
	killed: number;
	survived: number;
	/** Percent of mutants that were killed, one decimal place; 0 where none was tried. */
	score: number;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const isAlive = ({ fate }: Trial): boolean => fate === 'survived' || fate === 'unreached';

export function summaryOf(trials: readonly Trial[]): Summary {
	const mutants = trials.filter(({ fate }) => fate !== 'undecided').length;
	const survived = trials.filter(isAlive).length;
	const killed = mutants - survived;
	return {
		mutants,
		killed,
		survived,
		score: mutants === 0 ? 0 : Math.round((killed * 1000) / mutants) / 10,
	};
}

/** Fewest mutants that say anything about the tests. */
export const FEWEST = 100;

/**
 * Why a run fails, in a sentence; undefined where it does not: too few mutants were tried, or the
 * score of a sample of this size lies below the floor by more than two standard errors, so that
 * another seed does not turn a good suite away.
 */
export function faultOf({ mutants, score }: Summary, floor: number): string | undefined {
	if (floor === 0) return undefined;
	if (mutants < FEWEST) {
		return `Only ${mutants} mutants were tried, fewer than ${FEWEST}; run it on a machine with less to do.`;
	}
	const share = score / 100;
	const margin = 200 * Math.sqrt((share * (1 - share)) / mutants);
	return score + margin < floor
		? `The score ${score} is below the floor ${floor}, by more than chance explains.`
		: undefined;
}

/** How much of it was noticed in each folder. */
function byFolder(trials: readonly Trial[]): string[] {
	const folderOf = ({ mutant }: Trial): string => mutant.file.replace(/\/[^/]*$/, '');
	const groups = [...grouped(trials, folderOf)].sort(([left], [right]) =>
		left.localeCompare(right, 'en'),
	);
	const width = Math.max(0, ...groups.map(([folder]) => folder.length));
	return groups.map(([folder, own]) => {
		const { killed, mutants, score } = summaryOf(own);
		return `  ${folder.padEnd(width)}  ${String(killed).padStart(4)} of ${String(mutants).padStart(4)}  ${score.toFixed(1).padStart(5)} %`;
	});
}

/**
 * The survivors with their places and changes, the folders, how many were never reached, never
 * ended, not decided or not tried, and the summary as JSON in the last line. `chosen` is how many mutants
 * were to be tried.
 */
export function reportOf(trials: readonly Trial[], chosen: number): string {
	const rows = trials
		.filter(isAlive)
		.map(({ mutant: { file, line, before, after }, fate }) => ({
			place: `${file}:${line}`,
			change: before === '' ? `+ ${oneLine(after)}` : `${oneLine(before)}  ->  ${oneLine(after)}`,
			note: fate === 'unreached' ? '  (no test comes here)' : '',
		}))
		.sort((left, right) => left.place.localeCompare(right.place, 'en', { numeric: true }));
	const width = Math.max(0, ...rows.map(({ place }) => place.length));
	const count = (fate: Fate): number => trials.filter((one) => one.fate === fate).length;
	return [
		rows.length === 0 ? 'No mutant survived.' : 'Survived:',
		...rows.map(({ place, change, note }) => `  ${place.padEnd(width)}  ${change}${note}`),
		'Noticed:',
		...byFolder(trials),
		`Reached by no test: ${count('unreached')}. Timed out (counted as killed): ${count('timedOut')}. Not decided, the machine being busy: ${count('undecided')}. Not tried for want of time: ${chosen - trials.length}.`,
		JSON.stringify(summaryOf(trials)),
	].join('\n');
}
