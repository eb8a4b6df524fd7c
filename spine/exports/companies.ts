import type { VendorRecord } from '../documents/records';
import { contactOf } from './books-contacts';
import type { Header, Layout } from './columns';
import type { ExportContext, ExportRecords } from './context';
import { exportIds, isFromExport, plainName } from './identities';
import { vendorOf } from './project-scope';
import { isBesideTheList, openSheet, readRows } from './sheet';

const COLUMNS = {
	name: ['company', 'companyname', 'name', 'vendorname'],
	email: ['email', 'emailaddress', 'companyemail'],
	phone: ['businessphone', 'phone', 'phonenumber'],
	address: ['address', 'streetaddress', 'businessaddress'],
	website: ['website'],
	trade: [
		'trade',
		'trades',
		'abbreviatedname',
		'entityid',
		'entitytype',
		'licensenumber',
		'vendorstatus',
	],
	active: ['active', 'isactive', 'activestatus'],
} as const;
type Field = keyof typeof COLUMNS;

/** The companies of the project system's directory. */
export const COMPANIES: Layout<Field> = {
	columns: COLUMNS,
	required: ['name', ['trade', 'website', 'email', 'phone']],
	never: [
		'vendor',
		'vendordisplayname',
		'date',
		'transactiontype',
		'originalcontractamount',
		'customer',
	],
	title: /compan(y|ies)|directory/i,
};

/** Vendors of the project system; one that is read from there over its API stops its row. */
export function readCompanies(context: ExportContext, header: Header<Field>): ExportRecords {
	const { table, dateOrder, currency, directory } = context;
	const sheet = openSheet<Field>(table, header, { dates: [], amounts: [], dateOrder, currency });
	const records = new Map<string, VendorRecord>();
	const refusals = readRows(sheet, (row) => {
		if (isBesideTheList(row, 'name')) return;
		const name = row.needed('name');
		const other = directory.vendors.find(
			(vendor) =>
				vendor.side === 'projects' &&
				!isFromExport(vendor.id) &&
				plainName(vendor.name) === plainName(name),
		);
		if (other !== undefined)
			return row.refuse('name', `names ${name}, which is read from the project system itself`);
		const id = exportIds.projectVendor(name);
		if (records.has(id)) row.refuse('name', `names ${name} a second time`);
		const website = row.text('website');
		records.set(id, {
			...vendorOf(id, name),
			...contactOf(row),
			...(website === undefined ? {} : { website }),
			active: row.yesOrNo('active') ?? true,
		});
	});
	return {
		records: [...records.values()],
		mentioned: [],
		refusals,
		scopes: [{ side: 'projects', scope: 'company' }],
		resources: ['vendors'],
		passedOver: {},
		notes: [],
	};
}
