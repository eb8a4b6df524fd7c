import { companySettingsSchema } from '../../../spine/documents/settings';
import {
	type MirrorFacts,
	checkAccounts,
	checkHistory,
	checkMapping,
	checkMirror,
	checkOtherPosting,
	checkProjects,
	checkVendors,
} from '../../../spine/preflight/checks';

const account = (name: string, accountType: string, active = true) => ({
	type: 'account' as const,
	side: 'books' as const,
	books: 'B1',
	id: name,
	name,
	fullName: name,
	accountType,
	active,
});

const vendor = (id: string, name: string) => ({
	type: 'vendor' as const,
	side: 'books' as const,
	books: 'B1',
	id,
	name,
	aliases: [],
	emails: [],
	active: true,
});

const progress = (side: 'projects' | 'books', complete = true) => ({
	side,
	resource: side === 'books' ? 'Bill' : 'requisitions',
	scope: 'S1',
	rows: 1,
	complete,
});

const facts = (changes: Partial<MirrorFacts> = {}): MirrorFacts => ({
	settings: companySettingsSchema.parse({
		projects: [{ project: '2301', books: 'B1', customerJob: 'Harbor:2301' }],
		accounts: { payable: 'Payable', retainagePayable: 'Retainage' },
	}),
	directory: {
		vendors: [vendor('1', 'Kessler Concrete LLC')],
		projects: [
			{ type: 'project', side: 'projects', id: 'P1', number: '2301', name: 'Clinic', active: true },
		],
		commitments: [],
		jobs: [
			{
				type: 'job',
				side: 'books',
				books: 'B1',
				id: '64',
				name: '2301',
				fullName: 'Harbor:2301',
				active: true,
			},
		],
	},
	accounts: [
		account('Payable', 'Accounts Payable'),
		account('Retainage', 'Other Current Liability'),
	],
	progress: [progress('projects'), progress('books')],
	requisitions: [],
	bills: [],
	ownBills: new Set(),
	...changes,
});

const settingsWith = (settings: object) =>
	facts({ settings: companySettingsSchema.parse({ ...facts().settings, ...settings }) });

describe('the preflight', () => {
	it('finds nothing in a company that is ready', () => {
		expect(checkMirror(facts())).toEqual([]);
	});

	it('refuses before both systems were read in, naming what is missing', () => {
		expect(checkHistory(facts({ progress: [] }))[0]?.level).toBe('refuse');
		expect(checkHistory(facts({ progress: [progress('projects')] }))[0]?.level).toBe('refuse');
		const [open] = checkHistory(
			facts({ progress: [progress('projects'), progress('books', false)] }),
		);
		expect(open?.message).toContain('Bill of S1');
	});

	it('refuses accounts that are missing, inactive or of the wrong type', () => {
		const missing = checkAccounts(settingsWith({ accounts: {} }));
		expect(missing.map(({ level }) => level)).toEqual(['warn', 'refuse']);
		const inactive = facts({
			accounts: [account('Payable', 'Accounts Payable', false), account('Retainage', 'Expense')],
		});
		const [payable, retainage] = checkAccounts(inactive);
		expect(payable?.message).toContain('is inactive');
		expect(retainage?.message).toContain('of type Expense');
	});

	it('accepts a sub-account of accounts payable for retainage', () => {
		const accounts = [
			account('Payable', 'Accounts Payable'),
			account('Retainage', 'Accounts Payable'),
		];
		expect(checkAccounts(facts({ accounts }))).toEqual([]);
	});

	it('refuses projects and jobs that do not exist', () => {
		expect(checkProjects(settingsWith({ projects: [] }))[0]?.level).toBe('refuse');
		const [wrong] = checkProjects(
			settingsWith({ projects: [{ project: '9999', books: 'B1', customerJob: 'Nobody' }] }),
		);
		expect(wrong?.message).toContain('"9999"');
		expect(wrong?.message).toContain('"Nobody"');
	});

	it('warns of vendors that look like one company', () => {
		const twins = facts({
			directory: {
				...facts().directory,
				vendors: [vendor('1', 'Kessler Concrete LLC'), vendor('2', 'The Kessler Concrete Co.')],
			},
		});
		const [finding] = checkVendors(twins);
		expect(finding?.level).toBe('warn');
		expect(finding?.message).toContain('Kessler Concrete LLC / The Kessler Concrete Co.');
	});

	it('warns when somebody else posts the bills of requisitions, but not of our own bills', () => {
		const requisition = {
			type: 'requisition' as const,
			side: 'projects' as const,
			id: 'R1',
			commitment: 'C1',
			project: 'P1',
			invoiceNumber: 'INV-7',
			status: 'approved' as const,
			currentPaymentDue: 900,
			lines: [],
		};
		const bill = {
			type: 'bill' as const,
			side: 'books' as const,
			books: 'B1',
			id: '151',
			number: '0007',
			date: '2026-03-01',
			total: 900,
			lines: [],
		};
		const posted = { requisitions: [requisition], bills: [bill] };
		expect(checkOtherPosting(facts(posted))[0]?.level).toBe('warn');
		expect(checkOtherPosting(facts({ ...posted, ownBills: new Set(['B1 151']) }))).toEqual([]);
		const elsewhere = facts({ ...posted, ownBills: new Set(['B2 151']) });
		expect(checkOtherPosting(elsewhere)[0]?.level).toBe('warn');
		const other = { ...bill, total: 901 };
		expect(checkOtherPosting(facts({ ...posted, bills: [other] }))).toEqual([]);
	});

	it('says which cost codes lead nowhere, and that it does not know before any rule was used', () => {
		expect(checkMapping([])).toEqual([]);
		expect(checkMapping(undefined)[0]?.message).toContain('No mapping rules were used yet');
		const [finding] = checkMapping([{ sentence: 'Code 03-300 has no rule.' }]);
		expect(finding).toMatchObject({ level: 'warn' });
		expect(finding?.message).toContain('Code 03-300 has no rule.');
	});
});
