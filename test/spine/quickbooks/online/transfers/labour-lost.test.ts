import { transferReference } from '../../../../../spine/documents/transfer-reference';
import type { Transfer } from '../../../../../spine/documents/transfer';
import { quickBooksTarget } from '../../../../../spine/quickbooks/online/transfers';
import { createTargetGuard } from '../../../../../spine/transfers/attest-target';
import { REALM, runQuickBooks, smallCompany } from '../../../../support/quickbooks';
import { transferWorld } from '../../../transfers/world';

jest.setTimeout(120_000);

const entry = (to: string): Transfer => {
	const key = `labour:projects:100:${REALM}:2026-03-09..${to}:0`;
	return {
		key,
		action: 'save',
		label: `Labour of 2301, 2026-03-09 to ${to}: $400.00 for 8 h`,
		source: { side: 'projects', system: '77', type: 'timecards', id: `100 2026-03-09..${to} f` },
		target: { side: 'books', system: REALM, type: 'journal_entry', project: '100' },
		content: {
			kind: 'labour',
			number: `L-2301-${to.slice(2).replace(/-/g, '')}`,
			date: to,
			memo: transferReference(key),
			lines: [
				{ posting: 'debit', amount: 400, account: { id: '80' }, customerJob: { id: '64' } },
				{ posting: 'credit', amount: 400, account: { id: '81' } },
			],
		},
		amount: 400,
		currency: 'USD',
		date: to,
	};
};

it('a ledger that forgot its entries of labour enters none under another period', async () => {
	const small = smallCompany();
	const clearing = {
		Id: '81',
		SyncToken: '0',
		Name: 'Payroll Clearing',
		FullyQualifiedName: 'Payroll Clearing',
		AccountType: 'Other Current Liability',
		AccountSubType: 'OtherCurrentLiabilities',
		Active: true,
	};
	const company = await runQuickBooks({ ...small, Account: [...(small.Account ?? []), clearing] });
	const target = quickBooksTarget(company.client);
	const first = await transferWorld(target);
	const lost = await transferWorld(target);
	try {
		const week = entry('2026-03-15');
		expect(await first.carry([week])).toMatchObject([{ state: 'created' }]);
		const month = entry('2026-03-31');
		const known = await createTargetGuard(first.ledger, Date.now, new Map())(target, [month]);
		expect(known(month)).toBeUndefined();
		const obstacle = await createTargetGuard(lost.ledger, Date.now, new Map())(target, [month]);
		expect(obstacle(month)).toContain('journal entry L-2301-260315');
		expect(await lost.carry([month], { obstacle })).toMatchObject([{ state: 'held' }]);
		expect(company.simulator.exportState(REALM).JournalEntry).toHaveLength(1);
	} finally {
		for (const { ledger } of [first, lost]) await ledger.close();
		await company.close();
	}
});
