import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	bareSubject,
	forwardedChain,
	originalSender,
	parseThread,
} from '../../../../spine/extraction/mail/forwards';

const corpora = process.env.CORPORA_DIR;

const SUBJECT = 'Integer consequat non purus';
const BODY_START = 'Aenean quis diam urna.';
const BODY_END = 'at congue massa sagittis eget.';
const MESSAGE = 'Praesent suscipit egestas hendrerit.';

/** Programs that print no subject in the body: their forwards are told by the message's subject. */
const subjectOf = (name: string): string => {
	if (name.includes('variant_4')) return `Re: ${SUBJECT}`;
	return /^outlook_2019/.test(name) ? `Fw: ${SUBJECT}` : '';
};

interface Score {
	found: number;
	wanted: number;
	missed: string[];
}

function judge(folder: string): Score {
	const score: Score = { found: 0, wanted: 0, missed: [] };
	const want = (name: string, field: string, right: boolean): void => {
		score.wanted += 1;
		if (right) score.found += 1;
		else score.missed.push(`${name}: ${field}`);
	};
	for (const file of readdirSync(folder).filter((name) => /_body.*\.txt$/.test(name))) {
		const name = file.replace('.txt', '');
		const text = readFileSync(join(folder, file), 'utf8');
		const thread = parseThread(text, subjectOf(name));
		const [first] = thread.messages;
		if (name.includes('variant_4')) {
			want(name, 'not forwarded', first?.link !== 'forward');
			continue;
		}
		want(name, 'forwarded', first?.link === 'forward');
		if (text.includes('@') && name !== 'unknown_en_body_variant_12') {
			want(name, 'address', first?.from?.address === 'john.doe@acme.com');
		}
		if (/From.*John Doe|John Doe/.test(text)) {
			want(name, 'name', first?.from?.name === 'John Doe');
		}
		if (!/^outlook_2019/.test(name)) {
			want(name, 'subject', first?.subject === SUBJECT);
			want(
				name,
				'to',
				(first?.to ?? []).some(
					(to) => to.address === 'bessie.berry@acme.com' || to.name === 'Bessie Berry',
				),
			);
		}
		want(name, 'date', /\d/.test(first?.date ?? '') && !/john|acme/i.test(first?.date ?? ''));
		want(
			name,
			'body',
			first?.body.startsWith(BODY_START) === true && first.body.includes(BODY_END.slice(3)),
		);
		if (text.includes(MESSAGE) && text.indexOf(MESSAGE) < text.indexOf(BODY_START)) {
			want(name, 'message', thread.own.startsWith(MESSAGE));
		}
	}
	return score;
}

if (corpora !== undefined) {
	describe('forwards of eleven mail programs', () => {
		it('finds at least 97 % of the chain fields', () => {
			const score = judge(join(corpora, 'email-forwarded'));
			if (process.env.SHOW_MISSED !== undefined) {
				process.stdout.write(`${score.found}/${score.wanted}\n${score.missed.join('\n')}\n`);
			}
			expect(score.wanted).toBeGreaterThan(300);
			expect(score.found / score.wanted).toBeGreaterThanOrEqual(0.97);
		});
	});
}

const CHAIN = [
	'FYI, they are about 35 % done.',
	'',
	'From: Dana Reyes <dana@builder.example>',
	'Sent: Tuesday, March 31, 2026 9:10 AM',
	'To: AP <ap@builder.example>',
	'Subject: FW: RE: Pay app 3',
	'',
	'Please process.',
	'',
	'________________________________',
	'From: Kim Vale <Kim@Vendor.example>',
	'Sent: Monday, March 30, 2026 4:00 PM',
	'To: Dana Reyes <dana@builder.example>',
	'Subject: RE: Pay app 3',
	'',
	'Dana, attached.',
	'',
	'From: Dana Reyes <dana@builder.example>',
	'Sent: Monday, March 30, 2026 1:00 PM',
	'To: Kim Vale <kim@vendor.example>',
	'Subject: Pay app 3',
	'',
	'Where is it?',
].join('\n');

describe('a forwarded chain', () => {
	it('gives each level its sender, subject, date and own words', () => {
		const thread = parseThread(CHAIN, 'FW: FW: RE: Pay app 3');
		expect(thread.own).toBe('FYI, they are about 35 % done.');
		expect(thread.messages.map(({ link, from, body }) => [link, from?.address, body])).toEqual([
			['forward', 'dana@builder.example', 'Please process.'],
			['forward', 'kim@vendor.example', 'Dana, attached.'],
			['reply', 'dana@builder.example', 'Where is it?'],
		]);
		expect(thread.messages[1]).toMatchObject({
			subject: 'RE: Pay app 3',
			date: 'Monday, March 30, 2026 4:00 PM',
		});
	});

	it('names the innermost sender that was handed on, not one who was merely answered', () => {
		const thread = parseThread(CHAIN, 'FW: FW: RE: Pay app 3');
		expect(originalSender(thread)).toEqual({ address: 'kim@vendor.example', name: 'Kim Vale' });
		expect(forwardedChain(parseThread(CHAIN, 'RE: Pay app 3'))).toEqual([]);
		expect(originalSender(parseThread('No quotation here.', 'Invoice'))).toBeUndefined();
	});

	it('takes no colon in prose for a header', () => {
		const thread = parseThread('To: do list\nFrom: the roof down\nPrice: $4', '');
		expect(thread.messages).toEqual([]);
	});

	it('is linear in the length of hostile text', () => {
		const hostile = `${'From: x\n'.repeat(30_000)}${'>'.repeat(50_000)}\n${'On 1 '.repeat(20_000)}`;
		const start = process.hrtime.bigint();
		parseThread(hostile, 'Fwd: x');
		expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(3000);
	});

	it('drops the prefixes of a subject in any order', () => {
		expect(bareSubject('FW: Re: AW: WG: Quote Q-118')).toBe('Quote Q-118');
		expect(bareSubject('Regarding: roof')).toBe('Regarding: roof');
	});
});
