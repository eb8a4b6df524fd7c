import type { TransferTarget } from '../../transfers/target';
import type { ProcoreClient } from '../client';
import { directCostAdapter } from './direct-costs';
import { paymentAdapter } from './payments';
import { vendorAdapter } from './vendors';
import { verdictAdapter } from './verdicts';

/** Procore as a system that transfers are written to. */
export function procoreTarget(client: ProcoreClient): TransferTarget {
	const payments = paymentAdapter(client);
	return {
		side: 'projects',
		system: client.companyId,
		name: 'Procore',
		adapters: {
			direct_cost: directCostAdapter(client),
			payment_issued: payments,
			payment_received: payments,
			vendor: vendorAdapter(client),
			verdict: verdictAdapter(client),
		},
	};
}
