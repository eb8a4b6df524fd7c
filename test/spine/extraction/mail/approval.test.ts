import { readApprovals } from '../../../../spine/extraction/mail/approval';
import { readStatedProgress } from '../../../../spine/extraction/mail/stated-progress';

const decided = (text: string, subject = '') =>
	readApprovals(text, subject).map(({ approval }) => approval);

describe('readApprovals', () => {
	it.each([
		[
			'Please proceed with quote Q-118 rev 1 for $98,000.',
			{ subject: 'quote', number: 'Q-118', version: 'rev 1', amount: 98000, decision: 'approved' },
		],
		['Go with v1, not v3.', { subject: 'quote', version: 'v1', decision: 'approved' }],
		[
			'OK, approved at $98,000 per Rev. 1.',
			{ subject: 'quote', version: 'Rev. 1', amount: 98000, decision: 'approved' },
		],
		[
			"Let's go with revision B of proposal 24-118 at 98k.",
			{
				subject: 'quote',
				number: '24-118',
				version: 'revision B',
				amount: 98000,
				decision: 'approved',
			},
		],
		[
			'CO #3 is approved for $4,200.00.',
			{ subject: 'change_order', number: 'CO #3', amount: 4200, decision: 'approved' },
		],
		[
			'You are cleared to proceed with CO-004 (PCO 9).',
			{ subject: 'change_order', number: 'CO-004', decision: 'approved' },
		],
		[
			'Confirmed - go with rev 1 at $98,000.00',
			{ subject: 'quote', version: 'rev 1', amount: 98000, decision: 'approved' },
		],
		['I am ok with v1', { subject: 'quote', version: 'v1', decision: 'approved' }],
		[
			'Please release the retainage on SC-12.',
			{ subject: 'retainage_release', number: 'SC-12', decision: 'approved' },
		],
		[
			'Retainage release for SC-2301-004 approved: $12,300.',
			{ subject: 'retainage_release', number: 'SC-2301-004', amount: 12300, decision: 'approved' },
		],
		['We do not approve Rev B.', { subject: 'quote', version: 'Rev B', decision: 'rejected' }],
		['ok to proceed', { subject: 'unknown', decision: 'approved' }],
		['approved', { subject: 'unknown', decision: 'approved' }],
	])('reads %p', (text, approval) => {
		expect(decided(text)).toEqual([approval]);
	});

	it('takes the number from the subject line, but never version or amount', () => {
		expect(decided('Looks good.', 'Re: Quote Q-118 rev 1 - $98,000')).toEqual([
			{ subject: 'quote', number: 'Q-118', decision: 'approved' },
		]);
	});

	it('takes an approval of payment for no approval of the quote', () => {
		expect(decided('APPROVED FOR PAYMENT', 'Re: Quote Q-118')).toEqual([
			{ subject: 'unknown', decision: 'approved' },
		]);
	});

	it('tells two decisions in one text apart', () => {
		expect(decided('v3 is not approved, v1 is approved.')).toEqual([
			{ subject: 'quote', version: 'v3', decision: 'rejected' },
			{ subject: 'quote', version: 'v1', decision: 'approved' },
		]);
	});

	it('joins a bare word of approval with the sentence that names what', () => {
		expect(decided('Hi Kim,\n\nApproved. Please proceed with v1 for $98,000.')).toEqual([
			{ subject: 'quote', version: 'v1', amount: 98000, decision: 'approved' },
		]);
	});

	it.each([
		'Please approve quote Q-118 v3.',
		'Can you approve this?',
		'Is v1 approved?',
		'Once approved we will start.',
		'If v1 is approved we order the steel.',
		'Please see attached for your approval.',
		'Thanks for the quick approval.',
		'The attached invoice includes the approved CO #3.',
		'Approved CO 3 is included in the attached invoice.',
		'The architect has approved the submittal.',
		'Invoice 4471 per approved quote.',
		'We are waiting for approval of CO 4.',
		'The meeting is on Tuesday.',
		'Please proceed with payment of $12,000.',
		'Please release our retainage of $4,000.',
	])('finds no decision in %p', (text) => {
		expect(decided(text)).toEqual([]);
	});
});

describe('readStatedProgress', () => {
	it.each([
		['They are about 35 % done with rough-in.', 35, 'rough-in'],
		['Rough-in is about 35% complete.', 35, 'Rough-in'],
		["FYI they're 40 percent complete.", 40, undefined],
		['I walked the site, drywall at 60% complete as of Friday', 60, 'drywall'],
	])('reads %p', (text, percent, line) => {
		const stated = readStatedProgress(text, 'pm@builder.example')?.progress;
		expect(stated).toEqual({
			percent,
			by: 'pm@builder.example',
			...(line === undefined ? {} : { line }),
		});
	});

	it.each([
		'10 % retainage applies until the work is complete',
		'They claim 80% but we are at 50% complete',
		'Are they 50% done?',
		'120% done',
		'We will be 90% complete by Friday',
	])('reads none in %p', (text) => {
		expect(readStatedProgress(text, 'pm@builder.example')).toBeUndefined();
	});

	it('gives none where sentences disagree', () => {
		expect(
			readStatedProgress('They are 35% done. Drywall is 60% complete.', 'a@b'),
		).toBeUndefined();
	});
});
