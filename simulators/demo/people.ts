import axios from 'axios';
import { z } from 'zod';
import type { SimulatedSystems } from './simulated-systems';

const packageSchema = z.object({
	id: z.number(),
	number: z.string(),
	title: z.string(),
	project_id: z.number(),
	contract_id: z.number(),
	status: z.string(),
});

/** In Procore the project manager approves a pending change order. Says what was done. */
export async function approveChangeOrder(
	{ running, procore }: SimulatedSystems,
	{ commitment, number }: { commitment: number; number: string },
): Promise<string> {
	const found = z
		.array(packageSchema)
		.parse(running.procore.exportState().change_order_packages ?? [])
		.find((one) => one.contract_id === commitment && one.number === number);
	if (found === undefined) throw new Error(`There is no change order ${number}.`);
	await axios.patch(
		`${procore.address}/rest/v1.0/change_order_packages/${found.id}`,
		{
			project_id: found.project_id,
			contract_id: commitment,
			change_order: { status: 'approved', executed: true },
		},
		{
			headers: {
				Authorization: `Bearer ${running.procore.token('service')}`,
				'Procore-Company-Id': procore.companyId,
			},
		},
	);
	return `In Procore the project manager approves change order ${number}, ${found.title}.`;
}

/** In QuickBooks the bookkeeper keys bills by hand. Says what was done. */
export async function keyBills(
	{ running, quickBooks }: SimulatedSystems,
	bills: readonly object[],
): Promise<string> {
	for (const bill of bills) {
		await axios.post(`${quickBooks.address}/v3/company/${quickBooks.realmId}/bill`, bill, {
			headers: {
				Authorization: `Bearer ${running.quickBooks.token(quickBooks.realmId).access_token}`,
				Accept: 'application/json',
			},
		});
	}
	return `In QuickBooks the bookkeeper keys ${bills.length} bills by hand that waited to be released, one of them to the wrong account.`;
}
