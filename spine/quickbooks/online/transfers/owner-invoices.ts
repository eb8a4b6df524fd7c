import type { Transfer } from '../../../documents/transfer';
import type { ContentOf } from '../../../documents/transfer-content';
import { markIn, referenceIn } from '../../../documents/transfer-reference';
import { fromMinor, sumAmounts, toMinor } from '../../../documents/money';
import type { MarkedRecord, StandingRecord, TransferAdapter } from '../../../transfers/target';
import type { QuickBooksOnline } from '../client';
import { QuickBooksError } from '../errors';
import { checkTexts } from '../lengths';
import { money, readRow } from '../row';
import { isVoided } from '../to-owner-records';
import type { Wire } from '../wire';
import { readOnce } from './read-once';
import { type ClosingDate, lockOf } from './standing-lock';

type OwnerInvoice = ContentOf<'owner_invoice'>;
type Invoice = Wire<'Invoice'>;

/** Code of sales that bear no tax, in company files of the United States. */
const NO_TAX = 'NON';

/** The entity that an owner invoice is written as: one below zero is a credit memo. */
const entityOf = ({ credit }: OwnerInvoice) =>
	credit === true ? ('CreditMemo' as const) : ('Invoice' as const);
const nameOf = (wanted: OwnerInvoice): string =>
	wanted.credit === true ? 'Credit memo' : 'Invoice';

/**
 * Owner invoices as invoices to a customer:job, those below zero as credit memos. One is known again
 * by the mark in its memo, among all of its customer where none bears its number (a renumbered application, a company
 * file that numbers by itself); one that a person entered under the same number for the same customer
 * is taken for it where date and total agree. Only an unpaid one in an open period is changed or
 * deleted, and none is moved into a closed one.
 * https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice
 */
