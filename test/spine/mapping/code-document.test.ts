import fc from 'fast-check';
import { codingSchema } from '../../../spine/documents/coding';
import type { DocumentLine, PayApplicationLine } from '../../../spine/documents/document';
import { fromMinor } from '../../../spine/documents/money';
import { billNumber } from '../../../spine/mapping/bill-number';
import { commitment, document } from '../identity/directory';
import { account, changeOrder, chart, code, company, electrical, line, rule, rules } from './books';

const work = (
	description: string,
	amount: number,
	over: Partial<DocumentLine> = {},
): DocumentLine => ({ description, amount, ...over });

describe('an invoice', () => {
	it('becomes a bill with job on every line, and account, class and rule on every cost line', () => {
		const coding = code({
			lines: [work('Rough-in', 1000), work('Mobilisation', 250.5)],
			total: 1250.5,
		});
		expect(codingSchema.parse(coding)).toEqual(coding);
		expect(coding).toMatchObject({
			books: '900',
			entity: 'Bill',
			vendor: { id: '58' },
			project: { id: 'p1', name: '2301' },
			commitment: { id: 'c1', name: 'SC-2301-04' },
			payableAccount: { id: '33' },
			number: 'HE-2',
			currency: 'USD',
			memo: 'Project 2301, commitment SC-2301-04',
			total: 1250.5,
			gross: 1250.5,
			problems: [],
		});
		expect(coding.lines).toMatchObject([
			{
				from: 'lines.0',
				role: 'cost',
				amount: 1000,
				costCode: '26-100',
				costType: 'S',
				commitmentLine: '2',
				account: { id: '62', name: 'Job costs:Electrical' },
				class: { id: '3' },
				rule: 'gl-mapping.csv:3',
				customerJob: { id: 'j1' },
			},
			{
				from: 'lines.1',
				commitmentLine: '1',
				account: { id: '61' },
				rule: 'gl-mapping.csv:2',
				customerJob: { id: 'j1' },
			},
		]);
	});

	it('is coded by item where the company does so', () => {
		const coding = code(
			{ lines: [work('Rough-in', 10)], total: 10 },
			{ settings: company({ codeBillsBy: 'item' }) },
		);
		expect(coding.lines[0]).toMatchObject({ item: { id: '7', name: 'Job cost:26-100' } });
		expect(coding.lines[0]?.account).toBeUndefined();
	});

	it('says of an unmapped line what is missing, and never falls back to a default', () => {
		const coding = code({
			lines: [work('Demolition', 10, { costCode: '02-410', costType: 'L' })],
			total: 10,
		});
		expect(coding.lines[0]?.unmapped).toBe(
			'No mapping rule fits cost code 02-410, cost type L on project 2301. Add a rule for it to the mapping table.',
		);
		expect(coding.lines[0]?.account).toBeUndefined();
		expect(coding.problems).toEqual([coding.lines[0]?.unmapped]);
	});

	it('says of a rule what it names that the books do not have', () => {
		const coding = code(
			{ lines: [work('Rough-in', 10)], total: 10 },
			{ rules: [rule('m.csv:7', { account: '9999' })] },
		);
		expect(coding.problems[0]).toBe(
			'The mapping rule m.csv:7 for cost code 26-100, cost type S on project 2301 cannot be used: the account "9999" is not in the books. Correct the rule, or the books.',
		);
	});

	it('does not choose when a number is one account and the id of another', () => {
		const accounts = [...chart.accounts, account('5010', '', 'Petty cash')];
		const coding = code(
			{ lines: [work('Mobilisation', 10)], total: 10 },
			{ books: { ...chart, accounts } },
		);
		expect(coding.problems[0]).toContain('means 2 entries');
	});

	it('keeps retainage withheld as a negative line and a release as a positive one on the retainage account', () => {
		const coding = code({
			lines: [work('Rough-in', 1000)],
			retainage: 100,
			retainageReleased: 50,
			total: 950,
		});
		expect(coding.lines.slice(1)).toMatchObject([
			{ role: 'retainage', amount: -100, account: { id: '34' }, customerJob: { id: 'j1' } },
			{ role: 'retainage_release', amount: 50, account: { id: '34' }, customerJob: { id: 'j1' } },
		]);
		expect(coding).toMatchObject({ total: 950, gross: 1000, problems: [] });
	});

	it('that asks for retainage only is one line on the retainage account', () => {
		const coding = code({
			retainageRelease: true,
			lines: [work('Retainage due', 2750)],
			total: 2750,
		});
		expect(coding.lines).toMatchObject([
			{ role: 'retainage_release', amount: 2750, account: { id: '34' } },
		]);
		expect(coding).toMatchObject({ gross: 0, total: 2750 });
	});

	it('spreads tax and freight over the accounts of the work to the cent', () => {
		const coding = code({
			lines: [work('Rough-in', 100), work('Fixtures', 100), work('Mobilisation', 100)],
			tax: 10,
			freight: 0.01,
			total: 310.01,
		});
		const beside = coding.lines.filter(({ role }) => role !== 'cost');
		expect(beside.map(({ role, amount, account: charged }) => [role, amount, charged?.id])).toEqual(
			[
				['tax', 6.67, '62'],
				['tax', 3.33, '61'],
				['freight', 0.01, '62'],
			],
		);
		expect(coding).toMatchObject({ total: 310.01, gross: 300, problems: [] });
	});

	it('gives tax a line of its own where the mapping says so', () => {
		const coding = code(
			{ lines: [work('Rough-in', 100), work('Sales tax', 8, { kind: 'tax' })], total: 108 },
			{ rules: [...rules, rule('m:9', { costCode: 'TAX', account: 'Freight and tax' })] },
		);
		expect(coding.lines[1]).toMatchObject({
			role: 'tax',
			amount: 8,
			account: { id: '63' },
			rule: 'm:9',
		});
	});

	it('takes discount and deposit off and leaves a previous balance out', () => {
		const coding = code({
			lines: [work('Rough-in', 1000), work('Balance forward', 400, { kind: 'previous_balance' })],
			previousBalance: 400,
			discount: 20,
			deposit: 100,
			total: 880,
		});
		expect(coding).toMatchObject({ total: 880, gross: 980 });
		expect(coding.problems).toEqual([expect.stringContaining('A deposit of $100.00 is applied')]);
	});

	it('without lines is one line for the whole demand', () => {
		const coding = code({ tax: 8, total: 108 }, {}, [
			commitment({
				id: 'c1',
				number: 'SC-2301-04',
				lines: [line('1', '1', 'All work', '26-100', 5000)],
			}),
		]);
		expect(coding.lines).toMatchObject([
			{ from: 'total', amount: 100, commitmentLine: '1' },
			{ role: 'tax', amount: 8 },
		]);
	});

	it('that does not foot is not balanced, and says so', () => {
		const coding = code({ lines: [work('Rough-in', 1000)], total: 1100 });
		expect(coding.total).toBe(1000);
		expect(coding.problems).toEqual([
			'The coded lines add up to $1,000.00, the document asks for $1,100.00. Check its lines and its total.',
		]);
	});

	it('names what keeps it from being complete', () => {
		const coding = code({
			vendor: 'Nobody Inc',
			project: undefined,
			commitment: undefined,
			number: undefined,
			lines: [work('Rough-in', 5, { costCode: '03-300' })],
			total: 5,
		});
		expect(coding.problems).toEqual([
			'The vendor is not known in the books. Create or link it there, then map the document again.',
			'The project is not known, so neither are its books and job. Name the project, then map the document again.',
			'The document bears no number. Ask the vendor for one, or give it one by hand.',
		]);
	});

	it('with a negative total is to be treated as a credit', () => {
		expect(code({ lines: [work('Rough-in', -5)], total: -5 }).problems).toEqual([
			'The document asks for a negative amount. Have it treated as a credit memo.',
		]);
	});
});

