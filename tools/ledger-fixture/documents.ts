import { type Document, documentSchema } from '../../spine/documents/document';

interface Paper {
	kind?: Document['kind'];
	number?: string;
	amount: number;
	more?: Partial<Document>;
}

/** An e-mailed document of the fixture's subcontractor, as the Email Extractor reads one. */
export function paper(
	key: string,
	{ kind = 'invoice', number = key, amount, more }: Paper,
): Document {
	const evidence = { source: `${key}.pdf`, page: 1, text: String(amount), confidence: 0.97 };
	return documentSchema.parse({
		kind,
		kindConfidence: 0.99,
		source: {
			channel: 'email',
			key: `${key}@kessler.example/${key}.pdf`,
			messageId: `${key}@kessler.example`,
			attachment: `${key}.pdf`,
			subject: `${kind} ${number}`,
			receivedAt: '2026-03-01T08:00:00Z',
			sender: { address: 'billing@kessler.example', name: 'Kessler Concrete LLC' },
			authentication: {
				authservId: 'mx.northgate.example',
				spf: 'pass',
				dkim: 'pass',
				dmarc: 'pass',
				spfDomain: 'kessler.example',
				dkimDomains: ['kessler.example'],
				dmarcDomain: 'kessler.example',
			},
			fileHash: `file-of-${key}`,
			documents: 1,
		},
		number,
		date: '2026-02-27',
		vendor: 'Kessler Concrete LLC',
		project: 'P-100',
		commitment: 'SC-0042',
		currency: 'USD',
		subtotal: amount,
		retainage: amount / 10,
		retainagePercent: 10,
		total: amount - amount / 10,
		changeOrders: [],
		remarks: [],
		lines: [{ description: 'Footings', amount, costCode: '03-300', costType: 'S', kind: 'work' }],
		flags: [],
		evidence: { total: evidence, number: evidence },
		...more,
	});
}

/** A second application of the subcontract, with retainage, after the requisition in the mirror. */
export const application: Document = paper('KC-APP-2', {
	kind: 'pay_application',
	amount: 1_800,
	more: {
		lines: [],
		total: 1_800,
		subtotal: undefined,
		retainage: 200,
		payApplication: {
			applicationNumber: '2',
			periodFrom: '2026-02-01',
			periodTo: '2026-02-28',
			originalContractSum: 60_000,
			netChangeByChangeOrders: 1_500,
			contractSumToDate: 61_500,
			totalCompletedAndStored: 7_000,
			totalRetainage: 700,
			totalEarnedLessRetainage: 6_300,
			lessPreviousCertificates: 4_500,
			currentPaymentDue: 1_800,
			balanceToFinish: 55_200,
			lines: [
				{
					item: '1',
					description: 'Footings',
					scheduledValue: 40_000,
					previous: 5_000,
					thisPeriod: 2_000,
					completed: 7_000,
					balance: 33_000,
					retainage: 700,
				},
				{ item: '2', description: 'Slab', scheduledValue: 20_000, completed: 0 },
				{
					item: '3',
					description: 'Deeper footings',
					scheduledValue: 1_500,
					completed: 0,
					changeOrder: 'CO-001',
				},
			],
			signed: true,
		},
	},
});
