import fc from 'fast-check';
import { identify } from '../../../spine/identity/identify';
import type { VendorRecord } from '../../../spine/documents/records';
import {
	booksVendor,
	commitment,
	directory,
	document,
	project,
	settings,
	vendor,
} from './directory';

const kessler = vendor({
	id: 'v1',
	name: 'Kessler Concrete Co., LLC',
	emails: ['ap@kessler-concrete.com'],
	taxId: '12-3456789',
});
const who = (vendors: VendorRecord[], ...given: Parameters<typeof document>) =>
	identify(document(...given), directory({ vendors }), settings());

describe('the vendor', () => {
	it('is the one of the same name, whatever the legal form and case', () => {
		const { vendor: match } = who([kessler, vendor({ id: 'v2', name: 'Kestrel Roofing' })], {
			vendor: 'THE KESSLER CONCRETE INC',
		});
		expect(match.record?.id).toBe('v1');
		expect(match.candidates[0]).toMatchObject({ score: 0.95, because: 'same name' });
	});

	it('is found by a trade name', () => {
		const dba = vendor({ id: 'v3', name: 'KCN Holdings LLC', aliases: ['Kestrel Roofing'] });
		expect(who([kessler, dba], { vendor: 'Kestrel Roofing Inc.' }).vendor.record?.id).toBe('v3');
	});

	it('is not taken from a name that is only alike', () => {
		const { vendor: match } = who([vendor({ id: 'v1', name: 'Delta Electric Inc' })], {
			vendor: 'Delta Electrical Services LLC',
		});
		expect(match.record).toBeUndefined();
		expect(match.candidates).toHaveLength(1);
	});

	it('is taken from an alike name with the domain of the sender', () => {
		const { vendor: match } = who(
			[kessler],
			{ vendor: 'Kesler Concrete' },
			{ address: 'billing@kessler-concrete.com' },
		);
		expect(match.record?.id).toBe('v1');
		expect(match.candidates[0]?.because).toContain('e-mail domain');
	});

	it('is the original sender of a forwarded mail, never ourselves', () => {
		const forwarded = {
			address: 'pm@builder.test',
			original: { address: 'ap@kessler-concrete.com' },
		};
		expect(who([kessler], { vendor: 'Kesler Concrete' }, forwarded).vendor.record?.id).toBe('v1');
		const own = vendor({ id: 'v9', name: 'Builder Yard', emails: ['yard@builder.test'] });
		expect(
			who([own], { vendor: 'Bilder Yards' }, { address: 'pm@builder.test' }).vendor.record,
		).toBeUndefined();
	});

	it.each(['someone@gmail.com', 'someone@earthlink.net', 'noreply@notify.billing-service.com'])(
		'is not told by %s',
		(address) => {
			const other = vendor({
				id: 'v5',
				name: 'Kestrel Roofing',
				emails: ['kestrel@gmail.com', 'kestrel@earthlink.net', 'x@billing-service.com'],
			});
			const { vendor: match } = who([other], { vendor: 'Kestral Rofing' }, { address });
			expect(match.record).toBeUndefined();
		},
	);

	it('is told by a free-mail address that the vendor itself uses', () => {
		const other = vendor({ id: 'v5', name: 'Kestrel Roofing', emails: ['kestrel.roof@gmail.com'] });
		expect(
			who([other], { vendor: 'Kestral Roofing' }, { address: 'Kestrel.Roof@gmail.com' }).vendor
				.record?.id,
		).toBe('v5');
	});

	it('is told by its tax id among several of one name', () => {
		const twin = vendor({ id: 'v2', name: 'Kessler Concrete', taxId: '98-7654321' });
		const { vendor: match } = who([kessler, twin], {
			vendor: 'Kessler Concrete',
			vendorDetails: { taxId: '123456789' },
		});
		expect(match.record?.id).toBe('v1');
	});

	it('is left open between two of one name, with both as candidates', () => {
		const { vendor: match } = who([kessler, vendor({ id: 'v2', name: 'Kessler Concrete Inc' })], {
			vendor: 'Kessler Concrete',
		});
		expect(match.record).toBeUndefined();
		expect(match.candidates.map(({ record }) => record.id)).toEqual(['v1', 'v2']);
	});

	it('is not disturbed by an inactive double, nor by a number that tells names apart', () => {
		const old = vendor({ id: 'v2', name: 'Kessler Concrete Inc', active: false });
		expect(who([old, kessler], { vendor: 'Kessler Concrete' }).vendor.record?.id).toBe('v1');
		const locals = ['12', '13'].map((number) =>
			vendor({ id: number, name: `Ironworkers Local ${number}` }),
		);
		expect(who(locals, { vendor: 'Ironworkers Local 13' }).vendor.record?.id).toBe('13');
	});

	it('is raised by telephone and address together', () => {
		const roofer = vendor({
			id: 'v4',
			name: 'Kestrel Roofing & Siding',
			phone: '(775) 555-0134',
			address: '40 Mill Street, Sparks, NV 89431',
		});
		const details = { phone: '+1 775.555.0134 ext. 2', address: '40 Mill St Sparks NV 89431-1100' };
		expect(
			who([roofer], { vendor: 'Kestrel Roofing', vendorDetails: details }).vendor.record?.id,
		).toBe('v4');
	});

	it('is the same whatever the order of the directory', () => {
		const vendors = [
			kessler,
			vendor({ id: 'v2', name: 'Kestrel Roofing' }),
			vendor({ id: 'v3', name: 'Kessler Concrete Pumping' }),
			booksVendor({ id: '4', name: 'Kessler Concrete' }),
		];
		const expected = who(vendors, { vendor: 'Kessler Concrete' });
		fc.assert(
			fc.property(fc.shuffledSubarray(vendors, { minLength: 4 }), (shuffled) => {
				expect(who(shuffled, { vendor: 'Kessler Concrete' })).toEqual(expected);
			}),
		);
	});
});