describe('the line that is billed', () => {
	it.each([
		[{ description: 'something', number: '3' }, '3'],
		[{ description: 'Fixtures', number: '03' }, '3'],
		[{ description: 'Trim & test' }, '4'],
		[{ description: 'unclear', costCode: '03-100' }, '1'],
		[{ description: 'whatever', recordId: '2' }, '2'],
	])('of %j is SOV line %s', (printed, id) => {
		const described =
			printed.number === '3' ? { ...printed, description: 'Light fixtures' } : printed;
		expect(code({ lines: [{ amount: 5, ...described }], total: 5 }).lines[0]?.commitmentLine).toBe(
			id,
		);
	});

	it('is none for unknown work, but a code printed on the line counts', () => {
		const [coded] = code({
			lines: [work('Core drilling', 5, { costCode: '03-300', costType: 'M' })],
			total: 5,
		}).lines;
		expect(coded).toMatchObject({ costCode: '03-300', costType: 'M', account: { id: '61' } });
		expect(coded?.commitmentLine).toBeUndefined();
	});

	it('is the only one of a commitment with a single line', () => {
		const lone = commitment({
			id: 'c1',
			number: 'SC-2301-04',
			lines: [line('1', '1', 'All work', '26-100', 5000)],
		});
		expect(
			code({ lines: [work('March progress', 5)], total: 5 }, {}, [lone]).lines[0],
		).toMatchObject({ commitmentLine: '1', costCode: '26-100' });
	});

	it('takes the commitment’s only code where no line fits', () => {
		const two = commitment({
			id: 'c1',
			number: 'SC-2301-04',
			lines: [line('1', '1', 'North', '26-100', 5), line('2', '2', 'South', '26-100', 5)],
		});
		const [coded] = code({ lines: [work('March progress', 5)], total: 5 }, {}, [two]).lines;
		expect(coded).toMatchObject({ costCode: '26-100' });
		expect(coded?.commitmentLine).toBeUndefined();
	});

	it.each(['CO #1', 'CO-001', 'C.O. No. 1', 'CCO-001'])(
		'%s is a line of that change order',
		(reference) => {
			const potential = changeOrder({
				id: 'potential:4',
				tier: 'potential',
				number: '1',
				parent: '9',
			});
			const [coded] = code(
				{ lines: [work('extra', 6500, { changeOrder: reference })], total: 6500 },
				{ changeOrders: [changeOrder({}), potential] },
			).lines;
			expect(coded).toMatchObject({ changeOrder: '9', costCode: '26-100' });
			expect(coded?.commitmentLine).toBeUndefined();
		},
	);

	it('of a proposal counts for the package that contains it', () => {
		const potential = changeOrder({
			id: 'potential:4',
			tier: 'potential',
			number: '12',
			parent: '9',
			lines: [],
		});
		const [coded] = code(
			{ lines: [work('extra', 5, { changeOrder: 'PCO 12' })], total: 5 },
			{ changeOrders: [changeOrder({}), potential] },
		).lines;
		expect(coded?.changeOrder).toBe('9');
	});

	it('with an unknown change order is not given to the base contract', () => {
		const [coded] = code(
			{ lines: [work('Rough-in', 5, { changeOrder: 'CO 77' })], total: 5 },
			{ changeOrders: [changeOrder({})] },
		).lines;
		expect(coded?.commitmentLine).toBeUndefined();
		expect(coded?.changeOrder).toBeUndefined();
	});
});

