/**
 * A text that no spreadsheet takes for a formula when it is opened, exported to CSV or pasted: one
 * that begins like a formula is led by an apostrophe
 * (https://owasp.org/www-community/attacks/CSV_Injection). Control characters but tab and line
 * feed are dropped, which XML cannot hold.
 */
export function neutralText(text: string): string {
	const clean = text.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (one) =>
		one === '\n' || one === '\t' ? one : '',
	);
	return /^[\s\u00A0]*[=+\-@\t\uFF0B\uFF0D\uFF1D\uFF20]/u.test(clean) ? `'${clean}` : clean;
}
