/** An answer that is no success, in one of the shapes of Procore's API. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly body: unknown,
	) {
		super(JSON.stringify(body));
	}
}

/** `{"errors": {"field": ["message"]}}`: most create and update refusals of v1. */
export function fieldErrors(status: number, errors: Record<string, string[]>): Refusal {
	return new Refusal(status, { errors });
}

/** `{"errors": {"base": ["message"]}}`: business rules of v1. */
export function baseError(status: number, message: string): Refusal {
	return fieldErrors(status, { base: [message] });
}

/** 400 for a parameter that must be given. */
export function required(name: string): Refusal {
	return fieldErrors(400, { [name]: ['required'] });
}

/** 404, also for what the caller may not see. */
export function notFound(): Refusal {
	return new Refusal(404, {
		error: { code: 404, message: 'The requested resource was not found' },
	});
}

/** 403 for a company in which the app is not installed. */
export function notConnected(): Refusal {
	return new Refusal(403, { errors: ['App is not connected to this company.'] });
}

/** The standard error of v2: `{"error": {code, message, details}}` with a code in capitals. */
export function v2Error(status: number, code: string, message: string, source = ''): Refusal {
	return new Refusal(status, {
		error: { code, message, details: [{ reason_code: code, message, source }] },
	});
}
