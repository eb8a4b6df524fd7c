import type { CompanyFolder } from '../company';
import { type RunningSimulators, simulatedApps, startSimulators } from '../start';

/** An address and what is needed to log in there. */
interface SimulatedSystem {
	address: string;
	clientId: string;
	clientSecret: string;
}

/** Both systems of a company folder, listening on loopback, with a first token. */
export interface SimulatedSystems {
	procore: SimulatedSystem & { companyId: string };
	quickBooks: SimulatedSystem & { realmId: string; token: object; verifierToken: string };
	running: RunningSimulators;
	stop(): Promise<void>;
}

/** Starts both simulators on ports that the system chooses. */
export async function simulatedSystems(folder: CompanyFolder): Promise<SimulatedSystems> {
	const running = await startSimulators(folder);
	const [realmId = ''] = running.realmIds;
	const [company] = folder.procore.resources.companies ?? [];
	return {
		procore: {
			...simulatedApps.procore,
			address: running.procoreAddress,
			companyId: String(company?.id ?? ''),
		},
		quickBooks: {
			...simulatedApps.quickBooks,
			address: running.quickBooksAddress,
			realmId,
			token: running.quickBooks.token(realmId),
		},
		running,
		stop: () => running.close(),
	};
}
