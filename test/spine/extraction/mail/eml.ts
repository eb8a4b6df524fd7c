/** Builds raw messages for tests, one header or part at a time. */
export interface PartOf {
	name?: string;
	type?: string;
	content: string | Uint8Array;
	disposition?: 'attachment' | 'inline';
	contentId?: string;
}

export interface MessageOf {
	from?: string;
	to?: string;
	subject?: string;
	messageId?: string;
	/** Headers above the usual ones, in order. */
	headers?: string[];
	text?: string;
	html?: string;
	parts?: PartOf[];
	/** Leaves the closing delimiter out. */
	cutOff?: boolean;
}

const base64 = (content: string | Uint8Array): string =>
	(
		Buffer.from(content)
			.toString('base64')
			.match(/.{1,76}/g) ?? []
	).join('\r\n');

function part({ name, type, content, disposition, contentId }: PartOf): string {
	const isMessage = type === 'message/rfc822';
	const body = isMessage ? Buffer.from(content).toString('latin1') : base64(content);
	return [
		`Content-Type: ${type ?? 'application/octet-stream'}${name === undefined ? '' : `; name="${name}"`}`,
		`Content-Disposition: ${disposition ?? 'attachment'}${name === undefined ? '' : `; filename="${name}"`}`,
		...(contentId === undefined ? [] : [`Content-ID: <${contentId}>`]),
		...(isMessage ? [] : ['Content-Transfer-Encoding: base64']),
		'',
		body,
	].join('\r\n');
}

/** The raw bytes of a message as a mail server stores it. */
export function eml(message: MessageOf): Uint8Array {
	const boundary = `b${(message.parts ?? []).length}x${(message.messageId ?? 'one').length}${message.subject?.length ?? 0}`;
	const bodies: PartOf[] = [
		...(message.text === undefined
			? []
			: [{ type: 'text/plain; charset=utf-8', content: message.text }]),
		...(message.html === undefined
			? []
			: [{ type: 'text/html; charset=utf-8', content: message.html }]),
	];
	const plain = bodies.map(({ type, content }) =>
		[`Content-Type: ${type ?? ''}`, 'Content-Transfer-Encoding: base64', '', base64(content)].join(
			'\r\n',
		),
	);
	const head = [
		...(message.headers ?? []),
		`From: ${message.from ?? 'Billing <billing@vendor.example>'}`,
		`To: ${message.to ?? 'ap@builder.example'}`,
		`Subject: ${message.subject ?? 'Invoice'}`,
		`Message-ID: <${message.messageId ?? 'one@vendor.example'}>`,
		'Date: Tue, 31 Mar 2026 09:00:00 -0700',
		'MIME-Version: 1.0',
		`Content-Type: multipart/mixed; boundary="${boundary}"`,
	];
	const sections = [...plain, ...(message.parts ?? []).map(part)];
	const body = sections.map((section) => `--${boundary}\r\n${section}\r\n`).join('');
	const end = message.cutOff === true ? '' : `--${boundary}--\r\n`;
	return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}${end}`, 'utf8');
}
