import type { Company } from '../company';
import { Fault, invalidReference, objectNotFound } from '../faults';
import { child, isRow, text, type Row } from '../rows';

/** Entity a reference property points to. Properties not named here are kept as sent. */
const targets: Record<string, string> = {
	VendorRef: 'Vendor',
	CustomerRef: 'Customer',
	AccountRef: 'Account',
	APAccountRef: 'Account',
	ARAccountRef: 'Account',
	BankAccountRef: 'Account',
	CCAccountRef: 'Account',
	DepositToAccountRef: 'Account',
	IncomeAccountRef: 'Account',
	ExpenseAccountRef: 'Account',
	COGSAccountRef: 'Account',
	AssetAccountRef: 'Account',
	ItemRef: 'Item',
	ClassRef: 'Class',
	DepartmentRef: 'Department',
	SalesTermRef: 'Term',
	TermRef: 'Term',
	ShipTo: 'Customer',
	ProjectRef: 'Customer',
	PrefVendorRef: 'Vendor',
};

/** The text a reference shows as its name. */
export function nameOf(row: Row): string | undefined {
	return text(row, 'FullyQualifiedName') ?? text(row, 'DisplayName') ?? text(row, 'Name');
}

/** The row a reference points to; 2500 for an unknown id, the switch's code for an inactive one. */
export function referenced(company: Company, entity: string, id: string, path: string): Row {
	const row = company.get(entity, id);
	if (!row) throw invalidReference(path);
	if (row.Active !== false) return row;
	if (company.switches().inactiveReferenceCode === '610') throw objectNotFound();
	throw new Fault(
		'2500',
		'Invalid Reference Id',
		`Invalid Reference Id : Something you're trying to use has been made inactive. ${path}`,
		{ element: path },
	);
}

function samePlace(previous: unknown, id: string): boolean {
	return isRow(previous) && text(previous, 'value') === id;
}

function taxCode(company: Company, reference: Row, path: string): void {
	const id = text(reference, 'value');
	if (id === undefined || id === 'TAX' || id === 'NON') return;
	if (company.get('TaxCode', id)) return;
	throw new Fault('6100', 'Invalid Tax Code', 'Line TaxCodeRef must be TAX or NON.', {
		element: path,
	});
}

/**
 * Checks every reference in a row and completes its `name` from the row it points to. An emptied
 * reference (`{}`, `""`, `{"value":""}`) is removed. A reference that stood before is taken even if
 * its target was made inactive since.
 */
export function resolveReferences(
	company: Company,
	entity: string,
	row: Row,
	previous: Row | undefined,
	path = '',
): void {
	for (const [key, value] of Object.entries(row)) {
		const here = path === '' ? key : `${path}.${key}`;
		const target = key === 'ParentRef' ? entity : targets[key];
		if (Array.isArray(value)) {
			for (const one of value)
				if (isRow(one)) resolveReferences(company, entity, one, undefined, here);
		} else if (key === 'TaxCodeRef' && isRow(value)) taxCode(company, value, here);
		else if (target !== undefined) {
			const id = isRow(value) ? text(value, 'value') : undefined;
			if (id === undefined) delete row[key];
			else if (samePlace(previous?.[key], id) && company.get(target, id))
				row[key] = { ...child(row, key), name: child(previous ?? {}, key).name };
			else {
				const found = referenced(company, target, id, here);
				row[key] = { value: id, name: nameOf(found) };
			}
		} else if (isRow(value))
			resolveReferences(company, entity, value, previous && child(previous, key), here);
	}
}
