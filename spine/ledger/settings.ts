import { companySettingsSchema, policySchema } from '../documents/settings';
import type { CompanySettings, Policy } from '../documents/settings';
import { metaRow } from './schema';
import { all, first, write } from './transaction';
import type { Context, Tx } from './transaction';

export interface Company {
	settings: CompanySettings;
	policy: Policy;
}

/** The company's settings and policy as last put; nothing before that. */
export function* readCompany({ db }: Context): Tx<Company | undefined> {
	const rows = yield* all(
		db.selectFrom('meta').selectAll().where('key', 'in', ['settings', 'policy']),
		metaRow,
	);
	const settings = rows.find(({ key }) => key === 'settings')?.value;
	const policy = rows.find(({ key }) => key === 'policy')?.value;
	if (settings === undefined || policy === undefined) return undefined;
	return {
		settings: companySettingsSchema.parse(JSON.parse(settings)),
		policy: policySchema.parse(JSON.parse(policy)),
	};
}

/** Whether the policy leaves the writing of bills to people, so that nothing may be sent. */
export function* peopleEnterBills(context: Context): Tx<boolean> {
	return (yield* readCompany(context))?.policy.billsEnteredBy === 'people';
}

export function* writeMeta({ db }: Context, key: string, value: string): Tx<void> {
	yield* write(
		db
			.insertInto('meta')
			.values({ key, value })
			.onConflict((conflict) => conflict.column('key').doUpdateSet({ value })),
	);
}

/** A text that a node kept. */
export function* readNote({ db }: Context, name: string): Tx<string | undefined> {
	const row = yield* first(
		db.selectFrom('meta').selectAll().where('key', '=', `note:${name}`),
		metaRow,
	);
	return row?.value;
}
