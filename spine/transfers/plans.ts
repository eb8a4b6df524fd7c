import type { Planner } from './plan';

/** What can be planned, by the value of the node's parameter. */
export const PLANS: Readonly<Record<string, Planner>> = {};
