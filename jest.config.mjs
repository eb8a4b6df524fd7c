/** Libraries that ship only ES modules, which Jest's CommonJS runtime needs transformed. */
const esModules = [
	'@hyzyla',
	'cookie',
	'csv-parse',
	'dom-serializer',
	'domelementtype',
	'domhandler',
	'domutils',
	'entities',
	'fast-xml-parser',
	'htmlparser2',
	'kysely',
	'p-limit',
	'postal-mime',
	'read-excel-file',
	'tldts',
	'tldts-core',
	'unpdf',
	'yocto-queue',
];

const common = {
	testEnvironment: 'node',
	transform: {
		'^.+\\.[cm]?[jt]s$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
	// The CommonJS entry of unpdf requires an export that exists only as an ES module.
	moduleNameMapper: { '^unpdf/pdfjs$': '<rootDir>/node_modules/unpdf/dist/pdfjs.mjs' },
	transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
	testMatch: ['**/*.test.ts'],
};

/** Tests in a real n8n that wait for schedules, or for calls that may still be at work; run by `.ci/long`. */
const patient = [
	'exports',
	'lost-ledger',
	'owner-invoices',
	'payments-and-direct-costs',
	'procore-trigger',
	'resume',
];

export default {
	maxWorkers: 2,
	projects: [
		{
			...common,
			displayName: 'unit',
			roots: ['<rootDir>/test'],
			testPathIgnorePatterns: [
				'/node_modules/',
				'<rootDir>/test/workflows/',
				'<rootDir>/test/queue/',
				'<rootDir>/test/browser/',
			],
		},
		/** The pack in a real n8n; run after the build, one file at a time. */
		{
			...common,
			displayName: 'host',
			roots: ['<rootDir>/test/workflows'],
			testPathIgnorePatterns: [
				'/node_modules/',
				...patient.map((name) => `/test/workflows/${name}\\.test\\.ts$`),
			],
		},
		{
			...common,
			displayName: 'host-long',
			roots: ['<rootDir>/test/workflows'],
			testMatch: patient.map((name) => `**/test/workflows/${name}.test.ts`),
		},
		/** The editor with the pack, in the browser that `CHROMIUM` names (`.ci/browser`). */
		...(process.env.CHROMIUM
			? [{ ...common, displayName: 'browser', roots: ['<rootDir>/test/browser'] }]
			: []),
		/** n8n in queue mode, once it is told of a Redis and a PostgreSQL (`.ci/queue`). */
		...(process.env.REDIS_PORT && process.env.POSTGRES_URL
			? [{ ...common, displayName: 'queue', roots: ['<rootDir>/test/queue'] }]
			: []),
	],
};
