/** Ids that a call needs beside the record's own, by the names the API gives them. */
export type ScopeKey = 'company_id' | 'project_id' | 'contract_id' | 'commitment_id';

/** A path with `{company_id}`, `{project_id}`, `{contract_id}` and `{id}` filled in by the client. */
export interface Endpoint {
	path: string;
	/** Scope ids that stand in the query. */
	query?: readonly ScopeKey[];
	/** Scope ids that narrow the call where they are given. */
	optional?: readonly ScopeKey[];
	/** Query that is sent unless the caller says otherwise. */
	defaults?: Readonly<Record<string, string>>;
}

export interface ListEndpoint extends Endpoint {
	/** Whether the list takes `page` and `per_page`; else it comes in one piece. */
	paged: boolean;
	/** Attributes that `filters[…]` knows. */
	filters: readonly string[];
}

export interface WriteEndpoint extends Endpoint {
	/** Key that wraps the attributes in the body. */
	root: string;
	/** Scope ids that stand beside the root key in the body. */
	body?: readonly ScopeKey[];
}

export interface Resource {
	/** One row, in the words of the field. */
	label: string;
	/** What has to be given to list it. */
	scope: 'none' | 'company' | 'project' | 'contract';
	list: ListEndpoint;
	show?: Endpoint;
	create?: WriteEndpoint;
	update?: WriteEndpoint;
	/** Path of the sync action, at most 1,000 rows a call. */
	sync?: Omit<WriteEndpoint, 'root'>;
}
