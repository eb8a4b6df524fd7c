import type { Document } from '../../../documents/document';
import { approvedPackages } from '../../change-orders';
import type { Context } from '../../context';
import { asksForMoney, cameByEmail, isPayApplication } from '../../kinds';
import { fail, notEvaluable, pass, passUnless, type Rule, type RuleResult } from '../../rule';

/** Field names and whether they are there, in the words of the form. */
function requiredFields(context: Context): Array<[name: string, present: boolean]> {
	const { document, facts } = context;
	const cover = document.payApplication;
	const fields: Array<[string, boolean]> = [
		['vendor', document.vendor !== undefined],
		['total', document.total !== undefined || cover?.currentPaymentDue !== undefined],
		[
			'project',
			(document.project ??
				document.projectName ??
				document.commitment ??
				document.source.names?.commitment) !== undefined,
		],
	];
	if (cameByEmail(document) && facts.settings.entities.length > 0) {
		fields.push(['bill-to', document.billTo?.name !== undefined]);
	}
	if (document.kind !== 'pay_application') {
		fields.push(['date', document.date !== undefined]);
		return fields;
	}
	fields.push(
		['application number', cover?.applicationNumber !== undefined],
		['period to', cover?.periodTo !== undefined],
	);
	if (!cameByEmail(document)) return fields;
	const first = /^\D*0*1\D*$/.test(cover?.applicationNumber ?? '');
	fields.push(
		['original contract sum', cover?.originalContractSum !== undefined],
		[
			'net change by change orders',
			cover?.netChangeByChangeOrders !== undefined || approvedPackages(facts).length === 0,
		],
		['contract sum to date', cover?.contractSumToDate !== undefined],
		['total completed and stored', cover?.totalCompletedAndStored !== undefined],
		['retainage', cover?.totalRetainage !== undefined],
		['total earned less retainage', cover?.totalEarnedLessRetainage !== undefined],
		['previous certificates', cover?.lessPreviousCertificates !== undefined || first],
		['current payment due', cover?.currentPaymentDue !== undefined],
		['balance to finish', cover?.balanceToFinish !== undefined],
	);
	return fields;
}

export const requiredFieldsPresent: Rule = {
	id: 'ID-08',
	version: 1,
	title: 'Required fields are there',
	severity: 'HOLD',
	description:
		'An invoice needs vendor, number, date, total, bill-to and a project reference; a pay application vendor, application number, period, the nine cover lines and a project reference. Bill-to is asked for where our entities are set up. A missing invoice number blocks: without it the invoice cannot be told from its copies.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { document } = context;
		const missing = requiredFields(context).flatMap(([name, present]) => (present ? [] : [name]));
		const failures: RuleResult[] = [];
		if (document.kind !== 'pay_application' && document.number === undefined) {
			failures.push(
				fail({
					severity: 'BLOCK',
					message: 'The document bears no number, so it cannot be told from its copies.',
					expected: 'a number',
					observed: 'none',
					tolerance: 0,
					evidence: context.evidence('total'),
					action: 'Ask the vendor for a numbered invoice.',
				}),
			);
		}
		if (missing.length > 0) {
			failures.push(
				fail({
					message: `The document lacks ${missing.join(', ')}.`,
					expected: 'all required fields',
					observed: `${missing.length} missing`,
					tolerance: 0,
					evidence: context.evidence('number', 'total'),
					action: 'Ask the vendor to complete it, or fill in what the reader did not find.',
				}),
			);
		}
		return passUnless(failures);
	},
};

export const signaturePresent: Rule = {
	id: 'ID-09',
	version: 1,
	title: 'The pay application is signed',
	severity: 'HOLD',
	description:
		"The contractor's signature (name, mark or electronic) was found on the pay application.",
	appliesTo: (document: Document) => isPayApplication(document) && cameByEmail(document),
	check(context): RuleResult[] {
		const signed = context.document.payApplication?.signed;
		if (signed === undefined)
			return [notEvaluable('no signature block was found on the pay application')];
		if (signed) return [pass];
		return [
			fail({
				message: 'The pay application is not signed.',
				expected: 'a signature',
				observed: 'none',
				tolerance: 0,
				evidence: context.evidence('payApplication.signed', 'payApplication.currentPaymentDue'),
				action: 'Send it back to be signed.',
			}),
		];
	},
};

export const packageComplete: Rule = {
	id: 'ID-10',
	version: 1,
	title: 'The package is complete',
	severity: 'HOLD',
	description:
		'All pages ("n of n") and all attachments that the mail names are there, and a pay application comes with its continuation sheet.',
	appliesTo: (document) => document.kind !== 'none',
	check(context): RuleResult[] {
		const { document } = context;
		const failures: RuleResult[] = document.flags
			.filter(({ flag }) => flag === 'missing_page' || flag === 'missing_attachment')
			.map((flag) =>
				fail({
					message: flag.message,
					expected: 'the complete package',
					observed: flag.flag.replace('_', ' '),
					tolerance: 0,
					evidence: flag.evidence === undefined ? [] : [flag.evidence],
					action: 'Ask the sender for what is missing.',
				}),
			);
		if (document.kind === 'pay_application' && (document.payApplication?.lines.length ?? 0) === 0) {
			failures.push(
				fail({
					message: 'The pay application comes without its continuation sheet.',
					expected: 'a continuation sheet',
					observed: 'none',
					tolerance: 0,
					evidence: context.evidence('payApplication.totalCompletedAndStored'),
					action: 'Ask the subcontractor for the continuation sheet.',
				}),
			);
		}
		return passUnless(failures);
	},
};
