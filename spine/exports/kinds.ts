import type { RecordType } from '../documents/records';
import { CUSTOMERS, VENDORS, readCustomers, readVendors } from './books-contacts';
import { ACCOUNTS, CLASSES, ITEMS, readAccounts, readClasses, readItems } from './books-lists';
import { CHANGE_ORDERS, readChangeOrders } from './change-orders';
import { type Header, type Layout, askedFor, findHeader } from './columns';
import { COMMITMENTS, readCommitments } from './commitments-report';
import { COMPANIES, readCompanies } from './companies';
import type { ExportContext, ExportRecords } from './context';
import { SCHEDULE_OF_VALUES, readScheduleOfValues } from './schedule-of-values';
import type { Table } from './table';
import { TRANSACTIONS, readTransactions } from './transaction-list';

/** A table that is of a kind, ready to be read. */
export interface Recognised {
	/** Index of the heading row. */
	at: number;
	/** Fields that were found. */
	width: number;
	/** Whether the report's own title names the kind. */
	isTitled(above: readonly string[]): boolean;
	read(context: ExportContext): ExportRecords;
}

/** A kind of export that can be taken in. */
export interface Kind {
	/** How people call it. */
	label: string;
	/** Types of the records that the export lists. */
	types: readonly RecordType[];
	/** What a complete export says of a record that it lists no more. */
	absent: 'deleted' | 'inactive' | 'kept';
	/** Columns that it must have, for messages. */
	columns: string;
	recognise(table: Table): Recognised | undefined;
}

function kind<F extends string>(
	about: Pick<Kind, 'label' | 'types' | 'absent'>,
	layout: Layout<F>,
	read: (context: ExportContext, header: Header<F>) => ExportRecords,
): Kind {
	return {
		...about,
		columns: askedFor(layout),
		recognise(table) {
			const header = findHeader(table, layout);
			if (header === undefined) return undefined;
			return {
				at: header.at,
				width: Object.keys(header.columns).length,
				isTitled: (above) => above.some((text) => layout.title?.test(text) === true),
				read: (context) => read(context, header),
			};
		},
	};
}

/** The exports that can be taken in, by name. */
export const EXPORT_KINDS = {
	commitments: kind(
		{ label: 'commitments report', types: ['commitment'], absent: 'deleted' },
		COMMITMENTS,
		readCommitments,
	),
	changeOrders: kind(
		{ label: 'list of commitment change orders', types: ['change_order'], absent: 'deleted' },
		CHANGE_ORDERS,
		readChangeOrders,
	),
	scheduleOfValues: kind(
		{ label: 'schedules of values', types: ['commitment'], absent: 'kept' },
		SCHEDULE_OF_VALUES,
		readScheduleOfValues,
	),
	companies: kind(
		{ label: 'list of companies', types: ['vendor'], absent: 'inactive' },
		COMPANIES,
		readCompanies,
	),
	transactions: kind(
		{
			label: 'transaction list by vendor',
			types: [
				'bill',
				'vendor_credit',
				'expense',
				'bill_payment',
				'purchase_order',
				'journal_entry',
			],
			absent: 'deleted',
		},
		TRANSACTIONS,
		readTransactions,
	),
	accounts: kind(
		{ label: 'account list', types: ['account'], absent: 'inactive' },
		ACCOUNTS,
		readAccounts,
	),
	items: kind(
		{ label: 'product and service list', types: ['item'], absent: 'inactive' },
		ITEMS,
		readItems,
	),
	classes: kind(
		{ label: 'class list', types: ['class'], absent: 'inactive' },
		CLASSES,
		readClasses,
	),
	vendors: kind(
		{ label: 'vendor contact list', types: ['vendor'], absent: 'inactive' },
		VENDORS,
		readVendors,
	),
	customers: kind(
		{ label: 'customer contact list', types: ['job'], absent: 'inactive' },
		CUSTOMERS,
		readCustomers,
	),
} as const satisfies Readonly<Record<string, Kind>>;
export type ExportKind = keyof typeof EXPORT_KINDS;

/** The kinds, in the order in which files that come together are taken in: what others refer to first. */
export const exportKinds: readonly ExportKind[] = [
	'companies',
	'commitments',
	'changeOrders',
	'scheduleOfValues',
	'vendors',
	'customers',
	'accounts',
	'items',
	'classes',
	'transactions',
];
