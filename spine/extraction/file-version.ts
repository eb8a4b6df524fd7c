import type { ReadDocument } from './source';

const IN_NAME =
	/(?:^|[\s_.()-])(rev(?:ision)?[\s_.-]?(?:\d{1,2}|[a-z])|v(?:er(?:sion)?)?[\s_.-]?\d{1,2}|r\d{1,2})(?=$|[\s_.()-])/i;

/** Sure enough to count as read, not as certain as what the paper itself prints. */
const CONFIDENCE = 0.9;

/** Version label that a file's name bears (`Proposal 1043 Rev 2.pdf`, `quote_v3.pdf`). */
export function versionInName(path: string): string | undefined {
	const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w{2,5}$/, '');
	return IN_NAME.exec(name)?.[1]?.replace(/[_.-]/g, ' ');
}

/** A quote that prints no version has the one of its file's name; every other document as it is. */
export function withFileVersion(read: ReadDocument, path: string): ReadDocument {
	if (read.kind !== 'quote' || read.version !== undefined) return read;
	const version = versionInName(path);
	if (version === undefined) return read;
	const evidence = { source: path, text: version, confidence: CONFIDENCE };
	return { ...read, version, evidence: { ...read.evidence, version: evidence } };
}
