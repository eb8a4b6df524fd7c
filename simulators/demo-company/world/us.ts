/** The general contractor that the demo is about. */
export const US = {
	name: 'Summit Ridge Builders LLC',
	address: ['1400 Wynkoop Street, Suite 300', 'Denver, CO 80202'],
	domain: 'summitridge.example',
	realmId: '9341453001234567',
	companyId: 41001,
	now: '2026-03-31T17:00:00Z',
} as const;

export const PEOPLE = {
	pm: {
		name: 'Dana Whitfield',
		address: 'dana.whitfield@summitridge.example',
		role: 'project manager',
		approves: ['quote', 'change_order'],
		limit: 150_000,
	},
	executive: {
		name: 'Marcus Bell',
		address: 'marcus.bell@summitridge.example',
		role: 'project executive',
		approves: ['quote', 'change_order', 'retainage_release', 'invoice'],
		limit: undefined,
	},
	superintendent: {
		name: 'Mike Torres',
		address: 'mike.torres@summitridge.example',
		role: 'superintendent',
		approves: [],
		limit: undefined,
	},
	controller: {
		name: 'Priya Nair',
		address: 'priya.nair@summitridge.example',
		role: 'controller',
		approves: ['invoice'],
		limit: undefined,
	},
} as const;

export interface Project {
	id: number;
	number: string;
	name: string;
	street: string;
	city: string;
	zip: string;
	/** Id of its job in the books. */
	job: string;
	customer: string;
	customerName: string;
	class: string;
	taxExempt?: boolean;
	inactive?: boolean;
}

export const PROJECTS: readonly Project[] = [
	{
		id: 52301,
		number: '2301',
		name: 'Aspen Ridge Medical Office',
		street: '8800 Aspen Ridge Parkway',
		city: 'Aurora',
		zip: '80016',
		job: '6101',
		customer: '6001',
		customerName: 'Aspen Ridge Health Partners',
		class: 'Healthcare',
	},
	{
		id: 52304,
		number: '2304',
		name: 'Lakeview Elementary Renovation',
		street: '215 Lakeview Drive',
		city: 'Golden',
		zip: '80401',
		job: '6102',
		customer: '6002',
		customerName: 'Lakeview School District',
		class: 'Education',
		taxExempt: true,
	},
	{
		id: 52307,
		number: '2307',
		name: 'Cedar Park Apartments',
		street: '4410 Cedar Park Lane',
		city: 'Thornton',
		zip: '80229',
		job: '6103',
		customer: '6003',
		customerName: 'Cedar Park Residential LP',
		class: 'Residential',
	},
	{
		id: 52210,
		number: '2210',
		name: 'Foothills Branch Library',
		street: '77 Foothills Road',
		city: 'Boulder',
		zip: '80302',
		job: '6104',
		customer: '6004',
		customerName: 'City of Foothills',
		class: 'Education',
		inactive: true,
	},
	{
		id: 52312,
		number: '2312',
		name: 'Millrace Distribution Center',
		street: '19500 East 64th Avenue',
		city: 'Denver',
		zip: '80249',
		job: '6105',
		customer: '6005',
		customerName: 'Millrace Logistics Partners',
		class: 'Industrial',
	},
];

/** The project of a number; the demo's own tables name none that is not there. */
export function projectOf(number: string): Project {
	const found = PROJECTS.find((project) => project.number === number);
	if (found === undefined) throw new Error(`The demo has no project ${number}.`);
	return found;
}
