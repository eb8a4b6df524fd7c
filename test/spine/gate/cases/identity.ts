import { billing, booksVendor, commitment, facts, invoice, vendor } from '../builders';
import { payApplication, exampleFacts } from '../g702-example';
import type { Facts } from '../../../../spine/gate/facts';
import type { Case } from './case';

const withIdentity = (identity: Partial<Facts['identity']>, change: Partial<Facts> = {}): Facts =>
	facts({ ...change, identity: { ...facts().identity, ...identity } });
const project = facts().identity.project;
const none = { candidates: [] };

export const identity: Case[] = [
	{
		rule: 'ID-01',
		name: 'a kind that is not clear',
		fails: { document: invoice({ kindConfidence: 0.7 }) },
		severity: 'HOLD',
		delta: 0.2,
		passes: {},
	},
	{
		rule: 'ID-02',
		name: 'a vendor that the books lack',
		fails: { facts: withIdentity({ booksVendor: none }) },
		severity: 'HOLD',
		passes: {},
	},
	{
		rule: 'ID-02',
		name: 'two vendors that are equally likely',
		fails: {
			facts: withIdentity({
				vendor: {
					record: vendor,
					candidates: [
						{ record: vendor, score: 0.95, because: 'name' },
						{ record: { ...vendor, id: 'v-2' }, score: 0.9, because: 'name' },
					],
				},
			}),
		},
		severity: 'HOLD',
		passes: {
			facts: withIdentity({
				vendor: {
					record: vendor,
					candidates: [
						{ record: vendor, score: 0.95, because: 'name' },
						{ record: { ...vendor, id: 'v-2' }, score: 0.7, because: 'name' },
					],
				},
			}),
		},
	},
	{
		rule: 'ID-03',
		name: 'another company of a similar name',
		fails: { document: invoice({ vendor: 'Harbor Plumbing Services LLC' }) },
		severity: 'HOLD',
		passes: { document: invoice({ vendor: 'Dockside Holdings Inc. dba Harbor Plumbing' }) },
	},
	{
		rule: 'ID-03',
		name: 'another tax id',
		fails: { document: invoice({ vendorDetails: { taxId: '99-9999999' } }) },
		severity: 'BLOCK',
		passes: { document: invoice({ vendorDetails: { taxId: '012345678' } }) },
	},
	{
		rule: 'ID-04',
		name: 'a bill to somebody else',
		fails: { document: invoice({ billTo: { name: 'Southline Builders LLC' } }) },
		severity: 'HOLD',
		passes: { document: invoice({ billTo: { name: 'NORTHLINE BUILDERS, INC.' } }) },
	},
	{
		rule: 'ID-05',
		name: 'references that contradict each other',
		fails: {
			facts: withIdentity({
				project: { ...project, conflict: 'The number says 2214, the address 2218.' },
			}),
		},
		severity: 'BLOCK',
		passes: {},
	},
	{
		rule: 'ID-05',
		name: 'no project at all',
		fails: { facts: withIdentity({ project: none }) },
		severity: 'HOLD',
		passes: {},
	},
	{
		rule: 'ID-06',
		name: 'a project that is closed',
		fails: {
			facts: withIdentity({
				project: {
					candidates: [],
					record: {
						type: 'project',
						side: 'projects',
						id: 'p-1',
						name: 'Harbor View',
						active: false,
						stage: 'Warranty',
					},
				},
			}),
		},
		severity: 'HOLD',
		passes: {},
	},
	{
		rule: 'ID-07',
		name: 'an invoice without commitment',
		fails: { facts: { ...withIdentity({ commitment: none }), commitment: undefined } },
		severity: 'HOLD',
		delta: 5400,
		passes: {},
	},
	{
		rule: 'ID-08',
		name: 'no number',
		fails: { document: invoice({ number: undefined }) },
		severity: 'BLOCK',
		passes: {},
	},
	{
		rule: 'ID-08',
		name: 'no bill-to',
		fails: { document: invoice({ billTo: undefined }) },
		severity: 'HOLD',
		passes: {},
	},
	{
		rule: 'ID-08',
		name: 'a cover without balance to finish',
		fails: { document: payApplication({ balanceToFinish: undefined }), facts: exampleFacts() },
		severity: 'HOLD',
		passes: { document: payApplication(), facts: exampleFacts() },
	},
	{
		rule: 'ID-09',
		name: 'an unsigned pay application',
		fails: { document: payApplication({ signed: false }), facts: exampleFacts() },
		severity: 'HOLD',
		passes: { document: payApplication(), facts: exampleFacts() },
	},
	{
		rule: 'ID-10',
		name: 'a page that is missing',
		fails: {
			document: invoice({ flags: [{ flag: 'missing_page', message: 'Page 2 of 3 is missing.' }] }),
		},
		severity: 'HOLD',
		passes: {},
	},
	{
		rule: 'CM-01',
		name: 'a draft',
		fails: { facts: facts({ commitment: commitment({ status: 'draft' }) }) },
		severity: 'BLOCK',
		recommended: 0,
		passes: {},
	},
	{
		rule: 'CM-01',
		name: 'a closed order',
		fails: { facts: facts({ commitment: commitment({ status: 'closed' }) }) },
		severity: 'HOLD',
		passes: { facts: facts({ commitment: commitment({ status: 'partially_received' }) }) },
	},
	{
		rule: 'CM-02',
		name: 'an unsigned contract',
		fails: { facts: facts({ commitment: commitment({ executed: false }) }) },
		severity: 'HOLD',
		passes: {},
	},
	{
		rule: 'CM-02',
		name: 'a contract signed after the invoice',
		fails: { facts: facts({ commitment: commitment({ executionDate: '2026-03-25' }) }) },
		severity: 'HOLD',
		passes: {},
	},
	{
		rule: 'CM-04',
		name: 'a bill on a complete commitment that is billed in full',
		fails: {
			facts: facts({
				commitment: commitment({ status: 'complete' }),
				billing: billing({ counted: 1150000 }),
			}),
		},
		severity: 'HOLD',
		delta: 5400,
		passes: { facts: facts({ billing: billing({ counted: 600000 }) }) },
	},
	{
		rule: 'CM-04',
		name: 'work done after the commitment was completed',
		fails: {
			document: invoice({ servicePeriod: { from: '2026-03-12' } }),
			facts: facts({ commitment: commitment({ completedOn: '2026-03-11' }) }),
		},
		severity: 'HOLD',
		passes: {
			document: invoice({ servicePeriod: { from: '2026-03-11' } }),
			facts: facts({ commitment: commitment({ completedOn: '2026-03-11' }) }),
		},
	},
	{
		rule: 'CM-04',
		name: 'a bill after the final unconditional waiver',
		fails: {
			facts: facts({
				fieldData: [
					{
						type: 'field_data',
						side: 'projects',
						id: 'w',
						source: 'waivers',
						commitment: 'c-1',
						note: 'final unconditional',
					},
				],
			}),
		},
		severity: 'BLOCK',
		passes: {},
	},
	{
		rule: 'CM-06',
		name: 'another vendor than that of the commitment',
		fails: { facts: facts({ commitment: commitment({ vendor: 'v-2' }) }) },
		severity: 'BLOCK',
		passes: {},
	},
	{
		rule: 'TX-05',
		name: 'an invoice in another currency',
		fails: { document: invoice({ currency: 'CAD' }) },
		severity: 'BLOCK',
		passes: {},
	},
	{
		rule: 'TX-01',
		name: 'tax on an exempt project',
		fails: {
			document: invoice({
				tax: 270,
				total: 5670,
				lines: [{ description: 'Rough-in piping', amount: 5400 }],
			}),
			facts: withIdentity({ taxExempt: true }),
		},
		severity: 'HOLD',
		delta: 270,
		recommended: 5400,
		passes: { facts: withIdentity({ taxExempt: true }) },
	},
	{
		rule: 'GL-04',
		name: 'an account that is inactive',
		fails: { facts: facts({ active: { ...facts().active, 'acc-1': false } }) },
		severity: 'BLOCK',
		passes: {},
	},
	{
		rule: 'GL-04',
		name: 'a vendor that is inactive',
		fails: {
			facts: withIdentity({
				booksVendor: { candidates: [], record: { ...booksVendor, active: false } },
			}),
		},
		severity: 'BLOCK',
		passes: {},
	},
];
