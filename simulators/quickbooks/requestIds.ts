import { createHash } from 'node:crypto';
import { requestIdTaken, wrongLength } from './faults';
import type { Switches } from './switches';

/** An answer as it goes out: HTTP status and JSON text. */
export interface StoredAnswer {
	status: number;
	body: string;
}

const longest = 50;

/** The answers of one realm by request id, so that a repeated call is answered and not done again. */
export class RequestIds {
	private readonly known = new Map<string, { hash: string; answer: StoredAnswer; at: number }>();

	constructor(
		private readonly clock: () => number,
		private readonly switches: () => Switches,
	) {}

	/** The boundary of a form is made up anew for each try, so it does not count. */
	private hash(what: string, body: Buffer, boundary: string | undefined): string {
		const same = boundary === undefined ? body : body.toString('latin1').replaceAll(boundary, '');
		return createHash('sha256').update(what).update('\0').update(same).digest('hex');
	}

	/**
	 * The answer an earlier call with this id got, or undefined when the id is new or forgotten.
	 * Fault 600 when the id stood for another call, unless the switch says to replay anyway.
	 */
	recall(id: string, what: string, body: Buffer, boundary?: string): StoredAnswer | undefined {
		if (id.length > longest) throw wrongLength('requestid', longest, id.length);
		const entry = this.known.get(id);
		const { requestIdMemoryMs, requestIdOtherBody } = this.switches();
		if (!entry) return undefined;
		if (requestIdMemoryMs !== null && this.clock() - entry.at > requestIdMemoryMs) return undefined;
		if (entry.hash === this.hash(what, body, boundary) || requestIdOtherBody === 'replay')
			return entry.answer;
		throw requestIdTaken(id);
	}

	/** Whether a call with this id was answered before now. */
	knows(id: string): boolean {
		return this.known.has(id);
	}

	remember(id: string, what: string, body: Buffer, answer: StoredAnswer, boundary?: string): void {
		if (answer.status !== 200 && !this.switches().requestIdRemembersFaults) return;
		this.known.set(id, { hash: this.hash(what, body, boundary), answer, at: this.clock() });
	}
}
