import { sum } from '../../amounts';
import { isPrintedPayApplication } from '../../kinds';
import { fail, notApplicable, pass, passUnless, type Rule, type RuleResult } from '../../rule';
import { figure, pageLines } from '../pay-application/figures';
import { storedTwice } from '../pay-application/continuity';
import { short } from '../shared';

export const noDoubleEntry: Rule = {
	id: 'SM-05',
	version: 1,
	title: 'Stored materials are entered once',
	severity: 'BLOCK',
	description:
		'The same stored amount must not stand in F and in D or E: not in F while D took over the former total with it, not unchanged in F while exactly that amount is billed as installed in E, not in E and F alike when it first appears. Tolerance 0.',
	appliesTo: isPrintedPayApplication,
	check(context): RuleResult[] {
		const rows = pageLines(context).map((line, index) => ({ line, index }));
		if (!rows.some(({ line }) => figure(context, line, 'stored') > 0)) return [notApplicable];
		return passUnless(
			rows.flatMap(({ line, index }): RuleResult[] => {
				const stored = figure(context, line, 'stored');
				const installed = figure(context, line, 'thisPeriod');
				if (stored <= 0) return [];
				const before = context.lines[index]?.prior;
				const carried = before?.stored ?? 0;
				const twice =
					before !== undefined && storedTwice(line, before, context) > 0
						? storedTwice(line, before, context)
						: installed === stored && (carried === 0 || carried === stored)
							? stored
							: 0;
				if (twice === 0) return [];
				const path = `payApplication.lines.${index}`;
				const where = installed === stored ? 'work of this period' : 'previous work';
				return [
					fail({
						message: `${context.money(twice)} of "${short(line.description)}" stands both as stored material and as ${where}.`,
						formula: `${context.figure(stored)} stored, ${context.figure(twice)} of it billed elsewhere`,
						expected: 0,
						observed: context.amount(twice),
						delta: context.amount(twice),
						tolerance: 0,
						evidence: context.evidence(`${path}.stored`, `${path}.thisPeriod`, `${path}.previous`),
						action: 'Ask the subcontractor to show the material once, as stored or as installed.',
						unsupported: [{ part: path, amount: twice }],
					}),
				];
			}),
		);
	},
};

export const storedBackup: Rule = {
	id: 'SM-02',
	version: 1,
	title: 'Newly stored materials have backup',
	severity: 'HOLD',
	description:
		'Materials that are stored anew are held until a receiving record for the commitment covers them, unless the contract has terms for stored materials (a retainage rate of their own). Supplier invoices, photographs and insurance are for a person to look at.',
	appliesTo: isPrintedPayApplication,
	check(context): RuleResult[] {
		const { facts } = context;
		const fresh = sum(
			pageLines(context).map((line, index) =>
				Math.max(0, figure(context, line, 'stored') - (context.lines[index]?.prior?.stored ?? 0)),
			),
		);
		if (fresh <= 0) return [notApplicable];
		if (facts.commitment?.retainageOnStoredPercent !== undefined) return [pass];
		const received = sum(
			facts.fieldData
				.filter(
					(row) =>
						row.source === 'receipts' &&
						row.deleted !== true &&
						(row.commitment === facts.commitment?.id ||
							row.commitment === facts.commitment?.number),
				)
				.map((row) => context.minor(row.value ?? 0)),
		);
		if (received >= fresh) return [pass];
		return [
			fail({
				message: `${context.money(fresh)} of materials is stored anew and nothing on record backs it.`,
				formula: `${context.figure(received)} received >= ${context.figure(fresh)}`,
				expected: context.amount(fresh),
				observed: context.amount(received),
				delta: context.amount(fresh - received),
				tolerance: 0,
				evidence: context.evidence(
					'payApplication.totals.stored',
					'payApplication.retainageOnStored',
				),
				action: "Ask for the supplier's invoice, the delivery record and the place of storage.",
			}),
		];
	},
};
