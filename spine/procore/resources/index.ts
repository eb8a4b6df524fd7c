import { billingResources } from './billing';
import { companyResources } from './company';
import { contractResources } from './contracts';
import type { Resource } from './shape';

export type { Endpoint, ListEndpoint, Resource, ScopeKey, WriteEndpoint } from './shape';

/**
 * The resources that the financial spine reads and writes: path, version, scope and paging, as the
 * REST reference has them (https://developers.procore.com/reference/rest). Versions are the
 * current revision of each resource; contracts stay on v1.0 because only that revision knows
 * `origin_id` and the sync actions.
 */
export const resources = {
	...companyResources,
	...contractResources,
	...billingResources,
} as const;

export type ResourceName = keyof typeof resources;

/** The resource's entry, seen as the general shape. */
export function resourceOf(name: ResourceName): Resource {
	return resources[name];
}
