import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { hostFolder } from '../../simulators/n8n/host-folder';
import type { PostItem } from '../../spine/posting/post';
import { executeAlone } from '../../test/support/n8n-execution';
import { BOOKS } from '../company';
import { itemsOf } from './items';
import { moduleSchema } from './node-module';
import { jobSchema } from './jobs';

/** A coded invoice as the fields that n8n's own node knows. */
function fields({ coding }: PostItem): INodeExecutionData {
	return {
		json: {
			vendor: coding.vendor?.id,
			due: coding.dueDate,
			date: coding.date,
			lines: coding.lines.map((line, index) => ({
				DetailType: 'ItemBasedExpenseLineDetail',
				itemId: line.item?.id,
				Amount: line.amount,
				Description: line.description,
				LineNum: index + 1,
			})),
		},
	};
}

/**
 * Writes the bills of a filled folder by n8n's own QuickBooks node as the pinned n8n ships it, in
 * one execution under n8n's own execution context.
 */
async function run(): Promise<{ seconds: number; created: number }> {
	const job = jobSchema.parse(JSON.parse(process.argv[2] ?? ''));
	const host = createRequire(join(await hostFolder(), 'package.json'));
	const { QuickBooks } = moduleSchema.parse(
		host('n8n-nodes-base/dist/nodes/QuickBooks/QuickBooks.node.js'),
	);
	const items: INodeExecutionData[] = [];
	for await (const item of itemsOf(job.folder, job.count)) items.push(fields(item));
	const begin = performance.now();
	const created = await executeAlone(
		new QuickBooks(),
		{
			resource: 'bill',
			operation: 'create',
			VendorRef: '={{ $json.vendor }}',
			Line: '={{ $json.lines }}',
			additionalFields: { TxnDate: '={{ $json.date }}', DueDate: '={{ $json.due }}' },
		},
		items,
		{
			quickBooksOAuth2Api: {
				environment: 'production',
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
	return { seconds, created: created.filter(({ json }) => json.Id !== undefined).length };
}

void run().then((answer) => {
	process.stdout.write(`${JSON.stringify(answer)}\n`);
	process.exit(0);
});
