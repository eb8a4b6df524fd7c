import type { Document } from '../documents/document';
import { modeOf } from '../documents/mode';
import type { Mode } from '../documents/settings';
import type { Facts } from './facts';

/** Mode of the policy for a document, by whom and what it was identified as. */
export function modeFor({ kind }: Document, { identity, policy }: Facts): Mode {
	const vendors = [identity.vendor.record, identity.booksVendor.record].filter(
		(record) => record !== undefined,
	);
	return modeOf(policy, { kind, project: identity.project.record, vendors });
}
