import { COST_CODES } from './codes';
import { jobName } from './books-lists';
import { PEOPLE, PROJECTS, US } from './us';
import { AUTHSERV_ID } from '../message';

/** `company.json`. */
export function companyJson(): Record<string, unknown> {
	return {
		name: US.name,
		now: US.now,
		timeZone: 'America/Denver',
		currency: 'USD',
		entities: [US.name],
		domains: [US.domain],
		authservId: AUTHSERV_ID,
		billingServices: ['billflow.example'],
		people: Object.values(PEOPLE).map(({ address, name, role, approves, limit }) => ({
			email: address,
			name,
			role,
			approves,
			projects: ['*'],
			...(limit === undefined ? {} : { limit }),
		})),
		projects: PROJECTS.map((project) => ({
			project: project.number,
			books: US.realmId,
			customerJob: jobName(project),
			taxExempt: project.taxExempt === true,
		})),
		accounts: { payable: 'Accounts Payable', retainagePayable: 'Retainage Payable' },
		codeBillsBy: 'account',
		ownerInvoices: { item: 'Progress billing', retainageItem: 'Retainage receivable' },
	};
}

/** `policy.json`: verified documents post by themselves up to a limit. */
export function policyJson(): Record<string, unknown> {
	return {
		mode: 'autoClean',
		limit: 75_000,
		equalBillings: ['SC-2301-03'],
		sources: ['progress', 'quotes'],
	};
}

const csv = (rows: ReadonlyArray<readonly string[]>): string =>
	rows
		.map((row) =>
			row.map((cell) => (/[",]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell)).join(','),
		)
		.join('\n')
		.concat('\n');

/** `gl-mapping.csv`. Access control has no line yet, and lockers go to an account that was closed. */
export function mappingCsv(): string {
	const mapped = COST_CODES.filter(({ code }) => code !== '28-100');
	const accounts: Array<readonly [string, string]> = [
		['S', 'Subcontractors'],
		['M', 'Materials'],
		['E', 'Equipment Rental'],
	];
	return csv([
		['cost_code', 'cost_type', 'project', 'account', 'item', 'class'],
		...PROJECTS.flatMap((project) => [
			...mapped.flatMap(({ code }) =>
				accounts.map(([type, account]) => [
					code,
					type,
					project.number,
					code === '10-500' ? 'Furnishings' : account,
					'',
					project.class,
				]),
			),
			['FREIGHT', '', project.number, 'Freight and Delivery', '', project.class],
		]),
	]);
}

/** `quotes.csv`: the buyer's register of what was offered and accepted. */
export function quotesCsv(): string {
	return csv([
		[
			'vendor',
			'project',
			'commitment',
			'number',
			'version',
			'date',
			'total',
			'status',
			'approved_by',
		],
		[
			'Northgate Drywall LLC',
			'2304',
			'SC-2304-03',
			'Q-118',
			'v1',
			'2026-01-12',
			'9400.00',
			'approved',
			'dana.whitfield@summitridge.example',
		],
		[
			'Northgate Drywall LLC',
			'2304',
			'SC-2304-03',
			'Q-118',
			'v2',
			'2026-02-16',
			'11200.00',
			'received',
			'',
		],
	]);
}

/** `data/progress.csv`: what the superintendents see. */
export function progressCsv(): string {
	return csv([
		['project', 'commitment', 'date', 'percent', 'note'],
		['2301', 'SC-2301-01', '2026-03-27', '70', 'superintendent Mike Torres'],
		['2301', 'SC-2301-04', '2026-03-27', '58', 'superintendent Mike Torres'],
		['2312', 'SC-2312-07', '2026-03-27', '40', 'superintendent Mike Torres'],
	]);
}

/** `data/retainage_releases.csv`: what was agreed to be released. */
export function releasesCsv(): string {
	return csv([
		['project', 'commitment', 'date', 'amount', 'note'],
		['2301', 'SC-2301-06', '2026-03-20', '9000.00', 'substantial completion, Marcus Bell'],
	]);
}
