import { z } from 'zod';
import { instantSchema } from './dates';

/** Outcome of one method in an Authentication-Results header (RFC 8601 result keywords). */
export const authResultSchema = z.enum([
	'pass',
	'fail',
	'softfail',
	'neutral',
	'none',
	'temperror',
	'permerror',
	'policy',
]);

/** The topmost Authentication-Results header of a message; whether its server is ours the gate decides. */
export const authenticationSchema = z.object({
	authservId: z.string().optional(),
	spf: authResultSchema.optional(),
	dkim: authResultSchema.optional(),
	dmarc: authResultSchema.optional(),
	/** Domain of the envelope sender that `spf` is about (smtp.mailfrom). */
	spfDomain: z.string().optional(),
	/** Domains of the DKIM signatures that passed (header.d, else that of header.i). */
	dkimDomains: z.array(z.string()).optional(),
	/** Domain of the From header that `dmarc` is about (header.from). */
	dmarcDomain: z.string().optional(),
});
export type Authentication = z.infer<typeof authenticationSchema>;

export const senderSchema = z.object({
	/** Bare lower-case address of the From header. */
	address: z.string(),
	name: z.string().optional(),
	replyTo: z.string().optional(),
	returnPath: z.string().optional(),
	/** Innermost original sender of a forwarded chain, as the forwarded header block prints it. */
	original: z.object({ address: z.string(), name: z.string().optional() }).optional(),
});
export type Sender = z.infer<typeof senderSchema>;

export const documentSourceSchema = z.object({
	channel: z.enum(['email', 'projects', 'books']),
	/** Stable identity of this sighting: the same document seen again in the same place has the same key. */
	key: z.string(),
	/** Message-ID without angle brackets; a hash of the raw message where it has none. */
	messageId: z.string().optional(),
	/** File name of the message where it came as a file. */
	email: z.string().optional(),
	attachment: z.string().optional(),
	subject: z.string().optional(),
	/** Id of the requisition, bill, ... for the channels `projects` and `books`. */
	recordId: z.string().optional(),
	/** What that record of the project system names by its ids, which no reading can mistake. */
	names: z
		.object({
			project: z.string().optional(),
			commitment: z.string().optional(),
			vendor: z.string().optional(),
		})
		.optional(),
	/** Status of that record in the project system (`under_review`, `approved`): only what is approved there is posted. */
	status: z.string().optional(),
	/** When our own mail server received it: date of the topmost Received header. */
	receivedAt: instantSchema.optional(),
	sender: senderSchema.optional(),
	authentication: authenticationSchema.optional(),
	/** SHA-256 of the attachment (or body) the document was read from. */
	fileHash: z.string().optional(),
	/** SHA-256 of the stored raw message. */
	messageHash: z.string().optional(),
	/** Number of documents that were read from the message. */
	documents: z.number().int().positive().optional(),
});
export type DocumentSource = z.infer<typeof documentSourceSchema>;
