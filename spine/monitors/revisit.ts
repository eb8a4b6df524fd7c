import type { Verdict } from '../documents/verdict';
import type { Ledger, PassedDocument } from '../ledger/ledger';
import type { Revisited } from './facts';

/**
 * Has the documents judged again that passed in the last days and whose facts changed since. Nothing
 * of it is kept: neither decision, reservation nor release changes.
 *
 * @param judgeAgain asks the gate for a verdict on the facts of now, as a dry run.
 */
export async function revisit(
	ledger: Pick<Ledger, 'passedAndChanged'>,
	days: number,
	judgeAgain: (passed: PassedDocument) => Promise<Verdict>,
): Promise<Revisited[]> {
	const revisited: Revisited[] = [];
	for (const passed of await ledger.passedAndChanged(days)) {
		const { document, coding, claim, posted, vendor, project, commitment, books } = passed;
		revisited.push({
			key: document.source.key,
			label: `${document.kind.replace(/_/g, ' ')} ${document.number ?? document.source.key}`,
			claim,
			posted,
			amount: coding.total,
			verdict: await judgeAgain(passed),
			...(vendor === undefined ? {} : { vendor }),
			...(project === undefined ? {} : { project }),
			...(commitment === undefined ? {} : { commitment }),
			...(books === undefined ? {} : { books }),
		});
	}
	return revisited;
}
