import { z } from 'zod';
import type { PreflightFinding } from './checks';

const rowSchema = z
	.object({
		id: z.coerce.string(),
		origin_id: z.coerce.string().nullish(),
		erp_status: z.string().nullish(),
		synced_to_erp: z.boolean().nullish(),
	})
	.passthrough();

/** A sample of rows of one resource, as they came. */
export interface OriginSample {
	/** Plural, in words (`vendors`). */
	what: string;
	rows: readonly unknown[];
}

/**
 * Whether another integration owns these records. Only one integration can own the origin id of an
 * object, and setting it locks invoices and payments (Procore, working with financial tools), so a
 * company whose records carry foreign ones must not be written to.
 */
export function checkOrigin(samples: readonly OriginSample[]): PreflightFinding[] {
	return samples.flatMap(({ what, rows }): PreflightFinding[] => {
		const owned = rows
			.map((row) => rowSchema.parse(row))
			.filter(
				({ origin_id, erp_status, synced_to_erp }) =>
					(origin_id ?? '') !== '' || synced_to_erp === true || /^synced$/i.test(erp_status ?? ''),
			);
		return owned.length === 0
			? []
			: [
					{
						check: 'other integration',
						level: 'refuse',
						message: `${owned.length} of ${rows.length} ${what} that were looked at belong to another accounting integration.`,
						action:
							'Two integrations would post the same bills. Disconnect the other one in Procore first, or stay in mode "observe".',
					},
				];
	});
}
