import { formatAmount, fromMinor, sumAmounts, toMinor, type Amount } from '../documents/money';
import type { ChangeOrderRecord, CommitmentLine, CommitmentRecord } from '../documents/records';
import type { CompanySettings } from '../documents/settings';
import { identifyCommitment, type CommitmentIdentity } from '../identity/identify-commitment';
import type { Directory } from '../identity/identity';
import { carriedChanges, changeOrderText, joined, sovLineText } from './order-lines';
import type { MappingRule } from './rules';
import { findEntry, targetOf, type ChartOfBooks, type Target } from './targets';

/** A line of the purchase order to be; ids are those of the books. */
export interface CommitmentOrderLine {
	description: string;
	amount: Amount;
	account?: string;
	item?: string;
	class?: string;
	job?: string;
	/** Mapping rule that chose account, item and class. */
	rule?: string;
}

/** The purchase order that a commitment becomes in the books; ids are those of the books. */
export interface CommitmentOrder {
	/** Books that it belongs to. */
	books: string;
	number: string;
	vendor: string;
	payableAccount: string;
	date?: string;
	memo?: string;
	status: 'Open';
	lines: CommitmentOrderLine[];
	/** Sum of the lines: the revised commitment. */
	total: Amount;
}

/** The order, or the sentences that say why there is none. */
export interface CodedCommitment {
	order?: CommitmentOrder;
	problems: string[];
}

export interface CommitmentCodingOptions {
	directory: Directory;
	settings: CompanySettings;
	rules: readonly MappingRule[];
	books: ChartOfBooks;
	/** Change orders of the commitment, every tier. */
	changeOrders: readonly ChangeOrderRecord[];
	costTypes?: ReadonlyArray<{ code: string; name?: string }>;
}

/** States in which a commitment stands and takes bills; a purchase order stays approved while it is received. */
const APPROVED = new Set(['approved', 'partially_received', 'received']);

/**
 * What a commitment becomes in the books: a purchase order with a line for every SOV line and, below
 * them, a line of its own for every approved change order of the executed tier. Amounts are in the
 * commitment's currency. Only an approved commitment whose lines add up to the revised amount that
 * the project system states is turned into an order. The same input gives the same order.
 */
export function codeCommitment(
	record: CommitmentRecord,
	options: CommitmentCodingOptions,
): CodedCommitment {
	const called = `Commitment ${record.number ?? record.id}`;
	if (record.deleted === true || !APPROVED.has(record.status)) {
		const state = record.deleted === true ? 'deleted' : record.status.replaceAll('_', ' ');
		return {
			problems: [
				`${called} is ${state}. Only approved commitments become purchase orders; approve it first.`,
			],
		};
	}
	const identity = identifyCommitment(record, options.directory, options.settings);
	const currency = record.currency ?? options.settings.currency;
	const problems = missing(record, called, identity);
	const lines = [
		...record.lines.map((line) => orderLine(line, sovLineText(line), identity, options)),
		...carriedChanges(options.changeOrders, record.id).flatMap((change) =>
			changeLines(change, identity, options, currency),
		),
	].filter(({ amount }) => toMinor(amount, currency) !== 0);
	problems.push(...lines.flatMap(({ unmapped }) => (unmapped === undefined ? [] : [unmapped])));
	const total = sumAmounts(
		lines.map(({ amount }) => amount),
		currency,
	);
	problems.push(...differences(record, called, total, currency), ...withoutLines(called, lines));
	const payable = payableOf(options, identity.books, problems);
	const { books, booksVendor } = identity;
	if (
		problems.length > 0 ||
		books === undefined ||
		booksVendor === undefined ||
		payable === undefined ||
		record.number === undefined
	) {
		return { problems: [...new Set(problems)] };
	}
	return {
		order: {
			books,
			number: record.number,
			vendor: booksVendor.id,
			payableAccount: payable,
			...(record.executionDate === undefined ? {} : { date: record.executionDate }),
			memo: memoOf(record, identity),
			status: 'Open',
			lines: lines.map(({ unmapped: _, ...line }) => line),
			total,
		},
		problems: [],
	};
}

type Line = CommitmentOrderLine & { unmapped?: string };

