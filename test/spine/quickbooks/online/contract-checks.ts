import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { toBill } from '../../../../spine/quickbooks/online/to-bill';
import { invoice } from '../../posting/cases';

const field = z
	.object({
		name: z.string(),
		required: z.string().optional(),
		readOnly: z.boolean().nullish(),
		maxLength: z.number().optional(),
	})
	.passthrough();
const contract = z.object({
	entities: z.record(
		z
			.object({ fields: z.array(field), subtypes: z.record(z.array(field)).optional() })
			.passthrough(),
	),
});
const schemaTypes = z.object({
	types: z.record(
		z.object({ fields: z.array(z.tuple([z.string()]).rest(z.unknown())) }).passthrough(),
	),
});

/**
 * Registers checks of what we send against contract data.
 *
 * @param dir folder that holds `quickbooks-online/entity-contract.json` and `xsd-types.json`.
 */
export function contractChecks(dir: string): void {
	const read = (name: string): unknown =>
		JSON.parse(readFileSync(join(dir, 'quickbooks-online', name), 'utf8'));
	const { entities } = contract.parse(read('entity-contract.json'));
	const { types } = schemaTypes.parse(read('xsd-types.json'));

	describe.each(['Bill', 'VendorCredit'] as const)("a %s and Intuit's API reference", (entity) => {
		const item = invoice('INV-1', {
			memo: 'm'.repeat(5000),
			number: 'N'.repeat(21),
			lines: [
				{
					role: 'cost',
					description: 'Works',
					amount: 10000,
					item: { id: '21' },
					class: { id: '200' },
					customerJob: { id: '64' },
				},
				{
					role: 'retainage',
					description: 'Retainage',
					amount: -1000,
					account: { id: '91' },
					customerJob: { id: '64' },
				},
			],
		});
		const bill = toBill({ requestId: 'p-1', claim: 'c1', entity, ...item });
		if ('why' in bill) throw new Error(bill.why);
		const known = entities[entity];
		const fields = new Map(known?.fields.map((entry) => [entry.name, entry]));

		it('agree on names and lengths, and nothing read-only is sent', () => {
			for (const [name, value] of Object.entries(bill.body)) {
				const entry = fields.get(name);
				expect({ name, known: entry !== undefined, readOnly: entry?.readOnly === true }).toEqual({
					name,
					known: true,
					readOnly: false,
				});
				const longest = entry?.maxLength ?? Infinity;
				expect(typeof value === 'string' ? value.length : 0).toBeLessThanOrEqual(longest);
			}
		});

		it('agree on what is required', () => {
			const required = [...fields.values()].filter((entry) => entry.required === 'create');
			expect(required.length).toBeGreaterThan(0);
			expect(Object.keys(bill.body)).toEqual(
				expect.arrayContaining(required.map((entry) => entry.name)),
			);
		});

		it('agree on the details of lines', () => {
			const byItem = known?.subtypes?.[`${entity}_Line_ItemBasedExpenseLineDetail`] ?? [];
			const byAccount = types['AccountBasedExpenseLineDetail']?.fields ?? [];
			for (const line of bill.body.Line) {
				expect(byItem.map((entry) => entry.name)).toEqual(
					expect.arrayContaining(Object.keys(line.ItemBasedExpenseLineDetail ?? {})),
				);
				expect(byAccount.map(([name]) => name)).toEqual(
					expect.arrayContaining(Object.keys(line.AccountBasedExpenseLineDetail ?? {})),
				);
			}
		});
	});
}
