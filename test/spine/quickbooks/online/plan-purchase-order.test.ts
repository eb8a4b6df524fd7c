import fc from 'fast-check';
import { toMinor } from '../../../../spine/documents/money';
import {
	type OrderLine,
	type OrderRevision,
	planRevision,
	type PurchaseOrderWish,
} from '../../../../spine/quickbooks/online/plan-purchase-order';
import { purchaseOrderWire, wireLineSchema } from '../../../../spine/quickbooks/online/wire';

jest.setTimeout(60_000);

const NUMBER = 'SC-0042';
const line = (description: string, amount: number, account = '80'): OrderLine => ({
	description,
	amount,
	account,
	job: '64',
});
const sum = (lines: ReadonlyArray<{ amount: number }>): number =>
	lines.reduce((total, { amount }) => total + toMinor(amount), 0) / 100;
const wish = (lines: OrderLine[], over: Partial<PurchaseOrderWish> = {}): PurchaseOrderWish => ({
	number: NUMBER,
	vendor: '77',
	payableAccount: '33',
	status: 'Open',
	lines,
	total: sum(lines),
	...over,
});

/** The order as QuickBooks would keep it after a full update with these lines. */
function stored(lines: OrderRevision['lines'], POStatus = 'Open') {
	let last = Math.max(0, ...lines.map(({ Id }) => Number(Id ?? 0)));
	const Line = lines.map((one) => {
		if (one.Id === undefined) last += 1;
		return wireLineSchema.parse({ ...one, Id: one.Id ?? String(last) });
	});
	return purchaseOrderWire.parse({ Id: '145', SyncToken: '0', POStatus, Line });
}

const empty = stored([]);
const nothing = new Map<string, number>();

function revised(...given: Parameters<typeof planRevision>): OrderRevision {
	const planned = planRevision(...given);
	if ('why' in planned) throw new Error(planned.why);
	return planned.revision;
}
const orderOf = (lines: OrderLine[], status?: string) =>
	stored(revised(empty, wish(lines), nothing).lines, status);

const arbitraryLine = fc.record({
	description: fc.constantFrom('03-300 Footings', '03-300 Slab', '26-100 Wiring', 'CO 001 Pier'),
	amount: fc.integer({ min: -500_000, max: 9_000_000 }).map((cents) => cents / 100),
	account: fc.constantFrom('80', '81'),
	job: fc.constant('64'),
});

