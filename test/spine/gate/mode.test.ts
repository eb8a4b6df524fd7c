import { policySchema } from '../../../spine/documents/settings';
import { modeFor } from '../../../spine/gate/mode';
import { facts, invoice } from './builders';

const decide = (
	...modes: Array<{ project?: string; vendor?: string; kind?: string; mode: string }>
) => modeFor(invoice(), facts({ policy: policySchema.parse({ mode: 'shadow', modes }) }));

describe('the mode of a document', () => {
	it('is that of the policy where no entry fits', () => {
		expect(decide()).toBe('shadow');
		expect(decide({ project: '9999', mode: 'autoClean' })).toBe('shadow');
		expect(decide({ vendor: 'Somebody Else Inc', mode: 'autoClean' })).toBe('shadow');
		expect(decide({ kind: 'credit_memo', mode: 'autoClean' })).toBe('shadow');
	});

	it.each([
		{ project: 'p-1' },
		{ project: '2301' },
		{ project: 'Harbor View Homes' },
		{ vendor: 'v-1' },
		{ vendor: 'qv-1' },
		{ vendor: 'Harbor Plumbing, LLC' },
		{ kind: 'invoice' },
	])('is that of the entry that fits: %j', (entry) => {
		expect(decide({ ...entry, mode: 'propose' })).toBe('propose');
	});

	it('needs every part of an entry to fit', () => {
		expect(decide({ project: '2301', vendor: 'v-9', mode: 'autoClean' })).toBe('shadow');
		expect(decide({ project: '2301', kind: 'quote', mode: 'autoClean' })).toBe('shadow');
	});

	it('is that of the most specific entry', () => {
		const kind = { kind: 'invoice', mode: 'observe' };
		const project = { project: '2301', mode: 'propose' };
		const both = { project: '2301', vendor: 'v-1', mode: 'autoClean' };
		expect(decide(kind, project)).toBe('propose');
		expect(decide(kind, { vendor: 'v-1', mode: 'propose' })).toBe('propose');
		expect(decide(kind, project, both)).toBe('autoClean');
		expect(decide({ ...project, kind: 'invoice', mode: 'autoClean' }, project)).toBe('autoClean');
	});

	it('is the stricter of two that are equally specific', () => {
		const project = { project: '2301', mode: 'autoClean' };
		const vendor = { vendor: 'v-1', mode: 'observe' };
		expect(decide(project, vendor)).toBe('observe');
		expect(decide(vendor, project)).toBe('observe');
	});
});
