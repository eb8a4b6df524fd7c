/** A vendor on both sides, linked by its name. */
export interface Vendor {
	id: number;
	/** Id in the books. */
	booksId: string;
	name: string;
	street: string;
	city: string;
	zip: string;
	domain: string;
	contact: string;
	mailbox: string;
	phone: string;
	taxId?: string;
	/** Name it trades under. */
	tradeName?: string;
}

const vendor = (
	id: number,
	name: string,
	domain: string,
	contact: string,
	street: string,
	city: string,
	zip: string,
	more: Partial<Vendor> = {},
): Vendor => ({
	id: 81000 + id,
	booksId: String(7000 + id),
	name,
	street,
	city,
	zip,
	domain,
	contact,
	mailbox: 'billing',
	phone: `(303) 555-${String(100 + id).padStart(4, '0')}`,
	...more,
});

export const VENDORS = {
	delmar: vendor(
		1,
		'Delmar Plumbing LLC',
		'delmarplumbing.example',
		'Rosa Delmar',
		'2120 Fox Street',
		'Denver',
		'80204',
	),
	brightline: vendor(
		2,
		'Brightline Electric Inc',
		'brightline-electric.example',
		'Owen Park',
		'915 Quebec Street',
		'Denver',
		'80220',
	),
	kestrel: vendor(
		3,
		'Kestrel Concrete Co',
		'kestrelconcrete.example',
		'Hugh Kessel',
		'4300 Brighton Boulevard',
		'Denver',
		'80216',
	),
	northgate: vendor(
		4,
		'Northgate Drywall LLC',
		'northgatedrywall.example',
		'Ines Calloway',
		'6700 Pecos Street',
		'Denver',
		'80221',
	),
	hollis: vendor(
		5,
		'Hollis Roofing Inc',
		'hollisroofing.example',
		'Grant Hollis',
		'1180 Harlan Street',
		'Lakewood',
		'80214',
	),
	pioneer: vendor(
		6,
		'Pioneer Steel Fabricators',
		'pioneersteel.example',
		'Lena Ortiz',
		'5050 Washington Street',
		'Denver',
		'80216',
	),
	cascade: vendor(
		7,
		'Cascade Glass & Glazing',
		'cascadeglazing.example',
		'Tomas Reed',
		'3300 Wadsworth Boulevard',
		'Wheat Ridge',
		'80033',
	),
	tricounty: vendor(
		8,
		'Tri-County Lumber Supply',
		'tricountylumber.example',
		'Beth Alvarado',
		'7600 Dahlia Street',
		'Commerce City',
		'80022',
	),
	ironhorse: vendor(
		9,
		'Ironhorse Equipment Rental',
		'ironhorserental.example',
		'Cal Mercer',
		'1900 Colorado Boulevard',
		'Denver',
		'80210',
	),
	marlowe: vendor(
		10,
		'Marlowe Tile and Stone',
		'marlowetile.example',
		'June Marlowe',
		'405 Santa Fe Drive',
		'Denver',
		'80204',
	),
	apex: vendor(
		11,
		'Apex Mechanical Services',
		'apexmechanical.example',
		'Victor Lang',
		'8150 Ivy Street',
		'Commerce City',
		'80022',
	),
	greenfield: vendor(
		12,
		'Greenfield Landscape Group',
		'greenfieldlandscape.example',
		'Nora Finch',
		'12200 Weld County Road',
		'Brighton',
		'80601',
	),
	sentry: vendor(
		13,
		'Sentry Fire Protection',
		'sentryfire.example',
		'Paul Adeyemi',
		'2500 Tejon Street',
		'Denver',
		'80211',
	),
	lakeside: vendor(
		14,
		'Lakeside Painting',
		'lakesidepainting.example',
		'Gwen Sutter',
		'640 Sheridan Boulevard',
		'Lakewood',
		'80226',
	),
	readymix: vendor(
		15,
		'Front Range Ready Mix',
		'frontrangereadymix.example',
		'Sal Romero',
		'10100 Dahlia Street',
		'Henderson',
		'80640',
		{ tradeName: 'FRRM Concrete' },
	),
	delta: vendor(
		16,
		'Delta Electric Inc',
		'deltaelectric.example',
		'Amos Whitley',
		'3131 Larimer Street',
		'Denver',
		'80205',
		{ taxId: '84-1557213' },
	),
} satisfies Record<string, Vendor>;

export type VendorKey = keyof typeof VENDORS;

/** A second record of one company in the books, as a new bookkeeper once made it. */
export const SECOND_LAKESIDE = { booksId: '7114', name: 'Lakeside Painting, LLC' };
