import type { ItemOperation } from '../shared/router';
import { endClaim, getClaim } from './claim';
import { getCompany, setCompany } from './company';
import { getDocuments, releaseDocument, verifyAgain } from './document';
import { backfill, backfillProgress } from './history';
import { explainExecution } from './explain';
import { followMerge, getLinks, linkRecords, suggestLinks, unlinkRecords } from './link';
import { runChosenMonitors } from './monitor';
import { preflightCompany } from './preflight';
import { getRecords, recordRecords } from './record';
import { importRegisters } from './registers';
import { closeTask, getTasks } from './task';
import { readTimecardHours } from './timecards';
import {
	getRuns,
	getTransfers,
	getWrites,
	giveUpTransfer,
	planTransfers,
	resumeTransfer,
	undoRun,
} from './transfer';

/** Operations by `resource:operation`. */
export const operations: Readonly<Record<string, ItemOperation>> = {
	'claim:end': endClaim,
	'claim:get': getClaim,
	'company:get': getCompany,
	'company:preflight': preflightCompany,
	'company:set': setCompany,
	'document:getMany': getDocuments,
	'document:release': releaseDocument,
	'document:verifyAgain': verifyAgain,
	'history:backfill': backfill,
	'history:progress': backfillProgress,
	'history:readTimecards': readTimecardHours,
	'monitor:explain': explainExecution,
	'link:followMerge': followMerge,
	'link:getMany': getLinks,
	'link:link': linkRecords,
	'link:suggest': suggestLinks,
	'link:unlink': unlinkRecords,
	'monitor:run': runChosenMonitors,
	'record:getMany': getRecords,
	'record:importRegisters': importRegisters,
	'record:record': recordRecords,
	'task:close': closeTask,
	'task:getMany': getTasks,
	'run:getMany': getRuns,
	'run:getWrites': getWrites,
	'run:undo': undoRun,
	'transfer:getMany': getTransfers,
	'transfer:giveUp': giveUpTransfer,
	'transfer:plan': planTransfers,
	'transfer:resume': resumeTransfer,
};
