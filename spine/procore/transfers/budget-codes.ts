import { z } from 'zod';
import type { ContentOf } from '../../documents/transfer-content';
import type { ProcoreClient } from '../client';
import { ProcoreError } from '../errors';
import * as wire from '../wire/values';

/** A budget (WBS) code of a project, with the cost code and cost type it is made of. */
export interface BudgetCode {
	id: string;
	name: string;
	costCode?: string;
	costType?: string;
	/** Whether it has further parts (a sub job, a custom segment). */
	isFiner: boolean;
}

const segmentItem = z
	.object({
		code: wire.optionalText,
		path_code: wire.optionalText,
		path_codes: z.array(z.union([z.string(), z.number()]).transform(String)).nullish(),
		segment: wire.optionalObject({ type: wire.optionalText }),
	})
	.passthrough();

const budgetCode = z
	.object({
		id: wire.id,
		flat_code: wire.optionalText,
		status: wire.optionalText,
		segment_items: wire.list(segmentItem),
	})
	.passthrough();

type SegmentItem = z.infer<typeof segmentItem>;

/**
 * Reads the active budget codes of projects, each project once.
 * https://developers.procore.com/reference/rest/work-breakdown-structure-codes
 */
export function budgetCodeReader(
	client: ProcoreClient,
): (project: string, signal?: AbortSignal) => Promise<BudgetCode[]> {
	const known = new Map<string, BudgetCode[]>();
	return async (project, signal) => {
		const before = known.get(project);
		if (before !== undefined) return before;
		const codes: BudgetCode[] = [];
		for await (const row of client.list('wbs_codes', { project }, { signal })) {
			const parsed = budgetCode.safeParse(row);
			if (parsed.success && parsed.data.status !== 'inactive') codes.push(codeOf(parsed.data));
		}
		known.set(project, codes);
		return codes;
	};
}

function codeOf({ id, flat_code, segment_items: items }: z.infer<typeof budgetCode>): BudgetCode {
	const partOf = (type: string) => items.find(({ segment }) => segment?.type === type);
	const flat = /^(.+)\.([A-Za-z]{1,5})$/.exec(flat_code ?? '');
	const costCode = textOf(partOf('cost_code')) ?? flat?.[1] ?? flat_code;
	const costType = textOf(partOf('line_item_type')) ?? flat?.[2];
	const finer = items.filter(
		({ segment }) => segment?.type !== 'cost_code' && segment?.type !== 'line_item_type',
	);
	return {
		id,
		name: flat_code ?? id,
		...(costCode === undefined ? {} : { costCode }),
		...(costType === undefined ? {} : { costType }),
		isFiner: finer.length > 0,
	};
}

function textOf(item: SegmentItem | undefined): string | undefined {
	return item?.path_code ?? item?.path_codes?.join('-') ?? item?.code;
}

/** Codes are the same whatever separators they are written with. */
const plain = (code: string): string =>
	code
		.toUpperCase()
		.replace(/[^A-Z0-9]+/g, '-')
		.replace(/^-|-$/g, '');

type CostLine = ContentOf<'direct_cost'>['lines'][number];

/**
 * The budget code of a line: the only one with its cost code and cost type, or, where the mapping
 * names no type, the only one with its cost code. One without further parts comes before finer ones.
 *
 * @throws {ProcoreError} where there is none or no single one; nothing is chosen by default.
 */
export function budgetCodeOf(
	{ costCode, costType, budgetCode: given }: CostLine,
	codes: readonly BudgetCode[],
): string {
	if (given !== undefined) return given;
	const wanted = costCode?.name ?? '';
	const type = costType?.name;
	const fitting = codes.filter(
		(code) =>
			plain(code.costCode ?? '') === plain(wanted) &&
			(type === undefined || plain(code.costType ?? '') === plain(type)),
	);
	const whole = fitting.filter(({ isFiner }) => !isFiner);
	const usable = whole.length > 0 ? whole : fitting;
	const [only] = usable;
	const called = type === undefined ? wanted : `${wanted}.${type}`;
	if (only === undefined) {
		throw new ProcoreError(
			`The project has no budget code ${called} in Procore. Add it there (Budget, or Admin, Work Breakdown Structure), or correct the mapping.`,
		);
	}
	if (usable.length > 1) {
		const names = usable.map(({ name }) => name).join(', ');
		throw new ProcoreError(
			`The budget code ${called} may be any of ${names} in Procore. Name the cost type in the mapping table.`,
		);
	}
	return only.id;
}
