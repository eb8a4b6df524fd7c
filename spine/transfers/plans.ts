import { planDirectCosts } from './direct-costs';
import { planOwnerInvoices } from './owner-invoices';
import { planOwnerPayments } from './owner-payments';
import { planPayments } from './payments';
import type { Planner } from './plan';
import { planJobs } from './jobs';
import { planLabour } from './labour';
import { planVendors } from './vendors';
import { planVerdicts } from './verdicts';

/** A sort of transfers that can be planned. */
export interface PlanSort {
	/** Title as a user chooses it. */
	name: string;
	/** One sentence: what is carried, and where to. */
	description: string;
	plan: Planner;
}

/** What can be planned, by the value of the node's parameter, in the order it is offered. */
export const PLANS: Readonly<Record<string, PlanSort>> = {
	directCosts: {
		name: 'Direct Costs to Procore',
		description:
			'Bills, expenses and vendor credits of QuickBooks that are on no commitment, to direct costs of Procore',
		plan: planDirectCosts,
	},
	labour: {
		name: 'Labour to QuickBooks',
		description:
			'Approved timecard hours of Procore, summed by job, cost code and period, to journal entries of QuickBooks; off until the company settings turn it on',
		plan: planLabour,
	},
	ownerInvoices: {
		name: 'Owner Invoices to QuickBooks',
		description:
			'Approved owner invoices of Procore, to invoices of QuickBooks for the customer:job of their project',
		plan: planOwnerInvoices,
	},
	ownerPayments: {
		name: 'Payments Received to Procore',
		description:
			'What customers paid in QuickBooks on owner invoices, to payments on prime contracts of Procore',
		plan: planOwnerPayments,
	},
	payments: {
		name: 'Payments to Procore',
		description: 'Bill payments of QuickBooks, bill by bill, to payments on commitments of Procore',
		plan: planPayments,
	},
	vendors: {
		name: 'Vendors That Are Missing',
		description:
			'Vendors that one system needs and the other has not: shown, and created where that is asked for',
		plan: planVendors,
	},
	jobs: {
		name: 'Jobs That Are Missing',
		description:
			'Customer:jobs in QuickBooks for Procore projects that have none: shown, and created where that is asked for',
		plan: planJobs,
	},
	verdicts: {
		name: 'Verdicts to Procore',
		description:
			'What the gate says of subcontractor invoices under review, as comments on their lines, and a status where the policy allows it',
		plan: planVerdicts,
	},
};
