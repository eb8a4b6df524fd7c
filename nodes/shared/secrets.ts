/** A token in a header, or the value of a member, parameter or field that holds a secret. */
const SECRETS: ReadonlyArray<readonly [RegExp, string]> = [
	[/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '$1 ***'],
	[
		/\b(access_token|refresh_token|client_secret|clientSecret|password|authorization)(["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi,
		'$1$2***',
	],
	[/(:\/\/[^\s:/@]+:)[^\s@/]+@/g, '$1***@'],
];

/** A text without tokens and passwords, for messages and logs. */
export function withoutSecrets(text: string): string {
	return SECRETS.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), text);
}
