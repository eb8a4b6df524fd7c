import type { KeyingBill, KeyingLine } from './bill';

export type Value = string | number | undefined;

/** Columns of a line to be keyed, in the order of QuickBooks' bill form. */
export const LINE_COLUMNS: ReadonlyArray<{
	header: string;
	width: number;
	value(bill: KeyingBill, line: KeyingLine): Value;
}> = [
	{
		header: 'Type',
		width: 12,
		value: ({ entity }) => (entity === 'Bill' ? 'Bill' : 'Vendor Credit'),
	},
	{ header: 'Vendor', width: 30, value: ({ vendor }) => vendor },
	{ header: 'Bill No.', width: 18, value: ({ number }) => number },
	{ header: 'Bill Date', width: 12, value: ({ date }) => date },
	{ header: 'Terms', width: 14, value: ({ terms }) => terms },
	{ header: 'Due Date', width: 12, value: ({ dueDate }) => dueDate },
	{ header: 'Account', width: 34, value: (_, { account }) => account },
	{ header: 'Product/Service', width: 24, value: (_, { item }) => item },
	{ header: 'Description', width: 44, value: (_, { description }) => description },
	{ header: 'Customer:Job', width: 34, value: (_, { customerJob }) => customerJob },
	{ header: 'Class', width: 18, value: (_, line) => line.class },
	{ header: 'Line Amount', width: 14, value: (_, { amount }) => amount },
	{ header: 'Bill Total', width: 14, value: ({ total }) => total },
	{ header: 'Currency', width: 9, value: ({ currency }) => currency },
	{ header: 'Memo', width: 52, value: ({ memo }) => memo },
	{ header: 'Books', width: 20, value: ({ books }) => books },
	{ header: 'Before keying', width: 60, value: (bill) => remarksOf(bill) },
];

/** What must be looked at before a bill is keyed, in one text. */
export const remarksOf = ({ problems, perhapsKeyed }: KeyingBill): string | undefined => {
	const remarks = [...problems, ...(perhapsKeyed === undefined ? [] : [perhapsKeyed])];
	return remarks.length === 0 ? undefined : remarks.join(' ');
};