describe('the vendor in the books', () => {
	const doc = { vendor: 'Kessler Concrete', project: '2301' };

	it('is the linked one before one of the same name', () => {
		const vendors = [
			{ ...kessler, linkedId: '58' },
			booksVendor({ id: '58', name: 'KC Co' }),
			booksVendor({ id: '59', name: 'Kessler Concrete' }),
		];
		expect(who(vendors, doc).booksVendor.record?.id).toBe('58');
	});

	it('is linked from its own side too', () => {
		expect(
			who([kessler, booksVendor({ id: '58', name: 'KC Co', linkedId: 'v1' })], doc).booksVendor
				.record?.id,
		).toBe('58');
	});

	it('is the only one of the same name, and no rival of the vendor on the projects side', () => {
		const identity = who([kessler, booksVendor({ id: '59', name: 'Kessler Concrete' })], doc);
		expect(identity.vendor.record?.id).toBe('v1');
		expect(identity.booksVendor.record?.id).toBe('59');
	});

	it('is left open between two of the same name', () => {
		const vendors = [
			kessler,
			booksVendor({ id: '59', name: 'Kessler Concrete' }),
			booksVendor({ id: '60', name: 'Kessler Concrete LLC' }),
		];
		const { booksVendor: match } = who(vendors, doc);
		expect(match.record).toBeUndefined();
		expect(match.candidates).toHaveLength(2);
	});

	it('is looked for in the books of the project only', () => {
		const vendors = [kessler, booksVendor({ id: '59', name: 'Kessler Concrete', books: '901' })];
		expect(who(vendors, doc).booksVendor.record).toBeUndefined();
	});

	it('is found although the project system does not know the vendor', () => {
		const identity = who([booksVendor({ id: '59', name: 'Kessler Concrete' })], doc);
		expect(identity.vendor.record).toBeUndefined();
		expect(identity.booksVendor.record?.id).toBe('59');
	});
});

const works = [
	commitment({ id: 'c1', number: '2301-SC-04' }),
	commitment({ id: 'c2', number: '2302-SC-04', project: 'p2', vendor: 'v2' }),
	commitment({ id: 'c3', number: '2301-017', kind: 'purchase_order', vendor: 'v2' }),
	commitment({ id: 'c4', number: '2301-16000-01', vendor: 'v2' }),
	commitment({ id: 'c5', number: 'PO-1234', kind: 'purchase_order', vendor: 'v2', project: 'p2' }),
	commitment({ id: 'c6', number: 'SC-2301-009', vendor: 'v2' }),
	commitment({ id: 'c7', number: '2301-26-01', vendor: 'v2' }),
];
const bills = (over: Parameters<typeof document>[0]) =>
	identify(
		document({ vendor: 'Kessler Concrete', ...over }),
		directory({
			vendors: [kessler, vendor({ id: 'v2', name: 'Kestrel Roofing' })],
			commitments: works,
		}),
		settings(),
	);

