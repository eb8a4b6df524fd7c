import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { postgresConnection } from '../../nodes/shared/postgres-connection';
import { dressed, sentenceOf } from '../../nodes/shared/router';
import { sleep } from '../../nodes/shared/environment';
import { withoutSecrets } from '../../nodes/shared/secrets';

const node: INode = {
	id: '1',
	name: 'Any node',
	type: 'any',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const context = { getNode: () => node };

describe('a failure as a node error', () => {
	test.each([
		'QuickBooks answered ECONNREFUSED 127.0.0.1. Try again later.',
		'The ledger cannot be opened (EACCES). Check its folder.',
		'Bill SC-1 is closed. Reopen it.',
	])('keeps the sentence "%s" word by word, with the item', (sentence) => {
		expect(dressed(context, new Error(sentence), 3)).toMatchObject({
			message: sentence,
			context: { itemIndex: 3 },
		});
	});

	test('carries the remedy where the failure has one', () => {
		const failure = { sentence: 'The vendor is inactive.', remedy: 'Make it active.' };
		expect(dressed(context, failure, 0)).toMatchObject({
			message: 'The vendor is inactive.',
			description: 'Make it active.',
		});
	});

	test('stays what it is when it is one already', () => {
		const failure = new NodeOperationError(node, 'No sheet.', { description: 'Add one.' });
		expect(dressed(context, failure, 2)).toBe(failure);
		expect(failure.context.itemIndex).toBe(2);
	});

	test('of a service loses neither message nor description', () => {
		const failure = new NodeApiError(
			node,
			{ message: 'x' },
			{ message: 'Down.', description: 'Wait.' },
		);
		expect(dressed(context, failure, 0)).toMatchObject({ message: 'Down.', description: 'Wait.' });
	});

	test('is told in words whatever was thrown', () => {
		expect(sentenceOf('plain')).toBe('plain');
		expect(sentenceOf(undefined)).toBe('undefined');
	});
});

test.each([
	['Authorization: Bearer abcdefgh12345678', 'abcdefgh12345678'],
	['{"client_secret":"s3cret-value","a":1}', 's3cret-value'],
	['https://x.example/?access_token=t0ken.value&b=1', 't0ken.value'],
	['postgres://spine:pa55word@db.example/ledger', 'pa55word'],
	['password=hunter2', 'hunter2'],
])('no secret is left in "%s"', (text, secret) => {
	expect(withoutSecrets(text)).not.toContain(secret);
	expect(withoutSecrets(text)).toContain('***');
});

test('a sentence about passwords stays readable', () => {
	const sentence = 'password authentication failed for user "spine"';
	expect(withoutSecrets(sentence)).toBe(sentence);
});

test('a credential that is not filled in is no connection', () => {
	expect(postgresConnection({ host: '', database: 'x', user: 'y' })).toBeUndefined();
	expect(postgresConnection({ host: 'h', database: 'x', user: 'y', tls: 'verify' })).toMatchObject({
		port: 5432,
		ssl: { rejectUnauthorized: true },
	});
});

test('a wait ends at once, by throwing, when it is cancelled', async () => {
	const controller = new AbortController();
	const waiting = sleep(60_000, controller.signal);
	controller.abort(new Error('cancelled'));
	await expect(waiting).rejects.toThrow('cancelled');
	await expect(sleep(60_000, controller.signal)).rejects.toThrow('cancelled');
	await expect(sleep(1)).resolves.toBeUndefined();
});
