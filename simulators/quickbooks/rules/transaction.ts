import { DateTime } from 'luxon';
import type { Company } from '../company';
import { Fault, featureOff, missing, periodClosed } from '../faults';
import { child, number, refId, text, type Row } from '../rows';
import type { Write } from './behaviour';
import { referenced } from './references';

/** Refuses a date in the closed part of the books. */
export function checkPeriod(company: Company, row: Row): void {
	const closed = text(child(company.preferences, 'AccountingInfoPrefs'), 'BookCloseDate');
	const date = text(row, 'TxnDate');
	if (closed !== undefined && date !== undefined && date.slice(0, 10) <= closed.slice(0, 10))
		throw periodClosed();
}

/** Refuses a document number that another transaction of the kind bears, within its scope. */
export function checkNumber(write: Write): void {
	const { company, entity, next, previous, include } = write;
	const number = text(next, 'DocNumber');
	if (number === undefined || include.includes('allowduplicatedocnum')) return;
	if (previous && text(previous, 'DocNumber') === number) return;
	const switches = company.switches();
	const scope =
		entity === 'Bill'
			? switches.duplicateBillNumber
			: ['PurchaseOrder', 'VendorCredit', 'Invoice'].includes(entity)
				? switches.duplicateOtherNumber
				: 'off';
	if (scope === 'off') return;
	const other = (company.lookUp(entity, 'DocNumber', [number]) ?? []).find(
		(row) =>
			row.Id !== next.Id &&
			text(row, 'DocNumber') === number &&
			(scope === 'global' || refId(row, 'VendorRef') === refId(next, 'VendorRef')),
	);
	if (!other) return;
	throw new Fault(
		'6140',
		'Duplicate Document Number Error',
		`Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${number} is assigned to TxnType=${entity} with TxnId=${text(other, 'Id') ?? ''}`,
		{ element: 'DocNumber' },
	);
}

function currency(company: Company, next: Row): void {
	const home = company.homeCurrency;
	const sent = refId(next, 'CurrencyRef');
	const multi = child(company.preferences, 'CurrencyPrefs').MultiCurrencyEnabled === true;
	if (sent !== undefined && sent !== home && !multi) throw featureOff('Multicurrency');
	if (sent === undefined)
		next.CurrencyRef =
			home === 'USD' ? { value: 'USD', name: 'United States Dollar' } : { value: home };
}

/** What every transaction shares: date, closed period, location, currency and number. */
export function prepareTransaction(write: Write): void {
	const { company, next, previous } = write;
	next.TxnDate = text(next, 'TxnDate') ?? company.today();
	checkPeriod(company, next);
	if (previous) checkPeriod(company, previous);
	const accounting = child(company.preferences, 'AccountingInfoPrefs');
	if (next.DepartmentRef !== undefined && accounting.TrackDepartments === false) {
		if (company.switches().departmentWhenOff === 'refuse') throw featureOff('Location tracking');
		delete next.DepartmentRef;
	}
	currency(company, next);
	checkNumber(write);
}

/** The payables account of a transaction; the company's first one when none is named. */
export function payablesAccount(company: Company, next: Row): void {
	const named = refId(next, 'APAccountRef');
	if (named !== undefined) {
		const type = text(referenced(company, 'Account', named, 'APAccountRef'), 'AccountType');
		if (type === 'Accounts Payable') return;
		throw new Fault('6430', 'Invalid account type used', `Invalid account type: ${type ?? ''}`, {
			element: 'APAccountRef',
		});
	}
	const account = company
		.rows('Account')
		.find((row) => row.AccountType === 'Accounts Payable' && row.Active !== false);
	if (!account) throw missing('APAccountRef');
	next.APAccountRef = { value: text(account, 'Id'), name: text(account, 'Name') };
}

/** The due date a term gives: days after the date, or a day of a month. */
export function dueDate(company: Company, next: Row): string | undefined {
	const date = text(next, 'TxnDate');
	const term = company.get('Term', refId(next, 'SalesTermRef') ?? '');
	if (!term || date === undefined) return date;
	const from = DateTime.fromISO(date.slice(0, 10), { zone: 'utc' });
	if (term.DueDays !== undefined)
		return from.plus({ days: number(term, 'DueDays') }).toISODate() ?? date;
	const day = number(term, 'DayOfMonthDue');
	if (day === 0) return date;
	const inMonth = (month: DateTime) => month.set({ day: Math.min(day, month.daysInMonth ?? day) });
	const first = inMonth(from);
	const near = first.diff(from, 'days').days < number(term, 'DueNextMonthDays') || first < from;
	return (near ? inMonth(from.plus({ months: 1 })) : first).toISODate() ?? date;
}
