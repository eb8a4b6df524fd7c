import { formatAmount, sumAmounts } from '../documents/money';
import type { BooksTransactionRecord } from '../documents/records';
import type { Transfer } from '../documents/transfer';
import type { ContentOf } from '../documents/transfer-content';
import { transferReference } from '../documents/transfer-reference';
import { readDirectCostIndex, type DirectCostIndex } from './direct-cost-index';
import { costLines, merged } from './direct-cost-lines';
import { DirectCostNumbers, NAMES, partNumber } from './direct-cost-number';
import { partsByProject, type CostPart } from './direct-cost-parts';
import type { Plan, Planner, PlanProblem } from './plan';
import { placeOf, withWithdrawn } from './withdraw';

/**
 * Direct costs from the bills, vendor credits and expenses of the books that are on no commitment:
 * one for each project that a transaction's lines are on. What came from the project system, or was
 * posted from here, is never sent back; bill payments pay what is counted already. An edit in the
 * books is carried over, a deletion takes back what was written.
 */
export const planDirectCosts: Planner = async ({ ledger, company, projects }) => {
	const index = await readDirectCostIndex(ledger);
	const plan: Plan = { transfers: [], problems: [] };
	/** Transactions of which something cannot be told now; nothing is taken back for them. */
	const unclear = new Set<string>();
	const numbers = new DirectCostNumbers();
	for (const transaction of [...index.transactions].sort(inOrder)) {
		if (transaction.deleted === true || isCountedElsewhere(transaction, index)) continue;
		const planned = planTransaction(transaction, index, numbers, company);
		plan.transfers.push(...planned.transfers);
		plan.problems.push(...planned.problems);
		if (planned.problems.length > 0) unclear.add(placeOf(transaction));
	}
	const merging = { ...plan, problems: merged(plan.problems) };
	return await withWithdrawn(ledger, merging, {
		kind: 'direct_cost',
		company,
		sources: index.transactions,
		unclear,
		whyGone: (transaction) => whyGone(transaction, index),
		projects,
	});
};

const ORDER: ReadonlyArray<BooksTransactionRecord['type']> = ['bill', 'vendor_credit', 'expense'];

/** The order in which numbers are given out: bills first, then as they were entered. */
function inOrder(a: BooksTransactionRecord, b: BooksTransactionRecord): number {
	const byType = ORDER.indexOf(a.type) - ORDER.indexOf(b.type);
	return byType || a.id.localeCompare(b.id, 'en', { numeric: true });
}

/** Whether the project system counts it already: on a commitment, from there, or posted from here. */
function isCountedElsewhere(transaction: BooksTransactionRecord, index: DirectCostIndex): boolean {
	const claim = index.claimOf(transaction);
	return (
		index.isPosted(transaction) ||
		claim?.commitment !== undefined ||
		claim?.requisition !== undefined
	);
}

function whyGone(transaction: BooksTransactionRecord, index: DirectCostIndex): string {
	if (transaction.deleted === true) return 'it was deleted in the books';
	if (isCountedElsewhere(transaction, index)) {
		return 'it is counted on a commitment, so that it is no direct cost';
	}
	return 'it has no cost on this project any more';
}

function planTransaction(
	transaction: BooksTransactionRecord,
	index: DirectCostIndex,
	numbers: DirectCostNumbers,
	company: string,
): Plan {
	const number = numbers.of(transaction);
	const parts = partsByProject(transaction, index);
	const [first] = parts;
	if (first === undefined) return { transfers: [], problems: [] };
	const trouble = troubleOf(transaction, first, number, index);
	if (trouble !== undefined) return { transfers: [], problems: [trouble] };
	const plan: Plan = { transfers: [], problems: [] };
	for (const part of parts) {
		if (part.why !== undefined) {
			plan.problems.push(outsideDays(part, part.why, index));
			continue;
		}
		const { lines, problems } = costLines(part, index);
		plan.problems.push(...problems);
		if (problems.length > 0) continue;
		plan.transfers.push(transferOf(part, partNumber(number ?? '', part), lines, index, company));
	}
	return plan;
}

/** A cost on a project that, by the company settings, was kept elsewhere on its day. */
function outsideDays(
	{ transaction, project, lines }: CostPart,
	why: string,
	index: DirectCostIndex,
): PlanProblem {
	const { books, type, id } = transaction;
	const { currency } = index.settings;
	const called = callTransaction(transaction, index);
	return {
		key: `direct_cost:${books}:${type}:${id}:days:${project.id}`,
		subject: { type, id, label: called },
		sentence: `${called} is not carried over to project ${project.number ?? project.name}. ${why}.`,
		remedy:
			'Correct its date or customer:job in the books, or the days ("from", "until") in the company settings under "projects".',
		amount: sumAmounts(
			lines.map(({ amount }) => amount),
			currency,
		),
		currency,
		project: project.id,
		books,
	};
}

