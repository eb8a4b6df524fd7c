import { type AttestedInProcess, type Guard, type Ledger, createGuard } from '../../spine';
import { clock } from './environment';

const attested: AttestedInProcess = new Map();

/** The guard that every step which writes to the books asks first: whether the ledger is as it was left. */
export const guardOf = (ledger: Ledger): Guard => createGuard(ledger, clock, attested);
