import type { Directory } from '../identity/identity';
import type { BackfillProgress } from '../ledger/ledger';
import type {
	AccountRecord,
	BooksTransactionRecord,
	RequisitionRecord,
} from '../documents/records';
import type { CompanySettings } from '../documents/settings';
import { indexLinks } from '../documents/link';
import { normalizeName } from '../documents/names';
import { numberKey } from '../documents/numbers';

/** `refuse` forbids any mode beyond `observe`; `warn` is worth a look first. */
export interface PreflightFinding {
	check: string;
	level: 'refuse' | 'warn';
	/** What was found, in a sentence. */
	message: string;
	/** What to do, in a sentence. */
	action: string;
}

/** What the preflight knows of the mirror. */
export interface MirrorFacts {
	settings: CompanySettings;
	directory: Directory;
	accounts: readonly AccountRecord[];
	progress: readonly BackfillProgress[];
	requisitions: readonly RequisitionRecord[];
	bills: readonly BooksTransactionRecord[];
	/** Bills that this ledger posted itself, as company file and id (`B1 145`). */
	ownBills: ReadonlySet<string>;
}

const listed = (names: readonly string[], most = 5): string =>
	names.length <= most
		? names.join(', ')
		: `${names.slice(0, most).join(', ')} and ${names.length - most} more`;

/** Whether both systems were read in completely. */
export function checkHistory(facts: MirrorFacts): PreflightFinding[] {
	const open = facts.progress.filter(({ complete }) => !complete);
	const sides = new Set(facts.progress.map(({ side }) => side));
	if (sides.size === 2 && open.length === 0) return [];
	return [
		{
			check: 'history',
			level: 'refuse',
			message:
				sides.size < 2
					? 'The history of both systems was not read in yet.'
					: `The history is not complete: ${listed(open.map(({ resource, scope }) => `${resource} of ${scope}`))}.`,
			action: 'Run Spine Ledger, History, Backfill until it reports everything as complete.',
		},
	];
}

/**
 * Whether the ledger knows what was posted from here.
 *
 * @param behind what it does not know, in sentences; undefined where it knows all.
 */
export function checkAge(behind: string | undefined): PreflightFinding[] {
	if (behind === undefined) return [];
	const action =
		'Run Spine Ledger, History, Backfill until it is complete. See "The ledger was lost" in docs/recovery.md.';
	return [{ check: 'ledger', level: 'refuse', message: behind, action }];
}

const accountNamed = (accounts: readonly AccountRecord[], wanted: string) =>
	accounts.find(
		({ id, number, name, fullName }) =>
			id === wanted || number === wanted || name === wanted || fullName === wanted,
	);

/** Payable and retainage accounts exist, are active and of a fitting type (rules GL-09, GL-10). */
export function checkAccounts(facts: MirrorFacts): PreflightFinding[] {
	const wanted = [
		{
			key: 'payable',
			what: 'accounts payable',
			value: facts.settings.accounts.payable,
			fits: (type: string) => type === 'Accounts Payable',
		},
		{
			key: 'retainagePayable',
			what: 'retainage payable',
			value: facts.settings.accounts.retainagePayable,
			fits: (type: string) => type === 'Accounts Payable' || type.endsWith('Liability'),
		},
	];
	return wanted.flatMap(({ key, what, value, fits }): PreflightFinding[] => {
		const action = `Name an active ${what} account under "accounts.${key}" of the company settings.`;
		if (value === undefined) {
			return [
				{
					check: 'accounts',
					level: key === 'payable' ? 'warn' : 'refuse',
					message: `The company settings name no ${what} account.`,
					action,
				},
			];
		}
		const account = accountNamed(facts.accounts, value);
		if (account === undefined || !account.active) {
			const state = account === undefined ? 'does not exist' : 'is inactive';
			return [
				{
					check: 'accounts',
					level: 'refuse',
					message: `The ${what} account "${value}" ${state}.`,
					action,
				},
			];
		}
		return fits(account.accountType)
			? []
			: [
					{
						check: 'accounts',
						level: 'refuse',
						message: `"${value}" is of type ${account.accountType}, not a liability, so it cannot be the ${what} account.`,
						action,
					},
				];
	});
}

