import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { RESOURCES as PROCORE } from '../../nodes/Procore/resources';
import { RESOURCES as BOOKS } from '../../nodes/QuickBooks/resources';
import { z } from 'zod';
import { PLANS } from '../../spine';
import { REALM, type SmallCompany, ruleTable, setUp, smallCompany } from './company';
import { execute, jsonOf, trigger } from './harness';
import { mail, mailWithPdf } from './mails';

const procoreRows = {
	requisitions: [
		{
			id: 7801,
			project_id: 2301001,
			commitment_id: 7002,
			contract_name: 'Sitework',
			number: 1,
			invoice_number: 'K-1',
			status: 'approved',
			requisition_start: '2026-02-01',
			requisition_end: '2026-02-28',
			billing_date: '2026-02-28',
			vendor_name: 'Kessler Concrete',
			summary: {
				total_completed_and_stored_to_date: '1000.00',
				total_retainage: '100.00',
				total_earned_less_retainage: '900.00',
				less_previous_certificates_for_payment: '0.00',
				current_payment_due: '900.00',
			},
			items: [],
		},
	],
	potential_change_orders: [
		{
			id: 7601,
			project_id: 2301001,
			contract_id: 7001,
			number: '003',
			title: 'Curb',
			status: 'pending',
			grand_total: '400.00',
			line_items: [],
		},
	],
	change_order_requests: [
		{
			id: 7701,
			project_id: 2301001,
			contract_id: 7001,
			number: '004',
			title: 'Fence',
			status: 'pending',
			grand_total: '300.00',
		},
	],
	prime_contracts: [
		{
			id: 6001,
			project_id: 2301001,
			project: { id: 2301001 },
			number: 'PC-2301',
			title: 'Clinic',
			status: 'Approved',
			executed: true,
			vendor: { id: 901, name: 'Harbor View Health' },
			retainage_percent: '10.0',
			grand_total: '500000.00',
			approved_change_orders: '0.00',
			revised_contract_amount: '500000.00',
			line_items: [{ id: 6011, position: 1, description: 'Concrete', amount: '500000.00' }],
		},
	],
	payment_applications: [
		{
			id: 6101,
			project_id: 2301001,
			contract: { id: 6001, type: 'PrimeContract', title: 'Clinic' },
			number: 1,
			invoice_number: 'OWN-1',
			status: 'approved',
			billing_date: '2026-02-28',
			period_start: '2026-02-01',
			period_end: '2026-02-28',
			g702: {
				total_completed_and_stored_to_date: '1000.00',
				total_retainage: '100.00',
				total_earned_less_retainage: '900.00',
				less_previous_certificates_for_payment: '0.00',
				current_payment_due: '900.00',
			},
			g703: [
				{
					id: 6111,
					origin_id: 6011,
					origin_type: 'PrimeContractLineItem',
					item_number: 1,
					description_of_work: 'Concrete',
					scheduled_value: '500000.00',
					work_completed_from_previous_application: '0.00',
					work_completed_this_period: '1000.00',
					materials_presently_stored: '0.00',
					total_completed_and_stored_to_date: '1000.00',
					work_completed_retainage_retained_this_period: '100.00',
					work_completed_retainage_released_this_period: '0.00',
					total_retainage_currently_retained: '100.00',
				},
			],
		},
	],
	contract_payments: [
		{
			id: 7901,
			project_id: 2301001,
			contract_id: 7002,
			amount: '900.00',
			date: '2026-03-05',
			invoice_number: 'K-1',
		},
	],
};

