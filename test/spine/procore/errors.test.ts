import { describeErrorBody, errorOfAnswer } from '../../../spine/procore/errors';

describe('what an error answer says', () => {
	it.each<[string, unknown, string]>([
		[
			'an object by field',
			{ errors: { assignees: ['required', 'unknown'] } },
			'assignees: required; assignees: unknown',
		],
		['a business rule', { errors: { base: ['Contract is locked'] } }, 'Contract is locked'],
		[
			'a list',
			{ errors: ['App is not connected to this company.'] },
			'App is not connected to this company.',
		],
		['a text', { errors: 'Too many items' }, 'Too many items'],
		[
			'details with a source',
			{
				error: {
					code: 422,
					message: 'Unprocessable',
					details: [{ code: 1, message: 'is invalid', source: 'line_item.amount' }],
				},
			},
			'line_item.amount: is invalid',
		],
		[
			'the second generation',
			{
				error: {
					code: 'BAD_REQUEST',
					message: 'Bad',
					details: [
						{ reason_code: 'INVALID_DATE', message: 'wrong date', source: { field: 'due_date' } },
					],
				},
			},
			'due_date: wrong date',
		],
		[
			'an error without details',
			{ error: { code: 'NOT_FOUND', message: 'No such record', details: [] } },
			'No such record',
		],
		['a message with an exception', { message: 'Stale', exception: 'X' }, 'Stale'],
		['a message with an error', { message: 'Currency', error: 'mismatch' }, 'Currency; mismatch'],
		[
			'the model of 401',
			{ code: 401, message: 'The access token is invalid', fields: '', reason: 'expired' },
			'The access token is invalid',
		],
		[
			'base beside fields',
			{ base: ['Not allowed'], fields: { Number: 'is taken' } },
			'Not allowed; Number: is taken',
		],
		[
			'an OAuth error',
			{ error: 'invalid_grant', error_description: 'used twice' },
			'invalid_grant; used twice',
		],
		['a web page', '<html><style>a{}</style><h1>502</h1> Bad Gateway</html>', '502 Bad Gateway'],
		['nothing', undefined, ''],
	])('reads %s', (_, body, expected) => {
		expect(describeErrorBody(body)).toBe(expected);
	});

	it('keeps a long page short', () => {
		expect(describeErrorBody('x'.repeat(5000))).toHaveLength(400);
	});
});

describe('the sentence of an error', () => {
	const sentence = (status: number, body: unknown) =>
		errorOfAnswer('Requisition 9', { status, headers: { 'x-request-id': 'r-7' }, body }).message;

	it('tells to install the app when it is not connected', () => {
		expect(sentence(403, { errors: ['App is not connected to this company.'] })).toBe(
			'Requisition 9: Procore answered 403 "App is not connected to this company." (request r-7). Install the app in this Procore company (Admin, App Management), then try again.',
		);
	});

	it('says that 404 may be a missing permission', () => {
		expect(sentence(404, {})).toContain('may not see it');
	});

	it.each([
		[401, 'connect the Procore credential again'],
		[403, 'permission for this tool'],
		[409, 'read it again'],
		[413, 'fewer rows'],
		[422, 'Correct the named field'],
		[429, 'limit is used up'],
		[503, 'Procore itself failed'],
		[400, 'Check the values'],
	])('has a remedy for %i', (status, remedy) => {
		expect(sentence(status, {})).toContain(remedy);
	});

	it('asks for the company id where the header is missing', () => {
		expect(sentence(400, { message: 'Missing Procore-Company-Id header! Each call …' })).toContain(
			'Set the company id in the Procore credential',
		);
	});
});
