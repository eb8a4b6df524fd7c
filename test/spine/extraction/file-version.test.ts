import { emptyDocument } from '../../../spine/extraction/seal';
import { versionInName, withFileVersion } from '../../../spine/extraction/file-version';

describe('the version that a file name bears', () => {
	it.each([
		['Proposal 1043 Rev 2.pdf', 'Rev 2'],
		['EST 1188 v3.pdf', 'v3'],
		['KQ_818_v2.pdf', 'v2'],
		['outer.eml/Quote-77 (rev-B).pdf', 'rev B'],
		['Q118 R4.pdf', 'R4'],
	])('%s: %s', (name, version) => {
		expect(versionInName(name)).toBe(version);
	});

	it.each(['Proposal 1043.pdf', 'review 2026.pdf', 'RV12 carpet.pdf', 'River 2.pdf'])(
		'%s bears none',
		(name) => {
			expect(versionInName(name)).toBeUndefined();
		},
	);

	it('is that of a quote which prints none, and of nothing else', () => {
		const name = 'Proposal 1043 Rev 2.pdf';
		const quote = emptyDocument('quote', 0.9);
		const read = withFileVersion(quote, name);
		expect(read.version).toBe('Rev 2');
		expect(read.evidence['version']).toMatchObject({ source: name, text: 'Rev 2' });
		expect(withFileVersion({ ...quote, version: 'Rev 1' }, name).version).toBe('Rev 1');
		expect(withFileVersion(emptyDocument('invoice', 0.9), name).version).toBeUndefined();
	});
});
