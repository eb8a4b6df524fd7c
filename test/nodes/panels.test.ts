import { NodeHelpers } from 'n8n-workflow';
import { nodeType } from './harness';

describe('what n8n shows', () => {
	test.each([
		'emailExtractor',
		'glMapping',
		'procore',
		'procoreTrigger',
		'quickBooks',
		'quickBooksTrigger',
		'spineLedger',
		'verificationGate',
	])('the ledger of %s asks for a credential only on PostgreSQL', (name) => {
		const { description, methods } = nodeType(name);
		const ledgers = description.credentials?.filter(({ name }) => name === 'spineLedgerApi') ?? [];
		const asked = (ledgerStorage: string) =>
			ledgers.map((ledger) =>
				NodeHelpers.displayParameter(
					{ operation: 'carryOut', ledgerStorage },
					ledger,
					{ typeVersion: 1 },
					description,
				),
			);
		expect(asked('postgres')).toEqual([true]);
		expect(asked('sqlite')).toEqual([false]);
		for (const { testedBy } of ledgers) {
			expect(methods?.credentialTest).toHaveProperty(String(testedBy));
		}
	});

	test('the QuickBooks node shows the ledger only where it asks it', () => {
		const { properties } = nodeType('quickBooks').description;
		for (const name of ['ledgerStorage', 'company']) {
			expect(properties.find((property) => property.name === name)?.displayOptions?.show).toEqual({
				operation: ['post', 'createOrUpdate', 'carryOut'],
			});
		}
	});

	test('the outputs of the gate are final', () => {
		expect(nodeType('verificationGate').description.outputNames).toEqual([
			'Verified',
			'Held',
			'Blocked',
			'Recorded',
		]);
	});
});
