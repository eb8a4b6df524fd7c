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
	posted: number;
	/** Sum asked for by held and blocked documents, formatted. */
	stopped: string;
}

/** Counts over all documents. Money stopped is exact to the cent. */
export function summarise(messages: number, entries: readonly Entry[]): Summary {
	const count = (outcome: string) =>
		entries.filter((entry) => entry.verdict?.outcome === outcome).length;
	const cents = entries
		.filter((entry) => entry.verdict?.outcome === 'held' || entry.verdict?.outcome === 'blocked')
		.reduce((sum, { verdict }) => sum + Math.round((verdict?.requestedAmount ?? 0) * 100), 0);
	return {
		messages,
		documents: entries.filter((entry) => entry.document.kind !== 'none').length,
		verified: count('verified'),
		held: count('held'),
		blocked: count('blocked'),
		recorded: count('recorded'),
		posted: entries.filter((entry) => entry.posting !== undefined && 'id' in entry.posting).length,
		stopped: money(cents / 100),
	};
}

export function summaryLines(summary: Summary): string[] {
	return [
		'',
		`  E-mails in        ${summary.messages}`,
		`  Documents found   ${summary.documents}`,
		`  Verified          ${summary.verified}`,
		`  Held              ${summary.held}`,
		`  Blocked           ${summary.blocked}`,
		`  Recorded          ${summary.recorded}`,
		`  Bills posted      ${summary.posted}`,
		`  Money stopped     ${summary.stopped}`,
		'',
	];
}
