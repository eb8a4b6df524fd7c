import type { Document } from '../documents/document';
import { formatAmount } from '../documents/money';
import type { Finding, Verdict } from '../documents/verdict';

/** What a verdict says to the people who review an invoice. */
export interface VerdictComment {
	/** About the invoice as a whole: the outcome, the amounts, and what is wrong with no single line. */
	comment: string;
	/** What is wrong with single lines, by the id of the SOV or change-order line. */
	lines: Array<{ line: string; comment: string }>;
}

/** Longest text about the whole invoice, about one line, and of one finding; characters. */
const LONGEST = 1_600;
const LONGEST_OF_LINE = 800;
const LONGEST_FINDING = 400;

/** Rules whose sentence grows older by itself; their remedy alone is said, or every look would write. */
const AGEING = new Set(['SC-09']);

/**
 * A verdict in words for the project system: plain text of bounded length, the same for the same
 * verdict. Findings about one line go with that line, the others with the whole; what is only
 * information is left out. Times are left out too, so that judging again without a new result
 * changes nothing.
 *
 * @param known ids of the lines that the invoice has; a finding about another one goes with the whole.
 */
export function commentOf(
	verdict: Verdict,
	document: Document,
	known: ReadonlySet<string>,
): VerdictComment {
	const currency = document.currency ?? 'USD';
	const general: string[] = [headline(verdict, currency)];
	const byLine = new Map<string, string[]>();
	for (const finding of verdict.findings) {
		if (finding.severity === 'INFO') continue;
		const sentence = sentenceOf(finding, currency);
		const line = finding.evidence.find((one) => known.has(one.line ?? ''))?.line;
		if (line === undefined) general.push(sentence);
		else byLine.set(line, [...(byLine.get(line) ?? []), sentence]);
	}
	return {
		comment: bounded(general, LONGEST),
		lines: [...byLine]
			.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
			.map(([line, sentences]) => ({ line, comment: bounded(sentences, LONGEST_OF_LINE) })),
	};
}

const SAID: Record<Verdict['outcome'], string> = {
	verified: 'VERIFIED',
	held: 'HELD',
	blocked: 'BLOCKED',
	recorded: 'RECORDED',
};

function headline(verdict: Verdict, currency: string): string {
	const { outcome, requestedAmount: asked, recommendedAmount: supported } = verdict;
	const amounts = [
		...(asked === undefined ? [] : [`requested ${formatAmount(asked, currency)}`]),
		...(supported === undefined ? [] : [`recommended ${formatAmount(supported, currency)}`]),
	];
	const warned = verdict.findings.some(({ severity }) => severity !== 'INFO');
	const clean = outcome === 'verified' && !warned ? ' Nothing stands against it.' : '';
	return `${SAID[outcome]}${amounts.length === 0 ? '' : `: ${amounts.join(', ')}`}.${clean}`;
}

const WEIGHT: Record<Finding['severity'], string> = {
	BLOCK: ' (must not be paid)',
	HOLD: '',
	WARN: ' (warning)',
	INFO: '',
};

/** `OB-04: "Fixtures" would be billed to ... Expected 30,000.00, found 32,000.00, difference 2,000.00. Ask ...` */
function sentenceOf(finding: Finding, currency: string): string {
	const { rule, severity, message, action, delta } = finding;
	const value = (side: string | number): string =>
		typeof side === 'number' ? side.toLocaleString('en-US', { maximumFractionDigits: 4 }) : side;
	const compared = [
		...(finding.expected === undefined ? [] : [`expected ${value(finding.expected)}`]),
		...(finding.observed === undefined ? [] : [`found ${value(finding.observed)}`]),
		...(delta === undefined ? [] : [`difference ${value(delta)}`]),
		...(finding.unsupported === undefined || finding.unsupported === 0
			? []
			: [`not supported ${formatAmount(finding.unsupported, currency)}`]),
	];
	const figures = compared.length === 0 ? '' : ` (${compared.join(', ')})`;
	const said = AGEING.has(rule) ? '' : ` ${message}${figures}`;
	return shortened(plain(`${rule}${WEIGHT[severity]}:${said} ${action}`), LONGEST_FINDING);
}

/** One line of text without markup and without square brackets, which mark our own lines there. */
function plain(text: string): string {
	return text
		.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
		.replace(/</g, '‹')
		.replace(/>/g, '›')
		.replace(/\[/g, '(')
		.replace(/\]/g, ')')
		.trim();
}

function shortened(text: string, longest: number): string {
	return text.length <= longest ? text : `${text.slice(0, longest - 3).trimEnd()}...`;
}

/** As many lines as fit, and how many do not. */
function bounded(sentences: readonly string[], longest: number): string {
	const kept: string[] = [];
	let length = 0;
	for (const sentence of sentences) {
		if (kept.length > 0 && length + sentence.length + 1 > longest - 60) break;
		kept.push(sentence);
		length += sentence.length + 1;
	}
	const left = sentences.length - kept.length;
	if (left > 0)
		kept.push(`${left} more ${left === 1 ? 'finding is' : 'findings are'} in the ledger.`);
	return kept.join('\n');
}
