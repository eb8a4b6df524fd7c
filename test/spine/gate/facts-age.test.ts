import { judge } from '../../../spine/gate/gate';
import { codingOf, facts, invoice } from './builders';

const decide = (given: Parameters<typeof facts>[0], kind: 'invoice' | 'quote' = 'invoice') => {
	const document = invoice({ kind });
	return judge(document, codingOf(document), facts(given), { dryRun: false });
};
const asOf = {
	projects: '2026-03-31T11:50:00Z',
	changeOrders: '2026-03-28T12:00:00Z',
	requisitions: '2026-03-31T11:00:00Z',
	books: '2026-03-30T10:00:00Z',
};

describe('the age of the facts', () => {
	it('holds an otherwise verified document and names which facts, their age, the limit and the remedy', () => {
		const { verdict, reserve, release } = decide({ asOf });
		expect({ outcome: verdict.outcome, reserve, release }).toEqual({
			outcome: 'held',
			reserve: false,
			release: false,
		});
		expect(verdict.findings).toMatchObject([
			{
				rule: 'SC-09',
				message:
					'What this was judged on is too old: the ledger last read its change orders 3 days ago, the bills in the books 26 hours ago; the policy allows 24 hours.',
				expected: 'at most 1440 minutes',
				observed: '4320 minutes',
				action: expect.stringContaining('Run Backfill'),
			},
		]);
	});

	it('is told by every verdict, as the age of the oldest', () => {
		expect(decide({ asOf }).verdict).toMatchObject({
			factsAsOf: asOf.changeOrders,
			factsAgeMinutes: 4320,
		});
		expect(decide({}).verdict).toMatchObject({ outcome: 'verified', factsAgeMinutes: 10 });
	});

	it('is measured on the running clock, not on the business date', () => {
		expect(decide({ now: '2027-01-01T12:00:00Z' }).verdict.factsAgeMinutes).toBe(10);
		expect(decide({ readAt: '2026-04-02T12:00:00Z' }).verdict.outcome).toBe('held');
	});

	it('holds where it is not known, for nobody decides on facts of unknown age', () => {
		const { verdict } = decide({ asOf: { projects: asOf.projects } });
		expect(verdict.outcome).toBe('held');
		expect(verdict.notEvaluable).toContainEqual({
			rule: 'SC-09',
			missing: 'nobody knows when the systems were last read for the bills in the books',
			holds: true,
		});
	});

	it('does not matter to a document that asks for no money', () => {
		expect(decide({ asOf }, 'quote').verdict.outcome).toBe('recorded');
	});
});
