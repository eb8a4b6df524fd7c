import { toMinor } from '../../../documents/money';
import type { Transfer } from '../../../documents/transfer';
import type { ContentOf } from '../../../documents/transfer-content';
import { markIn, referenceIn } from '../../../documents/transfer-reference';
import { LABOUR_NUMBER } from '../../../transfers/labour-number';
import type { MarkedRecord, StandingRecord, TransferAdapter } from '../../../transfers/target';
import type { QuickBooksOnline } from '../client';
import { QuickBooksError } from '../errors';
import { checkTexts } from '../lengths';
import { money, readRow } from '../row';
import type { Wire } from '../wire';
import { type ClosingDate, lockOf } from './standing-lock';

type Labour = ContentOf<'labour'>;
type Line = Labour['lines'][number];
type JournalEntry = Wire<'JournalEntry'>;

/**
 * Labour as journal entries. One is known again by the mark in its memo, under whatever number of its
 * day; one that a person entered under the same number is taken for it where day and lines agree. An
 * entry that was written is never changed over the API: what differs later is a correcting entry. It is
 * deleted only while its period is open.
 * https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/journalentry
 */
export function labourAdapter(client: QuickBooksOnline, closingDate: ClosingDate): TransferAdapter {
	const standingOf = async (
		row: unknown,
		transfer: Transfer,
		signal?: AbortSignal,
	): Promise<StandingRecord> => {
		const wire = readRow('JournalEntry', row);
		const what = `Journal entry ${wire.DocNumber ?? wire.Id}`;
		const { TotalAmt: _, ...entry } = wire;
		const locked = await lockOf(closingDate, what, entry, { signal });
		const wanted = contentOf(transfer);
		const content = contentFrom(wire, wanted);
		const own = markIn(wire.PrivateNote, transfer.key) === 'own';
		return {
			id: wire.Id,
			content,
			...(own ? {} : { equal: isSameEntry(content, wanted) }),
			revision: wire.SyncToken ?? '0',
			...(locked === undefined ? {} : { locked }),
		};
	};
	const found = async (
		field: 'DocNumber' | 'TxnDate',
		value: string,
		isWanted: (wire: JournalEntry) => boolean,
		transfer: Transfer,
		signal?: AbortSignal,
	): Promise<StandingRecord[]> => {
		const where = [{ field, operator: '=', value } as const];
		const standing: StandingRecord[] = [];
		for await (const { rows } of client.queryPages({ entity: 'JournalEntry', where }, signal)) {
			for (const row of rows) {
				if (!isWanted(readRow('JournalEntry', row))) continue;
				standing.push(await standingOf(row, transfer, signal));
			}
		}
		return standing;
	};

	return {
		marks: {
			// All in one: another period or project in the settings leads to other numbers and marks.
			placeOf: () => 'journal entries of labour',
			async of(_transfer, signal) {
				const where = [
					{ field: 'DocNumber', operator: 'LIKE', value: `${LABOUR_NUMBER}%` } as const,
				];
				const marked: MarkedRecord[] = [];
				for await (const { rows } of client.queryPages({ entity: 'JournalEntry', where }, signal)) {
					for (const row of rows) {
						const { Id: id, DocNumber, PrivateNote, MetaData } = readRow('JournalEntry', row);
						const reference = referenceIn(PrivateNote);
						const createdAt = MetaData?.CreateTime ?? MetaData?.LastUpdatedTime;
						if (reference === undefined || createdAt === undefined) continue;
						marked.push({ id, label: `journal entry ${DocNumber ?? id}`, reference, createdAt });
					}
				}
				return marked;
			},
		},
		async read(transfer, id, signal) {
			const row = await client.get('JournalEntry', id, signal);
			return row === undefined ? undefined : await standingOf(row, transfer, signal);
		},
		async find(transfer, signal) {
			const { number, date } = contentOf(transfer);
			const named = await found(
				'DocNumber',
				number,
				({ PrivateNote }) => markIn(PrivateNote, transfer.key) !== 'other',
				transfer,
				signal,
			);
			if (named.length > 0) return named;
			return await found(
				'TxnDate',
				date,
				({ PrivateNote }) => markIn(PrivateNote, transfer.key) === 'own',
				transfer,
				signal,
			);
		},
		async create(transfer, requestId, signal) {
			const wanted = contentOf(transfer);
			const closed = await closingDate(signal);
			if (closed !== undefined && wanted.date <= closed) {
				throw new QuickBooksError(
					`${transfer.label} would be dated ${wanted.date}, and the books are closed up to ${closed}, so it is not written. Enter it by hand in an open period, or have the period opened.`,
					{ code: '6200' },
				);
			}
			const body = bodyOf(wanted);
			checkTexts('JournalEntry', body);
			const row = await client.create('JournalEntry', body, { requestId, signal });
			return {
				...(await standingOf(row, transfer, signal)),
				warnings: warningsOf(readRow('JournalEntry', row), wanted),
			};
		},
		async remove(_transfer, standing, requestId, signal) {
			const row = { Id: standing.id, SyncToken: standing.revision ?? '0' };
			await client.remove('JournalEntry', row, { requestId, signal });
		},
	};
}

