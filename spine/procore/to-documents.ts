import type { Document, PayApplicationLine } from '../documents/document';
import { fromMinor, toMinor } from '../documents/money';
import { requisitionKey } from '../documents/record-standing';
import type { ChangeOrderRecord, CommitmentRecord, ProjectRecord } from '../documents/records';
import { billedItems, itemNumberOf, retainageOf } from './billing-records';
import { codesOf, currencyOf, money, optionalMoney, type RowContext } from './contract-records';
import { requisitionSchema, type RequisitionItemRow, type RequisitionRow } from './wire/schemas';
import { plainText } from './wire/values';

/** What the row does not say itself: the printed numbers of commitment and project. */
export interface DocumentContext {
	commitment?: Pick<CommitmentRecord, 'number'>;
	project?: Pick<ProjectRecord, 'number' | 'name' | 'address'>;
	/** Change orders of the commitment, whose numbers stand for their ids on the lines. */
	changeOrders?: ReadonlyArray<Pick<ChangeOrderRecord, 'id' | 'number'>>;
	/** Project of the call, for rows that do not repeat it. */
	scope?: Pick<RowContext, 'project'>;
	/** Cost codes and cost types by id, for rows that name them by id only. */
	codes?: RowContext['codes'];
}

/**
 * A subcontractor invoice as a document of kind `pay_application`: amounts as Procore holds them,
 * nothing computed but column I, which Procore keeps in parts. `total` is the current payment due.
 *
 * @param row a requisition of v1.1 with its items (`view=extended`).
 * @throws {z.ZodError} when the row cannot be read.
 */
export function requisitionDocument(row: unknown, context: DocumentContext = {}): Document {
	const requisition = requisitionSchema.parse(row);
	const currency = currencyOf(requisition);
	const amount = (value: number | undefined) => optionalMoney(value, currency);
	const cover = requisition.summary ?? requisition.g702;
	const release = requisition.invoice_type === 'retainage_release';
	const lines = billedItems(requisition.items).map((item) =>
		payApplicationLine(item, context, currency),
	);
	const document: Document = {
		kind: 'pay_application',
		kindConfidence: 1,
		source: {
			channel: 'projects',
			key: requisitionKey(requisition.id),
			recordId: requisition.id,
			names: {
				project: requisition.project?.id ?? requisition.project_id ?? context.scope?.project,
				commitment: requisition.commitment_id,
				vendor: requisition.vendor_id,
			},
			status: requisition.status,
		},
		number: requisition.invoice_number,
		date: requisition.billing_date ?? requisition.requisition_end,
		dueDate: requisition.payment_date,
		vendor: requisition.vendor_name,
		project: context.project?.number ?? context.project?.name,
		projectName: context.project?.name,
		projectAddress: context.project?.address,
		commitment: context.commitment?.number,
		total: amount(cover?.current_payment_due),
		currency,
		tax: amount(nonZero(cover?.tax_applicable_to_this_payment)),
		changeOrders: [],
		remarks: [],
		lines: [],
		...(release ? { retainageRelease: true } : {}),
		retainageReleased: releasedOf(requisition, currency),
		payApplication: {
			applicationNumber: requisition.number === undefined ? undefined : String(requisition.number),
			periodFrom: requisition.requisition_start,
			periodTo: requisition.requisition_end,
			originalContractSum: amount(cover?.original_contract_sum),
			netChangeByChangeOrders: amount(cover?.net_change_by_change_orders),
			contractSumToDate: amount(cover?.contract_sum_to_date),
			totalCompletedAndStored: amount(cover?.total_completed_and_stored_to_date),
			retainageOnWork: amount(cover?.completed_work_retainage_amount),
			retainageOnWorkPercent: cover?.completed_work_retainage_percent,
			retainageOnStored: amount(cover?.stored_materials_retainage_amount),
			retainageOnStoredPercent: cover?.stored_materials_retainage_percent,
			totalRetainage: amount(cover?.total_retainage),
			totalEarnedLessRetainage: amount(cover?.total_earned_less_retainage),
			lessPreviousCertificates: amount(cover?.less_previous_certificates_for_payment),
			currentPaymentDue: amount(cover?.current_payment_due),
			balanceToFinish: amount(cover?.balance_to_finish_including_retainage),
			lines,
		},
		flags: [],
		evidence: {},
	};
	const whole = creditOf(document, requisition) ?? document;
	return { ...whole, evidence: evidenceOf(whole, requisition.id) };
}

