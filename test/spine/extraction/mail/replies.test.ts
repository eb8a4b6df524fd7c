import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMessage } from '../../../../spine/extraction/mail/read-message';
import { newText } from '../../../../spine/extraction/mail/replies';
import { htmlText } from '../../../../spine/extraction/mail/body';

describe('newText', () => {
	it('leaves out what is quoted, above or below', () => {
		expect(
			newText(
				'> v3 at $110,000?\n\nGo with v1.\n\nOn Mon, Mar 2, 2026 at 9:00 AM Kim <k@v.example>\nwrote:\n\n> approved',
			),
		).toBe('Go with v1.');
	});

	it('finds an answer below the quotation, but never a wrapped quoted line', () => {
		const quoted = 'On Mon, Mar 2, 2026 at 9:00 AM Kim <k@v.example> wrote:\n> v1 or\n';
		expect(newText(`${quoted}> v3?\n\nGo with v1.`)).toBe('Go with v1.');
		expect(newText(`${quoted}approved v3?`)).toBe('');
	});

	it('leaves out signature, legal notice and device line', () => {
		expect(newText('Approved.\n\nThanks,\nDana Reyes\nProject Manager\n555-0100')).toBe(
			'Approved.',
		);
		expect(newText('Approved.\n-- \nDana\nWe approve everything Inc.')).toBe('Approved.');
		expect(newText('OK\nSent from my iPhone')).toBe('OK');
		expect(newText('OK\n\nThis email and any attachments are confidential.')).toBe('OK');
	});

	it('keeps a sentence that only begins like a closing', () => {
		const text = 'Thanks for the quote. Please proceed with v1 for $98,000 and send the schedule.';
		expect(newText(text)).toBe(text);
	});
});

const corpora = process.env.CORPORA_DIR;
if (corpora !== undefined) {
	describe('replies of the corpus', () => {
		const folder = join(corpora, 'email-replies/talon');

		it('finds the reply of every mail program', async () => {
			const wrong: string[] = [];
			const files = readdirSync(join(folder, 'standard_replies')).filter((name) =>
				name.endsWith('.eml'),
			);
			expect(files.length).toBeGreaterThan(8);
			for (const file of files) {
				const bytes = readFileSync(join(folder, 'standard_replies', file));
				const message = await readMessage({ kind: 'raw', bytes });
				const text = newText(message.text ?? htmlText(message.html ?? '').text);
				const wanted = /^(?:iphone|sparrow)\.eml$/.test(file)
					? readFileSync(
							join(folder, 'standard_replies', file.replace('.eml', '_reply_text')),
							'utf8',
						)
					: 'Hello';
				const first = wanted.split('\n')[0]?.trim() ?? '';
				if (!text.startsWith(first) || text.includes('Test'))
					wrong.push(`${file}: ${JSON.stringify(text.slice(0, 120))}`);
			}
			// Its one new line follows a quoted line without a blank: not safe to tell from wrapping.
			expect(wrong).toEqual(['thunderbird.eml: ""']);
		});

		it('finds the reply in the HTML of every mail program', () => {
			const files = readdirSync(join(folder, 'html_replies'));
			expect(files.length).toBeGreaterThan(8);
			const wrong = files.filter((name) => {
				const html = readFileSync(join(folder, 'html_replies', name), 'utf8');
				return newText(htmlText(html).text) !== 'Hi. I am fine.';
			});
			expect(wrong).toEqual([]);
		});

		it('shows no quoted header in the new text of the reply chains', () => {
			const crisp = join(corpora, 'email-replies/crisp');
			const wrong = readdirSync(crisp).filter((name) => {
				const text = newText(readFileSync(join(crisp, name), 'utf8'));
				return /^>|^-{3,} ?Original|\bwrote:\s*$|^Sent: |^Subject: |schrieb .*:\s*$/im.test(text);
			});
			expect(wrong).toEqual([]);
		});
	});
}
