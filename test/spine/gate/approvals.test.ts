import type { Document } from '../../../spine/documents/document';
import type { Facts } from '../../../spine/gate/facts';
import type { Person } from '../../../spine/documents/settings';
import {
	countingApprovals,
	withinLimit,
	whyApprovalDoesNotCount,
} from '../../../spine/gate/approvals';
import { approval, approvalFact, commitment, facts } from './builders';

const quote = { subject: 'quote', decision: 'approved', version: 'v3' } as const;
const withPerson = (change: Partial<Person>): Facts => {
	const base = facts();
	const people = base.settings.people.map((person) => ({ ...person, ...change }));
	return { ...base, settings: { ...base.settings, people } };
};
const why = (
	what: NonNullable<Document['approval']>,
	known: Facts = facts(),
	change: Partial<Document> = {},
) => whyApprovalDoesNotCount(approval(what, change), known);

describe('an approval reply', () => {
	it('counts from an entitled person whom the receiving server proved', () => {
		expect(why(quote)).toBeUndefined();
	});

	it('does not count as a refusal, without an approval, or about something unknown', () => {
		expect(why({ ...quote, decision: 'rejected' })).toMatch(/refusal/);
		expect(why({ ...quote, subject: 'unknown' })).toMatch(/does not say what/);
		expect(whyApprovalDoesNotCount({ ...approval(quote), approval: undefined }, facts())).toMatch(
			/holds no approval/,
		);
	});

	it('does not count from a stranger, from somebody not entitled, or forwarded', () => {
		const { source } = approval(quote);
		const from = (address: string, original?: string) => ({
			source: {
				...source,
				sender: { address, ...(original === undefined ? {} : { original: { address: original } }) },
			},
		});
		expect(why(quote, facts(), from('x@northline.example'))).toMatch(/not a person who may/);
		expect(why(quote, facts(), from('PM@Northline.example'))).toBeUndefined();
		expect(why(quote, facts(), from('pm@northline.example', 'boss@northline.example'))).toMatch(
			/forwarded/,
		);
		expect(why(quote, withPerson({ approves: ['change_order'] }))).toMatch(
			/may not approve a quote/,
		);
	});

	it('does not count where the server gave no proof', () => {
		const { source } = approval(quote);
		const unproven = { source: { ...source, authentication: undefined } };
		expect(why(quote, facts(), unproven)).toMatch(/did not prove/);
	});

	it('counts on the projects of the person only', () => {
		expect(why(quote, withPerson({ projects: ['2301'] }))).toBeUndefined();
		expect(why(quote, withPerson({ projects: [' harbor view HOMES '] }))).toBeUndefined();
		expect(why(quote, withPerson({ projects: ['p-1'] }))).toBeUndefined();
		expect(why(quote, withPerson({ projects: ['9999', '2301'] }))).toBeUndefined();
		expect(why(quote, withPerson({ projects: ['2302'] }))).toMatch(/on this project/);
		expect(why(quote, withPerson({ projects: ['*'] }))).toBeUndefined();
	});

	it('counts up to the limit of the person, and not a cent more', () => {
		const limited = withPerson({ limit: 500 });
		expect(why({ ...quote, amount: 500 }, limited)).toBeUndefined();
		expect(why({ ...quote, amount: 500.01 }, limited)).toMatch(/up to 500/);
		expect(why(quote, limited)).toBeUndefined();
		expect(why({ ...quote, amount: 900000 })).toBeUndefined();
	});

	it('must name a version or an amount; a number is enough for a change order', () => {
		const bare = { subject: 'quote', decision: 'approved' } as const;
		expect(why(bare)).toMatch(/neither a version nor an amount/);
		expect(why({ ...bare, amount: 5 })).toBeUndefined();
		expect(why({ ...bare, number: 'Q-1' })).toMatch(/neither/);
		expect(why({ ...bare, subject: 'change_order', number: 'CO 1' })).toBeUndefined();
		expect(why({ ...bare, subject: 'change_order' })).toMatch(/neither/);
	});
});

describe('the approvals that count', () => {
	const counting = (
		change: Partial<Document>,
		fact: Partial<ReturnType<typeof approvalFact>> = {},
	) => {
		const base = facts();
		const approvals = [{ ...approvalFact(quote, change), ...fact }];
		return countingApprovals({ ...base, prior: { ...base.prior, approvals } }, 'quote').length;
	};

	it('are those of the subject and the commitment at hand that were proven on arrival', () => {
		expect(counting({})).toBe(1);
		expect(counting({}, { authenticated: false })).toBe(0);
		expect(counting({ commitment: 'sc 2301 04' })).toBe(1);
		expect(counting({ commitment: undefined })).toBe(1);
		expect(counting({ commitment: 'SC-2301-05' })).toBe(0);
		const base = facts({ commitment: commitment({ number: undefined }) });
		const approvals = [approvalFact(quote, { commitment: 'SC-9' })];
		const unnumbered = { ...base, prior: { ...base.prior, approvals } };
		expect(countingApprovals(unnumbered, 'quote')).toHaveLength(1);
		expect(countingApprovals(unnumbered, 'change_order')).toHaveLength(0);
	});

	it('cover an amount within the limit of the person', () => {
		const fact = approvalFact(quote);
		expect(withinLimit(fact, 500, withPerson({ limit: 500 }))).toBe(true);
		expect(withinLimit(fact, 500.01, withPerson({ limit: 500 }))).toBe(false);
		expect(withinLimit(fact, 9e9, facts())).toBe(true);
		expect(withinLimit(fact, 1, withPerson({ email: 'other@northline.example' }))).toBe(false);
	});
});
