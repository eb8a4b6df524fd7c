/**
 * The spine as the nodes see it. It is bundled into one file that every node shares, so that
 * limiters and ledger handles exist once a process.
 */
export { sha256 } from './documents/canonical';
export { type Coding, codingSchema } from './documents/coding';
export { dateSchema, lastMonthEnd } from './documents/dates';
export { type Document, documentSchema } from './documents/document';
export { linkTypeSchema } from './documents/link';
export type { RecordType } from './documents/records';
export { recordSchema } from './documents/records';
export {
	type CompanySettings,
	type Policy,
	companySettingsSchema,
	policySchema,
} from './documents/settings';
export { type Transfer, type Written, transferSchema } from './documents/transfer';
export { severitySchema } from './documents/settings';
export type { Outcome, Verdict } from './documents/verdict';
export { type ImportSummary, importExport } from './exports/import-export';
export { exportKinds } from './exports/kinds';
export { kindOfExport } from './exports/read-export';
export { type MessageInput, extractMessage } from './extraction/extract';
export {
	MOST_VAIN_READINGS,
	abandonedMessage,
	abandonedTask,
} from './extraction/abandoned-message';
export { judge } from './gate/gate';
export { identify } from './identity/identify';
export { suggestJobs } from './identity/suggest-jobs';
export { suggestVendors } from './identity/suggest-vendors';
export type { LinkSuggestion } from './identity/suggestion';
export { keyingCsv } from './keying/csv';
export { keyingPage } from './keying/page';
export { keyingSheet } from './keying/sheet';
export { gatherKeying } from './keying/source';
export { keyingWorkbook } from './keying/workbook';
export type { Ledger } from './ledger/ledger';
export { openPostgresLedger } from './ledger/postgres';
export { openSqliteLedger } from './ledger/sqlite';
export { codeCommitment } from './mapping/code-commitment';
export { codeDocument } from './mapping/code-document';
export { type LabourRate, parseLabourRates, parseLabourRatesCsv } from './mapping/labour-rates';
export { codesInUse } from './mapping/codes-in-use';
export { coverage } from './mapping/coverage';
export { notYetMoney } from './mapping/order-lines';
export { previousStored } from './mapping/previous-stored';
export { rememberRules, rememberedRules } from './mapping/remembered-rules';
export { suggestItems } from './mapping/suggest-codes';
export { ordersOfCommitment } from './mapping/purchase-order-links';
export {
	type MappingRule,
	mappingRuleSchema,
	parseMappingCsv,
	parseMappingRows,
} from './mapping/rules';
export { type FailedExecution, explainFailure } from './monitors/failure';
export { gatherMonitorFacts } from './monitors/gather';
export { type MonitorLimits, monitorLimitsSchema } from './monitors/limits';
export { monitors } from './monitors/monitors';
export { revisit } from './monitors/revisit';
export { runMonitors } from './monitors/run';
export { type AttestedInProcess, type Guard, attestLedger, createGuard } from './posting/attest';
export { holderName, isGone, type ProcessMark, type ProcessView } from './posting/holder';
export { postDocuments } from './posting/post';
export { type PreflightFinding, checkAge, checkMapping, checkMirror } from './preflight/checks';
export { type OriginSample, checkOrigin } from './preflight/origin';
export { type Preflight, preflightOf, refusalOfPolicy } from './preflight/preflight';
export {
	type ListOptions,
	type ProcoreClient,
	type Scope,
	type WireRow,
	createProcore,
} from './procore/client';
export { keepToOneCompany } from './procore/one-company';
export { backfillProcore } from './procore/history';
export type { ResourceName } from './procore/resources';
export { readTimecards } from './procore/read-timecards';
export { sampleOfProcore } from './procore/sample';
export { sheetsOfProcore } from './procore/sheets';
export { procoreTarget } from './procore/transfers';
export { lookAtProcore, type ProcoreChange, userOf } from './procore/watch';
export { inWatchedOrder, type WatchedName, watchedOf, watchedThings } from './procore/watched';
export { bearsOurHeader } from './procore/webhooks/authorization';
export { readDelivery } from './procore/webhooks/event';
export { hearProcore } from './procore/webhooks/hear';
export { isRegistered, registerHook, removeHook, type WantedHook } from './procore/webhooks/hooks';
export { hasWebhooks, unheard, unnoticed } from './procore/webhooks/triggers';
export { createOnlineBooks } from './quickbooks/online/books';
export { type QuickBooksOnline, createQuickBooksOnline } from './quickbooks/online/client';
export type { OnlineEntity } from './quickbooks/online/filterable';
export { backfillQuickBooks } from './quickbooks/online/history';
export { type ListEntity, saveListEntry } from './quickbooks/online/save';
export { savePurchaseOrder } from './quickbooks/online/save-purchase-order';
export { type QuickBooksSheet, sheetsOfQuickBooks } from './quickbooks/online/sheets';
export { watchOnce } from './quickbooks/online/watch';
export type { Saved } from './quickbooks/books';
export { quickBooksTarget } from './quickbooks/online/transfers';
export { booksRowContent } from './quickbooks/online/transfers/books-row';
export { hear } from './quickbooks/webhooks/hear';
export { mergesOf } from './quickbooks/webhooks/merges';
export { readNotification } from './quickbooks/webhooks/notification';
export { isSignedByIntuit } from './quickbooks/webhooks/signature';
export { comparePilot } from './reconciliation/compare-pilot';
export { gatherPilot } from './reconciliation/gather-pilot';
export { pilotPage } from './reconciliation/pilot-page';
export { gatherReconciliation } from './reconciliation/gather';
export { reconciliationPage } from './reconciliation/page';
export { reconcile } from './reconciliation/reconcile';
export { needsSomebody, type Reconciliation } from './reconciliation/row';
export { reconciliationWorkbook } from './reconciliation/workbook';
export type { RefusedRow } from './registers/columns';
export { fieldDataFromRows } from './registers/field-data';
export { lookupIn } from './registers/lookup';
export { quotesFromRows } from './registers/quotes';
export { type TargetGuard, createTargetGuard } from './transfers/attest-target';
export { type CarryContext, carryOut } from './transfers/carry-out';
export { gravestFirst } from './documents/task';
export { heldTask, problemTask } from './transfers/held-task';
export { labourSettings } from './transfers/labour-world';
export { mayCarry } from './transfers/may-carry';
export type { TransferTarget } from './transfers/target';
export { PLANS } from './transfers/plans';
export { planUndo } from './transfers/undo';
export type { HttpRequest, HttpResponse, Send } from './send';
