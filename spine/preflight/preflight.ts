import type { Policy } from '../documents/settings';
import type { PreflightFinding } from './checks';

/** Outcome of a preflight, as the ledger keeps it. */
export interface Preflight {
	/** When it was run, ISO 8601. */
	at: string;
	findings: PreflightFinding[];
	/** Whether a mode beyond `observe` may be set. */
	passed: boolean;
}

/** @param at running time of the check, ISO 8601 */
export function preflightOf(at: string, findings: PreflightFinding[]): Preflight {
	return { at, findings, passed: findings.every(({ level }) => level !== 'refuse') };
}

/**
 * Why a policy must not be set now, or undefined when it may. Any mode beyond `observe`, in general
 * or for a part, needs a preflight that passed, unless people enter the bills and nothing is written.
 */
export function refusalOfPolicy(
	policy: Policy,
	preflight: Preflight | undefined,
): { sentence: string; remedy: string } | undefined {
	if (policy.billsEnteredBy === 'people') return undefined;
	const modes = [policy.mode, ...policy.modes.map(({ mode }) => mode)];
	const beyond = modes.find((mode) => mode !== 'observe');
	if (beyond === undefined || preflight?.passed === true) return undefined;
	if (preflight === undefined) {
		return {
			sentence: `The mode "${beyond}" cannot be set before a preflight has passed.`,
			remedy:
				'Run Spine Ledger, Company, Preflight after the backfill. The policy was not changed.',
		};
	}
	const [first] = preflight.findings.filter(({ level }) => level === 'refuse');
	return {
		sentence: `The mode "${beyond}" cannot be set: ${first?.message ?? 'the preflight did not pass.'}`,
		remedy:
			`${first?.action ?? ''} Then run the preflight again. The policy was not changed.`.trim(),
	};
}