export function ownerInvoiceAdapter(
	client: QuickBooksOnline,
	closingDate: ClosingDate,
): TransferAdapter {
	const inUnitedStates = readOnce(async (signal) => {
		const { Country } = readRow('CompanyInfo', await client.companyInfo(signal));
		return ['US', 'USA'].includes(Country ?? 'US');
	});
	const standingOf = async (
		row: unknown,
		transfer: Transfer,
		signal?: AbortSignal,
	): Promise<StandingRecord> => {
		const wanted = contentOf(transfer);
		const wire = readRow(entityOf(wanted), row);
		const what = `${nameOf(wanted)} ${wire.DocNumber ?? wire.Id}`;
		const moves = transfer.action === 'save' && wanted.date !== wire.TxnDate?.slice(0, 10);
		const newDate = moves ? wanted.date : undefined;
		const locked = isVoided(wire)
			? voidedSentence(what)
			: await lockOf(closingDate, what, wire, { newDate, signal });
		const own = markIn(wire.PrivateNote, transfer.key) === 'own';
		const content = contentFrom(wire, wanted);
		return {
			id: wire.Id,
			content,
			...(own ? {} : { equal: isSameInvoice(wire, wanted) }),
			revision: wire.SyncToken ?? '0',
			...(locked === undefined ? {} : { locked }),
		};
	};
	/** Rows of the transfer's entity that are to its customer; credit memos cannot be asked for by customer. */
	async function* ofCustomer(transfer: Transfer, signal?: AbortSignal): AsyncGenerator<Invoice> {
		const wanted = contentOf(transfer);
		const { id } = wanted.customerJob;
		const own = { field: 'CustomerRef', operator: '=', value: id } as const;
		const pages =
			wanted.credit === true
				? client.queryPages({ entity: 'CreditMemo' }, signal)
				: client.queryPages({ entity: 'Invoice', where: [own] }, signal);
		for await (const { rows } of pages) {
			for (const row of rows) {
				const wire = readRow(entityOf(wanted), row);
				if (wire.CustomerRef?.value === id) yield wire;
			}
		}
	}
	/**
	 * Invoices of the customer that bear the transfer's mark, whatever their numbers; the voided one
	 * that was made last where no other stands.
	 */
	const marked = async (transfer: Transfer, signal?: AbortSignal): Promise<StandingRecord[]> => {
		const found: StandingRecord[] = [];
		let last: Invoice | undefined;
		for await (const wire of ofCustomer(transfer, signal)) {
			if (markIn(wire.PrivateNote, transfer.key) !== 'own') continue;
			if (!isVoided(wire)) found.push(await standingOf(wire, transfer, signal));
			else if (last === undefined || Number(wire.Id) > Number(last.Id)) last = wire;
		}
		if (found.length > 0 || last === undefined) return found;
		const spent = voidedSentence(`${nameOf(contentOf(transfer))} ${last.DocNumber ?? last.Id}`);
		return [{ ...(await standingOf(last, transfer, signal)), spent }];
	};
	const bodyOf = async (
		wanted: OwnerInvoice,
		before: Invoice | undefined,
		signal?: AbortSignal,
	): Promise<Record<string, unknown>> => {
		const untaxed = await inUnitedStates(signal);
		const stored = salesLines(before);
		const body = {
			CustomerRef: { value: wanted.customerJob.id },
			DocNumber: wanted.number,
			TxnDate: wanted.date,
			...(wanted.dueDate === undefined ? {} : { DueDate: wanted.dueDate }),
			PrivateNote: wanted.memo ?? '',
			Line: wanted.lines.map(({ amount, description, item, class: kind }, index) => ({
				...(stored[index]?.Id === undefined ? {} : { Id: stored[index]?.Id }),
				Amount: amount,
				Description: description,
				DetailType: 'SalesItemLineDetail',
				SalesItemLineDetail: {
					ItemRef: { value: item.id },
					Qty: 1,
					UnitPrice: amount,
					...(kind === undefined ? {} : { ClassRef: { value: kind.id } }),
					...(untaxed ? { TaxCodeRef: { value: NO_TAX } } : {}),
				},
			})),
		};
		checkTexts(entityOf(wanted), body);
		return body;
	};
	const answered = async (
		row: unknown,
		transfer: Transfer,
		signal?: AbortSignal,
	): Promise<StandingRecord> => ({
		...(await standingOf(row, transfer, signal)),
		warnings: warningsOf(readRow(entityOf(contentOf(transfer)), row), contentOf(transfer)),
	});

	return {
		marks: {
			placeOf: (transfer) => {
				const wanted = contentOf(transfer);
				return `${nameOf(wanted).toLowerCase()}s of customer ${wanted.customerJob.id}`;
			},
			async of(transfer, signal) {
				const name = nameOf(contentOf(transfer)).toLowerCase();
				const found: MarkedRecord[] = [];
				for await (const { Id: id, PrivateNote, DocNumber, MetaData } of ofCustomer(
					transfer,
					signal,
				)) {
					const reference = referenceIn(PrivateNote);
					const createdAt = MetaData?.CreateTime ?? MetaData?.LastUpdatedTime;
					if (reference === undefined || createdAt === undefined) continue;
					found.push({ id, label: `${name} ${DocNumber ?? id}`, reference, createdAt });
				}
				return found;
			},
		},
		async read(transfer, id, signal) {
			const row = await client.get(entityOf(contentOf(transfer)), id, signal);
			return row === undefined ? undefined : await standingOf(row, transfer, signal);
		},
		async find(transfer, signal) {
			const wanted = contentOf(transfer);
			const { number, customerJob } = wanted;
			const rows = await client.query(
				{ entity: entityOf(wanted), where: [{ field: 'DocNumber', operator: '=', value: number }] },
				signal,
			);
			const found: StandingRecord[] = [];
			for (const row of rows) {
				const wire = readRow(entityOf(wanted), row);
				if (wire.CustomerRef?.value !== customerJob.id || isVoided(wire)) continue;
				if (markIn(wire.PrivateNote, transfer.key) === 'other') continue;
				found.push(await standingOf(row, transfer, signal));
			}
			return found.length > 0 ? found : await marked(transfer, signal);
		},
		async create(transfer, requestId, signal) {
			const wanted = contentOf(transfer);
			const body = await bodyOf(wanted, undefined, signal);
			return await answered(
				await client.create(entityOf(wanted), body, { requestId, signal }),
				transfer,
				signal,
			);
		},
		async update(transfer, standing, requestId, signal) {
			const wanted = contentOf(transfer);
			const row = await client.get(entityOf(wanted), standing.id, signal);
			if (row === undefined) {
				throw new QuickBooksError(
					`${nameOf(wanted)} ${standing.id} does not exist in QuickBooks any more.`,
					{
						code: '610',
					},
				);
			}
			const before = readRow(entityOf(wanted), row);
			const body = {
				// Credit memos take full updates alone: what is left out of one is emptied.
				...(wanted.credit === true ? before : { sparse: true }),
				...(await bodyOf(wanted, before, signal)),
				Id: standing.id,
				SyncToken: standing.revision ?? before.SyncToken ?? '0',
			};
			return await answered(
				await client.update(entityOf(wanted), body, { requestId, signal }),
				transfer,
				signal,
			);
		},
		async remove(transfer, standing, requestId, signal) {
			const row = { Id: standing.id, SyncToken: standing.revision ?? '0' };
			await client.remove(entityOf(contentOf(transfer)), row, { requestId, signal });
		},
	};
}