describe('the commitment', () => {
	it.each([
		['2301-SC-04', 'c1'],
		['2301 SC 004', 'c1'],
		['SC-2301-04', 'c1'],
		['S-2301-04', 'c1'],
		['PO# 2301-017', 'c3'],
		['P.O. 1234', 'c5'],
		['Sub Agreement #2301-16000-01', 'c4'],
		['2301-SC-9', 'c6'],
		['2301-26-01', 'c7'],
	])('%s is found by its number alone', (printed, id) => {
		expect(bills({ commitment: printed }).commitment.record?.id).toBe(id);
	});

	it.each(['SC-004', 'Subcontract 4', 'Subcontract No. 04'])(
		'%s is found with the project',
		(printed) => {
			expect(bills({ commitment: printed, project: '2302' }).commitment.record?.id).toBe('c2');
			expect(bills({ commitment: printed }).commitment.record?.id).toBe('c1');
		},
	);

	it('that belongs to another vendor is still named', () => {
		const { commitment: match, vendor: from } = bills({ commitment: 'PO-1234' });
		expect(from.record?.id).toBe('v1');
		expect(match.record).toMatchObject({ id: 'c5', vendor: 'v2' });
	});

	it('is the only active one of vendor and project where none is printed', () => {
		expect(bills({ project: '2301' }).commitment.record?.id).toBe('c1');
		expect(bills({ project: '2301', commitment: 'per our agreement' }).commitment.record?.id).toBe(
			'c1',
		);
		expect(
			bills({ project: '2301', commitment: 'Contract dated 1/5/25' }).commitment.record?.id,
		).toBe('c1');
	});

	it('is not guessed from another number, nor without a project', () => {
		const other = bills({ project: '2301', commitment: 'PO 99812' }).commitment;
		expect(other.record).toBeUndefined();
		expect(other.candidates[0]?.record.id).toBe('c1');
		expect(bills({}).commitment.record).toBeUndefined();
	});

	it('of another kind does not fit although its digits do', () => {
		expect(bills({ commitment: 'PO 4', project: '2301' }).commitment.record).toBeUndefined();
	});

	it('is left open between several that are active', () => {
		const { commitment: match } = identify(
			document({ vendor: 'Kestrel Roofing', project: '2301' }),
			directory({ vendors: [vendor({ id: 'v2', name: 'Kestrel Roofing' })], commitments: works }),
			settings(),
		);
		expect(match.record).toBeUndefined();
		expect(match.candidates.length).toBeGreaterThan(1);
	});

	it('that is closed or deleted does not stand for the vendor', () => {
		const only = (over: object) =>
			identify(
				document({ vendor: 'Kessler Concrete', project: '2301' }),
				directory({
					vendors: [kessler],
					commitments: [{ ...commitment({ id: 'c1', number: 'SC-1' }), ...over }],
				}),
				settings(),
			).commitment.record;
		expect(only({})?.id).toBe('c1');
		expect(only({ status: 'closed' })).toBeUndefined();
		expect(only({ deleted: true })).toBeUndefined();
	});
});

describe('the project', () => {
	it.each([
		{ project: '2301' },
		{ project: '02301' },
		{ project: 'Job 2301 - River Depot' },
		{ projectName: 'River Depot' },
		{ projectAddress: '12 Quay St., Reno NV 89501' },
		{ commitment: '2301-26-01' },
	])('is known from %j', (over) => {
		expect(bills(over).project.record?.id).toBe('p1');
	});

	it('is in conflict when printed reference and commitment disagree, and both are named', () => {
		const { project: match } = bills({ project: '2302', commitment: '2301-26-01' });
		expect(match.record).toBeUndefined();
		expect(match.conflict).toBe(
			'The document\'s references disagree: the project "2302" is project 2302 Hill School, but commitment 2301-26-01 is project 2301 River Depot.',
		);
	});

	it('is unknown without any reference, which is no conflict', () => {
		expect(bills({}).project).toEqual({ candidates: [] });
	});

	it('of one name stays open until something else tells', () => {
		const twins = directory({
			projects: [project('p1', '2301', 'River Depot'), project('p2', '2302', 'River Depot')],
			commitments: works,
		});
		expect(
			identify(document({ projectName: 'River Depot' }), twins, settings()).project.record,
		).toBeUndefined();
		expect(
			identify(document({ projectName: 'River Depot', project: '2302' }), twins, settings()).project
				.record?.id,
		).toBe('p2');
	});
});

describe('books and job', () => {
	it('are those of the settings, by project number and full name or by ids', () => {
		expect(bills({ project: '2301' })).toMatchObject({
			books: '900',
			job: { id: 'j1' },
			taxExempt: true,
		});
		expect(bills({ project: '2302' })).toMatchObject({
			books: '900',
			job: { id: 'j2' },
			taxExempt: false,
		});
	});

	it('are unknown while the project is', () => {
		expect(bills({}).books).toBeUndefined();
	});
});

