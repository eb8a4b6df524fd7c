import type { Entry } from './main-job';

const OUTCOMES: Readonly<Record<string, string>> = {
	verified: 'Verified',
	held: 'Held',
	blocked: 'Blocked',
	recorded: 'Recorded',
};

const money = (amount: number | undefined): string =>
	amount === undefined
		? ''
		: new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(amount);

/** Why a document did not pass, gravest first. */
export function reasons(entry: Entry): string[] {
	const { verdict } = entry;
	if (verdict === undefined) return ['It was not decided.'];
	const grave = (severity: string) =>
		verdict.findings
			.filter((finding) => finding.severity === severity)
			.map((finding) => `${finding.rule}  ${finding.message}`);
	const open = verdict.notEvaluable
		.filter(({ holds }) => holds)
		.map(({ rule, missing }) => `${rule}  could not be checked: ${missing}`);
	return [...grave('BLOCK'), ...grave('HOLD'), ...open];
}

/** Why no bill came of a document, with its first reason where it was stopped. */
export function whyNotPosted(entry: Entry): string {
	const outcome = entry.verdict?.outcome;
	if (outcome === undefined) return 'It was not decided.';
	if (outcome === 'recorded') return 'It asks for no payment; it was recorded.';
	if (outcome === 'verified') return 'It was verified, and nothing was written for it yet.';
	const [first, ...others] = reasons(entry);
	const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
	return `It was ${outcome}: ${first ?? 'see the findings.'}${more}`;
}

/** One document as a line, and its reasons below where it was stopped. */
export function documentLines(entry: Entry): string[] {
	const { document, verdict, posting } = entry;
	const outcome = OUTCOMES[verdict?.outcome ?? ''] ?? 'Not decided';
	const what = [document.kind.replace('_', ' '), document.number, document.vendor]
		.filter((part) => part !== undefined)
		.join(' · ');
	const asked = money(verdict?.requestedAmount ?? document.total);
	const posted =
		posting !== undefined && 'id' in posting
			? `  -> ${String(posting.entity)} ${String(posting.id)}`
			: '';
	const head = `  ${outcome.padEnd(9)} ${what}  ${asked}${posted}`;
	const stopped = verdict?.outcome === 'held' || verdict?.outcome === 'blocked';
	return [head, ...(stopped ? reasons(entry).map((reason) => `            ${reason}`) : [])];
}

export interface Summary {
	messages: number;
	documents: number;
	verified: number;
	held: number;
	blocked: number;
	recorded: number;
	/** Documents that no verdict came of; more than none is a fault. */
	undecided: number;
	posted: number;
	/** Sum of the bills and credits that were written, credits taken off; formatted. */
	postedSum: string;
	/** Sums asked for (`verdict.requestedAmount`) by held, by blocked and by both; formatted. */
	heldSum: string;
	blockedSum: string;
	stopped: string;
}

const centsOf = (amount: unknown): number =>
	typeof amount === 'number' ? Math.round(amount * 100) : 0;

const sumOf = (entries: readonly Entry[], amount: (entry: Entry) => unknown): number =>
	entries.reduce((sum, entry) => sum + centsOf(amount(entry)), 0);

/** Counts over all documents. Sums are exact to the cent. */
export function summarise(messages: number, entries: readonly Entry[]): Summary {
	const decided = (outcome: string): Entry[] =>
		entries.filter((entry) => entry.verdict?.outcome === outcome);
	const [held, blocked] = [decided('held'), decided('blocked')];
	const asked = ({ verdict }: Entry) => verdict?.requestedAmount;
	const [heldCents, blockedCents] = [sumOf(held, asked), sumOf(blocked, asked)];
	const posted = entries.filter(({ posting }) => posting !== undefined && 'id' in posting);
	const credits = posted.filter(({ posting }) => posting?.entity === 'VendorCredit');
	const written = ({ posting }: Entry) => posting?.total;
	return {
		messages,
		documents: entries.filter((entry) => entry.document.kind !== 'none').length,
		verified: decided('verified').length,
		held: held.length,
		blocked: blocked.length,
		recorded: decided('recorded').length,
		undecided: entries.filter(({ verdict }) => verdict === undefined).length,
		posted: posted.length,
		postedSum: money((sumOf(posted, written) - 2 * sumOf(credits, written)) / 100),
		heldSum: money(heldCents / 100),
		blockedSum: money(blockedCents / 100),
		stopped: money((heldCents + blockedCents) / 100),
	};
}

export function summaryLines(summary: Summary): string[] {
	return [
		'',
		`  E-mails in        ${summary.messages}`,
		`  Documents found   ${summary.documents}`,
		`  Verified          ${summary.verified}`,
		`  Held              ${summary.held}  ${summary.heldSum}`,
		`  Blocked           ${summary.blocked}  ${summary.blockedSum}`,
		`  Recorded          ${summary.recorded}`,
		...(summary.undecided === 0 ? [] : [`  Not decided       ${summary.undecided}`]),
		`  Bills posted      ${summary.posted}  ${summary.postedSum}`,
		`  Money stopped     ${summary.stopped}`,
		'',
	];
}
