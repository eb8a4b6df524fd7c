import type { ProcoreClient, WireRow } from '../client';
import { patiently } from './conflict';
import { isSameLine, lineForm, wantedLines, type LineForm, type Wanted } from './direct-cost-form';
import type { DirectCostRow } from './wire';

/** Ids go into v1 bodies as numbers. */
export const numberOf = (id: string): number | string => {
	const number = Number(id);
	return /^\d+$/.test(id) && Number.isSafeInteger(number) ? number : id;
};

const bodyOf = ({ budgetCode = '', amount, description }: LineForm): { line_item: WireRow } => ({
	line_item: {
		wbs_code_id: numberOf(budgetCode),
		manual_amount: amount,
		description: description ?? null,
	},
});

/**
 * Makes the lines of a direct cost those that are wanted: line by line in their order, what differs
 * is changed, what is missing added, what is left over removed. Done again after an interruption it
 * goes on from where it stands.
 */
export async function settleLines(
	client: ProcoreClient,
	row: DirectCostRow,
	wanted: Wanted,
	project: string,
	signal?: AbortSignal,
): Promise<void> {
	const path = `/rest/v1.0/projects/${encodeURIComponent(project)}/direct_costs/${encodeURIComponent(row.id)}/line_items`;
	const attempt = patiently(
		client,
		async () => await client.get('direct_costs', row.id, { project }, { signal }),
		signal,
	);
	const standing = row.line_items.filter(({ deleted_at }) => deleted_at === undefined);
	const lines = wantedLines(wanted);
	for (const [index, line] of lines.entries()) {
		const before = standing[index];
		if (before === undefined) {
			await attempt(async () => await client.request('POST', path, { body: bodyOf(line), signal }));
		} else if (!isSameLine(lineForm(before, wanted.currency), line)) {
			const one = `${path}/${encodeURIComponent(before.id)}`;
			await attempt(async () => await client.request('PATCH', one, { body: bodyOf(line), signal }));
		}
	}
	for (const { id } of standing.slice(lines.length)) {
		const one = `${path}/${encodeURIComponent(id)}`;
		await attempt(async () => await client.request('DELETE', one, { signal }));
	}
}
