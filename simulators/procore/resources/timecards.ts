import { fieldErrors } from '../refusal';
import type { Context, Resource } from '../resource';
import { type Bag, type Row, bag, whole, without } from '../values';
import { projectRef, stating } from '../wire';
import { softTable } from './table';

const members = [
	'date',
	'datetime',
	'hours',
	'lunch_time',
	'time_in',
	'time_out',
	'billable',
	'description',
	'approval_status',
	'timesheet_status',
	'injured',
	'signed',
	'timesheet',
	'crew',
	'location',
	'party',
	'procore_signature',
	'sub_job',
	'created_by',
	'login_information',
	'line_item_type_id',
	'origin_id',
	'origin_data',
	'created_at',
	'updated_at',
	'deleted_at',
];
const dayMs = 86_400_000;
const isDay = (text: string): boolean =>
	/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** First and last day that a list asks for; without any it is the current day. */
function daysOf({ query, now, switches }: Context): { from: string; to: string } {
	const asked = (name: string): string | undefined => {
		const value = query.parameters.get(name);
		if (value === null) return undefined;
		if (!isDay(value)) throw fieldErrors(400, { [name]: ['is not a valid date'] });
		return value;
	};
	const day = asked('log_date') ?? now.slice(0, 10);
	const from = asked('start_date') ?? asked('end_date') ?? day;
	const to = asked('end_date') ?? from;
	if ((Date.parse(to) - Date.parse(from)) / dayMs >= switches.timecardRangeDays) {
		throw fieldErrors(400, {
			end_date: [`must be within ${switches.timecardRangeDays} days of the start date`],
		});
	}
	return { from, to };
}

function shape(row: Row, context: Context): Bag {
	const { store, switches } = context;
	const codeId = whole(row.cost_code_id) ?? whole(bag(row.cost_code).id);
	const code = store.find('cost_codes', codeId);
	const typeId = whole(row.timecard_time_type_id) ?? whole(bag(row.timecard_time_type).id);
	const timeType = store.find('timecard_time_types', typeId);
	const full = switches.timecardCostCode === 'full';
	return {
		...stating(members, without(row, ['cost_code_id', 'timecard_time_type_id', 'party_id'])),
		project: projectRef(context, row),
		cost_code:
			code === undefined
				? (row.cost_code ?? null)
				: {
						id: code.id,
						name: code.name ?? null,
						...(full ? { code: code.code ?? null, full_code: code.full_code ?? null } : {}),
					},
		timecard_time_type: timeType ?? row.timecard_time_type ?? null,
		party: row.party ?? store.find('people', whole(row.party_id)) ?? null,
	};
}

/**
 * Timecard entries of a project, as the Timesheets tool and the daily log keep them: by day, of one
 * person each. There is no filter by change or deletion; what is deleted is no longer listed.
 * https://developers.procore.com/reference/rest/timecard-entries
 */
const timecardEntries: Resource = {
	...softTable('timecard_entries'),
	paths: {
		list: ['/rest/v1.0/projects/:project_id/timecard_entries'],
		show: ['/rest/v1.0/projects/:project_id/timecard_entries/:id'],
		create: ['/rest/v1.0/projects/:project_id/timecard_entries'],
		update: ['/rest/v1.0/projects/:project_id/timecard_entries/:id'],
		remove: ['/rest/v1.0/projects/:project_id/timecard_entries/:id'],
	},
	scope: 'project',
	rows: (context) => {
		const { from, to } = daysOf(context);
		return context.store
			.rows('timecard_entries')
			.filter(({ date }) => typeof date === 'string' && date >= from && date <= to);
	},
	filters: { created_by_id: 'ids' },
	filterReads: { created_by_id: (row) => bag(row.created_by).id },
	list: shape,
	show: shape,
	root: 'timecard_entry',
	attributes: {
		hours: 'money',
		lunch_time: 'text',
		time_in: 'text',
		time_out: 'text',
		billable: 'flag',
		date: 'date',
		description: 'text',
		party_id: 'whole',
		cost_code_id: 'whole',
		line_item_type_id: 'whole',
		timecard_time_type_id: 'whole',
		timesheet_id: 'whole',
		origin_id: 'text',
		origin_data: 'text',
		approval_status: ['pending', 'reviewed', 'approved', 'completed'],
	},
	prepare: (context, changes, existing) =>
		existing === undefined
			? {
					approval_status: 'pending',
					billable: false,
					date: context.now.slice(0, 10),
					...changes,
					project_id: context.projectId,
				}
			: changes,
};

/** Types of time of a company (`Regular Time`, `Overtime`). */
const timecardTimeTypes: Resource = {
	...softTable('timecard_time_types'),
	paths: { list: ['/rest/v1.0/companies/:company_id/timecard_time_types'] },
	scope: 'company',
	list: (row) => stating(['time_type', 'abbreviated_time_type', 'global'], row),
	show: (row) => row,
};

export const timecardResources: Resource[] = [timecardEntries, timecardTimeTypes];
