import { type ChildProcess, spawn } from 'node:child_process';
import {
	chmod,
	chown,
	mkdir,
	mkdtemp,
	readFile,
	readdir,
	rename,
	rm,
	writeFile,
} from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../simulators/n8n/free-port';
import { until } from './ledger-file';

const USER = 'invoices';
const PASSWORD = 'mailbox-secret';

/** Owner of the mailbox: whoever runs the tests, but never root, whom Dovecot refuses. */
function owner(): { uid: number; gid: number } {
	const { uid, gid } = userInfo();
	return uid === 0 ? { uid: 65_534, gid: 65_534 } : { uid, gid };
}

/** As root, Dovecot takes its own users of the system for its processes. */
function users(): string[] {
	const { uid, username } = userInfo();
	const { uid: mailUid, gid: mailGid } = owner();
	return [
		'first_valid_uid = 1',
		...(uid === 0
			? []
			: [`default_internal_user = ${username}`, `default_login_user = ${username}`]),
		`userdb {\n  driver = static\n  args = uid=${mailUid} gid=${mailGid} home=/nonexistent\n}`,
	];
}

const configuration = (dir: string, port: number): string =>
	[
		'protocols = imap',
		'listen = 127.0.0.1',
		`base_dir = ${dir}/run`,
		`state_dir = ${dir}/state`,
		`log_path = ${dir}/dovecot.log`,
		'ssl = no',
		'disable_plaintext_auth = no',
		`mail_location = maildir:${dir}/mail`,
		...users(),
		`passdb {\n  driver = passwd-file\n  args = scheme=PLAIN ${dir}/passwd\n}`,
		`service imap-login {\n  chroot =\n  inet_listener imap {\n    port = ${port}\n  }\n  inet_listener imaps {\n    port = 0\n  }\n}`,
		'service anvil {\n  chroot =\n}',
		'service stats {\n  chroot =\n}',
		'',
	].join('\n');

/** A real IMAP server with one mailbox, on loopback and without TLS. */
export class Mailbox {
	private delivered = 0;

	private constructor(
		private readonly dir: string,
		private readonly child: ChildProcess,
		readonly port: number,
	) {}

	/** @throws with the server's log when it does not come up. */
	static async start(binary: string): Promise<Mailbox> {
		const dir = await mkdtemp(path.join(tmpdir(), 'spine-mailbox-'));
		const { uid, gid } = owner();
		await chmod(dir, 0o755);
		for (const folder of ['run', 'state', 'mail', 'mail/cur', 'mail/new', 'mail/tmp']) {
			await mkdir(path.join(dir, folder), { recursive: true });
			if (folder.startsWith('mail')) await chown(path.join(dir, folder), uid, gid);
		}
		const port = await freePort();
		await writeFile(path.join(dir, 'passwd'), `${USER}:${PASSWORD}\n`);
		await writeFile(path.join(dir, 'dovecot.conf'), configuration(dir, port));
		const child = spawn(binary, ['-F', '-c', path.join(dir, 'dovecot.conf')], {
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		let errors = '';
		child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
		child.on('error', (error) => (errors += error.message));
		const mailbox = new Mailbox(dir, child, port);
		try {
			await until('the mail server answers', () => answers(port), { everyMs: 100 });
		} catch {
			const log = await readFile(path.join(dir, 'dovecot.log'), 'utf8').catch(() => '');
			await mailbox.stop();
			throw new Error(`The mail server did not start: ${errors}${log}`);
		}
		return mailbox;
	}

	/** The credential in the plain form of `n8n import:credentials`. */
	credential() {
		return {
			id: 'testMailbox00001',
			name: 'Invoice mailbox',
			type: 'imap',
			data: {
				user: USER,
				password: PASSWORD,
				host: '127.0.0.1',
				port: this.port,
				secure: false,
				allowUnauthorizedCerts: false,
			},
		};
	}

	/** Delivers a message as a mail server does: written aside, then moved into place. */
	async deliver(raw: Buffer): Promise<void> {
		this.delivered += 1;
		const name = `${Math.floor(Date.now() / 1000)}.M${this.delivered}P${process.pid}.localhost`;
		const aside = path.join(this.dir, 'mail', 'tmp', name);
		await writeFile(aside, raw);
		const { uid, gid } = owner();
		await chown(aside, uid, gid);
		await rename(aside, path.join(this.dir, 'mail', 'new', name));
	}

	/** Messages that carry the flag `\Seen`. */
	async seen(): Promise<number> {
		const names = await readdir(path.join(this.dir, 'mail', 'cur'));
		return names.filter((name) => /:2,[A-Z]*S/.test(name)).length;
	}

	async stop(): Promise<void> {
		if (this.child.exitCode === null && this.child.pid !== undefined) {
			const ended = new Promise((resolve) => this.child.once('close', resolve));
			this.child.kill('SIGTERM');
			await ended;
		}
		await rm(this.dir, { recursive: true, force: true });
	}
}

function answers(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('data', (greeting) => {
			socket.destroy();
			resolve(greeting.toString().startsWith('* OK'));
		});
		socket.once('error', () => resolve(false));
	});
}
