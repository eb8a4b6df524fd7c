import { z } from 'zod';
import type { HttpResponse } from '../../send';
import { BooksError } from '../books';

/** One entry of a fault as QuickBooks wrote it, whichever of its two envelopes it came in. */
export interface FaultEntry {
	code: string;
	message: string;
	detail: string;
	element?: string;
}

export interface QuickBooksErrorOptions {
	code: string;
	element?: string;
	status?: number;
	intuitTid?: string;
	/** Whether the same call may succeed later without anybody mending anything. */
	retryable?: boolean;
	/** Whether a write may have taken effect although no answer says so. */
	uncertain?: boolean;
	cause?: unknown;
}

/**
 * A call that QuickBooks refused or did not answer. `message` is one sentence that says what is
 * wrong and how to mend it; `intuitTid` is what Intuit's support asks for. Codes are those of
 * Intuit's error pages, plus `network` (no answer) and `http` (an answer without a fault).
 */
export class QuickBooksError extends BooksError {
	override readonly name: string = 'QuickBooksError';
	readonly element: string | undefined;
	readonly status: number | undefined;
	readonly intuitTid: string | undefined;

	constructor(sentence: string, options: QuickBooksErrorOptions) {
		super(sentence, options);
		this.element = options.element;
		this.status = options.status;
		this.intuitTid = options.intuitTid;
	}

	/** The same sentence as {@link Error.message}, for those who print a reason. */
	get sentence(): string {
		return this.message;
	}
}

const text = z.union([z.string(), z.number(), z.null()]).optional();
const upper = z.object({
	Fault: z.object({
		Error: z
			.array(z.object({ Message: text, Detail: text, code: text, element: text }).passthrough())
			.default([]),
		type: text,
	}),
});
const lower = z.object({
	fault: z.object({
		error: z
			.array(z.object({ message: text, detail: text, code: text, element: text }).passthrough())
			.default([]),
		type: text,
	}),
});

const plain = (value: string | number | null | undefined): string =>
	value === null || value === undefined ? '' : String(value);

/**
 * The entries of a fault, from `Fault` (validation, throttling, batch and upload items) or the
 * gateway's lower-case `fault` (401 and 403). Undefined where the answer holds none.
 */
export function readFault(body: unknown): FaultEntry[] | undefined {
	const service = upper.safeParse(body);
	if (service.success) {
		return service.data.Fault.Error.map((entry) =>
			toEntry(entry.code, entry.Message, entry.Detail, entry.element),
		);
	}
	const gateway = lower.safeParse(body);
	if (gateway.success) {
		return gateway.data.fault.error.map((entry) =>
			toEntry(entry.code, entry.message, entry.detail, entry.element),
		);
	}
	return undefined;
}

type Text = z.infer<typeof text>;

function toEntry(code: Text, message: Text, detail: Text, element: Text): FaultEntry {
	return {
		// Throttling and gateway faults write the code with leading zeros at times (003001).
		code: plain(code).replace(/^0+(?=\d)/, ''),
		message: plain(message),
		detail: plain(detail),
		...(plain(element) === '' ? {} : { element: plain(element) }),
	};
}

/** Whether an entry means "try again later": throttled, or QuickBooks itself failed. */
export function isThrottle(entry: FaultEntry): boolean {
	return entry.code === '3001';
}

/** A failure inside QuickBooks that passes by itself; it is unknown whether the call took effect. */
export function isInternalFailure(entry: FaultEntry): boolean {
	return entry.code === '10000' || (entry.code === '6000' && entry.detail.includes('-30000'));
}

const CLOSED =
	'The books are closed for this date. Choose a date after the closing date, or reopen the period in QuickBooks (Account and settings > Advanced > Accounting).';

