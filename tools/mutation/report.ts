import type { Fate } from './copy';
import type { Mutant } from './mutants';

/** A mutant that was tried. */
export interface Trial {
	mutant: Mutant;
	fate: Fate;
}

/** Counts of a run. A mutant whose tests never ended was noticed: it counts as killed. */
export interface Summary {
	mutants: number;
	killed: number;
	survived: number;
	/** Percent of mutants that were killed, one decimal place; 0 where none was tried. */
	score: number;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

export function summaryOf(trials: readonly Trial[]): Summary {
	const mutants = trials.length;
	const survived = trials.filter(({ fate }) => fate === 'survived').length;
	const killed = mutants - survived;
	return {
		mutants,
		killed,
		survived,
		score: mutants === 0 ? 0 : Math.round((killed * 1000) / mutants) / 10,
	};
}

/** The survivors with their places, how many never ended, and the summary as JSON in the last line. */
export function reportOf(trials: readonly Trial[]): string {
	const rows = trials
		.filter(({ fate }) => fate === 'survived')
		.map(({ mutant: { file, line, before, after } }) => ({
			place: `${file}:${line}`,
			change: before === '' ? `+ ${oneLine(after)}` : `${oneLine(before)}  ->  ${oneLine(after)}`,
		}))
		.sort((left, right) => left.place.localeCompare(right.place, 'en', { numeric: true }));
	const width = Math.max(0, ...rows.map(({ place }) => place.length));
	const endless = trials.filter(({ fate }) => fate === 'timedOut').length;
	return [
		rows.length === 0 ? 'No mutant survived.' : 'Survived:',
		...rows.map(({ place, change }) => `  ${place.padEnd(width)}  ${change}`),
		`Timed out (counted as killed): ${endless}`,
		JSON.stringify(summaryOf(trials)),
	].join('\n');
}
