import type { CompanySettings, Policy } from '../documents/settings';
import type { AttestedLedger } from './port/attested';
import type { DecisionLedger } from './port/decisions';
import type { IntakeLedger } from './port/intake';
import type { MirrorLedger } from './port/mirror';
import type { PostingLedger } from './port/posting';
import type { TaskLedger } from './port/tasks';
import type { TransferLedger } from './port/transfers';

export type * from './port/attested';
export type * from './port/decisions';
export type * from './port/intake';
export type * from './port/mirror';
export type * from './port/posting';
export type * from './port/tasks';
export type * from './port/transfers';

/** Running time, in milliseconds since the epoch; it always moves on. */
export type Clock = () => number;

/**
 * The ledger: what was seen, decided and posted, and a mirror of both systems. Every method is one
 * transaction. Implementations: SQLite and PostgreSQL over one schema.
 *
 * @throws LedgerError with a sentence for people when the ledger cannot be opened or must not be
 * written to.
 */
export interface Ledger
	extends
		AttestedLedger,
		MirrorLedger,
		IntakeLedger,
		DecisionLedger,
		PostingLedger,
		TaskLedger,
		TransferLedger {
	getSettings(): Promise<{ settings: CompanySettings; policy: Policy } | undefined>;
	putSettings(settings: CompanySettings, policy: Policy): Promise<void>;
	/** Small texts that nodes keep between runs (the last preflight). */
	getNote(name: string): Promise<string | undefined>;
	putNote(name: string, text: string): Promise<void>;
	close(): Promise<void>;
}
