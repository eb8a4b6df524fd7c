import axios from 'axios';
import { z } from 'zod';
import type { SqlLedger } from '../../spine/ledger/sql-ledger';
import { BOOKS } from '../company';
import { itemsOf } from '../sync/items';
import type { Addresses } from './systems';

const rows = z.array(z.record(z.unknown())).default([]);
const booksSchema = z.object({ Bill: rows, BillPayment: rows, Attachable: rows });
const projectsSchema = z.object({ work_order_contracts: rows, contract_payments: rows });

/** Types of records that a watcher keeps in the ledger's mirror. */
export type Mirrored = 'bill' | 'bill_payment' | 'commitment' | 'contract_payment';

/** What was to be written: number, total and original of every document. */
export async function truthOf(folder: string, count: number): Promise<object[]> {
	const truth = [];
	for await (const { document, coding } of itemsOf(folder, count)) {
		const { number } = document;
		truth.push({ number, total: coding.total, file: document.source.attachment });
	}
	return truth;
}

/** What stands in both systems now. */
export async function readSystems({
	quickBooks,
	procore,
}: Addresses): Promise<Record<string, readonly unknown[]>> {
	const read = async (url: string): Promise<unknown> => (await axios.get<unknown>(url)).data;
	const books = booksSchema.parse(await read(`${quickBooks}/control/state/${BOOKS}`));
	const projects = projectsSchema.parse(await read(`${procore}/control/state`));
	return {
		bills: books.Bill,
		attachments: books.Attachable,
		'bill-payments': books.BillPayment,
		commitments: projects.work_order_contracts,
		'contract-payments': projects.contract_payments,
	};
}

/**
 * Everything that a run ended with, by file name: the truth, both systems, and the ledger with its
 * mirror of them.
 */
export async function endState(
	name: string,
	ledger: SqlLedger,
	systems: Addresses,
	truth: readonly object[],
	watched: readonly Mirrored[],
): Promise<Record<string, readonly unknown[]>> {
	const mirror = [];
	for (const type of watched) mirror.push(...(await ledger.list(type)));
	const files = {
		truth,
		...(await readSystems(systems)),
		ledger: await ledger.entries(),
		claims: await ledger.claims(),
		transfers: await ledger.transfers({}),
		watched: watched.map((type) => ({ type })),
		mirror,
	};
	return Object.fromEntries(
		Object.entries(files).map(([what, entries]) => [`faults-${name}-${what}.ndjson`, entries]),
	);
}