const line = {
	Id: '1',
	Amount: 10,
	DetailType: 'AccountBasedExpenseLineDetail',
	AccountBasedExpenseLineDetail: { AccountRef: { value: '80' } },
};
const transaction = (Id: string, DocNumber: string) => ({
	Id,
	SyncToken: '0',
	DocNumber,
	TxnDate: '2026-01-15',
	TotalAmt: 10,
	VendorRef: { value: '78', name: "O'Neil <b> Steel" },
	APAccountRef: { value: '33' },
	Line: [line],
});
const booksRows = {
	Bill: [{ ...transaction('501', 'B-1'), Balance: 0 }],
	VendorCredit: [{ ...transaction('502', 'C-1'), Balance: 10 }],
	PurchaseOrder: [{ ...transaction('503', 'P-1'), POStatus: 'Open' }],
	BillPayment: [
		{
			Id: '504',
			SyncToken: '0',
			DocNumber: '101',
			TxnDate: '2026-01-20',
			TotalAmt: 10,
			PayType: 'Check',
			VendorRef: { value: '78' },
			CheckPayment: { BankAccountRef: { value: '33' } },
			Line: [{ Amount: 10, LinkedTxn: [{ TxnId: '501', TxnType: 'Bill' }] }],
		},
	],
	Invoice: [
		{
			Id: '505',
			SyncToken: '0',
			DocNumber: 'OWN-1',
			TxnDate: '2026-02-28',
			DueDate: '2026-03-30',
			TotalAmt: 900,
			Balance: 0,
			PrivateNote: 'First application',
			CustomerRef: { value: '64' },
			CurrencyRef: { value: 'USD' },
			Line: [
				{
					Id: '1',
					Description: 'Concrete',
					Amount: 900,
					DetailType: 'SalesItemLineDetail',
					SalesItemLineDetail: { ItemRef: { value: '21' } },
				},
			],
		},
	],
	Payment: [
		{
			Id: '506',
			SyncToken: '0',
			TxnDate: '2026-03-20',
			TotalAmt: 900,
			UnappliedAmt: 0,
			PaymentRefNum: '2201',
			CustomerRef: { value: '64' },
			CurrencyRef: { value: 'USD' },
			Line: [{ Amount: 900, LinkedTxn: [{ TxnId: '505', TxnType: 'Invoice' }] }],
		},
	],
	Item: [
		{
			Id: '21',
			SyncToken: '0',
			Name: '03-300',
			FullyQualifiedName: '03-300',
			Type: 'Service',
			ExpenseAccountRef: { value: '80' },
			Active: true,
		},
	],
};

/** Real outputs by the path of their schema below `nodes/`, without `.json`. */
export type Outputs = Map<string, IDataObject[]>;

/** Executes every operation of every node against a small company. */
export async function everyOutput(): Promise<Outputs> {
	const company = await smallCompany({ procore: procoreRows, quickBooks: booksRows });
	const outputs: Outputs = new Map();
	try {
		await setUp(company);
		await readings(company, outputs);
		await writings(company, outputs);
		await mainJob(company, outputs);
	} finally {
		await company.close();
	}
	return outputs;
}

const at = (node: string, ...parts: string[]) => [`${node}/__schema__/v1.0.0`, ...parts].join('/');

async function readings({ credentials }: SmallCompany, outputs: Outputs): Promise<void> {
	for (const resource of Object.keys(PROCORE)) {
		const scope = { resource, project: '2301001', contract: '7001' };
		const contract = resource === 'payment' ? '7002' : '7001';
		const run = (parameters: INodeParameters) =>
			execute({ type: 'procore', parameters: { ...scope, contract, ...parameters } }, credentials);
		const raw = jsonOf(await run({ operation: 'getMany', output: 'raw' }));
		outputs.set(at('Procore', resource, 'getMany'), jsonOf(await run({ operation: 'getMany' })));
		outputs.set(
			at('Procore', resource, 'get'),
			jsonOf(await run({ operation: 'get', record: String(raw[0]?.id) })),
		);
	}
	for (const resource of Object.keys(BOOKS)) {
		const run = async (parameters: INodeParameters) =>
			jsonOf(
				await execute({ type: 'quickBooks', parameters: { resource, ...parameters } }, credentials),
			);
		const raw = await run({ operation: 'getMany', output: 'raw' });
		outputs.set(at('QuickBooks', resource, 'getMany'), await run({ operation: 'getMany' }));
		outputs.set(
			at('QuickBooks', resource, 'query'),
			await run({ operation: 'query', condition: `Id = '${String(raw[0]?.Id)}'` }),
		);
		outputs.set(
			at('QuickBooks', resource, 'get'),
			await run({ operation: 'get', record: String(raw[0]?.Id) }),
		);
	}
}

