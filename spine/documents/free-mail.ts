/** Providers with whom anybody has a mailbox. */
const FREE_MAIL = new Set([
	'aol.com',
	'att.net',
	'bellsouth.net',
	'charter.net',
	'comcast.net',
	'cox.net',
	'earthlink.net',
	'fastmail.com',
	'gmail.com',
	'gmx.com',
	'gmx.de',
	'gmx.net',
	'googlemail.com',
	'hotmail.co.uk',
	'hotmail.com',
	'icloud.com',
	'live.com',
	'mac.com',
	'mail.com',
	'me.com',
	'msn.com',
	'outlook.com',
	'pm.me',
	'proton.me',
	'protonmail.com',
	'qq.com',
	'rocketmail.com',
	'sbcglobal.net',
	'verizon.net',
	'web.de',
	'yahoo.ca',
	'yahoo.co.uk',
	'yahoo.com',
	'yandex.com',
	'ymail.com',
	'zoho.com',
]);

/** Whether an address in a domain (lower case) says nothing about the company behind it. */
export function isFreeMail(domain: string): boolean {
	return FREE_MAIL.has(domain);
}
