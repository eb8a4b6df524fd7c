import { randomUUID } from 'node:crypto';
import { clock, sleep } from '../../nodes/shared/environment';
import { processView } from '../../nodes/shared/process-view';
import { holderName, isGone } from '../../spine/posting/holder';
import { procoreTarget } from '../../spine/procore/transfers';
import { carryOut } from '../../spine/transfers/carry-out';
import { mayCarry } from '../../spine/transfers/may-carry';
import { planPayments } from '../../spine/transfers/payments';
import { NOW, policy } from '../company';
import { COMPANY } from './procore-company';
import type { Site } from './site';

/**
 * Plans the payments over the ledger's mirror and carries out what is not done, as Transfer > Plan
 * and Transfer > Carry Out do in one execution; returns how many there were to carry out. Of a write
 * in doubt only the doubt is cleared, so that the next round carries out what was planned since.
 */
export async function carryPayments({ ledger, procore }: Site): Promise<number> {
	const { transfers } = await planPayments({ ledger, now: NOW, company: COMPANY });
	const kept = await ledger.planTransfers(transfers);
	const open = kept
		.filter(({ state }) => state !== 'done' && state !== 'removed' && state !== 'undone')
		.map(({ transfer }) => transfer);
	if (open.length === 0) return 0;
	await carryOut(open, {
		ledger,
		target: procoreTarget(procore),
		run: randomUUID(),
		preview: false,
		mayWrite: mayCarry(policy, await ledger.directory()),
		holder: holderName(processView.own, randomUUID()),
		isGone: (holder) => isGone(holder, processView),
		clock,
		sleep,
	});
	return open.length;
}
