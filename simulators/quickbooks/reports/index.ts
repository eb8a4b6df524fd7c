import type { Company } from '../company';
import { unsupportedOperation } from '../faults';
import type { Row } from '../rows';
import { generalLedger, transactionList } from './ledger';
import { agedPayables, vendorBalance } from './payables';

const reports: Record<string, (company: Company, query: Record<string, string>) => Row> = {
	AgedPayables: agedPayables,
	VendorBalance: vendorBalance,
	TransactionList: transactionList,
	GeneralLedger: generalLedger,
};

/**
 * A report computed from the company's rows. AgedPayables, VendorBalance, TransactionList and
 * GeneralLedger exist; another name is refused with 500.
 */
export function runReport(company: Company, name: string, query: Record<string, string>): Row {
	const make = reports[name];
	if (!make) throw unsupportedOperation(`report ${name}`);
	return make(company, query);
}
