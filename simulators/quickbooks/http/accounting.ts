import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { downloadPath, upload } from '../attachments';
import { readBatch, runBatch } from '../batch';
import { entityOfUrl } from '../catalogue';
import { changes } from '../cdc';
import type { Company } from '../company';
import { Fault, missing, unsupportedOperation, unsupportedProperty } from '../faults';
import { boundaryOf } from '../multipart';
import { performWrite, read, writeKind } from '../operations';
import { runQuery } from '../query/run';
import { runReport } from '../reports';
import type { Row } from '../rows';
import type { Simulator } from '../simulator';
import {
	faultAnswer,
	forbidden,
	json,
	success,
	throttled,
	unauthorized,
	type Answer,
} from './answers';
import { bodyOf, pathOf, queryOf, serve, type Call } from './pipeline';

/** A call with what it does to a company. */
interface Plan extends Call {
	run: (company: Company) => Row;
	/** Sends the text of this key instead of JSON. */
	plainText?: string;
}

const objectSchema = z.record(z.unknown());

function parseObject(body: Buffer): Row {
	try {
		return objectSchema.parse(JSON.parse(body.toString('utf8')));
	} catch {
		throw unsupportedProperty('request body');
	}
}

function writePlan(call: Call, entity: string): Plan {
	const include = (call.query.include ?? '').split(',').filter((one) => one !== '');
	const request = { entity, body: parseObject(call.body), include };
	const operation = call.query.operation;
	return {
		...call,
		operation: writeKind({ ...request, operation }),
		entity,
		class: 'core',
		run: (company) => ({ [entity]: performWrite(company, { ...request, operation }) }),
	};
}

function readPlan(call: Call, entity: string, id: string | undefined): Plan {
	const run = (company: Company): Row => ({ [entity]: read(company, entity, id) });
	return { ...call, operation: 'read', entity, class: 'coreplus', run };
}

function cdcPlan(call: Call): Plan {
	const { entities, changedSince } = call.query;
	if (!entities) throw missing('entities');
	if (!changedSince) throw missing('changedSince');
	return {
		...call,
		operation: 'cdc',
		class: 'coreplus',
		run: (company) => ({ CDCResponse: [changes(company, entities.split(','), changedSince)] }),
	};
}

function plan(call: Call, request: FastifyRequest, parts: string[]): Plan {
	const [head = '', tail, rest] = parts;
	const reads = { ...call, class: 'coreplus' as const };
	const writes = { ...call, class: 'core' as const };
	const get = call.method === 'GET';
	if (head === 'query' && tail === undefined) {
		const statement = get ? (call.query.query ?? '') : call.body.toString('utf8');
		return {
			...reads,
			operation: 'query',
			run: (company) => ({ QueryResponse: runQuery(company, statement) }),
		};
	}
	if (head === 'cdc' && get) return cdcPlan(call);
	if (head === 'reports' && tail !== undefined && get)
		return {
			...reads,
			operation: 'report',
			run: (company) => runReport(company, tail, call.query),
		};
	if (head === 'download' && tail !== undefined && get) {
		const base = `${request.protocol}://${request.host}`;
		const run = (company: Company) => ({ uri: base + downloadPath(company, tail) });
		return { ...reads, operation: 'download', entity: 'Attachable', run, plainText: 'uri' };
	}
	if (head === 'batch' && !get) {
		const { items, kinds } = readBatch(parseObject(call.body));
		const some = kinds.some((kind) => kind.class === 'coreplus');
		return {
			...(some ? reads : writes),
			operation: 'batch',
			items: kinds,
			run: (company) => runBatch(company, items, call.query.requestid),
		};
	}
	if (head === 'upload' && !get) {
		const type = request.headers['content-type'] ?? '';
		const run = (company: Company) => upload(company, type, call.body);
		return { ...writes, operation: 'upload', entity: 'Attachable', run };
	}
	const entity = entityOfUrl(head);
	if (entity === undefined || rest !== undefined) throw unsupportedOperation(call.path);
	if (get) return readPlan(call, entity, tail);
	if (call.method !== 'POST' || tail !== undefined) throw unsupportedOperation(call.path);
	return writePlan(call, entity);
}

