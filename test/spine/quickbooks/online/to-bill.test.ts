import fc from 'fast-check';
import { toBill, readTag } from '../../../../spine/quickbooks/online/to-bill';
import { verifyAnswer } from '../../../../spine/quickbooks/online/verify-answer';
import type { BillDraft } from '../../../../spine/quickbooks/books';
import { WIRE } from '../../../../spine/quickbooks/online/wire';
import type { Coding } from '../../../../spine/documents/coding';
import { invoice } from '../../posting/cases';
import { contractChecks } from './contract-checks';

function draft(overrides: Partial<Coding> = {}, entity: BillDraft['entity'] = 'Bill'): BillDraft {
	return { requestId: 'p-1', claim: 'c1', entity, ...invoice('INV-1', overrides) };
}

const body = (given: BillDraft): Extract<ReturnType<typeof toBill>, { body: unknown }>['body'] => {
	const bill = toBill(given);
	if ('why' in bill) throw new Error(bill.why);
	return bill.body;
};

describe('a coding as a bill', () => {
	it('carries a memo that it is found again by, whatever people write into theirs', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string({ maxLength: 9000 }), fc.constant('[post:x claim:y]')),
				(memo) => {
					const note = body(draft({ memo })).PrivateNote;
					expect(note.length).toBeLessThanOrEqual(4000);
					expect(note).toContain('Document INV-1, commitment SC-0042');
					expect(readTag(note)).toEqual({ requestId: 'p-1', claim: 'c1' });
				},
			),
		);
	});

	it('has no due date as a vendor credit, and positive lines', () => {
		const line = {
			role: 'cost' as const,
			description: 'Back-charge',
			amount: -450.1,
			account: { id: '80' },
			customerJob: { id: '64' },
		};
		const credit = body(draft({ total: -450.1, lines: [line] }, 'VendorCredit'));
		expect(credit).not.toHaveProperty('DueDate');
		expect(credit.Line.map((entry) => entry.Amount)).toEqual([450.1]);
	});

	it.each<[string, Partial<Coding>, RegExp]>([
		['a number of 22 characters', { number: 'X'.repeat(22) }, /22 characters/],
		['no vendor', { vendor: undefined }, /lacks a vendor/],
		['no payables account', { payableAccount: undefined }, /accounts payable account/],
		['no lines', { lines: [], total: 0 }, /no lines/],
		[
			'lines that add up to something else',
			{ total: 1, lines: invoice('x').coding.lines },
			/add up to \$9,000\.00, the bill's total is \$1\.00/,
		],
		[
			'a negative total',
			{
				total: -5,
				lines: [
					{
						role: 'cost',
						description: 'x',
						amount: -5,
						account: { id: '80' },
						customerJob: { id: '64' },
					},
				],
			},
			/vendor credit/,
		],
		[
			'an unmapped line',
			{
				lines: [
					{
						role: 'cost',
						description: 'x',
						amount: 9000,
						customerJob: { id: '64' },
						unmapped: 'No rule for 03-300.',
					},
				],
			},
			/No rule for 03-300/,
		],
	])('is refused with %s', (_, overrides, sentence) => {
		expect(toBill(draft(overrides))).toEqual({ why: expect.stringMatching(sentence) });
	});
});

describe('a coding that a person released in spite of its problems', () => {
	it('becomes a bill when nothing is missing, and names them when something is', () => {
		const problems = ['The commitment is not known.'];
		expect(toBill(draft({ problems }))).toHaveProperty('body');
		expect(toBill(draft({ problems, vendor: undefined }))).toEqual({
			why: expect.stringMatching(/lacks a vendor.*commitment is not known/),
		});
	});
});

describe('the answer to a bill', () => {
	const sent = body(
		draft({
			lines: [
				{
					role: 'cost',
					description: 'Works',
					amount: 9000,
					item: { id: '21' },
					class: { id: '200' },
					customerJob: { id: '64' },
				},
			],
		}),
	);
	const stored = { ...sent, Id: '151', TotalAmt: 9000 };
	const answer = (changes: Record<string, unknown>): ReturnType<typeof verifyAnswer> =>
		verifyAnswer(sent, WIRE.Bill.parse({ ...stored, ...changes }));
	const detail = { ...sent.Line[0]?.ItemBasedExpenseLineDetail };

	it('raises nothing when QuickBooks kept everything', () => {
		expect(answer({})).toEqual({ warnings: [] });
	});

	it.each([
		['another total', { TotalAmt: 8999.99 }, /\$8,999\.99 instead of \$9,000\.00/],
		['another currency', { CurrencyRef: { value: 'CAD' } }, /in CAD instead of USD/],
	])('is an error with %s', (_, changes, sentence) => {
		expect(answer(changes).why).toMatch(sentence);
	});

	it.each([
		[
			'the class',
			{
				Line: [{ ...sent.Line[0], ItemBasedExpenseLineDetail: { ...detail, ClassRef: undefined } }],
			},
			/dropped the class of line 1/,
		],
		[
			'the job',
			{
				Line: [
					{ ...sent.Line[0], ItemBasedExpenseLineDetail: { ...detail, CustomerRef: undefined } },
				],
			},
			/dropped the customer:job of line 1/,
		],
		['the payables account', { APAccountRef: { value: '34' } }, /accounts payable account/],
		['the number', { DocNumber: '1001' }, /number INV-1/],
		['a line', { Line: [] }, /left out line 1/],
	])('warns when QuickBooks did not keep %s', (_, changes, sentence) => {
		expect(answer(changes)).toEqual({ warnings: [expect.stringMatching(sentence)] });
	});

	it('warns when the link to a purchase order was dropped', () => {
		const linked = {
			...sent,
			Line: sent.Line.map((line) => ({
				...line,
				LinkedTxn: [{ TxnId: '145', TxnType: 'PurchaseOrder', TxnLineId: '1' }],
			})),
		};
		expect(verifyAnswer(linked, WIRE.Bill.parse(stored)).warnings).toEqual([
			expect.stringContaining('purchase order 145'),
		]);
	});
});

const contracts = process.env['CONTRACTS_DIR'];
if (contracts !== undefined) contractChecks(contracts);
