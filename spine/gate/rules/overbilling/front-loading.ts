import Decimal from 'decimal.js';
import type { Minor } from '../../../documents/money';
import { percentText } from '../../amounts';
import type { Context } from '../../context';
import { bills } from '../../kinds';
import {
	fail,
	notApplicable,
	notEvaluable,
	passUnless,
	type Failure,
	type Rule,
	type RuleResult,
} from '../../rule';
import { short } from '../shared';

interface Progress {
	percent: number;
	by: string;
	line?: string;
}

function statedProgress(context: Context): Progress[] {
	const { document, facts } = context;
	const rows = facts.fieldData
		.filter((row) => row.source === 'progress' && row.value !== undefined && row.deleted !== true)
		.sort((left, right) => (right.date ?? '').localeCompare(left.date ?? ''))
		.map((row) => ({ percent: row.value ?? 0, by: row.note ?? 'field data', line: row.line }));
	const latest = rows.filter(
		(row, index) => rows.findIndex((other) => other.line === row.line) === index,
	);
	return document.statedProgress === undefined ? latest : [document.statedProgress, ...latest];
}

function ahead(
	billed: Minor,
	whole: Minor,
	progress: Progress,
	subject: string,
	part: string,
	context: Context,
): Failure | undefined {
	if (whole <= 0 || billed <= 0) return undefined;
	const points = new Decimal(billed).times(100).div(whole).minus(progress.percent);
	if (points.lte(context.tolerance('frontLoadWarnPoints'))) return undefined;
	const hold = points.gt(context.tolerance('frontLoadHoldPoints'));
	return fail({
		severity: hold ? 'HOLD' : 'WARN',
		message: `${subject} is billed to ${percentText(billed, whole)} while ${progress.by} puts it at ${progress.percent} %, ${points.toDecimalPlaces(1).toString()} points ahead.`,
		formula: `${percentText(billed, whole)} - ${progress.percent} % <= ${context.tolerance('frontLoadWarnPoints')} points`,
		expected: `${progress.percent} %`,
		observed: percentText(billed, whole),
		delta: points.toDecimalPlaces(1).toNumber(),
		tolerance: `${context.tolerance('frontLoadWarnPoints')} points`,
		evidence: context.evidence('statedProgress', 'payApplication.totalCompletedAndStored', part),
		action: 'Ask the superintendent to confirm the progress, and pay to that percentage.',
	});
}

export const frontLoading: Rule = {
	id: 'OB-08',
	version: 1,
	title: 'Billing does not run ahead of the work',
	severity: 'WARN',
	needs: 'progress',
	description:
		'Percent billed less percent physically done, as one of our people states it in the mail or the progress data has it, per line or overall: more than 10 points warns, more than 20 holds. Mobilisation billed over 60 % in the first two applications warns. Tolerances frontLoadWarnPoints, frontLoadHoldPoints, mobilisationPercent. Example: billed 60 %, physically 35 %.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { demand, document, facts, revised } = context;
		if (facts.commitment === undefined || revised === undefined || demand.gross <= 0) {
			return [notApplicable];
		}
		const failures: RuleResult[] = [];
		const progress = statedProgress(context);
		for (const one of progress) {
			const line = context.lines.find(
				(candidate) =>
					one.line !== undefined &&
					[candidate.sov?.id, candidate.sov?.number, candidate.sov?.costCode, candidate.description]
						.flatMap((name) => (name === undefined ? [] : [name.toLowerCase()]))
						.includes(one.line.toLowerCase()),
			);
			if (one.line !== undefined && line === undefined) continue;
			const whole =
				line === undefined
					? revised
					: (line.scheduled ?? (line.sov === undefined ? 0 : context.minor(line.sov.amount)));
			const before = facts.billing;
			const billed =
				line === undefined
					? document.payApplication?.totalCompletedAndStored === undefined
						? (before?.counted ?? 0) + demand.gross
						: context.minor(document.payApplication.totalCompletedAndStored)
					: (line.completed ?? (before?.byLine[line.sov?.id ?? ''] ?? 0) + line.gross);
			const subject = line === undefined ? 'The commitment' : `"${short(line.description)}"`;
			const failure = ahead(billed, whole, one, subject, line?.path ?? 'total', context);
			if (failure !== undefined) failures.push(failure);
		}
		const application = Number(document.payApplication?.applicationNumber);
		for (const line of context.lines) {
			const early = application >= 1 && application <= 2;
			const limit = context.tolerance('mobilisationPercent');
			if (!early || !/\bmobili[sz]ation\b/i.test(line.description)) continue;
			if (/\bde-?mobili[sz]ation\b/i.test(line.description)) continue;
			const { completed = 0, scheduled = 0 } = line;
			if (
				scheduled <= 0 ||
				new Decimal(completed).times(100).lte(new Decimal(scheduled).times(limit))
			)
				continue;
			failures.push(
				fail({
					severity: 'WARN',
					message: `Mobilisation is billed to ${percentText(completed, scheduled)} in application ${application}.`,
					formula: `${percentText(completed, scheduled)} <= ${limit} %`,
					observed: percentText(completed, scheduled),
					tolerance: `${limit} %`,
					evidence: context.evidence(`${line.path}.completed`),
					action: 'Check whether the contract allows mobilisation to be billed this early.',
				}),
			);
		}
		if (failures.length === 0 && progress.length === 0) {
			return [notEvaluable('nobody has stated the physical progress')];
		}
		return passUnless(failures);
	},
};
