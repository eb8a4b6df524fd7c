import { itemsOf, outputsIn, revived } from '../../../simulators/demo/execution';

/** Flattens a value as n8n does: every text, list and object inside another is an index as text. */
function flattened(root: unknown): string {
	const values: unknown[] = [];
	const place = (value: unknown): unknown => {
		if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return value;
		const index = values.push(value) - 1;
		if (Array.isArray(value)) values[index] = value.map(place);
		else if (typeof value === 'object') {
			values[index] = Object.fromEntries(
				Object.entries(value).map(([name, member]) => [name, place(member)]),
			);
		}
		return String(index);
	};
	place(root);
	return JSON.stringify(values);
}

describe('what n8n keeps of an execution', () => {
	it('is read back as it was, texts that look like numbers included', () => {
		const value = { a: ['7', 7, null, true, { b: '' }], c: { d: 'text' } };
		expect(revived(flattened(value))).toEqual(value);
	});

	it('is read where an object stands inside itself', () => {
		const round = revived('[{"self":"0","name":"1"},"x"]');
		expect(round).toMatchObject({ name: 'x', self: { name: 'x' } });
	});

	it('tells what every node put out, by output and over all its runs', () => {
		const item = (n: number) => ({ json: { n } });
		const outputs = outputsIn(
			flattened({
				resultData: {
					runData: {
						Split: [
							{ data: { main: [[item(1)], null] } },
							{ data: { main: [[item(2)], [item(3)]] } },
						],
						Broken: [{ error: { message: 'no' } }],
					},
				},
			}),
		);
		expect(itemsOf(outputs, 'Split', 0)).toEqual([item(1), item(2)]);
		expect(itemsOf(outputs, 'Split')).toEqual([item(1), item(2), item(3)]);
		expect(itemsOf(outputs, 'Broken')).toEqual([]);
		expect(itemsOf(outputs, 'Never ran')).toEqual([]);
	});
});