async function writings({ credentials }: SmallCompany, outputs: Outputs): Promise<void> {
	const fields: Readonly<Record<string, object>> = {
		account: { Name: 'Fees', AccountType: 'Expense' },
		class: { Name: 'Material' },
		customer: { DisplayName: 'Lakeside' },
		item: {
			Name: '05-100',
			Type: 'Service',
			ExpenseAccountRef: { value: '80' },
			IncomeAccountRef: { value: '80' },
		},
		purchaseOrder: {
			number: 'P-2',
			vendor: '78',
			payableAccount: '33',
			lines: [{ description: 'Rebar', amount: 12, account: '80' }],
		},
		vendor: { DisplayName: 'Ames Drywall' },
	};
	for (const [resource, value] of Object.entries(fields)) {
		const parameters = {
			resource,
			operation: 'createOrUpdate',
			fields: JSON.stringify(value),
		};
		const out = await execute({ type: 'quickBooks', parameters }, credentials);
		outputs.set(at('QuickBooks', resource, 'createOrUpdate'), jsonOf(out));
	}
	const ledger = async (resource: string, operation: string, parameters: INodeParameters = {}) => {
		const out = await execute(
			{ type: 'spineLedger', parameters: { resource, operation, ...parameters } },
			credentials,
		);
		outputs.set(at('SpineLedger', resource, operation), jsonOf(out));
		return jsonOf(out);
	};
	const [stored] = await ledger('company', 'get');
	await ledger('company', 'preflight');
	await ledger('company', 'set', {
		settings: JSON.stringify(stored?.settings),
		policy: JSON.stringify(stored?.policy),
	});
	await ledger('history', 'backfill');
	await ledger('history', 'progress');
	const [vendor] = await ledger('record', 'getMany', { recordType: 'vendor' });
	await ledger('record', 'record', { records: JSON.stringify(vendor?.record) });
	await ledger('record', 'importRegisters', {
		registers: JSON.stringify({ quotes: [{ vendor: 'Nobody' }] }),
	});
}

