import { findEntry, targetOf } from '../../../spine/mapping/targets';
import { account, chart } from './books';
import { settings } from '../identity/directory';

const lookup = { project: ['2301'], costCode: ['03-300'], costType: ['S'], vendor: ['Hallam'] };
const target = (named: string, accountType = 'Expense') =>
	targetOf(
		lookup,
		'cost code 03-300',
		[{ source: 'gl-mapping.csv:2', costCode: '03-300', account: named }],
		{ ...chart, accounts: [account('71', '5010', 'Subcontract Costs', { accountType })] },
		settings(),
		'900',
	);

describe('an account of a mapping rule', () => {
	it.each([
		'71',
		'5010',
		'Subcontract Costs',
		'5010 Subcontract Costs',
		' 5010 subcontract costs ',
	])('is found as %j', (named) => {
		expect(target(named).account).toMatchObject({ id: '71' });
	});

	it('is not found by another number before its name', () => {
		expect(target('5011 Subcontract Costs').unmapped).toContain('is not in the books');
	});

	it.each([
		'Income',
		'Other Income',
		'Accounts Receivable',
		'Accounts Payable',
		'Bank',
		'Credit Card',
		'Equity',
	])('takes no cost when it is of type %s', (type) => {
		const { account: chosen, unmapped } = target('5010', type);
		expect(chosen).toBeUndefined();
		expect(unmapped).toContain(`is of type ${type}, which takes no cost`);
	});

	it.each(['Cost of Goods Sold', 'Expense', 'Other Expense', 'Other Current Asset', 'Fixed Asset'])(
		'takes cost when it is of type %s',
		(type) => {
			expect(target('5010', type).account).toMatchObject({ id: '71' });
		},
	);

	it('means two entries where number and name fit two', () => {
		const twice = [account('1', '5010', 'Costs'), account('2', '5010', 'Costs')];
		expect(findEntry('5010 Costs', twice, '900', 'the account')).toEqual({
			why: 'the account "5010 Costs" means 2 entries of the books',
		});
	});
});
