import type { CodingLine } from '../documents/coding';
import type { Document } from '../documents/document';
import { allocate, fromMinor, sumAmounts, toMinor, type Amount } from '../documents/money';
import type { ChangeOrderRecord, CommitmentRecord } from '../documents/records';
import type { CompanySettings } from '../documents/settings';
import { billedBy, type Billed, type PrintedLine } from './billed-lines';
import { chooseRule, type Lookup } from './choose';
import type { MappingRule } from './rules';
import { findEntry, targetOf, type ChartOfBooks, type Target } from './targets';

/** What all lines of one bill have in common. */
export interface BillContext {
	document: Document;
	rules: readonly MappingRule[];
	settings: CompanySettings;
	chart: ChartOfBooks;
	books?: string;
	currency: string;
	commitment?: CommitmentRecord;
	changeOrders: readonly ChangeOrderRecord[];
	/** Project and vendor as rules may name them. */
	project: readonly string[];
	vendor: readonly string[];
	/** Names that a cost type also goes by (`S` and `Commitment`). */
	costTypes: ReadonlyArray<{ code: string; name?: string }>;
	customerJob?: CodingLine['customerJob'];
	problems: string[];
}

/** Whole minor units of an amount in the bill's currency. */
export const minor = (bill: BillContext, amount: Amount): number => toMinor(amount, bill.currency);
export const total = (
	bill: BillContext,
	lines: ReadonlyArray<Pick<CodingLine, 'amount'>>,
): Amount =>
	sumAmounts(
		lines.map(({ amount }) => amount),
		bill.currency,
	);

function lookupOf(bill: BillContext, billed: Billed): Lookup {
	const type = billed.costType?.toLowerCase();
	const known = bill.costTypes.find(
		({ code, name }) => code.toLowerCase() === type || name?.toLowerCase() === type,
	);
	const costTypes = [billed.costType, known?.code, known?.name].filter((one) => one !== undefined);
	return {
		project: bill.project,
		vendor: bill.vendor,
		costCode: billed.costCode === undefined ? [] : [billed.costCode],
		costType: [...new Set(costTypes)],
	};
}

function inWords(bill: BillContext, billed: Billed): string {
	const project = bill.project[0] === undefined ? '' : ` on project ${bill.project[0]}`;
	if (billed.costCode === undefined) return `a line without a cost code${project}`;
	const type = billed.costType === undefined ? '' : `, cost type ${billed.costType}`;
	return `cost code ${billed.costCode}${type}${project}`;
}

/** A cost line of a printed line: what it bills, and what that is charged to. */
export function costLine(
	bill: BillContext,
	from: string,
	printed: PrintedLine,
	amount: Amount,
): CodingLine {
	const billed = billedBy(printed, bill.commitment, bill.changeOrders);
	const target = targetOf(
		lookupOf(bill, billed),
		inWords(bill, billed),
		bill.rules,
		bill.chart,
		bill.settings,
		bill.books,
	);
	return {
		from,
		role: 'cost',
		description: printed.description,
		amount,
		...billed,
		...target,
		customerJob: bill.customerJob,
	};
}

/**
 * Lines for an amount beside the work (tax, freight, discount): one of its own where the mapping has
 * a rule for exactly that cost code (`TAX`, `FREIGHT`, `DISCOUNT`, `DEPOSIT`), else spread over the
 * accounts of the cost lines in proportion, to the cent.
 */
export function besideLines(
	bill: BillContext,
	role: 'tax' | 'freight' | 'discount',
	code: string,
	description: string,
	amount: Amount,
	costs: readonly CodingLine[],
): CodingLine[] {
	if (minor(bill, amount) === 0) return [];
	const billed = { costCode: code };
	const named = bill.rules.filter((rule) => rule.costCode?.trim().toUpperCase() === code);
	const own = chooseRule(lookupOf(bill, billed), named);
	const found = own.rule !== undefined || own.tied !== undefined;
	if (found || costs.length === 0) {
		const target = targetOf(
			lookupOf(bill, billed),
			inWords(bill, billed),
			found ? named : bill.rules,
			bill.chart,
			bill.settings,
			bill.books,
		);
		return [{ role, description, amount, ...target, customerJob: bill.customerJob }];
	}
	const groups = new Map<
		string,
		{ target: Target & Pick<CodingLine, 'costCode' | 'costType'>; weight: number }
	>();
	for (const {
		account,
		item,
		class: classed,
		rule,
		unmapped,
		costCode,
		costType,
		amount: share,
	} of costs) {
		const key = JSON.stringify([account?.id, item?.id, classed?.id, unmapped, costCode, costType]);
		const weight = (groups.get(key)?.weight ?? 0) + minor(bill, share);
		groups.set(key, {
			target: { account, item, class: classed, rule, unmapped, costCode, costType },
			weight,
		});
	}
	const shares = [...groups.values()];
	const weights = shares.map(({ weight }) => Math.max(0, weight));
	return allocate(amount, weights, bill.currency).flatMap((share, index) => {
		const target = shares[index]?.target;
		return share === 0 || target === undefined
			? []
			: [{ role, description, amount: share, ...target, customerJob: bill.customerJob }];
	});
}

/** A line on the retainage account: negative where retainage is withheld, positive where it is released. */
export function retainageLine(
	bill: BillContext,
	role: 'retainage' | 'retainage_release',
	amount: Amount,
): CodingLine[] {
	if (minor(bill, amount) === 0) return [];
	const described = role === 'retainage' ? 'Retainage withheld' : 'Retainage released';
	const name = bill.settings.accounts.retainagePayable;
	const line: CodingLine = { role, description: described, amount, customerJob: bill.customerJob };
	if (name === undefined) {
		return [
			{
				...line,
				unmapped:
					'No retainage account is set. Name the retainage payable account in the company settings.',
			},
		];
	}
	const found = findEntry(name, bill.chart.accounts, bill.books, 'the retainage account');
	if ('entry' in found) return [{ ...line, account: found.entry }];
	return [
		{
			...line,
			unmapped: `The company settings cannot be used: ${found.why}. Correct the retainage payable account.`,
		},
	];
}

export function negated(bill: BillContext, amount: Amount): Amount {
	return fromMinor(-minor(bill, amount), bill.currency);
}
