import { normalizeName } from '../../../documents/names';
import { numberKey } from '../../../documents/numbers';
import { productOf, sum } from '../../amounts';
import { changeOrderNumber } from '../../change-order-reference';
import { standing } from '../../change-orders';
import type { Context } from '../../context';
import { adjustment } from '../../demand';
import { unitFactor } from '../purchase-orders/units';

const SUMS = new Set([
	'subtotal',
	'amountDue',
	'tax',
	'freight',
	'discount',
	'retainage',
	'deposit',
]);

/** Whether the lines and what stands beside them come out at the total, which itself must be read surely. */
function figuresProveEachOther(context: Context): boolean {
	const { currency, demand, document, lines } = context;
	if (document.payApplication !== undefined) return false;
	if (!demand.asksForMoney)
		return document.total !== undefined && offered(context) === context.minor(document.total);
	if (lines.length === 0) return false;
	const take = (kind: 'tax' | 'freight' | 'discount' | 'retainage' | 'deposit'): number =>
		adjustment(document, kind, currency);
	const gross = Math.abs(sum(lines.map((line) => line.gross)));
	const net =
		gross - take('discount') + take('tax') + take('freight') - take('retainage') - take('deposit');
	return demand.net !== 0 && net === demand.net;
}

/** What the printed lines of a quote or change order come to. */
function offered({ document, minor }: Context): number {
	return sum(document.lines.map((line) => minor(line.amount ?? 0)));
}

function lineProves(context: Context, index: number): boolean {
	const line = context.document.lines[index];
	if (line?.amount === undefined || line.quantity === undefined || line.unitPrice === undefined) {
		return false;
	}
	const amount = context.minor(line.amount);
	return [1, unitFactor(line.unit)].some(
		(factor) =>
			productOf(line.quantity ?? 0, line.unitPrice ?? 0, context.currency, factor) === amount,
	);
}

/** A short number says nothing by itself (`Job 107`): it counts behind the word for a document. */
const NAMED =
	/\b(?:invoice|inv|bill|pay app|application|app|draw|requisition|req|quote|proposal|estimate|change order|pco|cor|co|credit memo|credit)(?:\s*(?:number|no\b\.?|#))?[\s:._#-]*([a-z]{0,3}[-/]?\d[\w/-]*)/gi;

/** Words of a text, and up to four neighbours joined: a number may be printed with blanks or dashes inside. */
function tokenRuns(text: string): string[] {
	const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
	return words.flatMap((_, start) =>
		[1, 2, 3, 4].map((length) => words.slice(start, start + length).join('')),
	);
}

/** Whether subject or file name of the mail bear the document's number as well. */
function isNamedByMail({ document }: Context): boolean {
	const plain = (text: string | undefined): string =>
		(text ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
	const number = plain(document.number);
	const { subject, attachment } = document.source;
	const texts = [subject, attachment?.replace(/\.\w{2,4}$/, '')];
	if (number.length >= 4) {
		return texts.some((text) => tokenRuns(text ?? '').some((run) => run.toUpperCase() === number));
	}
	return texts.some((text) =>
		[...(text ?? '').matchAll(NAMED)].some(([, named]) => plain(named) === number),
	);
}

/** Whether a change order comes to its own new sum, or has the amount that its number has in the project system. */
function changeIsKnown(context: Context): boolean {
	const { document, facts, minor } = context;
	if (document.kind !== 'change_order' || document.total === undefined) return false;
	const total = minor(document.total);
	const { originalSum, previousChanges, newSum } = document.changeOrder ?? {};
	if (
		originalSum !== undefined &&
		previousChanges !== undefined &&
		newSum !== undefined &&
		minor(newSum) - minor(originalSum) - minor(previousChanges) === total
	) {
		return true;
	}
	const number = changeOrderNumber(document.number);
	return (
		number !== undefined &&
		standing(facts.changeOrders).some(
			(record) => changeOrderNumber(record.number) === number && minor(record.amount) === total,
		)
	);
}

/** Whether a release of retainage asks for exactly what the commitment still holds. */
function releasesWhatIsHeld({ demand, document, facts }: Context): boolean {
	if (document.retainageRelease !== true || document.lines.length > 0) return false;
	const { billing } = facts;
	return (
		billing !== undefined &&
		demand.net > 0 &&
		billing.retainageHeld - billing.retainageReleased === demand.net
	);
}

/** Whether an approval names a quote that is known by that number. */
function isKnownQuote({ document, facts }: Context): boolean {
	const named = numberKey(document.approval?.number ?? '')?.key;
	return (
		named !== undefined &&
		facts.prior.quotes.some((quote) => numberKey(quote.number ?? '')?.key === named)
	);
}

/**
 * Whether something other than the print confirms a value: a vendor, project or commitment that is
 * found under it in the systems without contradiction, a number that the mail names too, an
 * addressee that is one of our companies, figures that only come out when they were read
 * right. Such a value is certain, whatever the reader thought of the place it stood in.
 */
export function isCorroborated(path: string, context: Context): boolean {
	const { identity } = context.facts;
	if (path === 'vendor') {
		const { record, candidates } = identity.vendor;
		const found = candidates.find((candidate) => candidate.record.id === record?.id);
		return found !== undefined && found.score >= context.tolerance('vendorScore');
	}
	if (path === 'total' || path === 'amountDue') {
		if (changeIsKnown(context) || releasesWhatIsHeld(context)) return true;
	}
	if (path === 'approval.number') return isKnownQuote(context);
	if (path === 'number') return isNamedByMail(context);
	if (path === 'billTo.name') {
		const billed = normalizeName(context.document.billTo?.name ?? '');
		return context.facts.settings.entities.some((entity) => normalizeName(entity) === billed);
	}
	if (path === 'commitment') {
		return identity.commitment.record !== undefined && identity.commitment.conflict === undefined;
	}
	if (path === 'project' || path === 'projectName') {
		return identity.project.record !== undefined && identity.project.conflict === undefined;
	}
	if (SUMS.has(path)) return figuresProveEachOther(context);
	const [, index, member] = /^lines\.(\d+)\.(\w+)$/.exec(path) ?? [];
	if (index === undefined) return false;
	if (member === 'quantity' || member === 'unitPrice') return lineProves(context, Number(index));
	return figuresProveEachOther(context);
}