function orderLine(
	line: Pick<CommitmentLine, 'costCode' | 'costType' | 'amount'>,
	description: string,
	{ vendor, booksVendor, project, books, job }: CommitmentIdentity,
	{ rules, books: chart, settings, costTypes = [] }: CommitmentCodingOptions,
): Line {
	const type = line.costType?.toLowerCase();
	const known = costTypes.find(
		({ code, name }) => code.toLowerCase() === type || name?.toLowerCase() === type,
	);
	const present = (...names: Array<string | undefined>) => [
		...new Set(names.filter((name) => name !== undefined)),
	];
	const target: Target = targetOf(
		{
			project: present(project?.number, project?.id, project?.name),
			costCode: present(line.costCode),
			costType: present(line.costType, known?.code, known?.name),
			vendor: [vendor, booksVendor].flatMap((record) =>
				record === undefined ? [] : [record.name, record.id, ...record.aliases],
			),
		},
		`the line "${description}"`,
		rules,
		chart,
		settings,
		books,
	);
	return {
		description,
		amount: line.amount,
		...(target.account === undefined ? {} : { account: target.account.id }),
		...(target.item === undefined ? {} : { item: target.item.id }),
		...(target.class === undefined ? {} : { class: target.class.id }),
		...(job === undefined ? {} : { job: job.id }),
		...(target.rule === undefined ? {} : { rule: target.rule }),
		...(target.unmapped === undefined ? {} : { unmapped: target.unmapped }),
	};
}

/** One line a change order, or one for each account where its lines are charged to several. */
function changeLines(
	change: ChangeOrderRecord,
	identity: CommitmentIdentity,
	options: CommitmentCodingOptions,
	currency: string,
): Line[] {
	const heading = changeOrderText(change);
	if (change.lines.length === 0) {
		return [orderLine({ amount: change.amount }, heading, identity, options)];
	}
	const groups = new Map<string, { line: Line; minor: number; code?: string }>();
	for (const part of change.lines) {
		const line = orderLine(part, heading, identity, options);
		const { amount: _, ...target } = line;
		const key = JSON.stringify(target);
		const minor = (groups.get(key)?.minor ?? 0) + toMinor(part.amount, currency);
		groups.set(key, { line, minor, code: groups.get(key)?.code ?? part.costCode });
	}
	return [...groups.values()].map(({ line, minor, code }) => ({
		...line,
		amount: fromMinor(minor, currency),
		description: groups.size === 1 ? heading : joined(heading, code),
	}));
}

function missing(record: CommitmentRecord, called: string, identity: CommitmentIdentity): string[] {
	const problems: string[] = [];
	if (record.number === undefined) {
		problems.push(`${called} has no number. Give it one in the project system.`);
	}
	if (identity.booksVendor === undefined) {
		const name = identity.vendor?.name ?? 'without a name';
		problems.push(
			`The vendor ${name} of ${called} is not known in the books, or more than one there may be it. Create or link it there, then read the books again.`,
		);
	}
	if (identity.books === undefined) {
		const project = identity.project?.number ?? record.project;
		problems.push(`No books are set for project ${project}. Add it to the company settings.`);
	} else if (identity.job === undefined) {
		problems.push(
			`The customer:job of project ${identity.project?.number ?? record.project} is not in the books. Correct it in the company settings, or create the job.`,
		);
	}
	return problems;
}

function differences(
	record: CommitmentRecord,
	called: string,
	total: Amount,
	currency: string,
): string[] {
	const stated = record.revised ?? sumAmounts([record.original, record.approvedChanges], currency);
	if (toMinor(stated, currency) === toMinor(total, currency)) return [];
	return [
		`The lines and approved change orders of ${called} add up to ${formatAmount(total, currency)}, its revised amount is ${formatAmount(stated, currency)}. Read the project system again, then check its schedule of values.`,
	];
}

function withoutLines(called: string, lines: readonly Line[]): string[] {
	return lines.length > 0
		? []
		: [`${called} has no lines with an amount. Complete its schedule of values.`];
}

function payableOf(
	{ settings, books: chart }: CommitmentCodingOptions,
	books: string | undefined,
	problems: string[],
): string | undefined {
	const name = settings.accounts.payable;
	if (name === undefined) {
		problems.push(
			'No payable account is set. Name the accounts payable account in the company settings.',
		);
		return undefined;
	}
	const found = findEntry(name, chart.accounts, books, 'the payable account');
	if ('entry' in found) return found.entry.id;
	problems.push(
		`The company settings cannot be used: ${found.why}. Correct the accounts payable account.`,
	);
	return undefined;
}

const memoOf = (record: CommitmentRecord, { project }: CommitmentIdentity): string =>
	[
		`Project ${project?.number ?? record.project}`,
		`commitment ${record.number ?? record.id}`,
		...(record.title === undefined ? [] : [record.title]),
	].join(', ');
