import { readDocuments } from './fields/read-documents';
import type { MessageInput } from './mail/message';
import { extractWith, type ExtractOptions, type Extraction } from './message-extraction';
import { readPdf } from './pdf/read-pdf';

export type { MessageInput, MessageLimits } from './mail/message';
export type { ExtractOptions, Extraction, MessageSummary } from './message-extraction';

/**
 * Reads every document out of one e-mail: attachments, forwarded and attached messages, and the
 * body. Deterministic, and pure of clock, network and environment: the same message gives the
 * same documents with the same keys.
 *
 * Nothing that a sender can put into a mail makes it throw; what could not be read is a document
 * of kind `other` with a flag.
 *
 * @throws {Error} when the input is no e-mail at all, with a sentence that says what to connect.
 */
export async function extractMessage(
	input: MessageInput,
	options: ExtractOptions = {},
): Promise<Extraction> {
	return await extractWith({ readPdf, readDocuments }, input, options);
}
