import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { openLedger } from '../shared/ledger';
import { optionalText, readLimit, readParameter, textParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';

/** What became of documents, newest first. */
export async function getDocuments(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced[]> {
	const ledger = await openLedger(this);
	const since = readParameter(this, 'since', itemIndex, optionalText);
	const messageId = readParameter(this, 'messageId', itemIndex, optionalText);
	const entries = await ledger.entries({
		...(since === undefined ? {} : { since }),
		...(messageId === undefined ? {} : { messageId }),
		newest: readLimit(this, itemIndex),
	});
	return entries.map((entry) => ({ json: asJson(entry) }));
}

export async function releaseDocument(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced> {
	const ledger = await openLedger(this);
	const { document, coding, verdict, by } = await ledger.releaseByPerson(
		readParameter(this, 'key', itemIndex, textParameter),
		readParameter(this, 'person', itemIndex, textParameter),
		readParameter(this, 'reason', itemIndex, textParameter),
	);
	return { json: asJson({ document, coding, verdict, releasedBy: by }) };
}

const whichParameter = z.enum(['document', 'claim', 'changed', 'held']);

/**
 * Opens standing decisions again and puts out their documents, for a new run through mapping and
 * gate. A test run from the editor puts them out without opening anything.
 */
export async function verifyAgain(this: IExecuteFunctions, itemIndex: number): Promise<Produced[]> {
	const ledger = await openLedger(this);
	const text = (name: string) => readParameter(this, name, itemIndex, textParameter);
	const which = readParameter(this, 'which', itemIndex, whichParameter);
	const documents = await ledger.reopen({
		which:
			which === 'document'
				? { key: text('key') }
				: which === 'claim'
					? { claim: text('claim') }
					: which,
		by: text('askedBy'),
		reason: text('reason'),
		dryRun: this.getMode() === 'manual',
	});
	return documents.map((document) => ({ json: asJson({ document }) }));
}
