import Decimal from 'decimal.js';
import type { Minor } from '../../../documents/money';
import { percentText } from '../../amounts';
import type { Context } from '../../context';
import { isOurAddress } from '../../authentication';
import type { BilledLine } from '../../billed-lines';
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
import { namedSovLine } from '../../sov-match';
import { commitmentName, short } from '../shared';

interface Progress {
	percent: number;
	by: string;
	line?: string;
	/** Stated of the project, so that it may be about another commitment. */
	elsewhere: boolean;
}

/**
 * Progress that our own people state: in the mail, then the newest row of the field data for each
 * line. What a vendor writes of its own progress proves nothing.
 */
function statedProgress(context: Context): Progress[] {
	const { document, facts } = context;
	const own = [facts.commitment?.id, facts.commitment?.number];
	const rows = facts.fieldData
		.filter((row) => row.source === 'progress' && row.value !== undefined && row.deleted !== true)
		.filter((row) => row.commitment === undefined || own.includes(row.commitment))
		.sort((left, right) => (right.date ?? '').localeCompare(left.date ?? ''))
		.map((row) => ({
			percent: row.value ?? 0,
			by: row.note ?? 'field data',
			line: row.line,
			elsewhere: row.commitment === undefined,
		}));
	const latest = rows.filter(
		(row, index) => rows.findIndex((other) => other.line === row.line) === index,
	);
	const stated = document.statedProgress;
	return stated === undefined || !isOurAddress(stated.by, facts.settings)
		? latest
		: [{ ...stated, elsewhere: false }, ...latest];
}

/** What a stated percentage is of: a billed line, one that is not billed here, the whole, or nobody knows. */
function subjectOf(
	{ line: name }: Progress,
	context: Context,
): 'whole' | 'unbilled' | 'unknown' | BilledLine {
	if (name === undefined) return 'whole';
	const printed = context.lines.find(
		({ description }) => description.trim().toLowerCase() === name.trim().toLowerCase(),
	);
	if (printed !== undefined) return printed;
	const sov = namedSovLine(name, context.facts.commitment?.lines ?? []);
	if (sov !== undefined) return context.lines.find((line) => line.sov?.id === sov.id) ?? 'unbilled';
	const among = context.lines.map(({ path, description }) => ({
		id: path,
		description,
		amount: 0,
	}));
	const path = namedSovLine(name, among)?.id;
	return context.lines.find((line) => line.path === path) ?? 'unknown';
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
		'Percent billed less percent physically done, as one of our people states it in the mail or the progress data has it, per line or overall; the name of a line is matched as a person means it, and a percentage of a line that nobody finds holds: more than 10 points warns, more than 20 holds. Mobilisation billed over 60 % in the first two applications warns. Tolerances frontLoadWarnPoints, frontLoadHoldPoints, mobilisationPercent. Example: billed 60 %, physically 35 %.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { demand, document, facts, revised } = context;
		if (facts.commitment === undefined || revised === undefined || demand.gross <= 0) {
			return [notApplicable];
		}
		const failures: RuleResult[] = [];
		const progress = statedProgress(context);
		for (const one of progress) {
			const subject = subjectOf(one, context);
			if (subject === 'unbilled') continue;
			if (subject === 'unknown') {
				if (one.elsewhere) continue;
				failures.push({
					...notEvaluable(
						`${one.by} puts "${short(one.line ?? '')}" at ${one.percent} %, which is no line of ${commitmentName(context)}`,
					),
					holds: true,
				});
				continue;
			}
			const line = subject === 'whole' ? undefined : subject;
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
			const name = line === undefined ? 'The commitment' : `"${short(line.description)}"`;
			const failure = ahead(billed, whole, one, name, line?.path ?? 'total', context);
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
