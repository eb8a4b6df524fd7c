import type { FastifyInstance } from 'fastify';

/** Form and multipart bodies beside JSON: their plain fields become an object, of a file its name is kept. */
export function registerFormBodies(app: FastifyInstance): void {
	app.removeContentTypeParser('application/json');
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
		const source = body.toString();
		if (source === '') return done(null, undefined);
		try {
			done(null, JSON.parse(source));
		} catch {
			done(Object.assign(new Error('The body is not valid JSON'), { statusCode: 400 }));
		}
	});
	app.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body.toString()))),
	);
	app.addContentTypeParser(
		/^multipart\/form-data/,
		{ parseAs: 'buffer' },
		async (request: { headers: { 'content-type'?: string } }, body: Buffer | string) => {
			const form = await new Response(body, {
				headers: { 'content-type': request.headers['content-type'] ?? '' },
			}).formData();
			return Object.fromEntries(
				[...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
			);
		},
	);
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}
