import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { RESOURCES as PROCORE } from '../../nodes/Procore/resources';
import { RESOURCES as BOOKS } from '../../nodes/QuickBooks/resources';
import { type SmallCompany, ruleTable, setUp, smallCompany } from './company';
import { execute, jsonOf, trigger } from './harness';
import { mail, mailWithPdf } from './mails';
import { booksRows, procoreRows } from './output-rows';
import { transfers } from './transfer-outputs';

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

export const at = (node: string, ...parts: string[]) =>
	[`${node}/__schema__/v1.0.0`, ...parts].join('/');

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
	const labour = { enabled: true, from: '2026-03-01', clearingAccount: 'Retainage Payable' };
	await ledger('company', 'set', {
		settings: JSON.stringify(Object.assign({}, stored?.settings, { labour })),
		policy: JSON.stringify(stored?.policy),
	});
	await ledger('history', 'readTimecards');
	const [vendor] = await ledger('record', 'getMany', { recordType: 'vendor' });
	await ledger('record', 'record', { records: JSON.stringify(vendor?.record) });
	await ledger('record', 'importRegisters', {
		registers: JSON.stringify({ quotes: [{ vendor: 'Nobody' }] }),
	});
	const report = [
		'Number,Contract Company,Status,Original Contract Amount,Project Number',
		'SC-9-001,Ames Drywall,Approved,"$1,000.00",2309',
		'SC-9-002,Ames Drywall,Perhaps,"$1,000.00",2309',
	].join('\n');
	const imported = await execute(
		{
			type: 'spineLedger',
			parameters: {
				resource: 'exportFile',
				operation: 'import',
				company: 'exports',
				exportedAt: '2026-03-27',
			},
			items: [
				{
					json: {},
					binary: {
						data: {
							mimeType: 'text/csv',
							fileName: 'commitments.csv',
							data: Buffer.from(report).toString('base64'),
						},
					},
				},
			],
		},
		credentials,
	);
	outputs.set(at('SpineLedger', 'exportFile', 'import'), jsonOf(imported));
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
	for (const operation of ['rows', 'report', 'keyingSheet', 'pilot', 'compared']) {
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
