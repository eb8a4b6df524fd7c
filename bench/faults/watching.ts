import { z } from 'zod';
import { clock, sleep } from '../../nodes/shared/environment';
import { lookAtProcore } from '../../spine/procore/watch';
import { registerHook } from '../../spine/procore/webhooks/hooks';
import { watchOnce } from '../../spine/quickbooks/online/watch';
import { startHearing } from './hearing';
import { patiently, type Site } from './site';
import { ENTITIES, NOTES, WATCHED } from './watched';
import { HEARS, HOOK_HEADER } from './work';

/** How often the ledger is asked whether word came in. */
const LISTEN_MS = 2_000;
/** Without any word it is looked this often. */
const SCHEDULE_MS = 15 * 60_000;
const AT_ONCE = 200;
/** Outcomes of deliveries that are not over. */
const OPEN = ['pending', 'failing'] as const;

const deliveriesSchema = z.array(z.object({ outcome: z.string() }).passthrough());

const say = (sentence: string): void => {
	process.stderr.write(`${sentence}\n`);
};

/** Mirrors what changed in QuickBooks since the last look. */
export async function lookAtBooks({ ledger, quickBooks }: Site): Promise<void> {
	await watchOnce({
		client: quickBooks,
		ledger,
		note: NOTES.changes,
		entities: ENTITIES,
		record: true,
		atOnce: AT_ONCE,
		clock,
		emit: async () => {},
		say,
	});
}

/** Mirrors what Procore's deliveries told; with `lists` also what its lists show as changed. */
export async function lookAtProjects({ ledger, procore }: Site, lists: boolean): Promise<void> {
	await lookAtProcore(
		{
			client: procore,
			ledger,
			note: NOTES.procore,
			box: NOTES.box,
			watched: WATCHED,
			projects: [],
			record: true,
			atOnce: AT_ONCE,
			clock,
			emit: async () => {},
			say,
		},
		{ notices: true, lists: lists ? WATCHED : [] },
	);
}

/** Has Procore deliver to this process; the id of the hook. */
async function register({ procore }: Site, port: number): Promise<string> {
	const { id } = await patiently(() =>
		registerHook(procore, {
			destination: `http://127.0.0.1:${port}${HEARS.procore}`,
			authorization: HOOK_HEADER,
			watched: WATCHED,
		}),
	);
	return id;
}

/** Hears and looks until the process ends, as both triggers do. */
export async function watch(site: Site, port: number): Promise<void> {
	await startHearing(site, port);
	await register(site, port);
	await Promise.all([watchBooks(site), watchProjects(site)]);
}

/** Hears and looks until Procore has delivered everything it has to tell. */
export async function hearOut(site: Site, port: number): Promise<void> {
	await startHearing(site, port);
	const hook = await register(site, port);
	for (let open = 1; open > 0; await sleep(LISTEN_MS)) {
		open = await patiently(async () => {
			const { body } = await site.procore.request(
				'GET',
				`/rest/v1.0/webhooks/hooks/${hook}/deliveries`,
				{ query: { page_size: '1000000' } },
			);
			const deliveries = deliveriesSchema.parse(body);
			await lookAtProjects(site, false);
			return deliveries.filter(({ outcome }) => OPEN.some((one) => one === outcome)).length;
		});
	}
}

async function watchBooks(site: Site): Promise<void> {
	let heard: string | undefined;
	for (let next = 0; ; await sleep(LISTEN_MS)) {
		await patiently(async () => {
			const word = await site.ledger.getNote(NOTES.heard);
			if (word === heard && clock() < next) return;
			next = clock() + SCHEDULE_MS;
			await lookAtBooks(site);
			heard = word;
		});
	}
}

async function watchProjects(site: Site): Promise<void> {
	for (let next = 0; ; await sleep(LISTEN_MS)) {
		await patiently(async () => {
			const isDue = clock() >= next;
			if (!isDue && (await site.ledger.waitingNotices(NOTES.box, 1)).length === 0) return;
			if (isDue) next = clock() + SCHEDULE_MS;
			await lookAtProjects(site, isDue);
		});
	}
}
