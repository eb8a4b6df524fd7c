import type { AccountRecord, ItemRecord } from '../../../spine/documents/records';
import { companySettingsSchema } from '../../../spine/documents/settings';
import { reverseMapping, type Charge } from '../../../spine/mapping/reverse';
import { parseMappingCsv } from '../../../spine/mapping/rules';

const account = (id: string, number: string, name: string): AccountRecord => ({
	side: 'books',
	books: 'B1',
	type: 'account',
	id,
	number,
	name,
	fullName: name,
	accountType: 'Cost of Goods Sold',
	active: true,
});
const item = (id: string, name: string, expenseAccount: string): ItemRecord => ({
	side: 'books',
	books: 'B1',
	type: 'item',
	id,
	name,
	fullName: name,
	itemType: 'Service',
	expenseAccount,
	active: true,
});
const chart = {
	accounts: [account('1', '5010', 'Subcontracts'), account('2', '5020', 'Materials')],
	items: [item('7', 'Concrete', '1'), item('8', 'Lumber', '2')],
	classes: [
		{
			side: 'books' as const,
			books: 'B1',
			type: 'class' as const,
			id: 'K1',
			name: 'Field',
			fullName: 'Field',
			active: true,
		},
	],
	jobs: [],
};
const settings = companySettingsSchema.parse({});

function reversed(table: string, more: Partial<Charge> = {}) {
	const { rules } = parseMappingCsv(table, 'map.csv');
	const charge = { books: 'B1', project: ['2301'], vendor: ['Hallam Electric'], ...more };
	return reverseMapping(charge, 'the target', rules, chart, settings);
}

describe('the mapping table read backwards', () => {
	it('tells the cost code and type that one rule leads from', () => {
		expect(reversed('cost_code,cost_type,account\n03-300,S,5010', { account: '1' })).toEqual({
			costCode: '03-300',
			costType: 'S',
			rule: 'map.csv:2',
		});
	});

	it('tells no cost type where the rule is for all of them', () => {
		expect(reversed('cost_code,cost_type,account\n03-300,*,5010', { account: '1' })).toEqual({
			costCode: '03-300',
			rule: 'map.csv:2',
		});
	});

	it('says so when no rule leads to the target', () => {
		expect(reversed('cost_code,account\n03-300,5010', { account: '2' }).why).toContain(
			'No mapping rule leads to the target.',
		);
	});

	it.each(['03-*', '03-100..03-900', '*'])('does not read %s backwards', (code) => {
		const { why } = reversed(`cost_code,account\n${code},5010`, { account: '1' });
		expect(why).toContain('map.csv:2 leads to the target from more than one cost code');
	});

	it('does not choose between two cost codes', () => {
		const { why } = reversed('cost_code,account\n03-300,5010\n05-100,5010', { account: '1' });
		expect(why).toContain('map.csv:2 and map.csv:3 lead to the target from different cost codes');
	});

	it('leaves out a rule that another one overrides for this project', () => {
		const table = 'cost_code,project,account\n03-300,,5010\n03-300,2301,5020\n05-100,,5010';
		expect(reversed(table, { account: '1' })).toMatchObject({ costCode: '05-100' });
		expect(reversed(table, { account: '1', project: ['2302'] }).why).toContain('different');
	});

	it('leaves out rules of another project or vendor', () => {
		const table =
			'cost_code,project,vendor,account\n03-300,2302,,5010\n05-100,,Other,5010\n06-100,,,5010';
		expect(reversed(table, { account: '1' })).toMatchObject({ costCode: '06-100' });
	});

	it('tells two rules apart by the class of the line', () => {
		const table = 'cost_code,account,class\n03-300,5010,Field\n05-100,5010,';
		expect(reversed(table, { account: '1', class: 'K1' })).toMatchObject({ costCode: '03-300' });
		expect(reversed(table, { account: '1' })).toMatchObject({ costCode: '05-100' });
	});

	it('asks for no class of a line that has none, but for none other of one that has', () => {
		const table = 'cost_code,account,class\n03-300,5010,Field';
		expect(reversed(table, { account: '1' })).toMatchObject({ costCode: '03-300' });
		expect(reversed(table, { account: '1', class: 'K2' }).why).toContain('No mapping rule');
	});

	it('looks an item up by itself, and by its account where no rule names it', () => {
		const table = 'cost_code,item,account\n03-300,Concrete,\n06-100,,5020';
		expect(reversed(table, { item: '7' })).toMatchObject({ costCode: '03-300' });
		expect(reversed(table, { item: '8' })).toMatchObject({ costCode: '06-100' });
	});

	it('lets the cost code that the line names decide between several', () => {
		const table = 'cost_code,cost_type,account\n03-*,S,5010\n03-350,S,5020\n05-100,M,5010';
		const named = (...codes: string[]) => reversed(table, { account: '1', named: codes });
		expect(named('03-300')).toEqual({ costCode: '03-300', costType: 'S', rule: 'map.csv:2' });
		expect(named('05-100')).toMatchObject({ costCode: '05-100', costType: 'M' });
		expect(named('03-350').why).toContain('map.csv:2');
		expect(named('09-900').why).toContain('map.csv:2');
		expect(named('03-300', '05-100').why).toContain('map.csv:2');
	});
});
