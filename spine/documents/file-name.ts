/** A file name without a path or control characters, at most 200 characters, its extension kept. */
export function safeFileName(name: string): string {
	const base = (name.split(/[\\/]/).pop() ?? '').replace(/\p{C}/gu, '').trim();
	const kept = base === '' ? 'document' : base;
	if (kept.length <= 200) return kept;
	const extension = /\.[A-Za-z0-9]{1,8}$/.exec(kept)?.[0] ?? '';
	return kept.slice(0, 200 - extension.length) + extension;
}
