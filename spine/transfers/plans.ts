import type { Planner } from './plan';

/** A sort of transfers that can be planned. */
export interface PlanSort {
	/** Title as a user chooses it. */
	name: string;
	/** One sentence: what is carried, and where to. */
	description: string;
	plan: Planner;
}

/** What can be planned, by the value of the node's parameter, in the order it is offered. */
export const PLANS: Readonly<Record<string, PlanSort>> = {};
