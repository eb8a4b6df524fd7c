import type { FastifyInstance } from 'fastify';
import { type Surroundings } from './routes';
import type { Webhooks } from './webhooks';
import { registerV1 } from './webhook-routes-v1';
import { registerV2 } from './webhook-routes-v2';

/** Registration of hooks and triggers, and their deliveries, in v1.0 and v2.0. */
export function registerWebhooks(
	app: FastifyInstance,
	around: Surroundings,
	webhooks: Webhooks,
): void {
	registerV1(app, around, webhooks);
	registerV2(app, around, webhooks, '/rest/v2.0/companies/:company_id/webhooks');
	registerV2(
		app,
		around,
		webhooks,
		'/rest/v2.0/companies/:company_id/projects/:project_id/webhooks',
	);
}
