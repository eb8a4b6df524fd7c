import type { Minor } from '../documents/money';
import type { RequisitionRecord } from '../documents/records';
import { requisitionStands, sightRequisition } from '../ledger/record-sightings';

/** A requisition and what it adds to the one before it. Amounts in minor units. */
export interface Application {
	requisition: RequisitionRecord;
	gross: Minor;
	net: Minor;
	released: Minor;
	approved: boolean;
}

const APPROVED: ReadonlyArray<RequisitionRecord['status']> = ['approved', 'approved_as_noted'];

/** The standing requisitions of one commitment up to a day, by application number, each less the one before. */
export function applicationsOf(
	requisitions: readonly RequisitionRecord[],
	asOf: string,
	currency: string,
): Application[] {
	const standing = requisitions
		.filter(requisitionStands)
		.filter(({ billingDate, periodTo }) => (billingDate ?? periodTo ?? asOf) <= asOf)
		.sort((a, b) => (a.application ?? 0) - (b.application ?? 0));
	return standing.map((requisition) => {
		const before = standing.find(
			({ application }) =>
				application !== undefined && application === (requisition.application ?? 0) - 1,
		);
		const { gross, net, released } = sightRequisition(requisition, before, { currency });
		return { requisition, gross, net, released, approved: APPROVED.includes(requisition.status) };
	});
}

/** The latest approved application: its cumulative figures are the commitment's. */
export function latestApproved(applications: readonly Application[]): Application | undefined {
	return applications.filter(({ approved }) => approved).at(-1);
}
