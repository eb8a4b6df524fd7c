import type { CommitmentRecord } from '../../../spine/documents/records';
import { attributeBill } from '../../../spine/ledger/attribution';
import { commitment } from './fixtures';

const other: CommitmentRecord = { ...commitment, id: '43', number: 'SC-0043' };
const elsewhere: CommitmentRecord = { ...commitment, id: '44', number: 'SC-0044', project: '200' };
const ours = [commitment, other, elsewhere];
const clues = { purchaseOrders: [], projects: [] };

describe('attributing a bill of the books to a commitment', () => {
	it('follows the purchase order that it is linked to before everything else', () => {
		expect(
			attributeBill({ ...clues, purchaseOrders: ['sc 42'], number: 'SC-0043-02' }, ours),
		).toEqual({ commitment: '42', how: 'purchase_order', candidates: [] });
	});

	it.each([
		['SC-0042-03', '42', '3'],
		['sc42/3', '42', '3'],
		['SC0042 App 12', '42', '12'],
		['SC-0042', '42', undefined],
		['INV 7 SC-0043', '43', undefined],
	])('reads %s as commitment %s, application %s', (number, id, application) => {
		expect(attributeBill({ ...clues, number }, ours)).toEqual({
			commitment: id,
			how: 'number',
			candidates: [],
			...(application === undefined ? {} : { application }),
		});
	});

	it.each(['SC-00421', 'XSC-0042', 'SC-420', '42'])(
		'does not take %s for commitment SC-0042',
		(number) => {
			expect(attributeBill({ ...clues, number }, ours)).toEqual({ how: 'none', candidates: [] });
		},
	);

	it('takes the longer of nested numbers', () => {
		const nested = { ...commitment, id: '50', number: 'SC-0042-B' };
		expect(attributeBill({ ...clues, number: 'SC-0042-B-01' }, [commitment, nested])).toMatchObject(
			{
				commitment: '50',
				application: '1',
			},
		);
	});

	it('reads the memo where the number says nothing', () => {
		const memo = 'Progress billing (SC-0043), May';
		expect(attributeBill({ ...clues, number: '7', memo }, ours)).toMatchObject({
			commitment: '43',
			how: 'memo',
		});
		const both = 'SC-0042 and SC-0043';
		expect(attributeBill({ ...clues, memo: both }, ours).how).toBe('none');
	});

	it("takes the only commitment on the bill's jobs, and names all where there are several", () => {
		expect(attributeBill({ ...clues, projects: ['200'] }, ours)).toEqual({
			commitment: '44',
			how: 'only',
			candidates: [],
		});
		expect(attributeBill({ ...clues, projects: ['100'] }, ours)).toEqual({
			how: 'ambiguous',
			candidates: ['42', '43'],
		});
		expect(attributeBill({ ...clues, projects: ['300'] }, ours).how).toBe('none');
	});

	it('gives nothing to a void commitment, or to one whose number is too short to tell', () => {
		const gone = { ...commitment, status: 'void' as const };
		expect(attributeBill({ number: 'SC-0042-01', ...clues, projects: ['100'] }, [gone]).how).toBe(
			'none',
		);
		const short = { ...commitment, number: '42' };
		expect(attributeBill({ ...clues, number: '42-1' }, [short]).how).toBe('none');
	});
});
