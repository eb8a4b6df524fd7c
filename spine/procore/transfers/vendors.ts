import { vendorContent } from '../../documents/contact-content';
import { postalOf } from '../../documents/postal';
import type { Transfer } from '../../documents/transfer';
import type { ContentOf } from '../../documents/transfer-content';
import type { StandingRecord, TransferAdapter } from '../../transfers/target';
import type { ProcoreClient, WireRow } from '../client';
import { ProcoreError } from '../errors';
import { vendorSchema } from '../wire/schemas';

/**
 * Vendors of a Procore company's directory. Its `origin_id` is left alone: only one integration may
 * own it, so the link is kept in the ledger. Vendors cannot be deleted over the API; one that is taken
 * back is made inactive.
 * https://developers.procore.com/reference/rest/company-vendors
 */
export function vendorAdapter(client: ProcoreClient): TransferAdapter {
	return {
		async read(_transfer, id, signal) {
			try {
				return standing(await client.get('vendors', id, {}, { signal }));
			} catch (error) {
				if (error instanceof ProcoreError && error.status === 404) return undefined;
				throw error;
			}
		},
		async find(transfer, signal) {
			const wanted = contentOf(transfer);
			const found: StandingRecord[] = [];
			const filters = { search: wanted.name };
			for await (const row of client.list('vendors', {}, { filters, signal })) {
				const one = standing(row);
				if (one !== undefined && nameOf(one).toLowerCase() === wanted.name.toLowerCase()) {
					found.push(one);
				}
			}
			return found;
		},
		async create(transfer, _requestId, signal) {
			const content = contentOf(transfer);
			const row = await client.create('vendors', {}, attributesOf(content), { signal });
			const after = standing(row);
			if (after === undefined) {
				throw new ProcoreError(
					`Procore created vendor "${content.name}" as an inactive one. Make it active there, then plan again.`,
				);
			}
			return after;
		},
		async remove(_transfer, { id }, _requestId, signal) {
			await client.update('vendors', id, {}, { is_active: false }, { signal });
		},
	};
}

function contentOf({ content, label }: Transfer): ContentOf<'vendor'> {
	if (content.kind !== 'vendor') throw new ProcoreError(`${label} is not a vendor. Plan it again.`);
	return content;
}

const nameOf = ({ content }: StandingRecord): string =>
	content.kind === 'vendor' ? content.name : '';

function attributesOf(content: ContentOf<'vendor'>): WireRow {
	const { name, street, city, state, postalCode, country, phone, email, website } = content;
	return Object.fromEntries(
		Object.entries({
			name,
			address: street,
			city,
			state_code: state,
			zip: postalCode,
			country_code: country,
			business_phone: phone,
			email_address: email,
			website,
			is_active: true,
		}).filter(([, value]) => value !== undefined),
	);
}

/** A vendor as it stands; an inactive one counts as gone. */
function standing(row: WireRow): StandingRecord | undefined {
	const vendor = vendorSchema.parse(row);
	if (vendor.is_active === false) return undefined;
	const postal = postalOf({
		street: vendor.address,
		city: vendor.city,
		state: vendor.state_code,
		postalCode: vendor.zip,
		country: vendor.country_code,
	});
	return {
		id: vendor.id,
		content: vendorContent({
			name: vendor.name,
			phone: vendor.business_phone,
			email: vendor.email_address,
			website: vendor.website,
			postal,
		}),
		...(vendor.updated_at === undefined ? {} : { revision: vendor.updated_at }),
	};
}
