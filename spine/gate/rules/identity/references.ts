import { asksForMoney, bills } from '../../kinds';
import {
	everything,
	fail,
	notApplicable,
	notEvaluable,
	pass,
	type Rule,
	type RuleResult,
} from '../../rule';
import { commitmentName } from '../shared';

export const projectResolved: Rule = {
	id: 'ID-05',
	version: 1,
	title: 'The project is known and right',
	severity: 'BLOCK',
	description:
		"All references to a project (number, name, address, the commitment's own project) agree. References that contradict each other block; none at all holds. Example: lumber for job 2214 coded 2218.",
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { commitment, identity } = context.facts;
		const { conflict, record } = identity.project;
		const other =
			conflict === undefined &&
			record !== undefined &&
			commitment !== undefined &&
			commitment.project !== record.id
				? `The document names project ${record.number ?? record.name}, but ${commitmentName(context)} belongs to another project.`
				: undefined;
		const fault = conflict ?? other;
		const evidence = context.evidence('project', 'projectName', 'commitment');
		if (fault !== undefined) {
			return [
				fail({
					message: fault,
					expected: 'one project',
					observed: 'contradicting references',
					tolerance: 0,
					evidence,
					action: 'Ask the vendor which job it was for.',
					unsupported: everything,
				}),
			];
		}
		if (record !== undefined) return [pass];
		return [
			fail({
				severity: 'HOLD',
				message: 'The document names no project that is known.',
				expected: 'a project',
				observed: context.document.project?.slice(0, 60) ?? 'none',
				tolerance: 0,
				evidence,
				action: 'Say which project it belongs to.',
			}),
		];
	},
};

export const projectOpen: Rule = {
	id: 'ID-06',
	version: 1,
	title: 'The project is open for cost',
	severity: 'HOLD',
	description:
		'The project is active in the project system and its job is active in the books. Example: an invoice for a job in warranty.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { identity } = context.facts;
		const project = identity.project.record;
		if (project === undefined) return [notApplicable];
		const closed = !project.active
			? `Project ${project.number ?? project.name} is not active${project.stage === undefined ? '' : ` (${project.stage})`}.`
			: identity.job?.active === false
				? `The job ${identity.job.fullName} is inactive in the books.`
				: undefined;
		if (closed === undefined) return [pass];
		return [
			fail({
				message: closed,
				expected: 'an active project',
				observed: project.stage ?? 'inactive',
				tolerance: 0,
				evidence: context.evidence('project'),
				action: 'Ask the project manager whether cost may still be booked on it.',
			}),
		];
	},
};

export const commitmentResolved: Rule = {
	id: 'ID-07',
	version: 1,
	title: 'The commitment is known',
	severity: 'HOLD',
	description:
		'An explicit subcontract or purchase-order number fits one commitment, else the vendor has a single active one on the project. Without a commitment an invoice is a direct cost, which passes up to a limit of its own (directCostLimit, 0 by default) and is held above it.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { commitment, identity } = context.facts;
		const evidence = context.evidence('commitment');
		if (identity.commitment.conflict !== undefined) {
			return [
				fail({
					message: identity.commitment.conflict,
					expected: 'one commitment',
					observed: 'contradicting references',
					tolerance: 0,
					evidence,
					action: 'Say which commitment is billed.',
				}),
			];
		}
		if (commitment !== undefined) return [pass];
		const limit = context.minor(context.tolerance('directCostLimit'));
		const named = context.document.commitment;
		if (named === undefined && context.demand.net <= limit && context.document.kind === 'invoice')
			return [pass];
		const candidates = identity.commitment.candidates
			.slice(0, 3)
			.map((candidate) => candidate.record.number ?? candidate.record.title ?? candidate.record.id);
		return [
			fail({
				message:
					candidates.length > 0
						? `The commitment is not clear; it may be ${candidates.join(', ')}.`
						: named === undefined
							? `No commitment stands behind these ${context.money(context.demand.net)}.`
							: `No commitment ${named.slice(0, 40)} is known.`,
				formula: `${context.figure(context.demand.net)} <= ${context.figure(limit)} without commitment`,
				expected: 'a commitment',
				observed: named?.slice(0, 40) ?? 'none',
				delta: context.amount(Math.max(0, context.demand.net - limit)),
				tolerance: context.amount(limit),
				evidence,
				action: 'Say which commitment it bills, or have a purchase order written.',
			}),
		];
	},
};

export const vendorOfCommitment: Rule = {
	id: 'CM-06',
	version: 1,
	title: 'The vendor is that of the commitment',
	severity: 'BLOCK',
	description: 'The vendor of the document is the vendor the commitment was made with, by record.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { commitment, identity } = context.facts;
		const vendor = identity.vendor.record;
		if (commitment === undefined || vendor === undefined) return [notApplicable];
		if (commitment.vendor === undefined) {
			return [notEvaluable(`the project system names no vendor for ${commitmentName(context)}`)];
		}
		if (commitment.vendor === vendor.id) return [pass];
		return [
			fail({
				message: `${vendor.name} bills on ${commitmentName(context)}, which was made with another vendor.`,
				expected: `vendor ${commitment.vendor}`,
				observed: `vendor ${vendor.id}`,
				tolerance: 0,
				evidence: context.evidence('vendor', 'commitment'),
				action:
					'Ask for the right commitment number, or for the assignment that lets this vendor bill it.',
				unsupported: everything,
			}),
		];
	},
};
