import type { INodeExecutionData } from 'n8n-workflow';
import { type MessageTruth, rawMessage } from '../../simulators/demo-company/message';
import { renderPaper } from '../../simulators/demo-company/paper/render-paper';

const vendor = {
	name: 'Kessler Concrete',
	address: ['18 Quarry Rd', 'Dayton, OH 45402'],
	email: 'ap@kessler.example',
};
const to = { name: 'Harbor Builders LLC', address: ['400 Pier Ave', 'Toledo, OH 43604'] };

/** A message with an invoice of this gross amount in its body. */
export const mail = (
	number: string,
	amount: number,
	over: Partial<MessageTruth> = {},
): INodeExecutionData =>
	message({
		id: number,
		from: { name: 'Kessler AP', address: 'ap@kessler.example' },
		subject: `Invoice ${number}`,
		receivedAt: '2026-03-26T14:00:00Z',
		text: [
			'INVOICE',
			'Kessler Concrete',
			`Invoice number: ${number}`,
			'Invoice date: 2026-03-25',
			'Due date: 2026-04-24',
			'Bill to: Harbor Builders LLC',
			'Project: 2301 Clinic',
			'Subcontract: SC-2301-001',
			'',
			`Footings  ${amount.toFixed(2)}`,
			'',
			`Subtotal: $${amount.toFixed(2)}`,
			`Retainage 10%: -$${(amount / 10).toFixed(2)}`,
			`Total due: $${(amount * 0.9).toFixed(2)}`,
		].join('\n'),
		...over,
	});

/** The same invoice as a PDF beside a short text. */
export async function mailWithPdf(number: string, amount: number): Promise<INodeExecutionData> {
	const bytes = await renderPaper({
		kind: 'invoice',
		from: vendor,
		to,
		project: { number: '2301', name: 'Clinic' },
		commitment: 'SC-2301-001',
		date: '2026-03-25',
		number,
		dueDate: '2026-04-24',
		lines: [{ description: 'Footings', amount }],
		subtotal: amount,
		retainage: amount / 10,
		retainagePercent: 10,
		total: amount * 0.9,
	});
	return mail(number, amount, {
		text: 'Please find our invoice attached.',
		parts: [{ name: `${number}.pdf`, contentType: 'application/pdf', bytes }],
	});
}

/** A raw message as a file of an item. */
export const message = (truth: MessageTruth): INodeExecutionData => ({
	json: {},
	binary: {
		message: {
			mimeType: 'message/rfc822',
			fileName: `${truth.id}.eml`,
			data: rawMessage(truth).toString('base64'),
		},
	},
});
