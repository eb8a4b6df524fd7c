import type { Document, ReadingFlag } from '../../../documents/document';
import type { Severity } from '../../../documents/settings';
import { cameByEmail } from '../../kinds';
import {
	everything,
	fail,
	notApplicable,
	passUnless,
	type Rule,
	type RuleResult,
} from '../../rule';
import { isCorroborated } from './corroboration';

const CRITICAL = new Set([
	'vendor',
	'number',
	'total',
	'retainage',
	'commitment',
	'amountDue',
	'subtotal',
	'tax',
]);
const AMOUNTS =
	/^(?:lines\.\d+\.amount|payApplication\.(?:lines\.\d+\.)?(?:scheduledValue|previous|thisPeriod|stored|completed|retainage|originalContractSum|netChangeByChangeOrders|contractSumToDate|totalCompletedAndStored|totalRetainage|totalEarnedLessRetainage|lessPreviousCertificates|currentPaymentDue))$/;

export const fieldConfidence: Rule = {
	id: 'EX-01',
	version: 1,
	title: 'What was read is certain enough',
	severity: 'HOLD',
	description:
		'Vendor, number, total, retainage, commitment and amounts are read with a confidence of at least 0.95 (criticalConfidence), any other field with 0.85 (otherConfidence). A value that something else confirms counts as certain: a vendor, project or commitment that is found under it, figures that come out.',
	appliesTo: (document: Document) =>
		cameByEmail(document) && !['none', 'other', 'statement', 'lien_waiver'].includes(document.kind),
	check(context): RuleResult[] {
		const entries = Object.entries(context.document.evidence);
		if (entries.length === 0) return [notApplicable];
		const weak = entries.filter(([path, evidence]) => {
			const critical = CRITICAL.has(path) || AMOUNTS.test(path);
			const wanted = context.tolerance(critical ? 'criticalConfidence' : 'otherConfidence');
			return evidence.confidence < wanted && !isCorroborated(path, context);
		});
		if (weak.length === 0) return passUnless([]);
		const lowest = Math.min(...weak.map(([, evidence]) => evidence.confidence));
		const named = weak.slice(0, 4).map(([path]) => path);
		return [
			fail({
				message: `${weak.length === 1 ? 'A field was' : `${weak.length} fields were`} not read with certainty: ${named.join(', ')}${weak.length > 4 ? ', ...' : ''}.`,
				formula: `${lowest} >= ${context.tolerance('criticalConfidence')}`,
				expected: context.tolerance('criticalConfidence'),
				observed: lowest,
				delta: Number((context.tolerance('criticalConfidence') - lowest).toFixed(4)),
				tolerance: `${context.tolerance('criticalConfidence')} critical, ${context.tolerance('otherConfidence')} other`,
				evidence: weak.slice(0, 10).map(([, evidence]) => evidence),
				action: 'Compare these fields with the original.',
			}),
		];
	},
};

type Flag = ReadingFlag['flag'];

/** A rule that fails for every flag of a set that the reader raised. */
function flagRule(options: {
	id: string;
	title: string;
	severity: Severity;
	description: string;
	flags: readonly Flag[];
	/** Flags of the set with another severity. */
	milder?: Partial<Record<Flag, Severity>>;
	action: string;
	blocksAmount?: boolean;
}): Rule {
	return {
		id: options.id,
		version: 1,
		title: options.title,
		severity: options.severity,
		description: options.description,
		appliesTo: cameByEmail,
		check(context): RuleResult[] {
			return passUnless(
				context.document.flags
					.filter(({ flag }) => options.flags.includes(flag))
					.map((raised) => {
						const severity = options.milder?.[raised.flag];
						return fail({
							...(severity === undefined ? {} : { severity }),
							message: raised.message,
							expected: 'a document without it',
							observed: raised.flag.replace(/_/g, ' '),
							tolerance: 0,
							evidence: raised.evidence === undefined ? [] : [raised.evidence],
							action: options.action,
							...(options.blocksAmount === true && severity === undefined
								? { unsupported: everything }
								: {}),
						});
					}),
			);
		},
	};
}

export const readingRules: Rule[] = [
	flagRule({
		id: 'EX-04',
		title: 'One document in one file',
		severity: 'HOLD',
		description:
			'A file that holds several documents which could not be split is held with the suggestion to split it.',
		flags: ['several_documents'],
		action: 'Split the file and decide each document by itself.',
	}),
	flagRule({
		id: 'EX-05',
		title: 'Mail and attachment agree',
		severity: 'HOLD',
		description:
			'Amount, change order or version in the mail text differs from the attachment, or the figures that were read contradict each other.',
		flags: ['body_conflict', 'arithmetic_conflict'],
		action: 'Ask the sender which of the two is meant.',
	}),
	flagRule({
		id: 'EX-06',
		title: 'The file can be read and is harmless',
		severity: 'BLOCK',
		description:
			'Encrypted, unreadable, oversized, macro-bearing and executable files are blocked and set apart. A picture without text is held for a person to read.',
		flags: ['encrypted', 'unreadable', 'executable', 'macro', 'too_large', 'no_text'],
		milder: { no_text: 'HOLD' },
		action: 'Ask the sender for a readable file without password or macros.',
		blocksAmount: true,
	}),
	flagRule({
		id: 'EX-07',
		title: 'The document gives no instructions to software',
		severity: 'HOLD',
		description:
			'Text that tells software what to decide ("approve", "ignore previous"), or hidden text, is never followed; the document is held and somebody is alerted.',
		flags: ['instruction_text', 'hidden_text'],
		action: 'Look at the original, and treat the sender with suspicion.',
	}),
];
