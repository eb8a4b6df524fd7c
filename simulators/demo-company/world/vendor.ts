/** A vendor of the company, on both sides unless `only` says otherwise. */
export interface Vendor {
	id: number;
	/** Id in the books. */
	booksId: string;
	name: string;
	/** Name in the books, where a bookkeeper wrote it otherwise. */
	booksName?: string;
	/** The one system that has it. */
	only?: 'projects' | 'books';
	street: string;
	city: string;
	zip: string;
	domain: string;
	contact: string;
	mailbox: string;
	phone: string;
	taxId?: string;
	/** Name it trades under. */
	tradeName?: string;
}

export const vendor = (
	id: number,
	name: string,
	domain: string,
	contact: string,
	street: string,
	city: string,
	zip: string,
	more: Partial<Vendor> = {},
): Vendor => ({
	id: 81000 + id,
	booksId: String(7000 + id),
	name,
	street,
	city,
	zip,
	domain,
	contact,
	mailbox: 'billing',
	phone: `(303) 555-${String(100 + id).padStart(4, '0')}`,
	...more,
});
