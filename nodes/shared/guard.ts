import {
	type AttestedInProcess,
	type Guard,
	type Ledger,
	type TargetGuard,
	createGuard,
	createTargetGuard,
} from '../../spine';
import { clock } from './environment';

const attested: AttestedInProcess = new Map();
const places = new Map<string, number>();

/** The guard that every step which writes to the books asks first: whether the ledger is as it was left. */
export const guardOf = (ledger: Ledger): Guard => createGuard(ledger, clock, attested);

/** The same before transfers are carried out, to either system, by what it holds of earlier ones. */
export const targetGuardOf = (ledger: Ledger): TargetGuard =>
	createTargetGuard(ledger, clock, places);
