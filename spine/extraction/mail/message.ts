import type { Authentication, ReadingFlag, Sender } from '../../documents/document';

/** A file that came with a message. */
export interface MessageAttachment {
	/** File name without folders. */
	name: string;
	/** `name`, or `outer.eml/name` for a file inside an attached message. */
	path: string;
	contentType: string;
	bytes: Uint8Array;
	/** True for a picture that the HTML body shows (logo, signature). */
	inline: boolean;
	/** Set where the file was not kept, because of its size or the number of files. */
	flags: ReadingFlag[];
}

/** An e-mail, decoded but not yet understood. */
export interface Message {
	/** Without angle brackets; the message hash where it has none. */
	messageId: string;
	/** Path of the attached message this is, empty for the outermost (`outer.eml/`). */
	prefix: string;
	subject: string;
	/** Absent where no From header could be read. */
	sender?: Sender;
	/** Bare lower-case addresses of To and Cc. */
	to: string[];
	/** Date header, as an instant. */
	date?: string;
	/** Date of the topmost Received header, as an instant; absent where the source lost it. */
	receivedAt?: string;
	/** Of the topmost Authentication-Results header; absent where the source lost which was topmost. */
	authentication?: Authentication;
	/** Message-IDs of In-Reply-To and References, without angle brackets. */
	references: string[];
	text?: string;
	html?: string;
	attachments: MessageAttachment[];
	/** Messages attached as files, with their own attachments. */
	attached: Message[];
	flags: ReadingFlag[];
	/** SHA-256 of the raw message, or of the trigger item where there is no raw message. */
	hash: string;
}

/** How much of a message is read; what is beyond is flagged, never silently dropped. */
export interface MessageLimits {
	/** Bytes of one attachment. */
	attachmentBytes: number;
	/** Attachments of one message, those of attached messages not counted. */
	attachments: number;
	/** Levels of messages attached to messages. */
	depth: number;
}

export const defaultLimits: MessageLimits = {
	attachmentBytes: 25 * 1024 * 1024,
	attachments: 100,
	depth: 5,
};

/** A message as it arrives: raw, or as an item of an e-mail trigger with its files. */
export type MessageInput =
	| {
			kind: 'raw';
			bytes: Uint8Array;
			/** Name of the `.eml` file, where it came as one. */
			file?: string;
	  }
	| {
			kind: 'item';
			/** `json` of the item, in the trigger's format `resolved` or `simple`. */
			json: unknown;
			/** The item's binaries in their order. */
			files: Array<{ name?: string; contentType?: string; bytes: Uint8Array }>;
			file?: string;
	  };