function contentOf({ content, label }: Transfer): Labour {
	if (content.kind === 'labour') return content;
	throw new QuickBooksError(`${label} is no labour. Plan it again.`, { code: '500' });
}

function bodyOf({ number, date, memo, lines }: Labour): Record<string, unknown> {
	return {
		DocNumber: number,
		TxnDate: date,
		PrivateNote: memo ?? '',
		Line: lines.map(({ posting, amount, account, customerJob, class: kind, description }) => ({
			Amount: amount,
			...(description === undefined ? {} : { Description: description }),
			DetailType: 'JournalEntryLineDetail',
			JournalEntryLineDetail: {
				PostingType: posting === 'debit' ? 'Debit' : 'Credit',
				AccountRef: { value: account.id },
				...(customerJob === undefined
					? {}
					: { Entity: { Type: 'Customer', EntityRef: { value: customerJob.id } } }),
				...(kind === undefined ? {} : { ClassRef: { value: kind.id } }),
			},
		})),
	};
}

function linesOf(wire: JournalEntry): Line[] {
	return wire.Line.flatMap((line): Line[] => {
		const detail = line.JournalEntryLineDetail;
		if (detail === undefined || line.Amount === undefined) return [];
		const job = detail.Entity?.Type === 'Customer' ? detail.Entity.EntityRef?.value : undefined;
		return [
			{
				posting: detail.PostingType === 'Credit' ? 'credit' : 'debit',
				amount: money(line.Amount),
				account: { id: detail.AccountRef?.value ?? '' },
				...(job === undefined ? {} : { customerJob: { id: job } }),
				...(detail.ClassRef === undefined ? {} : { class: { id: detail.ClassRef.value } }),
				...(line.Description === undefined ? {} : { description: line.Description }),
			},
		];
	});
}

/** What an entry says, in the members that a transfer writes. */
function contentFrom(wire: JournalEntry, wanted: Labour): Labour {
	return {
		kind: 'labour',
		number: wire.DocNumber ?? '',
		date: wire.TxnDate?.slice(0, 10) ?? wanted.date,
		...(wire.PrivateNote === undefined ? {} : { memo: wire.PrivateNote }),
		lines: linesOf(wire),
	};
}

/** Whether an entry that somebody else entered is this one: same number, day and charges. */
function isSameEntry(standing: Labour, wanted: Labour): boolean {
	const charges = ({ lines }: Labour): string =>
		lines
			.map(({ posting, amount, account, customerJob }) =>
				[posting, toMinor(amount), account.id, customerJob?.id ?? ''].join(' '),
			)
			.sort()
			.join();
	return (
		standing.number === wanted.number &&
		standing.date === wanted.date &&
		charges(standing) === charges(wanted)
	);
}

/** What QuickBooks did otherwise than it was told, which it does in silence. */
function warningsOf(wire: JournalEntry, wanted: Labour): string[] {
	const stored = linesOf(wire);
	const lost = (has: (line: Line) => boolean): boolean =>
		wanted.lines.some((line, index) => {
			const kept = stored[index];
			return has(line) && (kept === undefined || !has(kept));
		});
	const amounts = (lines: readonly Line[]): string =>
		lines.map(({ posting, amount, account }) => [posting, amount, account.id].join(' ')).join();
	return [
		...(wire.DocNumber === wanted.number
			? []
			: [
					`QuickBooks gave the entry the number ${wire.DocNumber ?? 'none'} instead of ${wanted.number}. Look at its numbering of journal entries.`,
				]),
		...(amounts(stored) === amounts(wanted.lines)
			? []
			: [`QuickBooks kept other lines than it was sent. Compare journal entry ${wire.Id} there.`]),
		...(lost((line) => line.customerJob !== undefined)
			? [
					'QuickBooks dropped the customer:job of a line, so its cost is on no job. Add it there by hand.',
				]
			: []),
		...(lost((line) => line.class !== undefined)
			? ['QuickBooks dropped the class of a line. Turn on class tracking there.']
			: []),
	];
}
