import { sha256 } from '../documents/canonical';
import type { DocumentKind, Evidence } from '../documents/document';
import { readApprovals, type StatedApproval } from './mail/approval';
import { textSource } from './mail/body';
import type { Message } from './mail/message';
import { readProse } from './mail/prose-documents';
import type { FoundDocument } from './found-document';
import { locate, type MessageText, type WrittenPart } from './message-text';
import { emptyDocument } from './seal';
import type { ReadDocument, TextSource } from './source';

const NOT_FOUND: readonly DocumentKind[] = ['other', 'none', 'approval'];

/**
 * Documents that the body itself is or says: a decision of the writer's (outermost message
 * only, own new words only), else an invoice, quote or change order written into the mail.
 *
 * @param asks Whether an attachment already is the document; then the body only talks about it.
 */
export function bodyDocuments(
	message: Message,
	text: MessageText,
	asks: boolean,
	isOutermost: boolean,
	readDocuments: (source: TextSource) => ReadDocument[],
): FoundDocument[] {
	const place = (read: ReadDocument, name: string, content: string): FoundDocument => ({
		read,
		attachment: name,
		fileHash: sha256(content),
		text: content,
	});
	const found: FoundDocument[] = [];
	if (isOutermost) {
		for (const stated of approvals(message, text, asks)) {
			found.push(place(approvalDocument(stated, text), text.name, text.whole));
		}
	}
	if (asks || found.length > 0) return found;
	for (const part of [text.own, ...text.forwarded]) {
		const read = writtenDocuments(part, text, readDocuments);
		if (read.length > 0) return read.map((one) => place(one, text.name, text.whole));
	}
	const table =
		text.html === undefined || text.isReply ? [] : htmlDocuments(message, text.html, readDocuments);
	return table.map((one) => place(one, `${message.prefix}(html body)`, text.html ?? ''));
}

/** Beside a document of its own, a mail approves only what it names in so many words. */
function approvals(message: Message, text: MessageText, asks: boolean): StatedApproval[] {
	const stated = readApprovals(text.own.text, message.subject);
	const answers = text.isReply || /^\s*(?:re|aw|fwd?|wg)\s*:/i.test(message.subject);
	return stated.filter(({ approval, numberFromSubject }) => {
		const names =
			approval.version !== undefined ||
			approval.amount !== undefined ||
			(approval.number !== undefined && !numberFromSubject) ||
			approval.subject === 'retainage_release';
		return names || (answers && !asks);
	});
}

function approvalDocument(stated: StatedApproval, text: MessageText): ReadDocument {
	const { approval, sentence, numberFromSubject } = stated;
	const span = locate(text.whole, sentence.value);
	const said: Evidence = {
		source: text.name,
		...(span === undefined ? {} : { span }),
		text: sentence.value.trim().slice(0, 200),
		confidence: 0.95,
	};
	const evidence: Record<string, Evidence> = {
		approval: said,
		'approval.decision': said,
		'approval.subject': said,
	};
	if (approval.version !== undefined) evidence['approval.version'] = said;
	if (approval.amount !== undefined) evidence['approval.amount'] = said;
	if (approval.number !== undefined) {
		evidence['approval.number'] = numberFromSubject
			? { source: 'mail header', text: text.own.subject.slice(0, 200), confidence: 0.8 }
			: said;
	}
	const { number, version } = approval;
	return {
		...emptyDocument('approval', 0.95),
		...(number === undefined ? {} : { number }),
		...(version === undefined ? {} : { version }),
		changeOrders: approval.subject === 'change_order' && number !== undefined ? [number] : [],
		approval,
		evidence,
	};
}

/** A document laid out in plain text, or one that is only said in words. */
function writtenDocuments(
	part: WrittenPart,
	text: MessageText,
	readDocuments: (source: TextSource) => ReadDocument[],
): ReadDocument[] {
	const laidOut = attempt(textSource(text.name, part.text), readDocuments).filter(isWhole);
	const read = laidOut.length > 0 ? laidOut : readProse(part.text, text.name);
	return read.map((one) => ({ ...one, evidence: moved(one.evidence, part.text, text.whole) }));
}

function htmlDocuments(
	message: Message,
	html: string,
	readDocuments: (source: TextSource) => ReadDocument[],
): ReadDocument[] {
	return attempt(textSource(`${message.prefix}(html body)`, html, 'html'), readDocuments).filter(
		isWhole,
	);
}

function attempt(
	source: TextSource,
	readDocuments: (source: TextSource) => ReadDocument[],
): ReadDocument[] {
	try {
		return readDocuments(source);
	} catch {
		return [];
	}
}

/** An ordinary mail mentions amounts; a document in a body also has a number or lines. */
const isWhole = (read: ReadDocument): boolean =>
	!NOT_FOUND.includes(read.kind) &&
	read.total !== undefined &&
	(read.number !== undefined || read.lines.some((line) => line.amount !== undefined));

/** Evidence with offsets in the whole body instead of in a part of it. */
function moved(
	evidence: Record<string, Evidence>,
	part: string,
	whole: string,
): Record<string, Evidence> {
	const shift = whole.indexOf(part);
	return Object.fromEntries(
		Object.entries(evidence).map(([field, one]): [string, Evidence] => {
			if (one.span === undefined) return [field, one];
			const [start, end] = one.span;
			const rest = { ...one };
			delete rest.span;
			if (shift >= 0) return [field, { ...rest, span: [start + shift, end + shift] }];
			const found = locate(whole, part.slice(start, end));
			return [field, found === undefined ? rest : { ...rest, span: found }];
		}),
	);
}
