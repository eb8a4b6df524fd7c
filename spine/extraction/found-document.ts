import type { PdfReader } from './read-attachment';
import type { ReadDocument, TextSource } from './source';

/** How sources become documents; given, so that the mail can be tested without them. */
export interface Readers {
	readPdf: PdfReader;
	readDocuments: (source: TextSource) => ReadDocument[];
}

/** A document with the place in the message it came from. */
export interface FoundDocument {
	read: ReadDocument;
	/** Attachment path or body name; absent for a message that holds nothing. */
	attachment?: string;
	fileHash?: string;
	/** Sender of the attached message, or of the innermost message forwarded in it. */
	original?: { address: string; name?: string };
	/** Text of the source. */
	text: string;
}
