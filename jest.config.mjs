/** Libraries that ship only ES modules, which Jest's CommonJS runtime needs transformed. */
const esModules = ['p-limit', 'yocto-queue', 'csv-parse', 'unpdf', 'postal-mime', 'read-excel-file', 'kysely', 'htmlparser2', 'domhandler', 'domutils', 'domelementtype', 'dom-serializer', 'entities', 'fast-xml-parser', 'tldts', 'tldts-core', 'email-forward-parser', '@hyzyla'];

export default {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'^.+\\.[cm]?[jt]s$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
	transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
	maxWorkers: 2,
};
