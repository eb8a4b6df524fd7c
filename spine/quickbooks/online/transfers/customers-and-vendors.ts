import { jobContent, vendorContent } from '../../../documents/contact-content';
import type { Transfer } from '../../../documents/transfer';
import type { ContentOf } from '../../../documents/transfer-content';
import type { StandingRecord, TransferAdapter } from '../../../transfers/target';
import type { QuickBooksOnline } from '../client';
import { QuickBooksError } from '../errors';
import { checkTexts } from '../lengths';
import { readRow } from '../row';
import { postalParts } from '../to-records';
import type { Wire } from '../wire';

/** A name that is taken, by Intuit's code. */
const NAME_TAKEN = '6240';

/** Error of something that certainly was not written. */
const refused = (sentence: string, element?: string): QuickBooksError =>
	new QuickBooksError(sentence, { code: 'refused', ...(element === undefined ? {} : { element }) });

/**
 * Vendors of a QuickBooks company. What is created carries the id that the vendor has in the project
 * system as its account number, so that the link is found again. Vendors cannot be deleted: one that is
 * taken back is made inactive, which only an unused one may be.
 * https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/vendor
 */
export function vendorAdapter(client: QuickBooksOnline): TransferAdapter {
	return {
		async read(_transfer, id, signal) {
			return standingVendor(await client.get('Vendor', id, signal));
		},
		async find(transfer, signal) {
			const { name } = vendorOf(transfer);
			return (await named(client, 'Vendor', name, signal)).flatMap(
				(row) => standingVendor(row) ?? [],
			);
		},
		async create(transfer, requestId, signal) {
			const content = vendorOf(transfer);
			const body = {
				DisplayName: content.name,
				CompanyName: content.name,
				AcctNum: transfer.source.id,
				...address(content),
				...(content.phone === undefined ? {} : { PrimaryPhone: { FreeFormNumber: content.phone } }),
				...(content.email === undefined ? {} : { PrimaryEmailAddr: { Address: content.email } }),
				...(content.website === undefined ? {} : { WebAddr: { URI: content.website } }),
			};
			const row = await created(client, 'Vendor', body, content.name, { requestId, signal });
			return stood(standingVendor(row), content);
		},
		async remove(transfer, standing, _requestId, signal) {
			const { name } = vendorOf(transfer);
			for (const entity of ['Bill', 'BillPayment'] as const) {
				const [used] = await client.query(
					{
						entity,
						where: [{ field: 'VendorRef', operator: '=', value: standing.id }],
						maxResults: 1,
					},
					signal,
				);
				if (used === undefined) continue;
				throw refused(
					`Vendor "${name}" (${standing.id}) is used by transactions in QuickBooks, so it stays. Make it inactive there by hand if it is not needed.`,
				);
			}
			await deactivate(client, 'Vendor', standing, signal);
		},
	};
}

/**
 * Customers' jobs (sub-customers) of a QuickBooks company; they too are made inactive where they are
 * taken back. QuickBooks' own projects cannot be created over this API; each of them is such a
 * customer, though, and can be linked.
 * https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/customer
 */
export function jobAdapter(client: QuickBooksOnline): TransferAdapter {
	return {
		async read(_transfer, id, signal) {
			return standingJob(await client.get('Customer', id, signal));
		},
		async find(transfer, signal) {
			const { name } = jobOf(transfer);
			return (await named(client, 'Customer', name, signal)).flatMap(
				(row) => standingJob(row) ?? [],
			);
		},
		async create(transfer, requestId, signal) {
			const content = jobOf(transfer);
			const body = {
				DisplayName: content.name,
				...(content.parent === undefined
					? {}
					: { Job: true, BillWithParent: true, ParentRef: { value: content.parent.id } }),
				...address(content),
			};
			const row = await created(client, 'Customer', body, content.name, { requestId, signal });
			return stood(standingJob(row), content);
		},
		async remove(_transfer, standing, _requestId, signal) {
			await deactivate(client, 'Customer', standing, signal);
		},
	};
}

function vendorOf({ content, label }: Transfer): ContentOf<'vendor'> {
	if (content.kind !== 'vendor') throw refused(`${label} is not a vendor. Plan it again.`);
	return content;
}

