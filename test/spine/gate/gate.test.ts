import type { Document } from '../../../spine/documents/document';
import type { Facts } from '../../../spine/gate/facts';
import { judge } from '../../../spine/gate/gate';
import {
	approval,
	billing,
	booksVendor,
	codingOf,
	facts,
	invoice,
	signedChangeOrder,
	vendor,
} from './builders';

const decide = (document: Document, given: Facts, dryRun = false) =>
	judge(document, codingOf(document), given, { dryRun });
const policy = (change: Partial<Facts['policy']>): Facts =>
	facts({ policy: { ...facts().policy, ...change } });

describe('the gate', () => {
	it('reserves and releases nothing in a dry run', () => {
		expect(decide(invoice(), facts(), true)).toMatchObject({
			reserve: false,
			release: false,
			verdict: { outcome: 'verified', released: false },
		});
	});

	it('reserves but does not release in any mode but autoClean', () => {
		for (const mode of ['observe', 'shadow', 'propose'] as const) {
			expect(decide(invoice(), policy({ mode }))).toMatchObject({
				reserve: true,
				release: false,
				verdict: { mode },
			});
		}
	});

	it('releases up to the limit and not a cent above', () => {
		expect(decide(invoice(), policy({ limit: 5400 })).release).toBe(true);
		expect(decide(invoice(), policy({ limit: 5399.99 }))).toMatchObject({
			reserve: true,
			release: false,
			verdict: { outcome: 'verified' },
		});
	});

	it('reserves a requisition under review, and releases it only once it is approved', () => {
		const requisition = (status: string) =>
			invoice({ source: { channel: 'projects', key: 'projects:requisition:9', status } });
		for (const status of ['under_review', 'pending_owner_approval']) {
			expect(decide(requisition(status), facts())).toMatchObject({
				reserve: true,
				release: false,
				verdict: { outcome: 'verified', released: false },
			});
		}
		expect(decide(requisition('approved'), facts()).release).toBe(true);
		expect(decide(requisition('approved_as_noted'), facts()).release).toBe(true);
	});

	it('takes a requisition that is a draft or was sent back for asking no money', () => {
		for (const status of ['draft', 'revise_and_resubmit']) {
			const source = { channel: 'projects' as const, key: 'projects:requisition:9', status };
			expect(decide(invoice({ source }), facts())).toMatchObject({
				reserve: false,
				demand: { asksForMoney: false },
			});
		}
	});

	it('takes the most specific mode, the stricter of two that are equally specific', () => {
		const modes = [
			{ kind: 'invoice', mode: 'shadow' as const },
			{ vendor: 'Harbor Plumbing', mode: 'propose' as const },
			{ project: '2301', mode: 'observe' as const },
		];
		expect(decide(invoice(), policy({ modes })).verdict.mode).toBe('observe');
		const both = { vendor: 'v-1', project: '2301', mode: 'autoClean' as const };
		expect(
			decide(invoice(), policy({ mode: 'observe', modes: [...modes, both] })).verdict.mode,
		).toBe('autoClean');
		expect(
			decide(invoice({ kind: 'invoice' }), policy({ modes: modes.slice(0, 1) })).verdict.mode,
		).toBe('shadow');
	});

	it('does not let a forged sender count, whatever the policy says', () => {
		const forged = invoice({
			source: {
				...invoice().source,
				authentication: { authservId: 'mx.northline.example', dmarc: 'fail' },
			},
		});
		expect(decide(forged, facts())).toMatchObject({
			reserve: false,
			release: false,
			forged: true,
			demand: { asksForMoney: true, gross: 540000, net: 540000 },
			verdict: { outcome: 'held', requestedAmount: 5400 },
		});
		expect(decide(forged, policy({ severities: { 'FR-05': 'INFO' } })).verdict.outcome).toBe(
			'held',
		);
	});

	it('holds what it cannot evaluate and names what is missing', () => {
		const { verdict, reserve } = decide(
			invoice(),
			facts({ billing: billing({ complete: false }) }),
		);
		expect(verdict.outcome).toBe('held');
		expect(reserve).toBe(false);
		expect(verdict.notEvaluable.filter(({ holds }) => holds).map(({ rule }) => rule)).toEqual(
			expect.arrayContaining(['OB-01', 'OB-04']),
		);
		expect(verdict.findings[0]).toMatchObject({
			result: 'not_evaluable',
			severity: 'HOLD',
			message: expect.stringContaining('has not been read in completely'),
		});
	});

	it('does not hold for a source that is not in use', () => {
		const { verdict } = decide(invoice(), facts());
		expect(verdict.notEvaluable).toContainEqual({
			rule: 'OB-08',
			missing: 'nobody has stated the physical progress',
			holds: false,
		});
	});

	it('records documents that ask for no money, and stops them where a rule fails', () => {
		expect(decide(invoice({ kind: 'quote' }), facts()).verdict).toMatchObject({
			outcome: 'recorded',
		});
		expect(decide(invoice({ kind: 'quote' }), facts()).verdict.requestedAmount).toBeUndefined();
		expect(decide(signedChangeOrder(), facts()).verdict.outcome).toBe('held');
		const good = approval({ subject: 'quote', version: 'v1', decision: 'approved' });
		expect(decide(good, facts()).verdict.outcome).toBe('recorded');
		const forged = { ...good, source: { ...good.source, authentication: undefined } };
		expect(decide(forged, facts()).verdict.outcome).toBe('blocked');
	});

	it('obeys severities and tolerances of the policy', () => {
		const over = { billing: billing({ counted: 615000 }) };
		const given = facts({
			...over,
			policy: { ...facts().policy, severities: { 'OB-01': 'WARN' } },
		});
		expect(decide(invoice(), given).verdict.outcome).toBe('verified');
		const doubtful = invoice({ evidence: { total: { source: 'a.pdf', confidence: 0.9 } } });
		expect(
			decide(doubtful, policy({ tolerances: { criticalConfidence: 0.9 } })).verdict.outcome,
		).toBe('verified');
	});

	it('counts each line once however many rules refuse it', () => {
		const document = invoice({
			lines: [
				{ number: '1', description: 'Rough-in piping', amount: 3000 },
				{ description: 'CO-009 extra drains per Mike', amount: 500 },
				{ description: 'Additional valves per Mike', amount: 250 },
			],
		});
		expect(decide(document, facts()).verdict).toMatchObject({
			outcome: 'blocked',
			requestedAmount: 3750,
			recommendedAmount: 3000,
		});
	});

	it('says how old the oldest of its facts are', () => {
		expect(decide(invoice(), facts()).verdict).toMatchObject({
			factsAsOf: '2026-03-31T11:50:00Z',
			decidedAt: '2026-03-31T12:00:00Z',
		});
	});

	it('reads the approval of a person within the project and limit only', () => {
		const people = facts().settings.people.map((person) => ({
			...person,
			projects: ['9999'],
			limit: 100,
		}));
		const given = facts({ settings: { ...facts().settings, people } });
		const reply = approval({ subject: 'quote', amount: 9400, decision: 'approved' });
		expect(decide(reply, given).verdict.findings.map(({ rule }) => rule)).toContain('QV-12');
	});

	it('never prints bank details, and no remit-to text', () => {
		const document = invoice({
			bankFingerprint: 'f'.repeat(64),
			remitTo: { name: 'Somebody Else', address: '900 Lockbox Ave, Reno' },
			flags: [{ flag: 'bank_details_changed', message: 'Bank details changed.' }],
			evidence: { remitTo: { source: 'invoice.pdf', confidence: 0.99, text: 'Lockbox 900' } },
		});
		const given = facts({
			prior: {
				...facts().prior,
				remitTo: [{ bankFingerprint: 'e'.repeat(64), seenAt: '2026-01-01' }],
			},
		});
		const text = JSON.stringify(decide(document, given).verdict);
		expect(text).toContain('FR-02');
		expect(text).not.toMatch(/f{64}|e{64}|Lockbox/);
	});

	it('keeps vendors of the two sides apart that happen to share an id', () => {
		const given = facts({
			vendors: [vendor, booksVendor],
			claims: [
				{
					id: 'x',
					state: 'posted',
					vendor: 'qv-1',
					number: '1007',
					gross: 1,
					net: 1,
					kind: 'invoice',
					isRetainageRelease: false,
					seenIn: 'books',
				},
			],
		});
		expect(decide(invoice(), given).verdict.findings.map(({ rule }) => rule)).not.toContain(
			'DU-01',
		);
	});
});
