import { keyedBill } from '../demo-company/world/books-transactions';
import { ACCOUNTS } from '../demo-company/world/codes';
import { commitmentOf } from '../demo-company/world/commitments';
import { PEOPLE, US } from '../demo-company/world/us';
import { VENDORS } from '../demo-company/world/vendors';
import { approveChangeOrder, keyBills } from './people';
import type { People } from './spine-steps';

/** What the people of the demo's own company decide and do between the steps. */
export const OWN_PEOPLE: People = {
	decisions: {
		by: PEOPLE.controller.address,
		link: [
			{
				kind: 'vendor',
				procore: String(VENDORS.granite.id),
				books: US.realmId,
				quickBooks: VENDORS.granite.booksId,
			},
		],
		createMissing: true,
	},
	approve: (systems) =>
		approveChangeOrder(systems, { commitment: commitmentOf('SC-2312-11').id, number: 'CO-001' }),
	key: (systems) =>
		keyBills(systems, [keyedBill('SC-2312-02-03'), keyedBill('SC-2312-06-03', ACCOUNTS.materials)]),
};
