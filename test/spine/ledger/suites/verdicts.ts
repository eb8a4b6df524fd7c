import { bill, commitment, factsFor, fits, judged, policy, request } from '../fixtures';
import { ledgerWorld } from './world';
import type { OpenLedger } from './world';

export function verdictSuite(openLedger: OpenLedger): void {
	const world = ledgerWorld(openLedger);

	describe('verdicts', () => {
		it('counts a verified document against its commitment, line and vendor at once', async () => {
			await judged(world.ledger, request({ total: 4_000 }));
			const { billing, vendorBilling } = await factsFor(world.ledger);
			expect(billing).toMatchObject({
				counted: 400_000,
				byLine: { L1: 400_000 },
				quantityByLine: { L1: 1 },
				complete: true,
			});
			expect(vendorBilling).toMatchObject({ counted: 400_000, committed: 1_000_000 });
		});

		it('lets one of two documents pass that fit alone but not together', async () => {
			const asked = [
				request({ number: 'A1', total: 6_000 }),
				request({ number: 'A2', total: 6_000 }),
			];
			const verdicts = await Promise.all(asked.map((one) => world.ledger.judge(one, fits(one))));
			expect(verdicts.map(({ outcome }) => outcome).sort()).toEqual(['blocked', 'verified']);
			expect((await factsFor(world.ledger)).billing?.counted).toBe(600_000);
		});

		it('answers the same sighting with the same content as before and changes nothing', async () => {
			const asked = request();
			const { verdict } = await judged(world.ledger, asked);
			const again = await judged(world.ledger, asked, 'blocked');
			expect(again.facts).toBeUndefined();
			expect(again.verdict).toEqual({ ...verdict, replayed: true });
			expect((await factsFor(world.ledger)).billing?.counted).toBe(100_000);
		});

		it('judges the same sighting with other content again, under the same claim', async () => {
			const { verdict } = await judged(world.ledger, request({ key: 'same', total: 1_000 }));
			const second = await judged(world.ledger, request({ key: 'same', total: 1_200 }));
			expect(second.facts?.ownClaim?.id).toBe(verdict.claim);
			expect(second.facts?.billing?.counted).toBe(0);
			expect(second.facts?.claims).toEqual([]);
			expect(second.facts?.prior.sameSighting?.outcome).toBe('verified');
			expect(second.verdict.claim).toBe(verdict.claim);
			expect((await factsFor(world.ledger)).billing?.counted).toBe(120_000);
			expect(await world.ledger.entries()).toHaveLength(1);
		});

		it('takes the release of the earlier content back when a sighting is judged anew', async () => {
			const first = request({ key: 'same', total: 1_000 });
			await judged(world.ledger, first);
			await judged(world.ledger, request({ key: 'same', total: 1_200 }), 'held');
			expect(await world.ledger.findRelease(first.document, first.coding)).toBeUndefined();
			expect((await factsFor(world.ledger)).billing).toMatchObject({ counted: 0, held: 120_000 });
		});

		it('writes nothing in a test run', async () => {
			const asked = request({ dryRun: true });
			const { verdict } = await judged(world.ledger, asked);
			expect(verdict).toMatchObject({ outcome: 'verified', released: false });
			expect(await world.ledger.findRelease(asked.document, asked.coding)).toBeUndefined();
			expect(await world.ledger.entries()).toEqual([]);
			expect((await factsFor(world.ledger)).billing?.counted).toBe(0);
		});

		it('shows another message with the same number as a claim, and gives it none unless it reserves', async () => {
			const first = await judged(world.ledger, request({ number: 'INV-00451' }));
			const second = await judged(world.ledger, request({ number: '451' }), 'held');
			expect(second.facts?.ownClaim).toBeUndefined();
			expect(second.facts?.claims.map(({ id }) => id)).toEqual([first.verdict.claim]);
			expect(second.verdict.claim).toBeUndefined();
			expect((await factsFor(world.ledger)).billing).toMatchObject({ counted: 100_000, held: 0 });
			const third = await judged(world.ledger, request({ number: '451' }));
			expect(third.verdict.claim).not.toBe(first.verdict.claim);
			expect((await factsFor(world.ledger)).billing?.counted).toBe(200_000);
		});

		it('finds claims by total, file, lines, base number, folded number and period', async () => {
			const near = { date: '2026-01-15', total: 777 };
			const found = async (
				one: Parameters<typeof request>[0],
				other: Parameters<typeof request>[0],
			) => {
				const { verdict } = await judged(world.ledger, request(one));
				const { facts } = await judged(world.ledger, request({ ...other, dryRun: true }));
				return facts?.claims.some(({ id }) => id === verdict.claim);
			};
			expect(await found({ number: 'T1', ...near }, { number: 'T2', total: 777 })).toBe(true);
			expect(
				await found({ number: 'T3', total: 55, date: '2025-09-01' }, { number: 'T4', total: 55 }),
			).toBe(false);
			expect(
				await found(
					{ number: 'F1', total: 61, document: { lineFingerprint: 'fp' } },
					{ number: 'F2', total: 62, document: { lineFingerprint: 'fp' } },
				),
			).toBe(true);
			expect(await found({ number: '2001', total: 71 }, { number: '2001R', total: 72 })).toBe(true);
			expect(await found({ number: 'AO1', total: 73 }, { number: 'A01', total: 74 })).toBe(true);
			expect(
				await found({ number: '2026-0007', total: 75 }, { number: '20260007', total: 76 }),
			).toBe(true);
			expect(await found({ number: '7-0011', total: 77 }, { number: '70-12', total: 78 })).toBe(
				false,
			);
			const march = { from: '2026-03-01', to: '2026-03-31' };
			expect(
				await found(
					{ number: 'P1', total: 81, document: { servicePeriod: march } },
					{
						number: 'P2',
						total: 82,
						document: { servicePeriod: { from: '2026-03-15', to: '2026-04-14' } },
					},
				),
			).toBe(true);
		});

		it('shows what the vendor was granted around the date of a document, within the limit', async () => {
			const other = { ...commitment, id: '43', number: 'SC-0043' };
			await world.ledger.record([other]);
			const grant = async (one: Parameters<typeof request>[0], outcome?: 'held') =>
				await judged(world.ledger, request(one), outcome);
			await grant({ number: 'W1', total: 300, date: '2026-02-20' });
			await grant({ number: 'W2', total: 310, date: '2026-02-19' });
			await grant({ number: 'W3', total: 1_001, date: '2026-02-27' });
			await grant({ number: 'W4', total: 320, date: '2026-02-27' }, 'held');
			await grant({ number: 'W5', total: 330, date: '2026-02-27', kind: 'credit_memo' });
			await grant({ number: 'W6', total: 799, date: '2026-02-27', commitment: other });
			await grant({ number: 'W7', total: 800, date: '2026-03-06', commitment: other });
			await world.ledger.record([bill('b9', 'W9', 340, { date: '2026-02-27' })]);
			const asked = { date: '2026-02-27', total: 500 };
			const shown = async (limit?: number) =>
				(await factsFor(world.ledger, { ...asked, policy: { ...policy, limit } })).withinWindow;
			expect(await shown(1_000)).toEqual([
				expect.objectContaining({ number: 'W1', net: 30_000, sameScope: true }),
				expect.objectContaining({ number: 'W7', net: 80_000, sameScope: false }),
			]);
			expect(await shown()).toBeUndefined();
		});

		it('gives no claim to a document that asks for no money, and keeps it for later ones', async () => {
			const quote = request({ kind: 'quote', number: 'Q-1', total: 9_000 });
			const { verdict } = await judged(world.ledger, quote, 'recorded');
			expect(verdict.claim).toBeUndefined();
			const { prior } = await factsFor(world.ledger);
			expect(prior.quotes).toMatchObject([{ number: 'Q-1', total: 9_000, status: 'received' }]);
		});

		it('takes the project of an approval that names none from the quote that it names', async () => {
			await judged(
				world.ledger,
				request({ kind: 'quote', number: 'Q-7', total: 9_000 }),
				'recorded',
			);
			const reply = (number: string) => {
				const asked = request({
					kind: 'approval',
					document: { approval: { subject: 'quote', number, decision: 'approved' } },
				});
				const nobody = { candidates: [] };
				const identity = {
					vendor: nobody,
					booksVendor: nobody,
					project: nobody,
					commitment: nobody,
					taxExempt: false,
				};
				return { ...asked, identity };
			};
			const projectFor = async (number: string) =>
				(await judged(world.ledger, reply(number), 'recorded')).facts?.identity.project.record?.id;
			expect(await projectFor('Q 7')).toBe('100');
			expect(await projectFor('Q-8')).toBeUndefined();
		});

		it('trusts an approval only where our own server says that DMARC passed', async () => {
			const approval = (key: string, authservId: string) =>
				request({
					key,
					kind: 'approval',
					document: {
						approval: { subject: 'quote', decision: 'approved' },
						source: {
							channel: 'email',
							key,
							sender: { address: 'pm@northgate.example' },
							authentication: { authservId, dmarc: 'pass' },
						},
					},
				});
			await judged(world.ledger, approval('ours', 'mx.northgate.example'), 'recorded');
			await judged(world.ledger, approval('theirs', 'mx.elsewhere.example'), 'recorded');
			const { approvals } = (await factsFor(world.ledger)).prior;
			expect(approvals.map((one) => [one.document.source.key, one.authenticated])).toEqual([
				['theirs', false],
				['ours', true],
			]);
			expect(approvals[0]?.person).toBe('pm@northgate.example');
		});

		it('remembers remit-to and sender domain of accepted documents only', async () => {
			const remitTo = { name: 'Kessler Bank' };
			await judged(world.ledger, request({ number: 'R1', document: { remitTo } }));
			await judged(
				world.ledger,
				request({ number: 'R2', total: 5, document: { remitTo: { name: 'Thief' } } }),
				'held',
			);
			const { prior } = await factsFor(world.ledger);
			expect(prior.remitTo.map(({ name: to }) => to)).toEqual(['Kessler Bank']);
			expect(prior.senderDomains).toEqual(['kessler.example']);
		});
	});
}
