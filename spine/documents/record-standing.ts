import type { Document } from './document';

/** Key of the document that a requisition of the project system is. */
export function requisitionKey(id: string): string {
	return `projects:requisition:${id}`;
}

/** Statuses in which a requisition asks for nothing yet, or no more. */
const SILENT = ['draft', 'revise_and_resubmit'];
/** Statuses in which the people of the project system are done with it. */
const APPROVED = ['approved', 'approved_as_noted'];

/** Whether a status means that the people of the project system are done with a requisition. */
export function isApproved(status: string | undefined): boolean {
	return APPROVED.includes(status ?? '');
}

/** Whether a document is a record of the project system that nobody has submitted, or that was sent back. */
export function isSilentRecord({ source }: Document): boolean {
	return source.channel === 'projects' && SILENT.includes(source.status ?? '');
}

/**
 * Whether a document still waits for the people of the project system: only what they approved may
 * lead to a bill, whatever the gate says of it.
 */
export function awaitsApproval({ source }: Document): boolean {
	return source.channel === 'projects' && !isApproved(source.status);
}
