import { modeOf } from '../documents/mode';
import type { Policy } from '../documents/settings';
import type { Transfer } from '../documents/transfer';
import type { Directory } from '../identity/identity';
import {
	booksVendorKey,
	linkVendors,
	ownVendorKey,
	projectsVendorKey,
	type VendorKey,
} from '../ledger/vendor-links';

/**
 * Tells whether the policy lets a transfer be written. Modes may name the transfer's kind
 * (`payment_issued`, `direct_cost`, ...), its project and its vendor, by the records of either side
 * that are that vendor; in `observe` and `shadow` nothing is written.
 */
export function mayCarry(
	policy: Pick<Policy, 'mode' | 'modes'>,
	directory: Directory,
): (transfer: Transfer) => boolean {
	const links = linkVendors(directory.vendors, directory);
	const byKey = new Map<VendorKey, Directory['vendors']>();
	for (const record of directory.vendors) {
		const own = ownVendorKey(record);
		const key = links.get(own) ?? own;
		byKey.set(key, [...(byKey.get(key) ?? []), record]);
	}
	return (transfer) => {
		const id = transfer.target.project;
		const project = directory.projects.find((one) => one.id === id);
		const key = vendorKeyOf(transfer, directory);
		const mode = modeOf(policy, {
			kind: transfer.content.kind,
			vendors: key === undefined ? [] : (byKey.get(links.get(key) ?? key) ?? []),
			...(project === undefined ? {} : { project }),
		});
		return mode !== 'observe' && mode !== 'shadow';
	};
}

/**
 * The vendor that a transfer is about: who was paid or billed on a commitment, of whom a direct cost
 * was bought or a bill was posted, or the vendor that is carried or taken back itself.
 */
function vendorKeyOf(
	{ content, source, target }: Transfer,
	{ commitments }: Directory,
): VendorKey | undefined {
	if (target.vendor !== undefined) {
		const { side, system, id } = target.vendor;
		return side === 'projects' ? projectsVendorKey(id) : booksVendorKey(system, id);
	}
	switch (content.kind) {
		case 'direct_cost':
			return content.vendor && projectsVendorKey(content.vendor.id);
		case 'posted_bill':
			return content.vendor === undefined
				? undefined
				: booksVendorKey(target.system, content.vendor);
		case 'books_row':
			return content.entity === 'Vendor' && target.id !== undefined
				? booksVendorKey(target.system, target.id)
				: undefined;
		case 'payment_issued':
		case 'verdict': {
			const vendor = commitments.find(({ id }) => id === target.contract)?.vendor;
			return vendor === undefined ? undefined : projectsVendorKey(vendor);
		}
		case 'vendor':
			return source.side === 'projects'
				? projectsVendorKey(source.id)
				: booksVendorKey(source.system, source.id);
		default:
			return undefined;
	}
}