/** What keeps a whole transaction from being carried over. */
function troubleOf(
	transaction: BooksTransactionRecord,
	{ project }: CostPart,
	number: string | undefined,
	index: DirectCostIndex,
): PlanProblem | undefined {
	const { books, type, id, vendor, total } = transaction;
	const { currency } = index.settings;
	const called = callTransaction(transaction, index);
	const problem = (part: string, sentence: string, remedy: string): PlanProblem => ({
		key: `direct_cost:${books}:${type}:${id}:${part}`,
		subject: { type, id, label: called },
		sentence,
		remedy,
		amount: total,
		currency,
		project: project.id,
		books,
	});
	if ((transaction.currency ?? currency) !== currency) {
		return problem(
			'currency',
			`${called} is in ${transaction.currency ?? ''}, but the company keeps ${currency}.`,
			'Enter the cost in the project system by hand, in its currency.',
		);
	}
	const candidates = index.claimOf(transaction)?.candidates;
	if (candidates !== undefined) {
		const names = candidates.map(
			(one) =>
				index.directory.commitments.find((commitment) => commitment.id === one)?.number ?? one,
		);
		return problem(
			'candidates',
			`${called} may belong to ${names.join(' or ')}, or to none of them, so that it is not counted as a direct cost.`,
			"Write the commitment's number into its number or memo in the books, or link it to the purchase order.",
		);
	}
	const linked = type === 'expense' ? index.linkedCommitments(transaction) : [];
	if (linked.length > 0) {
		return problem(
			'commitment',
			`${called} is linked to the purchase order of ${linked.join(' and ')}, so that it is a cost of that commitment and no direct cost.`,
			'Enter it as a bill of that commitment in the books, or take the link off.',
		);
	}
	if (number === undefined) {
		return problem(
			'number',
			`${called} has the number of an earlier bill of this vendor, so that one of the two may be a duplicate.`,
			'Remove the bill that is too many in the books, or correct its number.',
		);
	}
	if (type !== 'expense' && index.vendorOf(books, vendor) === undefined) {
		return {
			...problem(
				'vendor',
				`${vendorName(transaction, index)} of the books is not linked to a vendor of the project system, so that its bills and credits without a commitment are not carried over.`,
				'Link the vendor, or add it to the project system, then plan again.',
			),
			key: `direct_cost:vendor:${books}:${vendor ?? ''}`,
			subject: { type: 'vendor', id: vendor ?? '', label: vendorName(transaction, index) },
		};
	}
	return undefined;
}

function vendorName({ books, vendor }: BooksTransactionRecord, index: DirectCostIndex): string {
	const found = index.directory.vendors.find(
		(one) => one.side === 'books' && one.books === books && one.id === vendor,
	);
	return found?.name ?? `Vendor ${vendor ?? ''}`;
}

function callTransaction(transaction: BooksTransactionRecord, index: DirectCostIndex): string {
	const { type, number, id, date, vendor } = transaction;
	const from = vendor === undefined ? '' : ` of ${vendorName(transaction, index)}`;
	return `${NAMES[type]} ${number ?? id} of ${date}${from}`;
}

function transferOf(
	part: CostPart,
	number: string,
	lines: ContentOf<'direct_cost'>['lines'],
	index: DirectCostIndex,
	company: string,
): Transfer {
	const { transaction, project } = part;
	const { books, type, id, date, vendor } = transaction;
	const { currency } = index.settings;
	const key = `direct_cost:${books}:${type}:${id}:${project.id}:${part.number}`;
	const linked = index.vendorOf(books, vendor);
	const payee =
		linked !== undefined || vendor === undefined
			? ''
			: ` Paid to ${vendorName(transaction, index)}.`;
	const amount = sumAmounts(
		lines.map((line) => line.amount),
		currency,
	);
	return {
		key,
		action: 'save',
		label: `${callTransaction(transaction, index)} on project ${project.number ?? project.name}: ${formatAmount(amount, currency)}`,
		source: { side: 'books', system: books, type, id },
		target: {
			side: 'projects',
			system: company,
			type: 'direct_cost',
			project: project.id,
			...(linked === undefined && vendor !== undefined
				? { vendor: { side: 'books', system: books, id: vendor } }
				: {}),
		},
		content: {
			kind: 'direct_cost',
			type: type === 'expense' ? 'expense' : 'invoice',
			...(linked === undefined ? {} : { vendor: linked }),
			number,
			date,
			description: `${NAMES[type]} ${id} of the books.${payee} ${transferReference(key)}`,
			status: 'approved',
			lines,
		},
		amount,
		currency,
		date,
	};
}
