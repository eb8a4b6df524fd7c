/** A message as it arrived, stored before anything is read. */
export interface Intake {
	/** Message-ID, or a hash of the raw message. */
	messageId: string;
	raw: Uint8Array;
	/** `eml` where `raw` is the message itself, `item` where it is n8n's item with its binaries as JSON. */
	form: 'eml' | 'item';
	receivedAt?: string;
	/** File name, where the message came as a file. */
	name?: string;
}

export type IntakeState = 'stored' | 'read' | 'decided' | 'finished';

export interface StoredIntake extends Intake {
	hash: string;
	state: IntakeState;
}

/** Word of something that happened elsewhere and is still to be looked into. */
export interface Notice {
	/** The same for every delivery of it. */
	key: string;
	/** What it says, as JSON. */
	json: string;
	/** How often it was looked into in vain. */
	tries: number;
}

/** What arrived and is still to be dealt with: messages, originals, and word of what happened elsewhere. */
export interface IntakeLedger {
	/**
	 * Stores the raw message before it is read. `seen` when it was stored before; its state then says how
	 * far it came, and `vain` how often its reading was begun since and not ended with
	 * {@link setIntakeState}.
	 */
	intake(
		message: Intake,
	): Promise<{ hash: string; seen: boolean; state: IntakeState; vain?: number }>;
	setIntakeState(hash: string, state: IntakeState): Promise<void>;
	/** Messages that were stored but never finished: least often handed out first, then the oldest; at most 100. */
	unfinished(olderThanSeconds: number): Promise<StoredIntake[]>;
	putBlob(bytes: Uint8Array): Promise<string>;
	getBlob(hash: string): Promise<Uint8Array | undefined>;
	/** Puts notices into a box, each key once for a week; returns how many were new. */
	putNotices(box: string, notices: ReadonlyArray<Omit<Notice, 'tries'>>): Promise<number>;
	/** Notices of a box that wait: least often tried first, then the oldest. */
	waitingNotices(box: string, limit: number): Promise<Notice[]>;
	/** Marks notices as dealt with. */
	finishNotices(box: string, keys: readonly string[]): Promise<void>;
	/** Counts a vain attempt, so that others come first. */
	putOffNotices(box: string, keys: readonly string[]): Promise<void>;
}
