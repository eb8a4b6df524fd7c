import { z } from 'zod';

/**
 * A call to Procore that failed, as one sentence with what to do next. `status` is absent when no
 * answer arrived: whether a write took effect is then unknown (`outcomeUnknown`).
 */
export class ProcoreError extends Error {
	readonly status?: number;
	/** What Procore said, flattened. */
	readonly detail: string;
	/** `x-request-id` of the answer, which Procore's support asks for. */
	readonly requestId?: string;
	readonly outcomeUnknown: boolean;

	constructor(
		message: string,
		facts: { status?: number; detail?: string; requestId?: string; outcomeUnknown?: boolean } = {},
	) {
		super(message);
		this.name = 'ProcoreError';
		this.status = facts.status;
		this.detail = facts.detail ?? '';
		this.requestId = facts.requestId;
		this.outcomeUnknown = facts.outcomeUnknown ?? false;
	}
}

const longest = 400;
const object = z.record(z.unknown());
const text = z.string().transform((value) => value.trim());
const detailSchema = z.object({
	message: z.string().nullish(),
	source: z.union([z.string(), object]).nullish(),
	reason_code: z.string().nullish(),
	code: z.union([z.string(), z.number()]).nullish(),
});

/**
 * What an error answer says, in words. Procore documents no single error format; the shapes read
 * here are those of its REST reference: `error.details[]`, `error.message`, `errors` as an object by
 * field, as a list and as text, `message`, `reason` / `fields`, and `base`.
 * https://developers.procore.com/documentation/error-reference
 */
export function describeErrorBody(body: unknown): string {
	const said = read(body).filter((part) => part !== '');
	return shorten([...new Set(said)].join('; '));
}

function read(body: unknown): string[] {
	if (typeof body === 'string') return [withoutMarkup(body)];
	const parsed = object.safeParse(body);
	if (!parsed.success) return [];
	const { error, errors, message, reason, fields, base } = parsed.data;
	const inner = object.safeParse(error);
	if (inner.success) {
		const details = z.array(detailSchema).safeParse(inner.data.details);
		const told = details.success
			? details.data.map(describeDetail).filter((part) => part !== '')
			: [];
		if (told.length > 0) return told;
		const own = words(inner.data.message);
		if (own.length > 0) return own;
	}
	const byField = flatten(errors);
	if (byField.length > 0) return byField;
	const plain = words(message);
	if (plain.length > 0) return [...plain, ...words(error)];
	const rest = [...flatten(base), ...flatten(fields), ...words(reason), ...words(error)];
	return [...rest, ...words(parsed.data.error_description)];
}

function describeDetail(detail: z.infer<typeof detailSchema>): string {
	const said = detail.message ?? detail.reason_code ?? String(detail.code ?? '');
	const source = object.safeParse(detail.source);
	const where = source.success ? Object.values(source.data).map(String).join('.') : detail.source;
	return where ? `${String(where)}: ${said}` : said;
}

/** `{"field": ["a", "b"]}`, `["a"]` and `"a"` as sentences; `base` carries no field of its own. */
function flatten(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(flatten);
	const byField = object.safeParse(value);
	if (!byField.success) return words(value);
	return Object.entries(byField.data).flatMap(([field, said]) =>
		flatten(said).map((part) => (field === 'base' ? part : `${field}: ${part}`)),
	);
}

function words(value: unknown): string[] {
	const parsed = text.safeParse(value);
	return parsed.success && parsed.data !== '' ? [parsed.data] : [];
}

function withoutMarkup(body: string): string {
	return body
		.replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

function shorten(said: string): string {
	return said.length > longest ? `${said.slice(0, longest - 1)}…` : said;
}

/** What a person can do about a status, after what Procore itself said. */
function remedy(status: number, detail: string): string {
	if (/not connected to this company/i.test(detail)) {
		return 'Install the app in this Procore company (Admin, App Management), then try again.';
	}
	if (/Procore-Company-Id/i.test(detail)) {
		return 'Set the company id in the Procore credential.';
	}
	switch (status) {
		case 400:
			return 'Check the values that were sent.';
		case 401:
			return 'The connection to Procore has expired or was revoked: connect the Procore credential again.';
		case 403:
			return 'Give the Procore user or service account permission for this tool, and check that the tool is switched on in the project.';
		case 404:
			return 'It does not exist, or the Procore user may not see it: check the id, then the permission for this tool.';
		case 406:
			return 'Remove the field that Procore does not know.';
		case 408:
			return 'Narrow the list with filters or ask for smaller pages.';
		case 409:
			return 'The record was changed meanwhile or its origin id is taken: read it again before writing.';
		case 413:
			return 'Send fewer rows in one call.';
		case 422:
			return 'Correct the named field; records that are approved or synchronised with an accounting system may be locked.';
		case 429:
			return "Procore's request limit is used up: try again later or run less often.";
		default:
			return status >= 500
				? 'Procore itself failed: try again later.'
				: 'Check the request, then try again.';
	}
}

/**
 * The error for an answer that is not a success.
 *
 * @param what the call in words (`Subcontract 12`, `List of requisitions`).
 * @param outcomeUnknown whether the call may have been carried out all the same.
 */
export function errorOfAnswer(
	what: string,
	answer: { status: number; headers: Record<string, string>; body: unknown },
	{ outcomeUnknown = false }: { outcomeUnknown?: boolean } = {},
): ProcoreError {
	const detail = describeErrorBody(answer.body);
	const said = detail === '' ? '' : ` "${detail}"`;
	const requestId = answer.headers['x-request-id'];
	const trace = requestId === undefined ? '' : ` (request ${requestId})`;
	return new ProcoreError(
		`${what}: Procore answered ${answer.status}${said}${trace}. ${remedy(answer.status, detail)}`,
		{ status: answer.status, detail, requestId, outcomeUnknown },
	);
}
