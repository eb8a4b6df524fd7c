import { vendor } from './vendor';

type Row = readonly [
	id: number,
	name: string,
	domain: string,
	contact: string,
	street: string,
	zip: string,
];

const inDenver = (
	[id, name, domain, contact, street, zip]: Row,
	more: Parameters<typeof vendor>[7] = {},
) => vendor(id, name, domain, contact, street, 'Denver', zip, more);

/** Subcontractors and suppliers of the distribution center. */
export const MILLRACE_VENDORS = {
	bedrock: inDenver([
		17,
		'Bedrock Excavating Inc',
		'bedrockexcavating.example',
		'Ray Solis',
		'5800 York Street',
		'80216',
	]),
	hartwell: inDenver([
		18,
		'Hartwell Tilt-Up LLC',
		'hartwelltiltup.example',
		'Carla Munoz',
		'3600 Holly Street',
		'80207',
	]),
	vanguard: inDenver([
		19,
		'Vanguard Erectors Inc',
		'vanguarderectors.example',
		'Dale Whitcomb',
		'4700 Jackson Street',
		'80216',
	]),
	overland: inDenver([
		20,
		'Overland Dock Systems',
		'overlanddocks.example',
		'Mina Okafor',
		'11900 East 45th Avenue',
		'80239',
	]),
	juniper: inDenver([
		21,
		'Juniper Power Systems',
		'juniperpower.example',
		'Leo Brandt',
		'2600 Blake Street',
		'80205',
	]),
	tallgrass: inDenver([
		22,
		'Tallgrass Paving Co',
		'tallgrasspaving.example',
		'Anita Vogel',
		'7100 Monaco Street',
		'80022',
	]),
	windsor: inDenver([
		23,
		'Windsor Sprinkler Co',
		'windsorsprinkler.example',
		'Theo Marsh',
		'1550 West 13th Avenue',
		'80204',
	]),
	arrowhead: inDenver([
		24,
		'Arrowhead Insulated Panels',
		'arrowheadpanels.example',
		'Joan Pruitt',
		'9300 East 40th Avenue',
		'80238',
	]),
	bluestem: inDenver([
		25,
		'Bluestem Fencing LLC',
		'bluestemfencing.example',
		'Ivan Petrov',
		'820 South Jason Street',
		'80223',
	]),
	quarry: inDenver([
		26,
		'Quarry Ledge Masonry',
		'quarryledge.example',
		'Sam Hollister',
		'1475 Osage Street',
		'80204',
	]),
	/** The books spell it otherwise, so that only a person can say that it is the same. */
	granite: inDenver(
		[
			27,
			'Granite Peak Roofing LLC',
			'granitepeakroofing.example',
			'Erin Castle',
			'6250 Dexter Street',
			'80022',
		],
		{ booksName: 'Granit Peak Roofing Inc' },
	),
	/** A new subcontractor that nobody entered in the books yet. */
	larkspur: inDenver(
		[
			28,
			'Larkspur Signage LLC',
			'larkspursignage.example',
			'Nell Abbott',
			'2250 Curtis Street',
			'80205',
		],
		{ only: 'projects' },
	),
	fuel: inDenver([
		29,
		'High Plains Fuel',
		'highplainsfuel.example',
		'Otis Greer',
		'5500 Vasquez Boulevard',
		'80022',
	]),
	sanitation: inDenver([
		30,
		'Clearwater Site Services',
		'clearwatersite.example',
		'Wanda Pike',
		'4900 Columbine Street',
		'80216',
	]),
	hardware: inDenver([
		31,
		'Anvil Hardware',
		'anvilhardware.example',
		'Gus Lindgren',
		'3900 Tennyson Street',
		'80212',
	]),
	/** Bills the company by the hour of a crane; Procore never heard of it. */
	crane: inDenver(
		[32, 'Mesa Crane Service', 'mesacrane.example', 'Hank Dorsey', '6900 Franklin Street', '80229'],
		{ only: 'books' },
	),
};

/** The fence builder's second record in the books, which the bookkeeper merged into the first. */
export const MERGED_BLUESTEM = { booksId: '7125', name: 'Bluestem Fence (deleted)' };