/**
 * A requisition that asks for a negative amount as the credit memo that it is: each row that takes work
 * back is a line, and what was retained of that work is retained no more. Amounts are positive, as on
 * any credit memo. Where materials are stored the rows alone do not tell what is credited, so it stays
 * a pay application and a person looks at it.
 */
function creditOf(document: Document, row: RequisitionRow): Document | undefined {
	const { payApplication, total, currency } = document;
	if (total === undefined || total >= 0 || payApplication === undefined) return undefined;
	const stored = row.items.some((item) => (item.materials_presently_stored ?? 0) !== 0);
	if (stored || payApplication.lines.length === 0) return undefined;
	const minus = (value: number) => fromMinor(-toMinor(value, currency), currency);
	const withheld = row.items.reduce(
		(sum, item) => sum + toMinor(item.work_completed_retainage_retained_this_period ?? 0, currency),
		0,
	);
	return {
		...document,
		kind: 'credit_memo',
		total: minus(total),
		lines: payApplication.lines.flatMap((line) =>
			line.thisPeriod === undefined || line.thisPeriod === 0
				? []
				: [
						{
							number: line.item,
							description: line.description,
							amount: minus(line.thisPeriod),
							costCode: line.costCode,
							costType: line.costType,
							changeOrder: line.changeOrder,
							recordId: line.recordId,
						},
					],
		),
		...(withheld === 0 ? {} : { retainage: fromMinor(-withheld, currency) }),
		servicePeriod: { from: payApplication.periodFrom, to: payApplication.periodTo },
		payApplication: undefined,
	};
}

function nonZero(value: number | undefined): number | undefined {
	return value === 0 ? undefined : value;
}

/** Sum of the retainage that the requisition's rows release, absent where none does. */
function releasedOf(row: RequisitionRow, currency?: string): number | undefined {
	const released = row.items.reduce(
		(sum, item) =>
			sum +
			toMinor(item.work_completed_retainage_released_this_period ?? 0, currency) +
			toMinor(item.materials_stored_retainage_released_this_period ?? 0, currency),
		0,
	);
	return released === 0 ? undefined : fromMinor(released, currency);
}

function payApplicationLine(
	item: RequisitionItemRow,
	context: DocumentContext,
	currency?: string,
): PayApplicationLine {
	const changeOrder = context.changeOrders?.find(({ id }) => id === item.change_order_package_id);
	const amount = (value: number | undefined) =>
		value === undefined ? undefined : money(value, currency);
	return {
		item: itemNumberOf(item),
		description: plainText(item.description_of_work ?? ''),
		scheduledValue: amount(item.scheduled_value),
		previous: amount(item.work_completed_from_previous_application),
		thisPeriod: amount(item.work_completed_this_period),
		stored: amount(item.materials_presently_stored),
		completed: amount(item.total_completed_and_stored_to_date),
		percent: item.total_completed_and_stored_to_date_percent,
		balance: amount(item.balance_to_finish),
		retainage: retainageOf(item, currency),
		...codesOf(item, { codes: context.codes }),
		changeOrder: changeOrder?.number === undefined ? undefined : `CO ${changeOrder.number}`,
		recordId: item.line_item_id,
	};
}

/** Every value stands in the record itself, which no reader can misread. */
function evidenceOf(document: Document, id: string): Document['evidence'] {
	const evidence: Document['evidence'] = {};
	const note = (path: string, value: unknown, line?: string) => {
		if (value === undefined) return;
		evidence[path] = {
			source: `requisition ${id}`,
			...(line === undefined ? {} : { line }),
			text: String(value).slice(0, 200),
			confidence: 1,
		};
	};
	note('number', document.number);
	note('date', document.date);
	note('vendor', document.vendor);
	note('project', document.project);
	note('commitment', document.commitment);
	note('total', document.total);
	note('retainage', document.retainage);
	for (const [key, value] of Object.entries(document.payApplication ?? {})) {
		if (key !== 'lines') note(`payApplication.${key}`, value);
	}
	document.lines.forEach((line, index) => {
		for (const [key, value] of Object.entries(line)) {
			note(`lines.${index}.${key}`, value, line.recordId);
		}
	});
	document.payApplication?.lines.forEach((line, index) => {
		for (const [key, value] of Object.entries(line)) {
			note(`payApplication.lines.${index}.${key}`, value, line.recordId);
		}
	});
	return evidence;
}
