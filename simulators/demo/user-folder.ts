import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import axios from 'axios';
import { z } from 'zod';
import { N8nProcess } from '../n8n/n8n-process';

export interface Login {
	email: string;
	password: string;
}

const loginSchema = z.object({ email: z.string(), password: z.string() });

/**
 * A fresh n8n user folder whose database is migrated and whose owner exists. The first start of an
 * n8n takes half a minute of migrations, so a prepared folder is kept beside the installed host and
 * copied from then on.
 */
export async function freshUserFolder(
	host: string,
	target: string,
	port: number,
	report: (line: string) => void,
): Promise<Login> {
	const prepared = `${host}-user`;
	if (!existsSync(path.join(prepared, 'login.json'))) {
		report('Preparing an empty n8n database (once, about half a minute)');
		const work = `${prepared}.preparing-${process.pid}`;
		await rm(work, { recursive: true, force: true });
		await mkdir(work, { recursive: true });
		const n8n = await N8nProcess.start({
			host,
			userFolder: work,
			port,
			log: path.join(work, 'n8n.log'),
		});
		const login = {
			email: 'demo@n8n.example',
			password: `Demo-${randomBytes(6).toString('hex')}1`,
		};
		try {
			await axios.post(`${n8n.address}/rest/owner/setup`, {
				...login,
				firstName: 'Demo',
				lastName: 'Owner',
			});
		} finally {
			await n8n.stop();
		}
		await writeFile(path.join(work, 'login.json'), JSON.stringify(login));
		await rm(prepared, { recursive: true, force: true });
		await rename(work, prepared);
	}
	await rm(target, { recursive: true, force: true });
	await cp(prepared, target, { recursive: true });
	return loginSchema.parse(JSON.parse(await readFile(path.join(target, 'login.json'), 'utf8')));
}
