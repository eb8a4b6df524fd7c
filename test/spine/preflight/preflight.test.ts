import { policySchema } from '../../../spine/documents/settings';
import { checkOrigin } from '../../../spine/preflight/origin';
import { preflightOf, refusalOfPolicy } from '../../../spine/preflight/preflight';

const AT = '2026-03-31T17:00:00Z';
const finding = (level: 'refuse' | 'warn') => ({
	check: 'accounts',
	level,
	message: 'The account is missing.',
	action: 'Name it.',
});

describe('a policy beyond observe', () => {
	it('is refused before a preflight was run', () => {
		const refusal = refusalOfPolicy(policySchema.parse({ mode: 'autoClean' }), undefined);
		expect(refusal?.sentence).toContain('"autoClean"');
	});

	it('is refused with the finding that forbids it, and allowed by warnings', () => {
		const policy = policySchema.parse({ mode: 'propose' });
		const failed = refusalOfPolicy(policy, preflightOf(AT, [finding('warn'), finding('refuse')]));
		expect(failed?.sentence).toContain('The account is missing.');
		expect(failed?.remedy).toContain('Name it.');
		expect(refusalOfPolicy(policy, preflightOf(AT, [finding('warn')]))).toBeUndefined();
	});

	it('is refused for a part of the company too', () => {
		const policy = policySchema.parse({
			mode: 'observe',
			modes: [{ vendor: 'V1', mode: 'shadow' }],
		});
		expect(refusalOfPolicy(policy, undefined)?.sentence).toContain('"shadow"');
	});

	it('needs no preflight to observe', () => {
		expect(refusalOfPolicy(policySchema.parse({}), undefined)).toBeUndefined();
	});
});

describe('records that another integration owns', () => {
	it('refuse, by origin id or by the state of their export', () => {
		const found = checkOrigin([
			{
				what: 'vendors',
				rows: [
					{ id: 1, origin_id: '80-1' },
					{ id: 2, origin_id: null },
				],
			},
			{ what: 'requisitions', rows: [{ id: 3, origin_id: null, erp_status: 'synced' }] },
		]);
		expect(found.map(({ level }) => level)).toEqual(['refuse', 'refuse']);
		expect(found[0]?.message).toContain('1 of 2 vendors');
	});

	it('are not seen where there are none', () => {
		expect(checkOrigin([{ what: 'vendors', rows: [{ id: 1, origin_id: '' }, { id: 2 }] }])).toEqual(
			[],
		);
	});
});
