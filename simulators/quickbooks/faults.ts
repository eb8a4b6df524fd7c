/** One error of a fault, in the words of the API. `code` is a decimal text, never a number. */
export interface FaultError {
	Message: string;
	Detail: string;
	code: string;
	element: string;
}

/**
 * An answer that is not a success. Carries the HTTP status and the error entries; the envelope is
 * made where it is answered, since a gateway error (401, 403) has another one than a validation fault.
 */
export class Fault extends Error {
	readonly status: number;
	readonly type: string;
	readonly errors: FaultError[];

	constructor(
		code: string,
		message: string,
		detail: string,
		options: { element?: string; status?: number; type?: string } = {},
	) {
		super(`${code} ${message}: ${detail}`);
		this.status = options.status ?? 400;
		this.type = options.type ?? 'ValidationFault';
		this.errors = [{ Message: message, Detail: detail, code, element: options.element ?? '' }];
	}

	/** The `Fault` object, as it stands in a body, a batch item or an upload item. */
	toJSON(): { Error: FaultError[]; type: string } {
		return { Error: this.errors, type: this.type };
	}
}

/** 500: the operation does not exist for this entity. */
export function unsupportedOperation(what: string): Fault {
	return new Fault('500', 'Unsupported Operation', `Operation ${what} is not supported.`);
}

/** 600: a request id was used before for something else. */
export function requestIdTaken(id: string): Fault {
	return new Fault(
		'600',
		'RequestId already exists',
		`RequestId ${id} was used before for another request.`,
	);
}

/** 610: the id is unknown, was deleted, or its owner was made inactive. */
export function objectNotFound(): Fault {
	return new Fault(
		'610',
		'Object Not Found',
		"Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.",
	);
}

/** 620: a link to another transaction is refused. */
export function cannotLink(detail: string): Fault {
	return new Fault('620', "Transaction can't be linked", detail, { element: 'LinkedTxn' });
}

/** 2010: a property is unknown or has the wrong type. */
export function unsupportedProperty(name: string): Fault {
	return new Fault(
		'2010',
		'Request has invalid or unsupported property',
		`Property Name:failed to parse json object; a property specified is unsupported or invalid : ${name}`,
		{ element: name },
	);
}

/** 2020: a required property is missing. */
export function missing(name: string): Fault {
	return new Fault(
		'2020',
		'Required param missing, need to supply the required value for the API',
		`Required parameter ${name} is missing in the request`,
		{ element: name },
	);
}

/** 2050: a text is longer than the API takes. */
export function wrongLength(name: string, max: number, length: number): Fault {
	return new Fault(
		'2050',
		'String length is either shorter or longer than supported by specification',
		`String length specified does not match the supported length. Min:0 Max:${max} supported. Supplied length:${length}`,
		{ element: name },
	);
}

/** 2170: a value outside its enumeration. */
export function invalidEnumeration(name: string, value: string): Fault {
	return new Fault('2170', 'Invalid Enumeration', `Invalid Enumeration : ${value}`, {
		element: name,
	});
}

/** 2500: a reference points to nothing. */
export function invalidReference(path: string): Fault {
	return new Fault('2500', 'Invalid Reference Id', `Invalid Reference Id : ${path}`, {
		element: path,
	});
}

/** 5010: the object changed since it was read. */
export function staleObject(): Fault {
	return new Fault(
		'5010',
		'Stale Object Error',
		'Stale Object Error : You and root were working on this at the same time. root finished before you did, so your work was not saved.',
	);
}

/** 5020: the subscription lacks the feature. */
export function notInSubscription(what: string): Fault {
	return new Fault(
		'5020',
		'Permission Denied Error',
		`Permission Denied Error : ${what} is not available in this subscription.`,
	);
}

/** 5030: the feature is switched off in the company's preferences. */
export function featureOff(what: string): Fault {
	return new Fault(
		'5030',
		'Feature Not Supported Error',
		`Feature Not Supported Error : ${what} is not switched on for this company.`,
	);
}

/** 6000: the catch-all of business rules. */
export function businessRule(detail: string, element?: string): Fault {
	return new Fault(
		'6000',
		'A business validation error has occurred while processing your request',
		`Business Validation Error: ${detail}`,
		{ element },
	);
}

/** 6210: the date lies in a closed period. */
export function periodClosed(): Fault {
	return new Fault(
		'6210',
		'Account Period Closed, Cannot Update Through Services API',
		'The account period has closed and the account books cannot be updated through the QBO Services API. Please use the QBO website to make these changes.',
	);
}

/** 6240: another vendor, customer or employee bears the name. */
export function duplicateName(): Fault {
	return new Fault(
		'6240',
		'Duplicate Name Exists Error',
		'The name supplied already exists. : Another customer, vendor or employee is already using this \nname. Please use a different name.',
	);
}
