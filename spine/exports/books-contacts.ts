import { entryOf, listReader } from './books-lists';
import { booksVendorOf } from './books-scope';
import type { Layout } from './columns';
import { exportIds } from './identities';
import type { SheetRow } from './sheet';

const CONTACT = {
	email: ['email', 'emails', 'mainemail', 'emailaddress'],
	phone: ['phone', 'phonenumbers', 'mainphone', 'phonenumber', 'businessphone'],
	address: ['billaddress', 'billingaddress', 'address', 'billfrom', 'street', 'streetaddress'],
	active: ['active', 'activestatus'],
} as const;
const VENDOR = {
	name: ['vendor', 'vendorname', 'vendordisplayname', 'vendorfullname', 'displayname'],
	company: ['company', 'companyname', 'printoncheckname', 'checkname'],
	...CONTACT,
} as const;
/** Vendors of the books with how to reach them. */
export const VENDORS: Layout<keyof typeof VENDOR> = {
	columns: VENDOR,
	required: ['name', ['email', 'phone', 'address', 'company']],
	never: ['date', 'transactiontype', 'type', 'amount', 'status', 'originalcontractamount'],
	title: /vendor (contact|phone)? ?list/i,
};

const CUSTOMER = {
	name: [
		'customerfullname',
		'customer',
		'customerjob',
		'customername',
		'customerproject',
		'fullname',
	],
	...CONTACT,
} as const;
/** Customers and jobs (or projects), which bills are charged to. */
export const CUSTOMERS: Layout<keyof typeof CUSTOMER> = {
	columns: CUSTOMER,
	required: ['name', ['email', 'phone', 'address']],
	never: ['date', 'transactiontype', 'type', 'amount', 'vendor'],
	title: /customer (contact|phone)? ?list/i,
};

export const readCustomers = listReader<keyof typeof CUSTOMER>(
	'name',
	'Customer',
	[],
	(row, books) => {
		const fullName = row.needed('name');
		const levels = fullName.split(':').map((level) => level.trim());
		return {
			type: 'job',
			...entryOf(row, books, 'job', fullName),
			...(levels.length < 2
				? {}
				: { parent: exportIds.listEntry(books, 'job', levels.slice(0, -1).join(':')) }),
		};
	},
);

export const readVendors = listReader<keyof typeof VENDOR>('name', 'Vendor', [], (row, books) => {
	const name = row.needed('name');
	const company = row.text('company');
	return {
		...booksVendorOf(books, exportIds.booksVendor(books, name), name),
		...contactOf(row),
		aliases: company === undefined || company === name ? [] : [company],
		active: row.yesOrNo('active') ?? true,
	};
});

/** How to reach somebody, as contact lists print it (`Phone:(406) 555-0142`). */
export function contactOf(row: SheetRow<'email' | 'phone' | 'address'>): {
	emails: string[];
	phone?: string;
	address?: string;
} {
	const phone = row
		.text('phone')
		?.replace(/^[a-z ]*:\s*/i, '')
		.trim();
	const address = row.text('address');
	return {
		emails: (row.text('email') ?? '')
			.split(/[,;\s]+/)
			.filter((email) => /^[^@\s]+@[^@\s]+$/.test(email))
			.map((email) => email.toLowerCase()),
		...(phone === undefined || phone === '' ? {} : { phone }),
		...(address === undefined ? {} : { address }),
	};
}
