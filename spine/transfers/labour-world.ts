import type {
	AccountRecord,
	BooksTransactionRecord,
	RecordOf,
	TimecardRecord,
} from '../documents/records';
import { companySettingsSchema, type CompanySettings } from '../documents/settings';
import type { Directory } from '../identity/identity';
import type { KeptTransfer } from '../ledger/ledger';
import type { LabourRate } from '../mapping/labour-rates';
import { rememberedRules } from '../mapping/remembered-rules';
import type { MappingRule } from '../mapping/rules';
import { type ChartOfBooks, findEntry } from '../mapping/targets';
import { readLabourKey } from './labour-number';
import type { PlanSource } from './plan';

/** An entry of hours that was planned before, and what its name says. */
export interface KnownEntry {
	kept: KeptTransfer;
	project: string;
	books: string;
	from: string;
	to: string;
	/** 0: the entry itself; corrections count from 1. */
	correction: number;
}

/** What labour is planned from. */
export interface LabourWorld {
	source: PlanSource;
	settings: CompanySettings & { labour: { from: string } };
	/** Business day. */
	today: string;
	directory: Directory;
	rates: readonly LabourRate[];
	rules: readonly MappingRule[];
	chart: ChartOfBooks;
	costTypes: ReadonlyArray<RecordOf<'cost_type'>>;
	known: readonly KnownEntry[];
	/** Journal entries of the books by company file and id. */
	entries: ReadonlyMap<string, BooksTransactionRecord>;
	closingDate(books: string): string | undefined;
	currencyOf(books: string): string;
	/** Entries of timecards of a project that were not deleted, of whatever day. */
	cardsOf(project: string): Promise<TimecardRecord[]>;
	/** Account that is credited in a company file, or why there is none, without a remedy. */
	clearingIn(books: string): { id: string } | string;
}

/** What keeps labour from being planned at all: a sentence, and what to do. */
export class LabourRefused extends Error {
	constructor(
		message: string,
		readonly remedy: string,
	) {
		super(message);
		this.name = 'LabourRefused';
	}
}

/**
 * The settings of labour, which is off until somebody turns it on.
 *
 * @throws LabourRefused while it is off, or where the first day or the account is not named.
 */
export function labourSettings(settings: CompanySettings): LabourWorld['settings'] {
	const { labour } = settings;
	if (!labour.enabled) {
		throw new LabourRefused(
			'Labour is off: no hours are read and no journal entry is planned.',
			'Set "labour": {"enabled": true, "from": "2026-01-05", "clearingAccount": "Payroll clearing"} in the company settings to turn it on.',
		);
	}
	if (labour.from === undefined) {
		throw new LabourRefused(
			'The company settings do not say from which day labour is carried.',
			'Set "labour.from" to the first day whose hours are not in the books yet, such as the first day of a pay period.',
		);
	}
	return { ...settings, labour: { ...labour, from: labour.from } };
}

/** Accounts that a journal entry cannot credit without naming whom it is owed to. */
const OWED = /^accounts (payable|receivable)$/i;

/** Reads what labour is planned from; asks neither system. */
export async function readLabourWorld(source: PlanSource): Promise<LabourWorld> {
	const { ledger } = source;
	const stored = await ledger.getSettings();
	const settings = labourSettings(stored?.settings ?? companySettingsSchema.parse({}));
	const directory = await ledger.directory();
	const accounts = await ledger.list('account');
	const files = new Map((await ledger.list('books')).map((one) => [one.books, one]));
	const entries = await ledger.list('journal_entry');
	const kept = await ledger.transfers({ kinds: ['labour'] });
	const wanted = settings.labour.clearingAccount;
	if (wanted === undefined) {
		throw new LabourRefused(
			'The company settings do not name the account that labour is credited to.',
			'Set "labour.clearingAccount" to the account that payroll debits (payroll clearing) or that takes applied labour, by its number or name.',
		);
	}
	return {
		source,
		settings,
		today: source.now.slice(0, 10),
		directory,
		rates: source.labourRates ?? [],
		rules: (await rememberedRules(ledger)) ?? [],
		chart: {
			accounts,
			items: await ledger.list('item'),
			classes: await ledger.list('class'),
			jobs: directory.jobs,
		},
		costTypes: await ledger.list('cost_type'),
		known: kept
			.flatMap((one): KnownEntry[] => {
				const named = readLabourKey(one.transfer.key);
				return named === undefined ? [] : [{ kept: one, ...named }];
			})
			.sort((one, other) => one.correction - other.correction),
		entries: new Map(entries.map((one) => [`${one.books} ${one.id}`, one])),
		closingDate: (books) => files.get(books)?.closingDate,
		currencyOf: (books) => files.get(books)?.currency ?? settings.currency,
		cardsOf: async (project) =>
			(await ledger.list('timecard', { project })).filter(({ deleted }) => deleted !== true),
		clearingIn: (books) => clearingIn(wanted, books, accounts),
	};
}

function clearingIn(
	wanted: string,
	books: string,
	accounts: readonly AccountRecord[],
): { id: string } | string {
	const found = findEntry(wanted, accounts, books, 'the account');
	if ('why' in found) return found.why;
	const type = accounts.find(
		(one) => one.books === books && one.id === found.entry.id,
	)?.accountType;
	return type !== undefined && OWED.test(type)
		? `the account "${wanted}" is of type ${type}, which takes no labour`
		: { id: found.entry.id };
}
