import type { Document } from '../documents/document';
import type { Demand, JudgeRequest } from './ledger';
import { toMillionths } from './sighting';
import type { Sighting } from './sighting';
import type { Subject } from './subject';

/** An e-mailed document as a sighting, with the amounts that the gate counted. */
export function sightDocument(
	{ document, coding }: Pick<JudgeRequest, 'document' | 'coding'>,
	subject: Pick<Subject, 'books' | 'vendor' | 'commitment' | 'project' | 'credit' | 'application'>,
	demand: Demand,
): Sighting {
	const sheet = document.payApplication;
	return {
		status: 'counted',
		credit: subject.credit,
		gross: demand.gross,
		net: demand.net,
		retainage: demand.retainage,
		released: demand.retainageReleased,
		lines: demand.lines.map(({ line, changeOrder, gross, quantity }) => ({
			gross,
			quantity: toMillionths(quantity ?? 0),
			...(line === undefined ? {} : { line }),
			...(changeOrder === undefined ? {} : { changeOrder }),
		})),
		kind: document.kind,
		isRelease: document.retainageRelease === true,
		books: subject.books,
		vendor: subject.vendor,
		commitment: subject.commitment,
		project: subject.project,
		number: document.number,
		application: subject.application,
		date: document.date,
		periodFrom: sheet?.periodFrom ?? document.servicePeriod?.from,
		periodTo: sheet?.periodTo ?? document.servicePeriod?.to,
		fileHash: document.source.fileHash,
		lineFingerprint: document.lineFingerprint,
		booksNumber: coding.number,
		seenIn: seenIn(document),
	};
}

/** Where a document was seen, in words: the mail's subject and the day it arrived. */
function seenIn({ source }: Document): string {
	const subject = source.subject ?? source.attachment ?? source.email ?? source.key;
	const day = source.receivedAt?.slice(0, 10);
	return `e-mail "${subject.slice(0, 120)}"${day === undefined ? '' : ` of ${day}`}`;
}
