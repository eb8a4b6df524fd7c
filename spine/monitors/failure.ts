import type { Task } from '../documents/task';
import type { ListedPosting } from '../ledger/ledger';
import { count } from './words';

/** An execution that failed, as its host tells of it. */
export interface FailedExecution {
	workflow: string;
	/** Name of the step that failed, where one did. */
	step?: string;
	message: string;
	/** What the step itself advises. */
	advice?: string;
	/** HTTP status of the answer that it failed with. */
	status?: number;
	id?: string;
	url?: string;
}

/** What kind of trouble stopped an execution. */
export type FailureKind =
	'credential' | 'limit' | 'unreachable' | 'crash' | 'ledger' | 'setup' | 'data' | 'unknown';

/** What failed, why, and what to do, in a controller's words. */
export interface ExplainedFailure {
	kind: FailureKind;
	subject: string;
	what: string;
	why: string;
	doNext: string;
	/** What the ledger holds meanwhile. */
	standing: string;
	/** All of it as one text to send. */
	text: string;
}

const KINDS: ReadonlyArray<{
	kind: FailureKind;
	status?: readonly number[];
	says: RegExp;
	why: string;
	doNext: string;
}> = [
	{
		kind: 'credential',
		status: [401, 403],
		says: /\b(unauthori[sz]ed|forbidden|invalid_grant|invalid_client|token (?:has )?(?:expired|been revoked)|reconnect|credential)/i,
		why: 'The other system no longer accepts the credential.',
		doNext:
			'Open the credential in n8n, connect it again with the same account, and check that the account may still read and write there. Then run the workflow once more.',
	},
	{
		kind: 'limit',
		status: [429],
		says: /\b(too many requests|rate limit|throttl)/i,
		why: 'The other system asked to slow down.',
		doNext:
			'Nothing is to be done at once: the next run goes on where this one stopped. If it repeats, run other integrations of the same company at other hours.',
	},
	{
		kind: 'crash',
		says: /\b(crash|out of memory|heap|SIGKILL|worker .* (?:died|stalled)|execution (?:was )?(?:cancell?ed|stopped))/i,
		why: 'n8n ended while the workflow was running.',
		doNext:
			'Look whether n8n runs again. What was under way is taken up by the Spine Ledger Trigger when it starts.',
	},
	{
		kind: 'unreachable',
		status: [500, 502, 503, 504],
		says: /\b(ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|socket hang up|time[d ]?out|cannot be reached|unavailable)\b/i,
		why: 'The other system could not be reached.',
		doNext:
			'Look at its status page and the network of n8n. The next run goes on where this one stopped.',
	},
	{
		kind: 'setup',
		says: /\b(company settings|no settings|policy|preflight|never read in|backfill)\b/i,
		why: 'The company is not set up for this step.',
		doNext: 'Run the workflow Backfill and preflight, and mend what it names.',
	},
	{
		kind: 'ledger',
		says: /\bledger\b/i,
		why: 'The ledger did not take or give what was asked.',
		doNext: 'Do what the message names. Nothing is posted while the ledger cannot be asked.',
	},
	{
		kind: 'data',
		says: /\b(item|field|parameter|document|record|sheet|JSON)\b/i,
		why: 'One of the items cannot be used as it is.',
		doNext:
			'Open the execution, look at the item that it names, mend it and run it again. Set "On Error" of the step to "Continue" if one bad item shall not stop the others.',
	},
];

const UNKNOWN = {
	kind: 'unknown' as const,
	why: 'The step gave no reason that is known.',
	doNext: 'Open the execution and read the message of the step that is marked red.',
};

/**
 * The HTTP status that a text names as one. Three digits alone are an invoice's, a project's or a
 * vendor's number more often than a status.
 */
const STATUS =
	/\b(?:status(?: code)?|with code|(?:error|response|http) code|http(?:\/\d(?:\.\d)?)?|answered)[\s:=("]*([45]\d\d)\b/i;

function statusOf({ status, message, advice }: FailedExecution): number | undefined {
	if (status !== undefined) return status;
	const named = STATUS.exec(`${message} ${advice ?? ''}`)?.[1];
	return named === undefined ? undefined : Number(named);
}

/**
 * Explains a failed execution to the people who look after the books: what stopped, why, what to do,
 * and what stands in the ledger meanwhile. The status decides, as it is given, else as the message names it; else the first kind whose words the message has;
 * what the step itself advises comes first.
 */
export function explainFailure(
	failed: FailedExecution,
	standing: { postings: readonly ListedPosting[]; tasks: readonly Task[] },
): ExplainedFailure {
	const status = statusOf(failed);
	const known =
		KINDS.find((kind) => status !== undefined && kind.status?.includes(status)) ??
		KINDS.find(({ says }) => says.test(`${failed.message} ${failed.advice ?? ''}`)) ??
		UNKNOWN;
	const step = failed.step === undefined ? '' : ` at the step "${failed.step}"`;
	const what = `The workflow "${failed.workflow}" stopped${step}.`;
	const why = `${known.why} It said: ${failed.message}`;
	const advice = failed.advice === undefined || failed.advice === '' ? '' : `${failed.advice} `;
	const doNext = `${advice}${known.doNext}`;
	const stands = standingOf(standing);
	return {
		kind: known.kind,
		subject: `${failed.workflow} stopped${step}`,
		what,
		why,
		doNext,
		standing: stands,
		text: [
			`What failed: ${what}`,
			`Why: ${why}`,
			`What to do: ${doNext}`,
			`Meanwhile: ${stands}`,
			...(failed.url === undefined ? [] : [`Execution: ${failed.url}`]),
		].join('\n'),
	};
}

function standingOf({
	postings,
	tasks,
}: {
	postings: readonly ListedPosting[];
	tasks: readonly Task[];
}): string {
	const waiting = postings.filter(({ state }) => state === 'queued' || state === 'sent').length;
	const last = new Map(postings.map((posting) => [posting.claim, posting]));
	const refused = [...last.values()].filter(
		({ state, claimState }) => state === 'refused' && claimState === 'reserved',
	).length;
	const parts = [
		waiting === 0
			? 'no released document waits to be posted'
			: `${count(waiting, 'released document')} ${waiting === 1 ? 'waits' : 'wait'} to be posted and ${waiting === 1 ? 'goes' : 'go'} out with the next run`,
		...(refused === 0 ? [] : [`QuickBooks refused ${count(refused, 'bill')}`]),
		tasks.length === 0
			? 'no task is open'
			: `${count(tasks.length, 'task')} ${tasks.length === 1 ? 'is' : 'are'} open`,
	];
	return `${parts.join('; ')}. Nothing is written twice by running it again.`;
}