const row = (
	item: string,
	description: string,
	d: number,
	e: number,
	f: number,
	c: number,
): PayApplicationLine => ({
	item,
	description,
	scheduledValue: c,
	previous: d,
	thisPeriod: e,
	stored: f,
	completed: d + e + f,
});

describe('a pay application', () => {
	const second = {
		kind: 'pay_application' as const,
		number: undefined,
		total: 24375,
		payApplication: {
			applicationNumber: '2',
			periodTo: '2026-02-28',
			retainageOnWorkPercent: 10,
			totalEarnedLessRetainage: 55125,
			lessPreviousCertificates: 30750,
			currentPaymentDue: 24375,
			lines: [
				row('1', 'Mobilisation', 8000, 0, 0, 8000),
				row('2', 'Rough-in', 13500, 18000, 0, 45000),
				row('3', 'Fixtures', 0, 9000, 9000, 30000),
				row('4', 'Trim and test', 0, 0, 0, 15000),
				{ ...row('5', 'CO 1 added outlets', 0, 3250, 0, 6500), changeOrder: 'CO 1' },
			],
		},
	};

	it('becomes a line for what each row bills this period, and the retainage of the period', () => {
		const coding = code(second, {
			previousStored: [0, 0, 12000, 0, undefined],
			changeOrders: [changeOrder({})],
		});
		expect(
			coding.lines.map(({ role, amount, commitmentLine, changeOrder: by }) => [
				role,
				amount,
				commitmentLine ?? by,
			]),
		).toEqual([
			['cost', 18000, '2'],
			['cost', 6000, '3'],
			['cost', 3250, '9'],
			['retainage', -2875, undefined],
		]);
		expect(coding).toMatchObject({
			total: 24375,
			gross: 27250,
			number: 'SC-2301-04-02',
			date: '2026-02-25',
			problems: [],
		});
		expect(coding.lines.every(({ customerJob }) => customerJob?.id === 'j1')).toBe(true);
	});

	it('says that stored materials of the application before are not known', () => {
		expect(code(second).problems).toEqual([
			expect.stringContaining('was for stored materials that are not known by line'),
		]);
		const first = {
			...second.payApplication,
			lessPreviousCertificates: 0,
			lines: [row('2', 'Rough-in', 0, 1000, 0, 45000)],
		};
		expect(code({ ...second, payApplication: first, total: 900 }).problems).toEqual([]);
	});

	it('that releases retainage has a positive line for it', () => {
		const release = {
			applicationNumber: '9',
			lessPreviousCertificates: 90000,
			retainageOnWorkPercent: 0,
			currentPaymentDue: 9800,
			lines: [row('2', 'Rough-in', 45000, 0, 0, 45000)],
		};
		const coding = code(
			{ ...second, total: 9800, retainageRelease: true, payApplication: release },
			{ previousStored: [] },
		);
		expect(coding.lines).toMatchObject([
			{ role: 'retainage_release', amount: 9800, account: { id: '34' } },
		]);
		expect(coding.gross).toBe(0);
	});

	it('without the continuation sheet asks for it', () => {
		const coding = code({ ...second, payApplication: { ...second.payApplication, lines: [] } });
		expect(coding.problems[0]).toContain('no continuation sheet');
		expect(coding.total).toBe(24375);
	});

	it('needs a retainage account', () => {
		const coding = code(second, {
			previousStored: [0, 0, 12000],
			settings: company({ accounts: {} }),
		});
		expect(coding.problems).toEqual(
			expect.arrayContaining([expect.stringContaining('No retainage account is set')]),
		);
	});
});