async function mainJob({ credentials }: SmallCompany, outputs: Outputs): Promise<void> {
	const run = (type: string, parameters: INodeParameters, items: INodeExecutionData[]) =>
		execute({ type, parameters, items }, credentials);
	const mails = [
		mail('INV-1', 20000),
		mail('INV-2', 65000),
		mail('INV-3', 900000),
		await mailWithPdf('INV-4', 1000),
	];
	const [documents = []] = await run('emailExtractor', {}, mails);
	outputs.set(at('EmailExtractor'), jsonOf([documents]));
	const messages = await trigger({ type: 'spineLedgerTrigger' }, credentials);
	const rules = { rulesFrom: 'table', rules: ruleTable };
	const [folders = []] = await run('glMapping', { operation: 'code', ...rules }, documents);
	outputs.set(at('GlMapping', 'code'), jsonOf([folders]));
	const nothing = [{ json: {} }];
	const gaps = await run('glMapping', { operation: 'coverage', rulesFrom: 'table' }, nothing);
	outputs.set(at('GlMapping', 'coverage'), jsonOf(gaps));
	const commitments = await execute(
		{
			type: 'spineLedger',
			parameters: { resource: 'record', operation: 'getMany', recordType: 'commitment' },
		},
		credentials,
	);
	const coded = await run(
		'glMapping',
		{ operation: 'commitments', ...rules },
		commitments[0] ?? [],
	);
	outputs.set(at('GlMapping', 'commitments'), jsonOf([coded.flat()]));
	const decided = await run('verificationGate', {}, folders);
	outputs.set(at('VerificationGate'), jsonOf([decided.flat()]));
	outputs.set(
		at('QuickBooksTrigger'),
		await Promise.all(
			['Bill', 'Vendor', 'PurchaseOrder', 'BillPayment', 'Item', 'Class', 'Customer'].map(
				async (entity) => {
					const parameters = { entities: [entity] };
					const [sample] = await trigger({ type: 'quickBooksTrigger', parameters }, credentials);
					return sample ?? {};
				},
			),
		),
	);
	outputs.set(
		at('ProcoreTrigger'),
		await Promise.all(
			[
				'requisitions',
				'changeOrders',
				'changeOrderRequests',
				'potentialChangeOrders',
				'subcontracts',
				'purchaseOrders',
				'payments',
				'projects',
				'vendors',
			].map(async (thing) => {
				const parameters = { watch: [thing] };
				const [sample] = await trigger({ type: 'procoreTrigger', parameters }, credentials);
				return sample ?? {};
			}),
		),
	);
	const released = await trigger(
		{ type: 'spineLedgerTrigger', parameters: { emit: 'released' } },
		credentials,
	);
	const posted = await run(
		'quickBooks',
		{ resource: 'document', operation: 'post' },
		decided.flat(),
	);
	outputs.set(at('QuickBooks', 'document', 'post'), jsonOf(posted));
	const claims = (operation: string, items: INodeExecutionData[]) =>
		run('spineLedger', { resource: 'claim', operation, reason: 'Withdrawn' }, items);
	const [, held = []] = decided;
	outputs.set(at('SpineLedger', 'claim', 'get'), jsonOf(await claims('get', decided[0] ?? [])));
	const again = await run(
		'spineLedger',
		{
			resource: 'document',
			operation: 'verifyAgain',
			which: 'document',
			askedBy: 'pm@harbor.example',
			reason: 'The change order is signed',
		},
		held.slice(0, 1),
	);
	outputs.set(at('SpineLedger', 'document', 'verifyAgain'), jsonOf(again));
	const byPerson = await run(
		'spineLedger',
		{
			resource: 'document',
			operation: 'release',
			person: 'pm@harbor.example',
			reason: 'Agreed with the vendor',
		},
		held.slice(0, 1),
	);
	outputs.set(at('SpineLedger', 'document', 'release'), jsonOf(byPerson));
	outputs.set(at('SpineLedger', 'claim', 'end'), jsonOf(await claims('end', held.slice(0, 1))));
	for (const operation of ['rows', 'report', 'pilot', 'compared']) {
		const asked = { operation, asOf: '2026-03-31', whichCompared: 'all' };
		const out = await run('reconciliation', asked, nothing);
		outputs.set(at('Reconciliation', operation), jsonOf(out));
	}
	const watched = [];
	for (const putOut of ['new', 'open', 'monitors']) {
		const asked = { resource: 'monitor', operation: 'run', putOut };
		watched.push(...jsonOf(await run('spineLedger', asked, nothing)));
	}
	outputs.set(at('SpineLedger', 'monitor', 'run'), watched);
	const failure = {
		workflow: { id: '1', name: 'Post invoices' },
		execution: {
			id: '7',
			url: 'http://127.0.0.1/7',
			lastNodeExecuted: 'Post',
			error: { message: 'QuickBooks answered 401.', node: { name: 'Post' } },
		},
	};
	const explained = await run('spineLedger', { resource: 'monitor', operation: 'explain' }, [
		{ json: failure },
	]);
	outputs.set(at('SpineLedger', 'monitor', 'explain'), jsonOf(explained));
	const newTasks = await trigger(
		{ type: 'spineLedgerTrigger', parameters: { emit: 'tasks' } },
		credentials,
	);
	outputs.set(at('SpineLedgerTrigger'), [...messages, ...released, ...newTasks]);
	const link = (operation: string, parameters: INodeParameters = {}, items = nothing) =>
		run(
			'spineLedger',
			{ resource: 'link', operation, linkedBy: 'ap@harbor.example', ...parameters },
			items,
		);
	const lakeside = (id: string, name: string, side: object) => ({
		...{ type: 'vendor', id, name, aliases: [], emails: [], phone: '5550104412', active: true },
		...side,
	});
	const inBooks = { side: 'books', books: '4620' };
	const strangers = [
		lakeside('9', 'Lakeside Plumbing', { side: 'projects' }),
		lakeside('90', 'Lakeside Plumbing Co', inBooks),
		lakeside('91', 'Lakeside Plumbing Inc', inBooks),
		{ ...lakeside('92', 'Moss', inBooks), phone: undefined },
	];
	const record = { resource: 'record', operation: 'record', records: JSON.stringify(strangers) };
	await run('spineLedger', record, nothing);
	const suggested = await link('suggest');
	outputs.set(at('SpineLedger', 'link', 'suggest'), jsonOf(suggested));
	const pair = (suggested[0] ?? []).slice(0, 1);
	for (const operation of ['link', 'unlink']) {
		outputs.set(at('SpineLedger', 'link', operation), jsonOf(await link(operation, {}, pair)));
	}
	const merged = await link('followMerge', { mergedInto: '92' }, pair);
	outputs.set(at('SpineLedger', 'link', 'followMerge'), jsonOf(merged));
	outputs.set(at('SpineLedger', 'link', 'getMany'), jsonOf(await link('getMany')));
	const tasks = await run('spineLedger', { resource: 'task', operation: 'getMany' }, nothing);
	outputs.set(at('SpineLedger', 'task', 'getMany'), jsonOf(tasks));
	const closing = { resource: 'task', operation: 'close', closedBy: 'cfo@harbor.example' };
	const closed = await run('spineLedger', { ...closing, reason: 'Known' }, tasks[0] ?? []);
	outputs.set(at('SpineLedger', 'task', 'close'), jsonOf(closed));
	await transfers(run, outputs);
	const entries = await run('spineLedger', { resource: 'document', operation: 'getMany' }, nothing);
	outputs.set(at('SpineLedger', 'document', 'getMany'), jsonOf(entries));
}

