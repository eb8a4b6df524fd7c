import { extractMessage } from '../../../spine';
import { longWorkbook, mailOf } from '../../workflows/support/bad-messages';

jest.setTimeout(60_000);

const flagsOf = async (bytes: Buffer): Promise<string[]> => {
	const { documents } = await extractMessage({ kind: 'raw', bytes });
	return documents.flatMap(({ flags }) => flags.map(({ flag, message }) => `${flag}: ${message}`));
};

describe('a message without measure', () => {
	it('is flagged where it lists more lines than anyone can check', async () => {
		expect(await flagsOf(longWorkbook())).toEqual([
			expect.stringMatching(/^too_large: INV-6006\.xlsx lists 10000 lines, more than the 1000/),
		]);
	});

	it('is flagged where there is nothing in it', async () => {
		const empty = [
			'unreadable: The message is empty: it has neither text nor files. Ask the sender what was to be in it.',
		];
		expect(await flagsOf(Buffer.alloc(0))).toEqual(empty);
		expect(await flagsOf(mailOf('nothing', [], { text: '' }))).toEqual(empty);
	});

	it('is not flagged where somebody wrote something', async () => {
		expect(await flagsOf(mailOf('words', [], { text: 'See you on Thursday.\n' }))).toEqual([]);
	});
});
