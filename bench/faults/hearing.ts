import { createServer, type IncomingMessage } from 'node:http';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readDelivery } from '../../spine/procore/webhooks/event';
import { bearsOurHeader } from '../../spine/procore/webhooks/authorization';
import { hearProcore } from '../../spine/procore/webhooks/hear';
import { hear } from '../../spine/quickbooks/webhooks/hear';
import { readNotification } from '../../spine/quickbooks/webhooks/notification';
import { isSignedByIntuit } from '../../spine/quickbooks/webhooks/signature';
import { BOOKS } from '../company';
import { COMPANY } from './procore-company';
import type { Site } from './site';
import { ENTITIES, NOTES, WATCHED } from './watched';
import { HEARS, HOOK_HEADER, VERIFIER_TOKEN } from './work';

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(Buffer.from(part));
	return Buffer.concat(parts);
}

/** Status of the answer to a notification of QuickBooks; a genuine one leaves word, as QuickBooks Trigger does. */
async function hearQuickBooks(
	{ ledger }: Site,
	body: Buffer,
	signature: string | undefined,
): Promise<number> {
	if (!isSignedByIntuit(body, signature, VERIFIER_TOKEN)) return 401;
	const seen = await ledger.getNote(NOTES.seen);
	const heard = hear(readNotification(body), {
		realm: BOOKS,
		entities: ENTITIES,
		...(seen === undefined ? {} : { seen }),
	});
	if (heard.fresh.length > 0) {
		await ledger.putNote(NOTES.seen, heard.seen);
		await ledger.putNote(NOTES.heard, randomUUID());
	}
	return 200;
}

/** The same of a delivery of Procore, which is put into the watcher's box, as Procore Trigger does. */
async function hearOfProcore(
	{ ledger }: Site,
	body: Buffer,
	header: string | undefined,
): Promise<number> {
	if (!bearsOurHeader(header, HOOK_HEADER)) return 401;
	const delivery = readDelivery(body);
	if (delivery === undefined) return 400;
	const { notices } = hearProcore(delivery, { company: COMPANY, watched: WATCHED, projects: [] });
	if (notices.length > 0) await ledger.putNotices(NOTES.box, notices);
	return 200;
}

/** Takes the notifications of both systems on a port. */
export async function startHearing(site: Site, port: number): Promise<void> {
	const server = createServer((request, response) => {
		const answer = async (): Promise<number> => {
			const body = await bytesOf(request);
			const { headers, url } = request;
			const signature = headers['intuit-signature'];
			if (url === HEARS.procore) return await hearOfProcore(site, body, headers.authorization);
			return await hearQuickBooks(
				site,
				body,
				typeof signature === 'string' ? signature : undefined,
			);
		};
		answer().then(
			(status) => response.writeHead(status).end(),
			() => response.writeHead(500).end(),
		);
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
}
