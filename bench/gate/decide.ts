import { judge } from '../../spine/gate/gate';
import { identify } from '../../spine/identity/identify';
import type { Ledger } from '../../spine/ledger/ledger';
import { chance } from '../chance';
import { NOW, policy, settings } from '../company';
import { codedInvoice, invoiceOf } from '../invoices';

export interface Decision {
	outcome: string;
	released: boolean;
	/** Rules that found something, in the order of the verdict. */
	rules: string[];
	/** Milliseconds of the whole decision: look-up of vendor, project and commitment, facts, rules, durable commit. */
	ms: number;
	/** Of these, the ledger's transaction with the rules inside it. */
	judgeMs: number;
	/** Milliseconds of processor time of this process, which other processes on the machine do not lengthen. */
	cpuMs: number;
}

/** Decides about the `index`-th invoice of the tested vendor. */
export type Decide = (index: number) => Promise<Decision>;

/**
 * Decides as the gate's node does: the directory, whom the invoice is about, and the ledger's one
 * transaction with the real rules in it. Making the invoice and its coding is not timed.
 */
export function decider(ledger: Ledger, seed: number): Decide {
	return async (index) => {
		const document = invoiceOf(index, chance(seed * 1_000_003 + index));
		const { coding } = await codedInvoice(ledger, await ledger.directory(), document);
		const cpu = process.cpuUsage();
		const begin = performance.now();
		const identity = identify(document, await ledger.directory(), settings);
		const asked = { document, coding, identity, settings, policy, now: NOW, dryRun: false };
		const judging = performance.now();
		const verdict = await ledger.judge(asked, (facts) =>
			judge(document, coding, facts, { dryRun: false }),
		);
		const end = performance.now();
		const { user, system } = process.cpuUsage(cpu);
		return {
			outcome: verdict.outcome,
			released: verdict.released,
			rules: verdict.findings.map(({ rule }) => rule),
			ms: end - begin,
			judgeMs: end - judging,
			cpuMs: (user + system) / 1000,
		};
	};
}
