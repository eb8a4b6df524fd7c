import { explainFailure } from '../../../spine/monitors/failure';
import { posting } from './example';

const failed = {
	workflow: 'Post invoices',
	step: 'Post to QuickBooks',
	message: 'Something broke.',
};
const nothing = { postings: [], tasks: [] };
const kindOf = (over: Partial<Parameters<typeof explainFailure>[0]>) =>
	explainFailure({ ...failed, ...over }, nothing).kind;

it.each([
	['credential', { status: 401 }],
	['credential', { message: 'The token has expired. Connect it again: invalid_grant' }],
	['limit', { status: 429 }],
	['limit', { message: 'QuickBooks answered 429 Too Many Requests' }],
	['unreachable', { message: 'connect ECONNREFUSED 127.0.0.1:443' }],
	['unreachable', { status: 503, message: 'Service Unavailable' }],
	['credential', { message: 'Request failed with status code 401' }],
	['limit', { message: 'HTTP 429' }],
	['unreachable', { message: 'GET /rest/v1.0/projects: Procore answered 502.' }],
	['unreachable', { status: 503, message: 'status code 401' }],
	['unknown', { message: 'Invoice 500 of Kessler has no total.' }],
	['unknown', { message: '429 is no project.' }],
	['unknown', { message: 'There is no vendor 401, and cost code 503 has no account.' }],
	['crash', { message: 'Workflow did not finish, possible out-of-memory issue: it crashed' }],
	['setup', { message: 'The ledger holds no company settings yet.' }],
	['ledger', { message: 'The ledger main cannot be opened: the file is damaged.' }],
	['data', { message: 'Record 3 cannot be stored: name: Required.' }],
	['unknown', { message: 'Hm.' }],
] as const)('tells %s by %j', (kind, over) => {
	expect(kindOf(over)).toBe(kind);
});

it('says what failed, why, what to do and what stands meanwhile, in one text', () => {
	const { outcome, settledAt, ...queued } = posting({ state: 'queued' });
	expect([outcome, settledAt]).toHaveLength(2);
	const refused = posting({
		claim: 'c-2',
		state: 'refused',
		claimState: 'reserved',
		outcome: { why: 'The vendor is inactive.' },
	});
	const { subject, text } = explainFailure(
		{
			...failed,
			status: 401,
			message: 'QuickBooks answered 401.',
			advice: 'Ask the administrator.',
			url: 'http://n8n/1',
		},
		{ postings: [queued, refused], tasks: [] },
	);
	expect(subject).toBe('Post invoices stopped at the step "Post to QuickBooks"');
	expect(text.split('\n')).toEqual([
		'What failed: The workflow "Post invoices" stopped at the step "Post to QuickBooks".',
		'Why: The other system no longer accepts the credential. It said: QuickBooks answered 401.',
		expect.stringMatching(/^What to do: Ask the administrator\. Open the credential in n8n/),
		'Meanwhile: 1 released document waits to be posted and goes out with the next run; QuickBooks refused 1 bill; no task is open. Nothing is written twice by running it again.',
		'Execution: http://n8n/1',
	]);
});
