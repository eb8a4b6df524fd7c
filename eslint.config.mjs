import js from '@eslint/js';
import n8nCommunity from '@n8n/eslint-plugin-community-nodes';
import importX from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

/** A room of the spine and the rooms it may import, beside itself and `documents`. */
const ROOMS = {
	documents: [],
	ledger: ['gate/facts', 'identity/identity'],
	procore: ['ledger/ledger', 'ledger/timecards-read', 'send', 'transfers/target'],
	quickbooks: ['ledger/ledger', 'send', 'transfers/target'],
	extraction: [],
	identity: ['ledger/ledger', 'ledger/vendor-links'],
	mapping: ['identity', 'ledger/ledger'],
	registers: ['identity/identity'],
	exports: ['extraction/mail/sheets', 'identity/identity', 'ledger/ledger'],
	keying: ['ledger/ledger', 'reconciliation/escape-html', 'reconciliation/neutral-text'],
	gate: ['identity', 'ledger/ledger'],
	preflight: ['identity/identity', 'ledger/ledger'],
	reconciliation: [
		'gate/facts',
		'identity/identity',
		'ledger/ledger',
		'ledger/record-sightings',
		'ledger/vendor-links',
		'gate/change-order-reference',
		'gate/change-orders',
	],
	transfers: [
		'gate/facts',
		'identity',
		'ledger/ledger',
		'ledger/timecards-read',
		'ledger/vendor-links',
		'mapping',
	],
	monitors: [
		'gate/facts',
		'identity/identity',
		'ledger/ledger',
		'ledger/vendor-links',
		'reconciliation',
	],
	posting: ['gate/facts', 'quickbooks/books', 'ledger/ledger', 'send'],
};

const fileOf = (path) => (path.includes('/') || path === 'send' ? `./${path}.ts` : `./${path}`);

const rooms = Object.entries(ROOMS).map(([room, allowed]) => ({
	files: [`spine/${room}/**/*.ts`],
	rules: {
		'import-x/no-restricted-paths': [
			'error',
			{
				zones: [
					{
						target: `./spine/${room}`,
						from: './spine',
						except: [...new Set([`./${room}`, './documents', ...allowed.map(fileOf)])],
						message: `The room "${room}" does not import this room (docs/architecture.md).`,
					},
				],
			},
		],
	},
}));

export default tseslint.config(
	{
		ignores: [
			'dist/',
			'out/',
			'node_modules/',
			'coverage/',
			'simulators/n8n/host*/',
			'gulpfile.js',
			'**/*.mjs',
			'.t*.ts',
		],
	},
	js.configs.recommended,
	...tseslint.configs.recommended,
	{
		files: ['**/*.ts'],
		plugins: { 'import-x': importX },
		rules: {
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'inline-type-imports', disallowTypeAnnotations: false, prefer: 'type-imports' },
			],
			'@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
			'no-console': 'error',
		},
	},
	{
		files: ['spine/**/*.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{ regex: '^n8n-', message: 'The spine imports nothing of n8n.' },
						{ regex: '/nodes/', message: 'Nothing imports nodes/.' },
					],
				},
			],
			'no-restricted-properties': [
				'error',
				{ object: 'Date', property: 'now', message: 'Time is given.' },
				{ object: 'Math', property: 'random', message: 'Chance is given.' },
			],
			'no-restricted-globals': ['error', 'process'],
		},
	},
	...rooms,
	{
		files: ['simulators/**/*.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: '\\.\\./(spine|nodes|credentials)/',
							message: 'The simulators know the public API facts alone.',
						},
					],
				},
			],
		},
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase, '@n8n/community-nodes': n8nCommunity },
		rules: {
			...n8nCommunity.configs.recommended.rules,
			...n8nNodesBase.configs.nodes.rules,
			// The ledger is a file beside n8n and its clock is the machine's: this pack is for self-hosted n8n.
			'@n8n/community-nodes/no-restricted-globals': 'off',
			'@n8n/community-nodes/no-restricted-imports': 'off',
			// Off in n8n's own cli as well.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['test/**/*.ts'],
		rules: { 'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }] },
	},
);
