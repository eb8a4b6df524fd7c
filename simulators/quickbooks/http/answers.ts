import type { Fault } from '../faults';
import type { Row } from '../rows';

/** An answer before it is sent. `body` is text ready to send. */
export interface Answer {
	status: number;
	body: string;
	contentType?: string;
	headers?: Record<string, string>;
	/** The stored answer of an earlier call with the same request id. */
	replayed?: boolean;
	/** The call was stopped before it reached the books; it is not metered. */
	stopped?: boolean;
}

export const jsonType = 'application/json;charset=UTF-8';

/** A JSON answer. */
export function json(status: number, body: unknown): Answer {
	return { status, body: JSON.stringify(body) };
}

/** A success, with the time beside it. */
export function success(body: Row, time: string): Answer {
	return json(200, { ...body, time });
}

/** A fault in the envelope of the accounting service. */
export function faultAnswer(fault: Fault, time: string): Answer {
	return json(fault.status, { Fault: fault.toJSON(), time });
}

/** A refusal of the gateway in front of the service: lower-case names, the same keys always. */
export function gatewayAnswer(
	status: 401 | 403,
	message: string,
	detail: string,
	code: string,
	at: number,
): Answer {
	return {
		stopped: true,
		...json(status, {
			warnings: null,
			intuitObject: null,
			fault: {
				error: [
					{
						message: `message=${message}; errorCode=00${code}; statusCode=${status}`,
						detail,
						code,
						element: null,
					},
				],
				type: status === 401 ? 'AUTHENTICATION' : 'SERVICE',
			},
			report: null,
			queryResponse: null,
			batchItemResponse: [],
			attachableResponse: [],
			syncErrorResponse: null,
			requestId: null,
			time: at,
			status: null,
			cdcresponse: [],
		}),
	};
}

/** The access token is missing, unknown or expired. */
export function unauthorized(at: number): Answer {
	return gatewayAnswer(401, 'AuthenticationFailed', 'Token expired or invalid', '3200', at);
}

/** The access token is for another company. */
export function forbidden(at: number): Answer {
	return gatewayAnswer(
		403,
		'ApplicationAuthorizationFailed',
		'The application is not authorized for this company',
		'3100',
		at,
	);
}

/** Too many calls. `code` and `retryAfter` vary between reports, so they are switches. */
export function throttled(code: string, retryAfter: number | null, time: string): Answer {
	return {
		stopped: true,
		...json(429, {
			Fault: {
				Error: [
					{
						Message: 'message=ThrottleExceeded; errorCode=003001; statusCode=429',
						Detail: 'The request limit was reached.',
						code,
						element: '',
					},
				],
				type: 'SERVICE',
			},
			time,
		}),
		...(retryAfter === null ? {} : { headers: { 'Retry-After': String(retryAfter) } }),
	};
}

/** A failure of the service itself, such as an injected 500 or 503. */
export function systemFailure(status: number, time: string): Answer {
	return json(status, {
		Fault: {
			Error: [
				{
					Message: 'An application error has occurred while processing your request',
					Detail: `System Failure Error: statusCode=${status}`,
					code: '10000',
					element: '',
				},
			],
			type: 'SystemFault',
		},
		time,
	});
}
