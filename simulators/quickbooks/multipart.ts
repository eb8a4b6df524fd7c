/** One part of a `multipart/form-data` body, its content decoded if it was base64. */
export interface Part {
	name: string;
	fileName?: string;
	contentType?: string;
	content: Buffer;
}

function headersOf(block: string): Map<string, string> {
	const headers = new Map<string, string>();
	for (const line of block.split('\r\n')) {
		const colon = line.indexOf(':');
		if (colon > 0)
			headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
	}
	return headers;
}

function parameter(header: string, name: string): string | undefined {
	const found = new RegExp(
		`[;\\s]${name}="((?:[^"\\\\]|\\\\.)*)"|[;\\s]${name}=([^;\\s]+)`,
		'i',
	).exec(header);
	return found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2];
}

function part(bytes: Buffer): Part | undefined {
	const gap = bytes.indexOf('\r\n\r\n');
	if (gap < 0) return undefined;
	const headers = headersOf(bytes.subarray(0, gap).toString('utf8'));
	const disposition = headers.get('content-disposition') ?? '';
	const raw = bytes.subarray(gap + 4);
	const base64 = headers.get('content-transfer-encoding')?.toLowerCase() === 'base64';
	return {
		name: parameter(disposition, 'name') ?? '',
		fileName: parameter(disposition, 'filename'),
		contentType: headers.get('content-type'),
		content: base64 ? Buffer.from(raw.toString('latin1'), 'base64') : Buffer.from(raw),
	};
}

/** The boundary that a `multipart/form-data` content type names. */
export function boundaryOf(contentType: string): string | undefined {
	return parameter(contentType, 'boundary');
}

/** The parts of a body (RFC 7578), or undefined when it has no boundary or does not follow the form. */
export function parseMultipart(contentType: string, body: Buffer): Part[] | undefined {
	const boundary = boundaryOf(contentType);
	if (boundary === undefined) return undefined;
	const mark = Buffer.from(`--${boundary}`);
	const parts: Part[] = [];
	let from = body.indexOf(mark);
	if (from < 0) return undefined;
	for (;;) {
		const start = from + mark.length;
		if (body.subarray(start, start + 2).toString('latin1') === '--') return parts;
		const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), mark]), start);
		if (next < 0) return undefined;
		const one = part(body.subarray(start + 2, next));
		if (one) parts.push(one);
		from = next + 2;
	}
}