describe('a credit memo', () => {
	it.each([
		['negative', -1],
		['positive', 1],
	])('with %s amounts becomes a vendor credit of positive ones', (_, sign) => {
		const coding = code({
			kind: 'credit_memo',
			number: 'CM-1',
			originalNumber: 'HE-1',
			lines: [work('Fixtures', sign * 400), work('Rough-in', sign * 50)],
			tax: sign * 36,
			total: 486,
		});
		expect(coding).toMatchObject({
			entity: 'VendorCredit',
			total: 486,
			gross: 450,
			problems: [],
			memo: expect.stringContaining('for HE-1'),
		});
		expect(coding.lines.every(({ amount }) => amount > 0)).toBe(true);
	});
});

it.each([
	'quote',
	'change_order',
	'statement',
	'lien_waiver',
	'approval',
	'other',
	'none',
] as const)('a %s asks for no money and has no lines', (kind) => {
	expect(code({ kind, lines: [work('Rough-in', 5)], total: 5 })).toMatchObject({
		lines: [],
		total: 0,
		gross: 0,
		problems: [],
		entity: undefined,
	});
});

describe('the number of the bill', () => {
	it('is at most 21 characters, and long ones with one beginning stay apart', () => {
		const long = (number: string) => billNumber(document({ number }), undefined) ?? '';
		expect(long('INV-2026-000000000417')).toBe('INV-2026-000000000417');
		const [a, b] = [long('INV-2026-00000000004171'), long('INV-2026-00000000004172')];
		expect(a).toMatch(/^INV-2026-00000~[0-9a-f]{6}$/);
		expect(a).toHaveLength(21);
		expect(a).not.toBe(b);
	});

	it('is made of commitment and application where none is printed, or is missing', () => {
		const application = (applicationNumber: string) =>
			document({ payApplication: { applicationNumber, lines: [] } });
		expect(billNumber(application('3'), 'SC-004')).toBe('SC-004-03');
		expect(billNumber(application('No. 12'), 'SC-004')).toBe('SC-004-12');
		expect(billNumber(application('3'), undefined)).toBeUndefined();
		expect(billNumber(document(), 'SC-004')).toBeUndefined();
	});
});