/** Every configured project and its job exist on their side. */
export function checkProjects(facts: MirrorFacts): PreflightFinding[] {
	const { settings, directory } = facts;
	if (settings.projects.length === 0) {
		return [
			{
				check: 'projects',
				level: 'refuse',
				message: 'No project is connected to the books.',
				action: 'List each project with its customer:job under "projects" of the company settings.',
			},
		];
	}
	const linked = indexLinks(directory);
	return settings.projects.flatMap(({ project, books, customerJob }): PreflightFinding[] => {
		const known = directory.projects.find(
			({ id, number }) =>
				id === project || numberKey(number ?? '')?.key === numberKey(project)?.key,
		);
		const place = linked
			.booksOf('project', known?.id ?? '')
			.find((candidate) => candidate.books === books);
		const wanted = customerJob ?? place?.id;
		const job = directory.jobs.find(({ id, fullName }) => id === wanted || fullName === wanted);
		const said = customerJob ?? job?.fullName ?? '';
		const missing = [
			...(known === undefined ? [`the project "${project}"`] : []),
			...(wanted === undefined ? [`a customer:job of the project "${project}"`] : []),
			...(wanted !== undefined && job === undefined ? [`the customer:job "${wanted}"`] : []),
			...(job?.active === false ? [`an active customer:job "${said}"`] : []),
		];
		return missing.length === 0
			? []
			: [
					{
						check: 'projects',
						level: 'refuse',
						message: `The company settings name what does not exist: ${missing.join(' and ')}.`,
						action:
							'Correct the entry under "projects", link its job, or run the backfill if it is new.',
					},
				];
	});
}

/** Vendors of the books that look like the same company twice (rule DU-06). */
export function checkVendors(facts: MirrorFacts): PreflightFinding[] {
	const groups = new Map<string, string[]>();
	for (const vendor of facts.directory.vendors) {
		if (vendor.side !== 'books' || !vendor.active) continue;
		const keys = [
			`name ${normalizeName(vendor.name)}`,
			...(vendor.taxId === undefined
				? []
				: [
						`tax ${vendor.taxId.replace(/\D/g, '').slice(-4)} ${normalizeName(vendor.name).split(' ')[0] ?? ''}`,
					]),
		];
		for (const key of keys) groups.set(key, [...(groups.get(key) ?? []), vendor.name]);
	}
	const twins = new Set(
		[...groups.values()]
			.map((names) => [...new Set(names)].sort())
			.filter((names) => names.length > 1)
			.map((names) => names.join(' / ')),
	);
	return [...twins].map((names) => ({
		check: 'vendors',
		level: 'warn' as const,
		message: `These vendors look like one company: ${names}.`,
		action: 'Merge them in the books, or make the one that is not used inactive.',
	}));
}

/** Bills for requisitions that somebody else already posts. */
export function checkOtherPosting(facts: MirrorFacts): PreflightFinding[] {
	const bills = new Map<string, BooksTransactionRecord>();
	for (const bill of facts.bills) {
		const key = bill.number === undefined ? undefined : numberKey(bill.number)?.key;
		const own = facts.ownBills.has(`${bill.books} ${bill.id}`);
		if (key !== undefined && !own) bills.set(`${key} ${bill.total}`, bill);
	}
	const posted = facts.requisitions.flatMap((requisition) => {
		const key =
			requisition.invoiceNumber === undefined
				? undefined
				: numberKey(requisition.invoiceNumber)?.key;
		const bill = bills.get(`${key ?? ''} ${requisition.currentPaymentDue ?? ''}`);
		return key === undefined || bill === undefined ? [] : [bill.number ?? bill.id];
	});
	return posted.length === 0
		? []
		: [
				{
					check: 'other posting',
					level: 'warn',
					message: `${posted.length} requisition(s) already have a bill that was not posted from here: ${listed(posted)}.`,
					action:
						'If another connector or a person posts these bills, stop that before setting a mode that posts, or keep to "shadow".',
				},
			];
}

/**
 * Cost codes in use that the mapping leads nowhere (rule GL-03). Their lines are held, not lost, so
 * this forbids nothing.
 *
 * @param gaps undefined while no mapping rules are known.
 */
export function checkMapping(
	gaps: ReadonlyArray<{ sentence: string }> | undefined,
): PreflightFinding[] {
	const action =
		'Run GL Mapping, Check Coverage, and add rules for the cost codes it lists. What has no rule is held.';
	if (gaps === undefined) {
		const message =
			'No mapping rules were used yet, so it is not known which cost codes have none.';
		return [{ check: 'mapping', level: 'warn', message, action }];
	}
	if (gaps.length === 0) return [];
	const sentences = gaps.slice(0, 3).map(({ sentence }) => sentence);
	const message = `${gaps.length} cost code(s) in use have no mapping. ${sentences.join(' ')}`;
	return [{ check: 'mapping', level: 'warn', message, action }];
}

/** All checks that need the mirror alone. */
export function checkMirror(facts: MirrorFacts): PreflightFinding[] {
	return [
		...checkHistory(facts),
		...checkAccounts(facts),
		...checkProjects(facts),
		...checkOtherPosting(facts),
		...checkVendors(facts),
	];
}
