type Pdf = Awaited<ReturnType<(typeof import('unpdf'))['getDocumentProxy']>>;

/** The files embedded in a PDF (PDF 32000-1 section 7.11.4), such as the XML of an e-invoice. */
export async function embeddedFiles(pdf: Pdf): Promise<Array<{ name: string; bytes: Uint8Array }>> {
	const attachments: unknown = await pdf.getAttachments();
	if (!isMap(attachments)) return [];
	const files: Array<{ name: string; bytes: Uint8Array }> = [];
	for (const [key, value] of attachments) {
		const id = String(key);
		const listed = typeof value === 'object' && value !== null ? value : {};
		const named =
			'filename' in listed && typeof listed.filename === 'string' ? listed.filename : id;
		const given: unknown = 'content' in listed ? listed.content : undefined;
		const bytes: unknown = isBytes(given) ? given : await pdf.getAttachmentContent(id);
		if (isBytes(bytes)) files.push({ name: named, bytes: new Uint8Array(bytes) });
	}
	return files;
}

/** A map of whatever realm made it. */
function isMap(value: unknown): value is Map<unknown, unknown> {
	return Object.prototype.toString.call(value) === '[object Map]';
}

/** Bytes of whatever realm made them. */
function isBytes(value: unknown): value is Uint8Array {
	return Object.prototype.toString.call(value) === '[object Uint8Array]';
}
