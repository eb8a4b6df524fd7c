import { CLINIC_COMMITMENTS } from './commitments-aspen-ridge';
import { SCHOOL_COMMITMENTS } from './commitments-lakeview';
import { HOUSING_COMMITMENTS } from './commitments-cedar-park';
import { FOLLOW_ON_COMMITMENTS } from './commitments-follow-on';
import { WAREHOUSE_COMMITMENTS } from './commitments-millrace';
import { type PlacedCommitment, placed } from './commitment';

/** Every commitment of the company, in the order in which it was entered. */
export const COMMITMENTS: readonly PlacedCommitment[] = [
	...CLINIC_COMMITMENTS,
	...SCHOOL_COMMITMENTS,
	...HOUSING_COMMITMENTS,
	...FOLLOW_ON_COMMITMENTS,
	...WAREHOUSE_COMMITMENTS,
].map(placed);

export function commitmentOf(number: string): PlacedCommitment {
	const found = COMMITMENTS.find((one) => one.number === number);
	if (found === undefined) throw new Error(`The demo has no commitment ${number}.`);
	return found;
}
