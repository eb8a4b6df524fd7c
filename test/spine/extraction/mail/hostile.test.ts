import { bankChangeFlag, bankFingerprint } from '../../../../spine/extraction/bank-details';
import { readApprovals } from '../../../../spine/extraction/mail/approval';
import { htmlText } from '../../../../spine/extraction/mail/body';
import { parseThread } from '../../../../spine/extraction/mail/forwards';
import { parseAuthenticationResults } from '../../../../spine/extraction/mail/authentication-results';
import { parseMailDate } from '../../../../spine/extraction/mail/headers';
import { missingAttachmentFlag } from '../../../../spine/extraction/mail/package';
import { readProse } from '../../../../spine/extraction/mail/prose-documents';
import { newText } from '../../../../spine/extraction/mail/replies';
import { readStatedProgress } from '../../../../spine/extraction/mail/stated-progress';
import { instructionFlag } from '../../../../spine/extraction/suspicion';

const SIZE = 40_000;
const repeated = (unit: string): string => unit.repeat(Math.ceil(SIZE / unit.length));

const texts = [
	'1',
	'1,111',
	' ',
	'\n',
	'>',
	'> ',
	'-',
	'_',
	'.',
	'"',
	';',
	',',
	'(',
	'<',
	'$',
	'a',
	'ok ',
	'On 1, ',
	'v.',
	'DE89 3704 ',
	'CO-1-',
	'quote 1-1/',
	'From: a\n',
	'account no 1 ',
	'approved ',
	'send the the payments ',
	'changed our our to a ',
	'ignore all the your ',
	'mark this a b ',
	'attached ',
	'price for ',
	'021000021 aba ',
	'<div style="color:white">',
	'please approve new bank ',
].map(repeated);

const readers: Array<[string, (text: string) => unknown]> = [
	['approvals', (text) => readApprovals(text, text.slice(0, 500))],
	['progress', (text) => readStatedProgress(text, 'a@b')],
	['bank numbers', bankFingerprint],
	['bank changes', (text) => bankChangeFlag('x', text)],
	['instructions', (text) => instructionFlag('x', text)],
	['prose', (text) => readProse(text, 'x')],
	['HTML', htmlText],
	['new text', newText],
	['threads', (text) => parseThread(text, 'Fw: x')],
	[
		'announcements',
		(text) => missingAttachmentFlag('x', text, { kinds: [], names: [], undetermined: 0 }),
	],
	['authentication', parseAuthenticationResults],
	['dates', parseMailDate],
];

describe('text made to keep a reader busy', () => {
	it.each(readers)('does not: %s', (_name, read) => {
		for (const text of texts) {
			const start = process.hrtime.bigint();
			read(text);
			const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
			expect({ text: text.slice(0, 20), slow: elapsed > 1500 }).toEqual({
				text: text.slice(0, 20),
				slow: false,
			});
		}
	});
});
