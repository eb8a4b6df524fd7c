/** What a consent page asks a person who connects an app. */
export interface ConsentQuestion {
	/** Name of the system that is asked for access. */
	system: string;
	/** Choices of a company with its name, of which one is taken; none: there is no choice. */
	companies: ReadonlyArray<{ id: string; name: string }>;
	/** Parameters of the authorization request, which come back with the decision. */
	request: Readonly<Record<string, string>>;
}

const ESCAPED: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPED[sign] ?? sign);

/**
 * A page on which a person allows or denies access. It sends the browser to its own address again,
 * with the request, `decision` (`allow` or `deny`) and, where there is a choice, `realmId`.
 */
export function consentPage({ system, companies, request }: ConsentQuestion): string {
	const kept = Object.entries(request)
		.filter(([name]) => name !== 'decision' && name !== 'realmId')
		.map(
			([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
		)
		.join('');
	const options = companies
		.map(({ id, name }) => `<option value="${escaped(id)}">${escaped(name)}</option>`)
		.join('');
	const choice =
		companies.length === 0
			? ''
			: `<p><label>Company <select name="realmId">${options}</select></label></p>`;
	return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(system)} (simulated)</title></head>
<body>
<h1>${escaped(system)} (simulated)</h1>
<p>An app asks for access to your data.</p>
<form method="get">${kept}${choice}
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form>
</body>
</html>
`;
}
