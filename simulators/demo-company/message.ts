/** A file of a message. */
export interface Part {
	name: string;
	contentType: string;
	bytes: Buffer;
}

export interface MessageTruth {
	id: string;
	from: { name: string; address: string };
	to?: string;
	replyTo?: string;
	subject: string;
	/** When our server received it, ISO 8601. */
	receivedAt: string;
	text: string;
	html?: string;
	parts?: Part[];
	/** What our server says of the sender; `lost` leaves the header out. */
	authentication?: 'pass' | 'fail' | 'lost';
	/** A second, forged header that claims a pass, below our server's own. */
	forgedAuthentication?: boolean;
	inReplyTo?: string;
}

export const AUTHSERV_ID = 'mx.summitridge.example';

const rfcDate = (iso: string): string => new Date(iso).toUTCString().replace('GMT', '+0000');

const wrapped = (bytes: Buffer): string =>
	(bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');

const domainOf = (address: string): string => address.split('@')[1] ?? 'unknown.example';

function authenticationHeaders(message: MessageTruth): string[] {
	const domain = domainOf(message.from.address);
	const verdict = message.authentication ?? 'pass';
	const own =
		verdict === 'lost'
			? []
			: [
					`Authentication-Results: ${AUTHSERV_ID}; spf=${verdict} smtp.mailfrom=${domain}; dkim=${verdict} header.d=${domain}; dmarc=${verdict} header.from=${domain}`,
				];
	const forged =
		message.forgedAuthentication === true
			? [
					`Authentication-Results: ${AUTHSERV_ID}; spf=pass; dkim=pass; dmarc=pass header.from=${domain}`,
				]
			: [];
	return [...own, ...forged];
}

/** A message as our mail server stored it (RFC 5322, RFC 2045), the same bytes for the same truth. */
export function rawMessage(message: MessageTruth): Buffer {
	const boundary = `=_${message.id.replace(/[^a-z0-9]/gi, '')}`;
	const body = (contentType: string, text: string) => [
		`Content-Type: ${contentType}; charset=utf-8`,
		'Content-Transfer-Encoding: base64',
		'',
		wrapped(Buffer.from(text)),
	];
	const bodies =
		message.html === undefined
			? [body('text/plain', message.text)]
			: [body('text/plain', message.text), body('text/html', message.html)];
	const files = (message.parts ?? []).map(({ name, contentType, bytes }) => [
		`Content-Type: ${contentType}; name="${name}"`,
		`Content-Disposition: attachment; filename="${name}"`,
		'Content-Transfer-Encoding: base64',
		'',
		wrapped(bytes),
	]);
	const lines = [
		`Received: from mail.${domainOf(message.from.address)} by ${AUTHSERV_ID} with ESMTPS id ${message.id}; ${rfcDate(message.receivedAt)}`,
		...authenticationHeaders(message),
		`Return-Path: <${message.from.address}>`,
		`From: "${message.from.name}" <${message.from.address}>`,
		`To: ${message.to ?? 'invoices@summitridge.example'}`,
		...(message.replyTo === undefined ? [] : [`Reply-To: ${message.replyTo}`]),
		`Subject: ${message.subject}`,
		`Date: ${rfcDate(message.receivedAt)}`,
		`Message-ID: <${message.id}@${domainOf(message.from.address)}>`,
		...(message.inReplyTo === undefined ? [] : [`In-Reply-To: <${message.inReplyTo}>`]),
		'MIME-Version: 1.0',
		`Content-Type: multipart/mixed; boundary="${boundary}"`,
		'',
		...[...bodies, ...files].flatMap((part) => [`--${boundary}`, ...part]),
		`--${boundary}--`,
		'',
	];
	return Buffer.from(lines.join('\r\n'));
}
