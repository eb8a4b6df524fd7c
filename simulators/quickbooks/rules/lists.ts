import type { Company } from '../company';
import { businessRule, duplicateName, Fault, featureOff, missing } from '../faults';
import { child, number, refId, text, type Row } from '../rows';
import type { Behaviour, Write } from './behaviour';
import { nameOf } from './references';

const nameParts = ['Title', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix'];
/** Vendors, customers and employees share one set of names. */
const people = ['Vendor', 'Customer', 'Employee'];
const deletedSuffix = ' (deleted)';

function sameName(company: Company, entity: string, property: string, name: string): Row[] {
	return company.lookUp(entity, property, [name]) ?? [];
}

/** Applies the suffix of inactive names, and takes it off when the object is active again. */
function activity(write: Write, property: string): void {
	const { company, next, previous } = write;
	next.Active ??= previous?.Active ?? true;
	if (!company.switches().inactiveNameSuffix) return;
	const name = text(next, property);
	if (name === undefined) return;
	const marked = name.endsWith(deletedSuffix);
	if (next.Active === false && !marked) next[property] = name + deletedSuffix;
	if (next.Active === true && marked) next[property] = name.slice(0, -deletedSuffix.length);
}

function displayName(write: Write): void {
	const { company, entity, next, previous } = write;
	const parts = nameParts.map((part) => text(next, part)).filter((part) => part !== undefined);
	const name = text(next, 'DisplayName') ?? text(previous ?? {}, 'DisplayName');
	if (name === undefined && parts.length === 0)
		throw new Fault(
			'6080',
			'At least one name is required',
			'At least one of DisplayName, Title, GivenName, MiddleName, FamilyName, Suffix is required.',
			{ element: 'DisplayName' },
		);
	const full = name ?? parts.join(' ');
	if (/[:\t\n]/.test(full))
		throw businessRule('A name cannot hold a colon, a tab or a line break.', 'DisplayName');
	next.DisplayName = full;
	activity(write, 'DisplayName');
	const final = text(next, 'DisplayName') ?? full;
	for (const kind of people)
		for (const other of sameName(company, kind, 'DisplayName', final))
			if (kind !== entity || other.Id !== next.Id) throw duplicateName();
}

function masked(value: string): string {
	return /^X+/.test(value) ? value : `XXXXXXX${value.slice(-4)}`;
}

export const vendor: Behaviour = {
	prepare(write) {
		const { company, next, previous } = write;
		displayName(write);
		next.PrintOnCheckName ??= next.DisplayName;
		const taxId = text(next, 'TaxIdentifier');
		if (taxId !== undefined) next.TaxIdentifier = masked(taxId);
		if (!previous) {
			next.Balance = 0;
			next.Vendor1099 ??= false;
			if (company.switches().vendorTermIgnoredOnCreate) delete next.TermRef;
		}
		fixCurrency(write);
	},
};

/** The currency of a vendor or customer is settled when it is created. */
function fixCurrency({ company, next, previous }: Write): void {
	if (previous?.CurrencyRef !== undefined) next.CurrencyRef = previous.CurrencyRef;
	next.CurrencyRef ??= { value: company.homeCurrency };
}

/** Full name and depth under the parent; more than five levels are refused. */
function hierarchy(write: Write, property: string): void {
	const { company, entity, next } = write;
	const own = text(next, property) ?? '';
	const parent = company.get(entity, refId(next, 'ParentRef') ?? '');
	next.FullyQualifiedName = parent ? `${nameOf(parent) ?? ''}:${own}` : own;
	const level = parent ? number(parent, 'Level') + 1 : 0;
	if (level > 4) throw businessRule('At most five levels are possible.', 'ParentRef');
	if (entity === 'Customer' || entity === 'Item') next.Level = level;
}

export const customer: Behaviour = {
	prepare(write) {
		const { next, previous } = write;
		displayName(write);
		next.PrintOnCheckName ??= next.DisplayName;
		next.Job ??= refId(next, 'ParentRef') !== undefined;
		hierarchy(write, 'DisplayName');
		if (!previous) {
			next.Balance = 0;
			next.BalanceWithJobs = 0;
			next.IsProject = false;
		}
		fixCurrency(write);
	},
};

export const employee: Behaviour = { prepare: displayName };

function listName(write: Write): void {
	const { company, entity, next } = write;
	const name = text(next, 'Name');
	if (name === undefined) throw missing('Name');
	if (name.includes(':') || (entity === 'Account' && name.includes('"')))
		throw businessRule('The name holds a character that is not allowed.', 'Name');
	activity(write, 'Name');
	hierarchy(write, 'Name');
	const full = nameOf(next);
	for (const other of sameName(company, entity, 'Name', text(next, 'Name') ?? name))
		if (other.Id !== next.Id && (entity === 'Item' || nameOf(other) === full))
			throw duplicateName();
}

const classifications: Record<string, string> = {
	Bank: 'Asset',
	'Accounts Receivable': 'Asset',
	'Other Current Asset': 'Asset',
	'Fixed Asset': 'Asset',
	'Other Asset': 'Asset',
	'Accounts Payable': 'Liability',
	'Credit Card': 'Liability',
	'Other Current Liability': 'Liability',
	'Long Term Liability': 'Liability',
	Equity: 'Equity',
	Income: 'Revenue',
	'Other Income': 'Revenue',
	'Cost of Goods Sold': 'Expense',
	Expense: 'Expense',
	'Other Expense': 'Expense',
};

export const account: Behaviour = {
	prepare(write) {
		const { next, previous } = write;
		listName(write);
		const type = text(next, 'AccountType') ?? text(previous ?? {}, 'AccountType');
		if (type === undefined && text(next, 'AccountSubType') === undefined)
			throw new Fault(
				'6010',
				'Account type is required',
				'AccountType or AccountSubType is needed.',
				{
					element: 'AccountType',
				},
			);
		next.AccountType = type ?? 'Expense';
		next.Classification = classifications[text(next, 'AccountType') ?? ''] ?? 'Expense';
		next.SubAccount = refId(next, 'ParentRef') !== undefined;
		if (!previous) {
			next.CurrentBalance = 0;
			next.CurrentBalanceWithSubAccounts = 0;
		}
	},
};

export const item: Behaviour = {
	prepare(write) {
		listName(write);
		const { next } = write;
		next.Type ??= 'Service';
		const accounts = refId(next, 'IncomeAccountRef') ?? refId(next, 'ExpenseAccountRef');
		if (next.Type !== 'Category' && next.Type !== 'Group' && accounts === undefined)
			throw missing('IncomeAccountRef');
		next.SubItem = refId(next, 'ParentRef') !== undefined;
	},
};

export const classification: Behaviour = {
	prepare(write) {
		const accounting = child(write.company.preferences, 'AccountingInfoPrefs');
		if (accounting.ClassTrackingPerTxnLine === false && accounting.ClassTrackingPerTxn !== true)
			throw featureOff('Class tracking');
		listName(write);
		write.next.SubClass = refId(write.next, 'ParentRef') !== undefined;
	},
};

export const department: Behaviour = {
	prepare(write) {
		if (child(write.company.preferences, 'AccountingInfoPrefs').TrackDepartments === false)
			throw featureOff('Location tracking');
		listName(write);
		write.next.SubDepartment = refId(write.next, 'ParentRef') !== undefined;
	},
};

export const term: Behaviour = {
	prepare(write) {
		const { next } = write;
		next.Active ??= true;
		if (next.DueDays === undefined && next.DayOfMonthDue === undefined) throw missing('DueDays');
		next.Type = next.DueDays === undefined ? 'DATE_DRIVEN' : 'STANDARD';
		for (const other of sameName(write.company, 'Term', 'Name', text(next, 'Name') ?? ''))
			if (other.Id !== next.Id) throw duplicateName();
	},
};
