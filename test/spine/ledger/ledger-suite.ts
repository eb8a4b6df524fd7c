import { afterPostingSuite } from './suites/after-posting';
import { concurrencySuite } from './suites/concurrency';
import { hostileSuite } from './suites/hostile';
import { linkSuite } from './suites/links';
import { keyedBillSuite } from './suites/keyed-bills';
import { mirrorSuite } from './suites/mirror';
import { noticeSuite } from './suites/notices';
import { postingQueueSuite } from './suites/posting-queue';
import { requisitionVerdictSuite } from './suites/requisition-verdicts';
import { rebuildingSuite } from './suites/rebuilding';
import { reservationSuite } from './suites/reservations';
import { reviewSuite } from './suites/reviews';
import { sightingSuite } from './suites/sightings';
import { taskSuite } from './suites/tasks';
import { transferSuite } from './suites/transfers';
import { verdictSuite } from './suites/verdicts';
import { verifyAgainSuite } from './suites/verify-again';
import type { OpenLedger } from './suites/world';

/** What every implementation of the ledger must do; registered once for each database. */
export function ledgerSuite(name: string, openLedger: OpenLedger): void {
	describe(name, () => {
		verdictSuite(openLedger);
		sightingSuite(openLedger);
		requisitionVerdictSuite(openLedger);
		reservationSuite(openLedger);
		verifyAgainSuite(openLedger);
		hostileSuite(openLedger);
		postingQueueSuite(openLedger);
		keyedBillSuite(openLedger);
		mirrorSuite(openLedger);
		noticeSuite(openLedger);
		rebuildingSuite(openLedger);
		concurrencySuite(openLedger);
		afterPostingSuite(openLedger);
		taskSuite(openLedger);
		linkSuite(openLedger);
		transferSuite(openLedger);
		reviewSuite(openLedger);
	});
}
