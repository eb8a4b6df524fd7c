import { createRequire } from 'node:module';
import type { INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { asJson } from '../../nodes/shared/router';
import { postingSchema } from '../../spine/documents/posting';
import { executeAlone } from '../../test/support/n8n-execution';
import { BOOKS } from '../company';
import { LEDGER } from './fill';
import { itemsOf } from './items';
import { moduleSchema } from './node-module';
import { jobSchema, noOutcomes, noteOutcome, type PosterAnswer } from './jobs';

const postedSchema = z.object({ posting: postingSchema });

/**
 * Posts the items of a filled folder by our QuickBooks node in one execution under n8n's own
 * execution context; the folder is n8n's user folder, where the node finds its ledger.
 */
async function run(): Promise<PosterAnswer> {
	const job = jobSchema.parse(JSON.parse(process.argv[2] ?? ''));
	// With its ending, or the JSON file beside it would be taken.
	const { QuickBooks } = moduleSchema.parse(
		createRequire(__filename)('../../nodes/QuickBooks/QuickBooks.node.ts'),
	);
	const items: INodeExecutionData[] = [];
	for await (const item of itemsOf(job.folder, job.count)) items.push({ json: asJson(item) });
	const begin = performance.now();
	const posted = await executeAlone(
		new QuickBooks(),
		{ resource: 'document', operation: 'post', ledgerStorage: 'sqlite', company: LEDGER },
		items,
		{
			quickBooksSpineOAuth2Api: {
				environment: 'custom',
				address: job.address,
				clientId: 'client',
				clientSecret: 'secret',
				accessTokenUrl: `${job.address}/oauth2/v1/tokens/bearer`,
				grantType: 'authorizationCode',
				authentication: 'header',
				oauthTokenData: {
					access_token: job.token,
					token_type: 'bearer',
					callbackQueryString: { realmId: BOOKS },
				},
			},
		},
	);
	const seconds = (performance.now() - begin) / 1000;
	const outcomes = noOutcomes();
	for (const { json } of posted) noteOutcome(postedSchema.parse(json).posting, outcomes);
	return { seconds, outcomes, peakKilobytes: process.resourceUsage().maxRSS };
}

void run().then((answer) => {
	process.stdout.write(`${JSON.stringify(answer)}\n`);
	process.exit(0);
});
