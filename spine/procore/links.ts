/**
 * Target of the `next` relation of a Link header (RFC 8288), absent on the last page.
 * `<https://api.procore.com/…?page=3>; rel="next", <…>; rel="last"`
 */
export function nextLink(header: string | undefined): string | undefined {
	if (header === undefined) return undefined;
	for (const [, target, parameters] of header.matchAll(/<([^>]*)>([^<]*)/g)) {
		const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters ?? '');
		const names = (relation?.[1] ?? relation?.[2] ?? '').toLowerCase().split(/\s+/);
		if (names.includes('next')) return target;
	}
	return undefined;
}

/** Page number that a link asks for, absent where it names none. */
export function pageOf(link: string): number | undefined {
	const page = new URL(link, 'http://localhost').searchParams.get('page');
	return page !== null && /^[1-9]\d*$/.test(page) ? Number(page) : undefined;
}