/** The plan, or one that answers the fault the request itself is refused with. */
function planned(call: Call, request: FastifyRequest, parts: string[]): Plan {
	try {
		return plan(call, request, parts);
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		return {
			...call,
			class: call.method === 'GET' ? 'coreplus' : 'core',
			run: () => {
				throw error;
			},
		};
	}
}

function execute(
	simulator: Simulator,
	company: Company,
	call: Plan,
	boundary: string | undefined,
	knownOnArrival: boolean,
): Answer {
	const idempotent = call.class === 'core' || call.operation === 'batch';
	const id = idempotent ? call.query.requestid : undefined;
	const memory = simulator.requestIds.get(company.realmId);
	const what = `${call.method} ${call.path} ${call.query.operation ?? ''} ${call.query.include ?? ''}`;
	let answer: Answer;
	try {
		const beside = !knownOnArrival && simulator.switches.requestIdInFlight === 'independent';
		const stored =
			id === undefined || beside ? undefined : memory?.recall(id, what, call.body, boundary);
		if (stored) return { ...stored, replayed: true };
		const result = call.run(company);
		answer =
			call.plainText === undefined
				? success(result, company.answerTime())
				: { status: 200, body: String(result[call.plainText]), contentType: 'text/plain' };
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		answer = faultAnswer(error, company.answerTime());
		if (error.errors[0]?.code === '600') return answer;
	}
	if (id !== undefined) memory?.remember(id, what, call.body, answer, boundary);
	return answer;
}

function guarded(
	simulator: Simulator,
	request: FastifyRequest,
	call: Plan,
	knownOnArrival: boolean,
): Answer {
	const now = simulator.runningClock();
	const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
	const realm = simulator.oauth.realmOf(bearer);
	if (realm === undefined) return unauthorized(now);
	const company = simulator.companies.get(call.realm ?? '');
	if (realm !== call.realm || !company) return forbidden(now);
	const { subscription, throttleCode, retryAfterSeconds } = simulator.switches;
	if (!simulator.throttle.admit(realm, call.operation === 'batch'))
		return throttled(throttleCode, retryAfterSeconds, company.answerTime());
	if (subscription === 'ended') {
		const fault = new Fault(
			'6190',
			'Invalid Company Status',
			'Subscription period has ended or canceled or there was a billing problem.',
			{ status: 403 },
		);
		return { ...faultAnswer(fault, company.answerTime()), stopped: true };
	}
	const boundary = boundaryOf(request.headers['content-type'] ?? '');
	return execute(simulator, company, call, boundary, knownOnArrival);
}

/** The accounting API under `/v3/company/{realmId}/`, and the temporary addresses of downloads. */
export function accountingRoutes(app: FastifyInstance, simulator: Simulator): void {
	app.all<{ Params: { realm: string; '*': string } }>(
		'/v3/company/:realm/*',
		async (request, reply) => {
			const base: Call = {
				method: request.method,
				path: pathOf(request),
				query: queryOf(request),
				body: bodyOf(request),
				realm: request.params.realm,
				operation: 'unknown',
				class: 'other',
			};
			const { run, plainText, ...call } = planned(base, request, request.params['*'].split('/'));
			const { requestid = '' } = call.query;
			const known = simulator.requestIds.get(request.params.realm)?.knows(requestid) === true;
			await serve(simulator, call, reply, () =>
				guarded(simulator, request, { ...call, run, plainText }, known),
			);
			return reply;
		},
	);
	app.get<{ Params: { realm: string; id: string } }>(
		'/files/:realm/:id',
		async (request, reply) => {
			const file = simulator.companies.get(request.params.realm)?.files.get(request.params.id);
			if (!file) return reply.code(404).send(json(404, {}).body);
			return reply.type(file.contentType).send(file.bytes);
		},
	);
}