/** How to mend a fault, by Intuit's code; wording of the service varies, so codes alone decide. */
const REMEDIES: Record<string, string> = {
	'100': 'QuickBooks did not accept the sign-in. Reconnect the QuickBooks credential.',
	'120':
		'The connected user may not do this. Reconnect with a user who has accounting rights in this company.',
	'130': 'QuickBooks is moving this company to another server. Try again in some minutes.',
	'140': 'The company is locked, for instance while it is restored. Try again later.',
	'150': 'QuickBooks is under maintenance. Try again later.',
	'500': 'QuickBooks does not offer this operation for this kind of record.',
	'600':
		'QuickBooks has seen this request before. Look in QuickBooks whether it was carried out before sending it again.',
	'610':
		'Something this refers to does not exist any more or is inactive. Make it active again in QuickBooks or choose another.',
	'620':
		'The transactions cannot be linked. Check that the purchase order is open and belongs to the same vendor.',
	'1040': 'Too many requests in one batch; send at most 30.',
	'2010': 'QuickBooks does not know one of the fields.',
	'2020': 'A field that QuickBooks needs is missing.',
	'2050': 'A text is longer than QuickBooks allows. Shorten it.',
	'2170': 'A value is not one that QuickBooks knows.',
	'2300': 'Debits and credits of the entry differ. Correct the amounts.',
	'2500':
		'An account, item, class, customer or vendor this refers to does not exist or is inactive. Make it active in QuickBooks or choose another in the mapping.',
	'3001': 'QuickBooks is limiting how often it may be called. It is tried again later.',
	'3100':
		'The connection does not belong to this company, or a sandbox connection is used for production. Reconnect the QuickBooks credential and choose this company.',
	'3200': 'The sign-in to QuickBooks has expired. Reconnect the QuickBooks credential.',
	'4000': 'QuickBooks could not read the query. Check field names and quotes.',
	'4001': 'The query uses a field that QuickBooks cannot search by.',
	'5010':
		'Somebody changed this record in QuickBooks at the same time. Run it again to work on the newest version.',
	'5020':
		'The QuickBooks subscription or the user does not include this feature (purchase orders need Plus or higher).',
	'5030': 'The feature is switched off in QuickBooks. Turn it on under Account and settings.',
	'6000': 'QuickBooks refused this by one of its own business rules.',
	'6010': 'An account needs an account type or detail type.',
	'6030': 'The file is larger than QuickBooks accepts (100 MB).',
	'6070': 'Amount differs from quantity times unit price on a line. Correct the line.',
	'6080': 'At least one part of a name is needed.',
	'6100': 'A line needs the tax code TAX or NON.',
	'6140':
		'This document number is already used in QuickBooks. Compare the two documents before you post it under another number.',
	'6190':
		'The QuickBooks subscription has ended or the company is suspended. Renew it, then try again.',
	'6200': CLOSED,
	'6210': CLOSED,
	'6240':
		'A vendor, customer or employee with this name exists already. Use that one or choose another name.',
	'6430':
		'An accounts receivable or accounts payable account cannot stand on a line. Choose another account.',
	'6540': 'The transaction has been deposited and cannot be changed.',
	'10000': 'QuickBooks had an internal failure. Try again later.',
};

/** One sentence or two for a fault entry: what QuickBooks said, where, and how to mend it. */
export function faultSentence(entry: FaultEntry): string {
	const remedy = REMEDIES[entry.code] ?? 'Correct what it names and try again.';
	const said = (entry.detail === '' ? entry.message : entry.detail).replace(/\s+/g, ' ').trim();
	const where = entry.element === undefined ? '' : ` (field ${entry.element})`;
	return `${remedy} QuickBooks said${where}: ${said.slice(0, 300) || 'nothing more'} [code ${entry.code || 'unknown'}].`;
}

/** The error for an answer that is a failure, from its fault or, without one, its status. */
export function errorOf(
	response: HttpResponse,
	entries: FaultEntry[] | undefined,
): QuickBooksError {
	const intuitTid = response.headers['intuit_tid'];
	const first = entries?.[0];
	const base = { status: response.status, ...(intuitTid === undefined ? {} : { intuitTid }) };
	const server = response.status >= 500;
	if (first === undefined) {
		const sentence = server
			? `QuickBooks is not available at the moment (HTTP ${String(response.status)}). Try again later.`
			: response.status === 429
				? 'QuickBooks is limiting how often it may be called. Try again in some minutes.'
				: response.status === 401
					? 'The sign-in to QuickBooks has expired or was revoked (HTTP 401). Reconnect the QuickBooks credential.'
					: `QuickBooks answered with HTTP ${String(response.status)} and no reason. Check the address and the company of the credential.`;
		return new QuickBooksError(sentence, {
			...base,
			code: 'http',
			retryable: server || response.status === 429,
			uncertain: server,
		});
	}
	const internal = entries?.some(isInternalFailure) ?? false;
	return new QuickBooksError(faultSentence(first), {
		...base,
		code: first.code,
		...(first.element === undefined ? {} : { element: first.element }),
		retryable: server || internal || response.status === 429 || isThrottle(first),
		uncertain: (server && !isThrottle(first)) || internal,
	});
}
