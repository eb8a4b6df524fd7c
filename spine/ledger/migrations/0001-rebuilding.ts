/** How the ledger knows that it is not an old copy, and what it found again after it was one. */
export const rebuilding = [
	'create table attestations (books text primary key, cursor text not null, checked_at text not null)',
	`create table recovered_bills (books text not null, entity text not null, id text not null,
		request_id text not null, claim text not null, primary key (books, entity, id, request_id))`,
	'create index recovered_bills_request on recovered_bills (books, request_id)',
	'create index recovered_bills_claim on recovered_bills (books, claim)',
];