/** A payment of each bill that was posted. */
function payments(outputs: Outputs): object[] {
	const posted = z.array(z.object({ posting: z.object({ id: z.string().optional() }) }));
	return posted
		.parse(outputs.get(at('QuickBooks', 'document', 'post')))
		.flatMap(({ posting: { id } }, index) =>
			id === undefined
				? []
				: {
						type: 'bill_payment',
						side: 'books',
						books: REALM,
						id: `9${index}`,
						vendor: '77',
						date: '2026-03-20',
						total: 10,
						number: `10${index}`,
						applied: [{ transaction: id, type: 'bill', amount: 10 }],
					},
		);
}

type Run = (
	type: string,
	parameters: INodeParameters,
	items: INodeExecutionData[],
) => Promise<INodeExecutionData[][]>;

/** Runs that wrote, what takes them back, and transfers in all that is done with them. */
async function transfers(run: Run, outputs: Outputs): Promise<void> {
	const nothing = [{ json: {} }];
	const ledger = async (resource: string, operation: string, more: INodeParameters = {}) => {
		const out = await run('spineLedger', { resource, operation, ...more }, nothing);
		outputs.set(at('SpineLedger', resource, operation), jsonOf(out));
		return out;
	};
	const all = { returnAll: true };
	const runs = jsonOf(await ledger('run', 'getMany', all));
	const writes: IDataObject[] = [];
	const undone: INodeExecutionData[] = [];
	for (const { run: name } of runs) {
		writes.push(...jsonOf(await ledger('run', 'getWrites', { run: String(name), ...all })));
		undone.push(...((await ledger('run', 'undo', { run: String(name) }))[0] ?? []));
	}
	outputs.set(at('SpineLedger', 'run', 'getWrites'), writes);
	outputs.set(at('SpineLedger', 'run', 'undo'), jsonOf([undone]));
	const preview = { resource: 'transfer', operation: 'carryOut', preview: true };
	for (const [folder, type] of [
		['Procore', 'procore'],
		['QuickBooks', 'quickBooks'],
	] as const) {
		outputs.set(
			at(folder, 'transfer', 'carryOut'),
			jsonOf(await run(type, preview, undone.slice(0, 2))),
		);
	}
	const bills = await run('quickBooks', { resource: 'bill', operation: 'getMany' }, nothing);
	const mirrored = jsonOf(bills).map(({ record }) => record);
	await ledger('record', 'record', {
		records: JSON.stringify([...mirrored, ...payments(outputs)]),
	});
	const plans: IDataObject[] = [];
	for (const plan of Object.keys(PLANS)) {
		const asked = { plan, createMissing: true, includeDone: true };
		plans.push(...jsonOf(await ledger('transfer', 'plan', asked)));
	}
	outputs.set(at('SpineLedger', 'transfer', 'plan'), plans);
	const planned = await ledger('transfer', 'getMany', { states: [], ...all });
	const key = { transferKey: '={{ $json.transfer.key }}' };
	for (const operation of ['giveUp', 'resume']) {
		const asked = { ...key, askedBy: 'cfo@harbor.example', reason: 'Entered by hand' };
		const out = await run(
			'spineLedger',
			{ resource: 'transfer', operation, ...asked },
			(planned[0] ?? []).slice(0, 1),
		);
		outputs.set(at('SpineLedger', 'transfer', operation), jsonOf(out));
	}
}
