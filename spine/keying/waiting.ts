import type { Verdict } from '../documents/verdict';
import { byVendor } from './order';
import type { KeyingSource } from './source';

/** A demand that is not to be keyed yet. */
export interface WaitingDocument {
	key: string;
	vendor: string;
	number: string;
	date?: string;
	currency: string;
	asked?: number;
	/** What the findings leave of it. */
	supported?: number;
	/** Why it waits, in sentences. */
	why: string;
	/** What to do next, in sentences. */
	action: string;
}

/** Demands that nobody released: held ones, and verified ones that a person must release. */
export function waitingOf({ entries, claims }: KeyingSource): WaitingDocument[] {
	const standing = new Map(claims.map((claim) => [claim.id, claim]));
	return entries
		.flatMap((entry): WaitingDocument[] => {
			const { verdict, document, coding } = entry;
			if (verdict === undefined || verdict.released) return [];
			if (verdict.outcome !== 'held' && verdict.outcome !== 'verified') return [];
			if (verdict.requestedAmount === undefined) return [];
			const claim = verdict.claim === undefined ? undefined : standing.get(verdict.claim);
			const isOpen = claim?.state === 'held' || claim?.state === 'reserved';
			if (verdict.claim !== undefined && !isOpen) return [];
			return [
				{
					key: document.source.key,
					vendor: coding?.vendor?.name ?? document.vendor ?? 'unknown',
					number: document.number ?? coding?.number ?? '',
					...(document.date === undefined ? {} : { date: document.date }),
					currency: coding?.currency ?? document.currency ?? 'USD',
					asked: verdict.requestedAmount,
					...(verdict.recommendedAmount === undefined
						? {}
						: { supported: verdict.recommendedAmount }),
					...reasonOf(verdict),
				},
			];
		})
		.sort(byVendor);
}

function reasonOf({ outcome, mode, findings }: Verdict): { why: string; action: string } {
	const stopping = findings.filter(({ severity }) => severity === 'HOLD' || severity === 'BLOCK');
	if (outcome === 'verified' || stopping.length === 0) {
		return mode === 'observe' || mode === 'shadow'
			? {
					why: `It was verified in mode "${mode}", in which nothing is released.`,
					action: 'Set the mode "propose" or "autoClean" in the policy.',
				}
			: {
					why: 'It was verified and waits for a person to release it: the mode asks for that, or it is above the limit.',
					action: 'Release it with Spine Ledger, Document, Release.',
				};
	}
	return {
		why: stopping.map(({ rule, message }) => `${rule}: ${message}`).join(' '),
		action: [...new Set(stopping.map(({ action }) => action))].join(' '),
	};
}