/** Milliseconds that an answer takes over a directory of so many vendors, the middle one of 40. */
function answerTime(count: number): number {
	const trades = [
		'Concrete',
		'Electric',
		'Plumbing',
		'Roofing',
		'Supply',
		'Mechanical',
		'Steel',
		'Drywall',
	];
	const vendors = Array.from({ length: count }, (_, index) =>
		vendor({
			id: `v${index}`,
			name: `Vendor${(index * 7919) % count} ${trades[index % 8]} Services LLC`,
			emails: [`ap@vendor${index}.com`],
		}),
	);
	const commitments = Array.from({ length: 2 * count }, (_, index) =>
		commitment({
			id: `c${index}`,
			number: `SC-${1000 + (index % 300)}-${Math.floor(index / 300)}`,
			vendor: `v${index % count}`,
			project: `p${index % 300}`,
		}),
	);
	const projects = Array.from({ length: 300 }, (_, index) =>
		project(`p${index}`, String(1000 + index), `Project ${index}`),
	);
	const big = directory({ vendors, commitments, projects });
	const given = settings();
	const doc = document(
		{ vendor: vendors[77]?.name, commitment: 'SC-1077-0' },
		{ address: 'ap@vendor77.com' },
	);
	identify(doc, big, given);
	const times = Array.from({ length: 40 }, () => {
		const start = process.hrtime.bigint();
		const identity = identify(doc, big, given);
		expect(identity.vendor.record?.id).toBe('v77');
		expect(identity.commitment.record?.id).toBe('c77');
		return Number(process.hrtime.bigint() - start) / 1e6;
	});
	return times.sort((a, b) => a - b)[20] ?? 0;
}

it('looks names up instead of going through all vendors and commitments', () => {
	answerTime(400);
	expect(answerTime(8000)).toBeLessThan(10 * answerTime(400));
});

describe('a project printed as its address', () => {
	const projects = [
		project(
			'p1',
			'4410',
			'Alder Creek Medical Office',
			'2200 Alder Creek Parkway, Boise, ID 83704',
		),
		project('p2', '4417', 'Fairview Elementary', '815 W Fairview Avenue, Meridian, ID 83642'),
	];
	const at = (over: Parameters<typeof document>[0]) =>
		identify(document(over), directory({ projects }), settings()).project.record?.id;

	it('is found with or without the postal code', () => {
		expect(at({ project: '2200', projectName: 'Alder Creek Parkway, Boise' })).toBe('p1');
		expect(at({ projectAddress: '815 W Fairview Avenue, Meridian, ID 83642' })).toBe('p2');
	});

	it('is not found under another house number or postal code', () => {
		expect(at({ project: '2201', projectName: 'Alder Creek Parkway, Boise' })).toBeUndefined();
		expect(at({ projectAddress: '815 W Fairview Avenue, Nampa, ID 83651' })).toBeUndefined();
	});
});

describe('a record of the project system', () => {
	const two = directory({
		vendors: [kessler, vendor({ id: 'v2', name: 'Kessler Concrete Co., LLC' })],
		projects: [project('p1', '2301', 'Depot'), project('p2', '2302', 'Annex')],
		commitments: [
			commitment({ id: 'c1', number: 'SC-001', vendor: 'v1', project: 'p1' }),
			commitment({ id: 'c2', number: 'SC-001', vendor: 'v2', project: 'p2' }),
		],
	});
	const record = (channel: 'projects' | 'email', names: object) => {
		const base = document({ vendor: 'Kessler Concrete' });
		return { ...base, source: { ...base.source, channel, names } };
	};

	it('is about the vendor, commitment and project that its ids name, whatever else is alike', () => {
		const found = identify(
			record('projects', { commitment: 'c2', project: 'p2' }),
			two,
			settings(),
		);
		expect(found.vendor.record?.id).toBe('v2');
		expect(found.commitment.record?.id).toBe('c2');
		expect(found.project.record?.id).toBe('p2');
	});

	it('names both projects where its ids disagree', () => {
		const found = identify(
			record('projects', { commitment: 'c2', project: 'p1' }),
			two,
			settings(),
		);
		expect(found.project.record).toBeUndefined();
		expect(found.project.conflict).toContain('the project of the record');
	});

	it('is believed only where it is one', () => {
		const found = identify(record('email', { commitment: 'c2', project: 'p2' }), two, settings());
		expect(found.commitment.record).toBeUndefined();
	});
});
