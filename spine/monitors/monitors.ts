import { backlog } from './backlog';
import { changedBill } from './changed-bill';
import { changedInvoice } from './changed-invoice';
import { staleOrder, staleRevised, unenteredChange } from './commitment-drift';
import { billsAcross, doubleBills } from './double-bills';
import { doubleVendors } from './double-vendors';
import { closedJob, endedCommitment } from './ended-work';
import { goneBill } from './gone-bill';
import type { Monitor } from './monitor';
import { partialWrite } from './partial-write';
import { payments } from './payments';
import { changedSincePassed, changedSincePosted } from './revisited';
import { staleMirror } from './stale-mirror';
import { unmatched } from './unmatched';
import { vendors } from './vendors';

/** Every monitor, in the order they are listed and run. */
export const monitors: readonly Monitor[] = [
	doubleBills,
	changedBill,
	goneBill,
	changedInvoice,
	payments,
	vendors,
	changedSincePosted,
	partialWrite,
	unmatched,
	changedSincePassed,
	backlog,
	staleMirror,
	staleRevised,
	unenteredChange,
	staleOrder,
	endedCommitment,
	closedJob,
	doubleVendors,
	billsAcross,
];
