import { contentHash } from '../../../spine/documents/canonical';
import type { Transfer } from '../../../spine/documents/transfer';
import type { TransferContent } from '../../../spine/documents/transfer-content';
import type { StandingRecord, TransferTarget } from '../../../spine/transfers/target';

export type Fault = 'before' | 'after' | 'refused';

/** Thrown where a call got no answer. */
class NoAnswer extends Error {
	readonly outcomeUnknown = true;
}

interface Row {
	content: TransferContent;
	/** Natural key that it is found by. */
	key: string;
	revision: number;
	/** Who wrote it. */
	by: 'us' | 'people';
	locked?: string;
}

/**
 * A system of contract payments that remembers nothing of request ids, as Procore's: what is sent
 * twice stands twice. Calls can be dropped before or after they took effect.
 */
export class FakeSystem {
	readonly rows = new Map<string, Row>();
	/** What the next writes meet. */
	faults: Fault[] = [];
	writes = 0;
	private next = 1;

	target(): TransferTarget {
		return {
			side: 'projects',
			system: '8089',
			name: 'Procore',
			adapters: {
				payment_issued: {
					read: (_, id) => Promise.resolve(this.standing(id)),
					find: ({ content }) =>
						Promise.resolve(
							[...this.rows]
								.filter(([, row]) => row.key === keyOf(content))
								.flatMap(([id]) => this.standing(id) ?? []),
						),
					create: ({ content }) =>
						this.write(() => this.add({ content, key: keyOf(content), by: 'us' })),
					update: ({ content }, { id }) => this.write(() => this.change(id, content, 'us')),
					remove: async (_, { id }) => {
						await this.write(() => {
							this.rows.delete(id);
							return id;
						});
					},
				},
			},
		};
	}

	add(row: Omit<Row, 'revision'>): string {
		const id = String(this.next);
		this.next += 1;
		this.rows.set(id, { ...row, revision: 0 });
		return id;
	}

	change(id: string, content: TransferContent, by: Row['by']): string {
		const row = this.rows.get(id);
		if (row === undefined) throw new Error('gone');
		this.rows.set(id, { ...row, content, by, revision: row.revision + 1 });
		return id;
	}

	standing(id: string): StandingRecord | undefined {
		const row = this.rows.get(id);
		if (row === undefined) return undefined;
		const { content, revision, locked } = row;
		return {
			id,
			content,
			revision: String(revision),
			...(locked === undefined ? {} : { locked }),
		};
	}

	private async write(effect: () => string): Promise<StandingRecord> {
		const fault = this.faults.shift();
		if (fault === 'refused') {
			throw Object.assign(new Error('Procore refused it: the date is not open.'), {
				outcomeUnknown: false,
			});
		}
		if (fault === 'before') throw new NoAnswer('Procore did not answer.');
		this.writes += 1;
		const id = effect();
		if (fault === 'after') throw new NoAnswer('Procore did not answer.');
		return await Promise.resolve(
			this.standing(id) ?? { id, content: { kind: 'vendor', name: 'removed' } },
		);
	}
}

/** Payments are the same thing by their cheque number. */
export const keyOf = (content: TransferContent): string =>
	content.kind === 'payment_issued' ? (content.number ?? '') : contentHash(content);

/** The plan of a payment of so much by this cheque. */
export function payment(number: string, amount: number, more: Partial<Transfer> = {}): Transfer {
	return {
		key: `payment_issued:4620:${number}`,
		action: 'save',
		label: `Payment ${number} of ${amount.toFixed(2)} USD`,
		source: { side: 'books', system: '4620', type: 'bill_payment', id: number },
		target: {
			side: 'projects',
			system: '8089',
			type: 'contract_payment',
			project: '100',
			contract: '42',
		},
		content: { kind: 'payment_issued', amount, date: '2026-03-01', number },
		amount,
		currency: 'USD',
		...more,
	};
}
