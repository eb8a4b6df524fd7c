import { createInflateRaw } from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const DESCRIPTOR = 0x08074b50;
const STORED = 0;
const DEFLATED = 8;
/** Bit 3 of the general purpose flag: sizes follow the data. */
const SIZES_FOLLOW = 0x08;
/** The size stands in an extra field of the ZIP64 form. */
const ELSEWHERE = 0xffffffff;

/**
 * How many bytes a ZIP archive unpacks to, keeping at most one member's. The members are followed
 * from one local header to the next and truly unpacked, because the sizes that an archive states
 * may be wrong on purpose (PKWARE APPNOTE 4.3 and 4.4).
 *
 * @param visit is told each member's name; what it answers is given the member's bytes.
 * @returns `Infinity` as soon as it is more than `limit`; undefined where the archive cannot be
 *   followed to its directory.
 */
export async function unpackedSize(
	archive: Buffer,
	limit: number,
	visit?: (name: string) => ((bytes: Buffer) => void) | undefined,
): Promise<number | undefined> {
	let total = 0;
	let at = 0;
	while (at + 4 <= archive.length) {
		const signature = archive.readUInt32LE(at);
		if (signature === CENTRAL_HEADER) return total;
		if (signature !== LOCAL_HEADER || at + 30 > archive.length) return undefined;
		const member = await memberAt(archive, at, limit - total, visit);
		if (member === undefined) return undefined;
		total += member.size;
		if (total > limit) return Number.POSITIVE_INFINITY;
		at = member.end;
	}
	return undefined;
}

async function memberAt(
	archive: Buffer,
	at: number,
	limit: number,
	visit?: (name: string) => ((bytes: Buffer) => void) | undefined,
): Promise<{ size: number; end: number } | undefined> {
	const follows = (archive.readUInt16LE(at + 6) & SIZES_FOLLOW) !== 0;
	const method = archive.readUInt16LE(at + 8);
	const packed = archive.readUInt32LE(at + 18);
	const stated = archive.readUInt32LE(at + 22);
	const named = at + 30 + archive.readUInt16LE(at + 26);
	const start = named + archive.readUInt16LE(at + 28);
	const take = visit?.(archive.toString('utf8', at + 30, named));
	const isKnown = !follows && packed !== ELSEWHERE;
	if (method === STORED) {
		if (!isKnown || packed > limit)
			return isKnown ? { size: packed, end: start + packed } : undefined;
		take?.(archive.subarray(start, start + packed));
		return { size: packed, end: start + packed };
	}
	if (method !== DEFLATED) return undefined;
	const data = archive.subarray(start, isKnown ? start + packed : undefined);
	const inflated = await inflatedSize(data, limit, take);
	if (inflated === undefined) return undefined;
	// A size in the header that contradicts the data would lead another reader to other members.
	if (follows && packed !== 0 && packed !== ELSEWHERE && packed !== inflated.consumed) {
		return undefined;
	}
	const size = stated === ELSEWHERE ? inflated.size : Math.max(stated, inflated.size);
	if (isKnown) return { size, end: start + packed };
	const after = start + inflated.consumed;
	return { size, end: follows ? afterDescriptor(archive, after) : after };
}

/** A descriptor holds checksum and two sizes, with or without a signature, of 4 or of 8 bytes each. */
function afterDescriptor(archive: Buffer, at: number): number {
	const isSigned = at + 4 <= archive.length && archive.readUInt32LE(at) === DESCRIPTOR;
	const sizes = at + (isSigned ? 8 : 4);
	const short = sizes + 8;
	const isHeader = (place: number): boolean => {
		if (place + 4 > archive.length) return false;
		const signature = archive.readUInt32LE(place);
		return signature === LOCAL_HEADER || signature === CENTRAL_HEADER;
	};
	return !isHeader(short) && isHeader(sizes + 16) ? sizes + 16 : short;
}

/** Size of a deflated stream when it is inflated, and how long it is itself; undefined when it is none. */
function inflatedSize(
	data: Buffer,
	limit: number,
	take?: (bytes: Buffer) => void,
): Promise<{ size: number; consumed: number } | undefined> {
	return new Promise((resolve) => {
		const inflate = createInflateRaw();
		const chunks: Buffer[] = [];
		let size = 0;
		inflate.on('data', (chunk: Buffer) => {
			size += chunk.length;
			if (size <= limit) {
				if (take !== undefined) chunks.push(chunk);
				return;
			}
			inflate.destroy();
			resolve({ size: Number.POSITIVE_INFINITY, consumed: data.length });
		});
		inflate.on('end', () => {
			take?.(Buffer.concat(chunks));
			resolve({ size, consumed: inflate.bytesWritten });
		});
		inflate.on('error', () => resolve(undefined));
		inflate.end(data);
	});
}
