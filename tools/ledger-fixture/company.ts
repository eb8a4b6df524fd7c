import {
	type CompanySettings,
	type Policy,
	companySettingsSchema,
	policySchema,
} from '../../spine/documents/settings';
import type { MappingRule } from '../../spine/mapping/rules';
import { BOOKS } from './places';

/** When the fixture's last call is made; whatever reads it goes on from there. */
export const NOW = Date.parse('2026-03-02T12:00:00Z');

export const settings: CompanySettings = companySettingsSchema.parse({
	name: 'Northgate Builders',
	now: '2026-03-02T12:00:00Z',
	domains: ['northgate.example'],
	authservId: 'mx.northgate.example',
	people: [{ email: 'pm@northgate.example', approves: ['quote', 'change_order', 'invoice'] }],
	projects: [{ project: 'P-100', books: BOOKS, customerJob: 'J1' }],
	accounts: { payable: '33', retainagePayable: '91' },
	ownerInvoices: { item: '21' },
	codeBillsBy: 'item',
});

export const policy: Policy = policySchema.parse({
	mode: 'autoClean',
	limit: 50_000,
	modes: [{ kind: 'credit_memo', mode: 'propose' }],
});

export const mapping: readonly MappingRule[] = [
	{ costCode: '*', account: '80', item: '21', class: '200', source: 'gl-mapping.csv:2' },
];
