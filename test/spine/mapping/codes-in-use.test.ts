import type { CommitmentRecord } from '../../../spine/documents/records';
import { codesInUse } from '../../../spine/mapping/codes-in-use';

const commitment = (status: CommitmentRecord['status'], costCode: string): CommitmentRecord => ({
	type: 'commitment',
	side: 'projects',
	id: `${status} ${costCode}`,
	kind: 'subcontract',
	status,
	project: 'P1',
	original: 100,
	lines: [{ id: 'L1', costCode, costType: 'S', amount: 100 }],
});

describe('codesInUse', () => {
	it('lists what open commitments use, under the number of their project, and leaves out those that bring no more bills', () => {
		const used = codesInUse({
			vendors: [],
			jobs: [],
			projects: [
				{
					type: 'project',
					side: 'projects',
					id: 'P1',
					number: '2301',
					name: 'Clinic',
					active: true,
				},
			],
			commitments: [
				commitment('approved', '03-300'),
				commitment('void', '09-900'),
				commitment('closed', '07-500'),
			],
		});
		expect(used).toEqual([{ project: '2301', costCode: '03-300', costType: 'S' }]);
	});
});