describe('a revision of a purchase order', () => {
	it('keeps every line, touches no billed one, comes to the revised commitment, and is final', () => {
		fc.assert(
			fc.property(
				fc.array(arbitraryLine, { minLength: 1, maxLength: 8 }),
				fc.array(arbitraryLine, { maxLength: 5 }),
				fc.array(fc.tuple(fc.nat(7), fc.integer({ min: 1, max: 900_000 })), { maxLength: 4 }),
				fc.array(fc.tuple(fc.nat(7), fc.integer({ min: -500_000, max: 500_000 })), {
					maxLength: 3,
				}),
				(base, changes, bills, edits) => {
					const standing = orderOf(base);
					const billed = new Map(
						bills.flatMap(([index, cents]): Array<[string, number]> => {
							const id = standing.Line[index]?.Id;
							return id === undefined ? [] : [[id, cents]];
						}),
					);
					const edited = base.map((one, index) => {
						const edit = edits.find(([at]) => at === index);
						return edit === undefined ? one : { ...one, amount: edit[1] / 100 };
					});
					const whole = wish([...edited, ...changes]);
					const planned = planRevision(standing, whole, billed);
					if ('why' in planned) {
						expect(planned.why).toMatch(/bills are linked|its commitment does not have/);
						return;
					}
					const { lines } = planned.revision;
					const after = stored(lines);
					expect(lines.slice(0, standing.Line.length).map(({ Id }) => Id)).toEqual(
						standing.Line.map(({ Id }) => Id),
					);
					standing.Line.forEach((one, index) => {
						if (billed.has(one.Id ?? '')) expect(lines[index]).toBe(one);
					});
					expect(after.Line.reduce((total, { Amount }) => total + toMinor(Amount ?? 0), 0)).toBe(
						toMinor(whole.total ?? Number.NaN),
					);
					const again = revised(after, whole, billed);
					expect(again.written).toEqual([]);
					expect(again.lines).toEqual(after.Line);
				},
			),
			{ numRuns: 500 },
		);
	});

	it('always succeeds where change orders are only added, whatever was billed', () => {
		fc.assert(
			fc.property(
				fc.array(arbitraryLine, { minLength: 1, maxLength: 6 }),
				fc.array(arbitraryLine, { maxLength: 4 }),
				fc.boolean(),
				(base, changes, known) => {
					const standing = orderOf(base);
					const billed = known
						? new Map(standing.Line.map(({ Id }) => [Id ?? '', 100]))
						: undefined;
					const { lines } = revised(standing, wish([...base, ...changes]), billed);
					expect(lines.slice(0, base.length)).toEqual(standing.Line);
					expect(lines).toHaveLength(base.length + changes.length);
				},
			),
		);
	});

	const footings = line('03-300 Footings', 60000);
	const slab = line('03-300 Slab', 38000);
	const credit = line('CO 002 Less rebar', -1500);

	it('adds a deductive change order as a negative line of its own', () => {
		const { lines, written } = revised(
			orderOf([footings, slab]),
			wish([footings, slab, credit]),
			new Map([['1', 6_000_000]]),
		);
		expect(lines).toMatchObject([{ Id: '1' }, { Id: '2' }, { Amount: -1500, LineNum: 3 }]);
		expect(written).toEqual([credit]);
	});

	it('is refused where the amount of a billed line would have to change, and says what to do', () => {
		expect(
			planRevision(
				orderOf([footings, slab]),
				wish([{ ...footings, amount: 55000 }, slab]),
				new Map([['1', 100]]),
			),
		).toEqual({
			why: 'Line "03-300 Footings" of purchase order SC-0042 is $60,000.00 and bills are linked to it; the commitment now says $55,000.00. A billed line is not changed: carry the difference as a change order, or change the line in QuickBooks.',
		});
	});

	it('changes any amount while nothing is billed on its line, and none while that is not known', () => {
		const lowered = wish([{ ...footings, amount: 55000 }, slab]);
		expect(revised(orderOf([footings, slab]), lowered, new Map([['2', 100]])).lines).toMatchObject([
			{ Id: '1', Amount: 55000 },
			{ Id: '2' },
		]);
		expect(planRevision(orderOf([footings, slab]), lowered, undefined)).toHaveProperty('why');
	});

	it('leaves a billed line as it is charged, and says so', () => {
		const { lines, notes } = revised(
			orderOf([footings]),
			wish([{ ...footings, account: '81' }]),
			new Map([['1', 100]]),
		);
		expect(lines).toMatchObject([
			{ AccountBasedExpenseLineDetail: { AccountRef: { value: '80' } } },
		]);
		expect(notes).toEqual([expect.stringContaining('is billed already')]);
	});

	it('finds a line again whose text was changed in the commitment', () => {
		const renamed = { ...slab, description: '03-300 Slab on grade' };
		const { lines } = revised(orderOf([footings, slab]), wish([footings, renamed]), nothing);
		expect(lines).toMatchObject([{ Id: '1' }, { Id: '2', Description: '03-300 Slab on grade' }]);
	});

	it('is refused while the order holds a line that the commitment does not have', () => {
		const planned = planRevision(
			orderOf([footings, line('Freight', 300)]),
			wish([footings, credit]),
			nothing,
		);
		expect(planned).toEqual({
			why: expect.stringMatching(
				/"Freight" \(\$300\.00\)\. It would come to \$58,800\.00 instead of \$58,500\.00/,
			),
		});
	});

	it('leaves such lines alone where only some lines are asked for', () => {
		const { lines } = revised(
			orderOf([footings, line('Freight', 300)]),
			wish([credit], { total: undefined }),
			nothing,
		);
		expect(lines).toHaveLength(3);
	});

	it.each([
		['stays closed when it is used up and nothing changes', [footings], 60000, undefined, 0],
		[
			'is opened again when a change order comes to one that is used up',
			[footings, credit],
			60000,
			'Open',
			0,
		],
		[
			'stays closed when a person closed it early, and says so',
			[footings, credit],
			1,
			undefined,
			1,
		],
	])('%s', (_, lines, taken, status, notes) => {
		const planned = revised(
			orderOf([footings], 'Closed'),
			wish(lines),
			new Map([['1', toMinor(taken)]]),
		);
		expect(planned.status).toBe(status);
		expect(planned.notes).toHaveLength(notes);
	});
});
