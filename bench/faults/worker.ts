import { sleep } from '../../nodes/shared/environment';
import { carryPayments } from './carrying';
import { itemsOfRun, postAll } from './posting';
import { openSite, patiently, type Site } from './site';
import { hearOut, lookAtBooks, watch } from './watching';
import { workSchema } from './work';

/** Between two rounds of a workflow that runs by schedule. */
const ROUND_MS = 3_000;

/** Posts, watches and carries over side by side until the process is killed. */
async function goOn(site: Site): Promise<never> {
	const items = await itemsOfRun(site);
	const post = async (): Promise<never> => {
		for (;;) {
			const left = await patiently(() => postAll(site, items));
			process.stdout.write(`${JSON.stringify({ left })}\n`);
			await sleep(ROUND_MS);
		}
	};
	const carry = async (): Promise<never> => {
		for (;;) {
			await patiently(() => carryPayments(site));
			await sleep(ROUND_MS);
		}
	};
	const { port } = site.work;
	const watching = port === undefined ? [] : [watch(site, port)];
	await Promise.all([post(), carry(), ...watching]);
	throw new Error('Nothing of this ends by itself.');
}

/** Does what is left: until all is posted, and what stands in the books is mirrored and carried over. */
async function finish(site: Site): Promise<void> {
	const items = await itemsOfRun(site);
	for (let left = items.length; left > 0;) left = await patiently(() => postAll(site, items));
	for (let left = 1; left > 0;) {
		await patiently(() => lookAtBooks(site));
		left = await patiently(() => carryPayments(site));
	}
	const { port } = site.work;
	if (port !== undefined) await hearOut(site, port);
	await site.ledger.close();
}

async function run(): Promise<void> {
	const site = await openSite(workSchema.parse(JSON.parse(process.argv[2] ?? '')));
	if (!site.work.quiet) return await goOn(site);
	await finish(site);
}

void run().then(() => process.exit(0));