function jobOf({ content, label }: Transfer): ContentOf<'job'> {
	if (content.kind !== 'job') throw refused(`${label} is not a job.`);
	return content;
}

function address(content: ContentOf<'vendor' | 'job'>): { BillAddr?: Record<string, string> } {
	const { street, city, state, postalCode, country } = content;
	const parts = Object.entries({
		Line1: street,
		City: city,
		CountrySubDivisionCode: state,
		PostalCode: postalCode,
		Country: country,
	}).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
	return parts.length === 0 ? {} : { BillAddr: Object.fromEntries(parts) };
}

type Entity = 'Vendor' | 'Customer';

async function named(
	client: QuickBooksOnline,
	entity: Entity,
	name: string,
	signal: AbortSignal | undefined,
): Promise<unknown[]> {
	return await client.query(
		{ entity, where: [{ field: 'DisplayName', operator: '=', value: name }] },
		signal,
	);
}

async function created(
	client: QuickBooksOnline,
	entity: Entity,
	body: Record<string, unknown>,
	name: string,
	options: { requestId: string; signal?: AbortSignal | undefined },
): Promise<unknown> {
	checkTexts(entity, body);
	const { requestId, signal } = options;
	try {
		return await client.create(entity, body, {
			requestId,
			...(signal === undefined ? {} : { signal }),
		});
	} catch (error) {
		if (!(error instanceof QuickBooksError) || error.code !== NAME_TAKEN) throw error;
		throw new QuickBooksError(
			`The name "${name}" is used in QuickBooks by something else (vendors, customers and employees share their names). Rename that one, or link it if it is the same.`,
			{ code: NAME_TAKEN, element: 'DisplayName' },
		);
	}
}

function standingVendor(row: unknown): StandingRecord | undefined {
	if (row === undefined) return undefined;
	const vendor = readRow('Vendor', row);
	if (vendor.Active === false) return undefined;
	return standing(
		vendor,
		vendorContent({
			name: vendor.DisplayName ?? '',
			phone: vendor.PrimaryPhone?.FreeFormNumber,
			email: vendor.PrimaryEmailAddr?.Address,
			website: vendor.WebAddr?.URI,
			postal: postalParts(vendor.BillAddr),
		}),
		vendor['Balance'],
	);
}

function standingJob(row: unknown): StandingRecord | undefined {
	if (row === undefined) return undefined;
	const customer = readRow('Customer', row);
	if (customer.Active === false) return undefined;
	return standing(
		customer,
		jobContent({
			name: customer.DisplayName ?? '',
			parent: customer.ParentRef?.value,
			postal: postalParts(customer.BillAddr),
		}),
		customer['Balance'],
	);
}

function standing(
	row: Wire<Entity>,
	content: ContentOf<'vendor' | 'job'>,
	balance: unknown,
): StandingRecord {
	const open = typeof balance === 'number' && balance !== 0;
	return {
		id: row.Id,
		content,
		...(row.SyncToken === undefined ? {} : { revision: row.SyncToken }),
		...(open
			? { locked: `"${content.name}" (${row.Id}) has an open balance in QuickBooks, so it stays.` }
			: {}),
	};
}

/** What stands after a write, with what QuickBooks did not keep. */
function stood(
	after: StandingRecord | undefined,
	content: ContentOf<'vendor' | 'job'>,
): StandingRecord {
	if (after === undefined) {
		throw new QuickBooksError('QuickBooks did not answer with what it stored.', {
			code: 'http',
			uncertain: true,
		});
	}
	const kept = new Map<string, unknown>(Object.entries(after.content));
	const dropped = Object.entries(content).flatMap(([name, value]) =>
		JSON.stringify(kept.get(name)) === JSON.stringify(value) ? [] : [name],
	);
	const warnings = dropped.map(
		(name) => `QuickBooks did not keep the ${name} of "${content.name}". Check it there.`,
	);
	return warnings.length === 0 ? after : { ...after, warnings };
}

async function deactivate(
	client: QuickBooksOnline,
	entity: Entity,
	{ id, revision }: StandingRecord,
	signal: AbortSignal | undefined,
): Promise<void> {
	const body = { Id: id, SyncToken: revision ?? '0', sparse: true, Active: false };
	await client.update(entity, body, signal === undefined ? {} : { signal });
}
