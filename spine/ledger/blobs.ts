import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../documents/canonical';
import { LedgerError } from './errors';

/** Originals by the SHA-256 of their bytes. */
export interface BlobStore {
	/** Stores bytes durably and returns their hash; known bytes are not written again. */
	put(bytes: Uint8Array): Promise<string>;
	/**
	 * @throws LedgerError when what is stored no longer has this hash.
	 */
	get(hash: string): Promise<Uint8Array | undefined>;
}

/**
 * Blobs as files below a folder, `ab/cdef...`. A file appears under its name only when it is whole
 * and on disk: it is written beside its place, synchronised, and renamed.
 */
export function fileBlobs(folder: string): BlobStore {
	const pathOf = (hash: string): string => join(folder, hash.slice(0, 2), hash.slice(2));
	return {
		async put(bytes) {
			const hash = sha256(bytes);
			const path = pathOf(hash);
			if (await holds(path, hash)) return hash;
			await writeWhole(path, bytes).catch((error: unknown) => {
				throw unwritable(folder, error);
			});
			return hash;
		},
		async get(hash) {
			if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
			try {
				return checked(hash, await readFile(pathOf(hash)));
			} catch (error) {
				if (isMissing(error)) return undefined;
				throw error;
			}
		},
	};
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	const draft = `${path}.${randomUUID()}.part`;
	const file = await open(draft, 'wx');
	try {
		await file.writeFile(bytes);
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(draft, path);
	const parent = await open(dirname(path), 'r');
	try {
		await parent.sync();
	} finally {
		await parent.close();
	}
}

const coded = z.object({ code: z.string() });

function unwritable(folder: string, error: unknown): LedgerError {
	const code = coded.safeParse(error).data?.code ?? 'unknown error';
	return new LedgerError(
		`Originals cannot be kept in the folder ${folder} (${code}). Make room and let this user write there; ` +
			'nothing is processed before its original is kept.',
		{ cause: error },
	);
}

/** Bytes that still have the hash they are stored under. */
export function checked(hash: string, bytes: Uint8Array): Uint8Array {
	if (sha256(bytes) === hash) return bytes;
	throw new LedgerError(
		`The stored original ${hash.slice(0, 12)}... has changed since it was kept. Restore the ledger's blobs from a backup, ` +
			'or process the message again.',
	);
}

async function holds(path: string, hash: string): Promise<boolean> {
	try {
		return sha256(await readFile(path)) === hash;
	} catch (error) {
		if (isMissing(error)) return false;
		throw error;
	}
}

const missing = z.object({ code: z.literal('ENOENT') });
const isMissing = (error: unknown): boolean => missing.safeParse(error).success;
