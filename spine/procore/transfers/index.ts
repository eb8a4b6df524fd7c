import type { TransferTarget } from '../../transfers/target';
import type { ProcoreClient } from '../client';
import { verdictAdapter } from './verdicts';

/** Procore as a system that transfers are written to. */
export function procoreTarget(client: ProcoreClient): TransferTarget {
	return {
		side: 'projects',
		system: client.companyId,
		name: 'Procore',
		adapters: { verdict: verdictAdapter(client) },
	};
}
