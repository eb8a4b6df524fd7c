import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { notFound, required } from './refusal';
import { type Surroundings, contextOf, urlOf } from './routes';
import { bag } from './values';

interface Upload {
	uuid: string;
	response_filename: string;
	response_content_type: string;
	status: 'receiving' | 'complete';
	segments?: unknown[];
}

/**
 * Direct uploads v1.1: an upload is announced, its bytes go to the storage address that comes back
 * (a form, or one PUT a segment), and a PATCH with the segments' etags completes a segmented one.
 * https://developers.procore.com/documentation/direct-file-uploads
 */
export function registerUploads(app: FastifyInstance, around: Surroundings): void {
	const uploads = new Map<string, Upload>();
	const find = (uuid: string): Upload => {
		const upload = uploads.get(uuid);
		if (upload === undefined) throw notFound();
		return upload;
	};
	for (const owner of ['companies/:company_id', 'projects/:project_id']) {
		const path = `/rest/v1.1/${owner}/uploads`;
		const scope = owner.startsWith('projects') ? 'project' : 'company';
		app.post(path, (request, reply) => {
			const { body } = contextOf(request, around, scope);
			if (typeof body.response_filename !== 'string') throw required('response_filename');
			const upload: Upload = {
				uuid: randomUUID(),
				response_filename: body.response_filename,
				response_content_type: String(body.response_content_type ?? 'application/octet-stream'),
				status: 'receiving',
			};
			uploads.set(upload.uuid, upload);
			const storage = `${urlOf(request).origin}/uploads/${upload.uuid}`;
			reply.code(201);
			if (!Array.isArray(body.segments)) {
				return { uuid: upload.uuid, url: storage, fields: { key: upload.uuid } };
			}
			upload.segments = body.segments;
			const segments = body.segments.map((_segment, index) => ({
				url: `${storage}/${index + 1}`,
				headers: {},
			}));
			return { uuid: upload.uuid, segments };
		});
		app.get(`${path}/:uuid`, (request) => find(contextOf(request, around, scope).path.uuid ?? ''));
		app.patch(`${path}/:uuid`, (request) => {
			const context = contextOf(request, around, scope);
			const upload = find(context.path.uuid ?? '');
			upload.segments = Array.isArray(context.body.segments)
				? context.body.segments
				: upload.segments;
			upload.status = 'complete';
			return upload;
		});
	}
	app.post('/uploads/:uuid', (request, reply) => {
		find(String(bag(request.params).uuid)).status = 'complete';
		return reply.code(204).send();
	});
	app.put('/uploads/:uuid/:segment', (request, reply) => {
		find(String(bag(request.params).uuid));
		return reply.header('ETag', `"${randomUUID()}"`).code(200).send();
	});
}