describe('whatever the document', () => {
	const cents = (max: number) => fc.integer({ min: 0, max }).map((minor) => fromMinor(minor));
	const name = fc.constantFrom(
		'Rough-in',
		'Fixtures',
		'Mobilisation',
		'Trim and test',
		'Something else',
		'Extra outlets',
	);
	const sum = (...amounts: number[]) =>
		fromMinor(amounts.reduce((total, amount) => total + Math.round(amount * 100), 0));

	it('the coding of an invoice that foots adds up to its net to the cent', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.record({
						description: name,
						amount: fc.integer({ min: -50_000, max: 5_000_000 }).map((minor) => fromMinor(minor)),
					}),
					{ minLength: 1, maxLength: 12 },
				),
				fc.record({
					tax: cents(100_000),
					freight: cents(50_000),
					discount: cents(20_000),
					retainage: cents(90_000),
					retainageReleased: cents(90_000),
				}),
				(lines, beside) => {
					const subtotal = sum(...lines.map(({ amount }) => amount));
					const total = sum(
						subtotal,
						beside.tax,
						beside.freight,
						-beside.discount,
						-beside.retainage,
						beside.retainageReleased,
					);
					const coding = code({ lines, ...beside, total });
					expect(coding.total).toBe(total);
					expect(sum(...coding.lines.map(({ amount }) => amount))).toBe(total);
					expect(coding.gross).toBe(sum(subtotal, -beside.discount));
					expect(coding.problems.filter((problem) => problem.includes('add up'))).toEqual([]);
				},
			),
		);
	});

	it('the coding of a pay application comes to its payment due to the cent', () => {
		const rows = fc.array(
			fc.record({
				item: fc.constantFrom('1', '2', '3', '4', '9'),
				description: name,
				previous: cents(1_000_000),
				thisPeriod: cents(1_000_000),
				stored: cents(100_000),
				before: fc.option(cents(100_000), { nil: undefined }),
			}),
			{ minLength: 1, maxLength: 10 },
		);
		fc.assert(
			fc.property(rows, cents(500_000), (lines, total) => {
				const coding = code(
					{
						kind: 'pay_application',
						total,
						payApplication: {
							applicationNumber: '2',
							currentPaymentDue: total,
							lines: lines.map(({ before: _, ...one }) => one),
						},
					},
					{ previousStored: lines.map(({ before }) => before) },
				);
				expect(coding.total).toBe(total);
				expect(coding.gross).toBe(
					sum(
						...lines.map(({ thisPeriod, stored, before }) =>
							sum(thisPeriod, stored, -(before ?? 0)),
						),
					),
				);
				const held = coding.lines.filter(
					({ role }) => role === 'retainage' || role === 'retainage_release',
				);
				expect(sum(...held.map(({ amount }) => amount))).toBe(sum(total, -coding.gross));
			}),
		);
	});

	it('the same document is coded the same', () => {
		const given = { lines: [work('Rough-in', 5), work('Fixtures', 7)], tax: 1, total: 13 };
		expect(code(given, { changeOrders: [changeOrder({})] })).toEqual(
			code(given, { changeOrders: [changeOrder({})] }),
		);
		expect(electrical.lines).toHaveLength(4);
	});
});