function contentOf({ content, label }: Transfer): OwnerInvoice {
	if (content.kind === 'owner_invoice') return content;
	throw new QuickBooksError(`${label} is no owner invoice. Plan it again.`, { code: '500' });
}

const voidedSentence = (what: string): string =>
	`${what} was voided in QuickBooks, so it is not billed again by itself. Give the transfer up if that is meant; to have it billed anew, give it up and resume it.`;

function salesLines(wire: Invoice | undefined) {
	return (wire?.Line ?? []).filter((line) => line.SalesItemLineDetail !== undefined);
}

/** What an invoice says, in the members that a transfer writes. Which line is retainage its item tells. */
function contentFrom(wire: Invoice, wanted: OwnerInvoice): OwnerInvoice {
	const retainage = new Set(
		wanted.lines.filter(({ role }) => role !== 'work').map(({ item }) => item.id),
	);
	return {
		kind: 'owner_invoice',
		...(wanted.credit === true ? { credit: true } : {}),
		customerJob: { id: wire.CustomerRef?.value ?? '' },
		number: wire.DocNumber ?? '',
		date: wire.TxnDate?.slice(0, 10) ?? wanted.date,
		...(wanted.dueDate === undefined || wire.DueDate === undefined
			? {}
			: { dueDate: wire.DueDate.slice(0, 10) }),
		...(wire.PrivateNote === undefined ? {} : { memo: wire.PrivateNote }),
		lines: salesLines(wire).map((line) => {
			const item = line.SalesItemLineDetail?.ItemRef?.value ?? '';
			const kind = line.SalesItemLineDetail?.ClassRef?.value;
			const amount = money(line.Amount);
			return {
				role: retainage.has(item) ? (amount < 0 ? 'retainage' : 'retainage_release') : 'work',
				description: line.Description ?? '',
				amount,
				item: { id: item },
				...(kind === undefined ? {} : { class: { id: kind } }),
			};
		}),
	};
}

const totalOf = ({ lines }: OwnerInvoice): number => sumAmounts(lines.map(({ amount }) => amount));

/** Whether an invoice that somebody else entered is this one: same number, customer, date and total. */
function isSameInvoice(wire: Invoice, wanted: OwnerInvoice): boolean {
	return (
		wire.DocNumber === wanted.number &&
		wire.CustomerRef?.value === wanted.customerJob.id &&
		wire.TxnDate?.slice(0, 10) === wanted.date &&
		toMinor(wire.TotalAmt ?? 0) === toMinor(totalOf(wanted))
	);
}

/** What QuickBooks did otherwise than it was told. */
function warningsOf(wire: Invoice, wanted: OwnerInvoice): string[] {
	const total = fromMinor(toMinor(wire.TotalAmt ?? 0));
	const stated = totalOf(wanted);
	const lostClass = wanted.lines.some(
		(line, index) =>
			line.class !== undefined &&
			salesLines(wire)[index]?.SalesItemLineDetail?.ClassRef === undefined,
	);
	return [
		...(total === stated
			? []
			: [
					`QuickBooks made the ${nameOf(wanted).toLowerCase()} ${total.toFixed(2)} instead of ${stated.toFixed(2)}, as it does where it adds sales tax. Look at its tax there.`,
				]),
		...(wire.DocNumber === wanted.number
			? []
			: [
					`QuickBooks gave the ${nameOf(wanted).toLowerCase()} the number ${wire.DocNumber ?? 'none'} instead of ${wanted.number}. Turn on custom transaction numbers there.`,
				]),
		...(lostClass ? ['QuickBooks dropped the class of a line. Turn on class tracking there.'] : []),
	];
}
