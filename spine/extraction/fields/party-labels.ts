import { label } from './label';
import type { Label } from './label';

/** Labels of companies and the ways to reach them. */
export const partyLabels: readonly Label[] = [
	label(
		'billTo',
		1,
		'bill(?:ed)?[- ]?to(?:\\s+address)?|invoice(?:d)?\\s*to|sold\\s*to|billing\\s*address|to\\s+(?:general\\s+)?(?:contractor|owner)(?:\\s*/\\s*client)?|customer(?:\\s+name)?|client(?:\\s+name)?|prepared\\s+for|submitted\\s+to|proposal\\s+(?:submitted\\s+)?to|quote\\s+to|quoted\\s+to|credit\\s+to|rechnungsadresse|rechnung\\s+an|k[a\u00e4]ufer|rechnungsempf[a\u00e4]nger|factur[\u00e9e]\\s+[\u00e0a]|adresse\\s+de\\s+facturation|factuuradres|factuur\\s+aan|nabywca|guest\\s+name|insured\\s+name|nom\\s+de\\s+l.abonn[\u00e9e]|cliente',
	),
	label('billTo', 0.8, 'gc|general\\s+contractor(?:\\s*/\\s*client)?'),
	label('billTo', 0.7, 'attention|attn'),
	label('billTo', 0.55, 'to|owner|buyer|an'),
	label(
		'shipTo',
		1,
		'ship(?:ped)?[- ]?to|deliver(?:ed)?\\s*to|delivery\\s*address|shipping\\s*address|lieferadresse|afleveradres|adresse\\s+de\\s+livraison|jobsite\\s*address',
	),
	label(
		'vendor',
		1,
		"(?:from|via)\\s+(?:the\\s+)?(?:sub)?contractor|from\\s+vendor|vendor(?:\\s*name)?|supplier(?:\\s+name)?|seller|sold\\s+by|service\\s+provider|subcontractor(?:\\s+name)?(?!['\u2019]s)|contractor(?:'s)?\\s+name|company\\s+name|submitted\\s+by|prepared\\s+by|quoted\\s+by|proposal\\s+(?:from|by)|sprzedawca|verk[a\u00e4]ufer|lieferant|vendeur|fournisseur|leverancier|verkoper|proveedor|fornitore|titulaire\\s+du\\s+compte|kontoinhaber|payment\\s+received\\s+by|issued\\s+by|billed\\s+by",
	),
	label('vendor', 0.6, 'from|contractor|by'),
	label(
		'remitTo',
		1,
		'remit(?:tance)?(?:\\s+(?:all\\s+)?payments?)?(?:\\s+only)?\\s*(?:to|address)|remit\\s+payment\\s+to|please\\s+remit\\s+(?:payment\\s+)?to|make\\s+(?:all\\s+)?(?:checks?|cheques?|payments?)\\s+payable\\s+to|(?:checks?|cheques?)\\s+payable\\s+to|payable\\s+to|send\\s+payments?\\s+to|mail\\s+(?:payments?|checks?)\\s+to|pay\\s+to|(?:payment\\s+)?(?:to\\s+be\\s+made\\s+)?in\\s+favou?r\\s+of',
	),
	label(
		'phone',
		1,
		'phone|telephone|tel|t[\u00e9e]l[\u00e9e]phone|t[\u00e9e]l|telefon|telefoon|ph|fax|(?:mobile|cell|office|p)(?=\\s*[:.]|\\s+[+(]?\\d)',
	),
	label(
		'taxId',
		1,
		'(?:federal\\s+)?(?:tax\\s*(?:payer)?\\s*id(?:entification)?|ein|fein|tin|vat(?:\\s*(?:reg(?:istration)?|id))?|ust-?id(?:-?nr)?|ustid|btw(?:\\s*nummer)?|tva(?:\\s+intracommunautaire)?|nip|gstin|abn|gst(?:/hst)?|siret|vat/tin)(?:\\s*(?:no|number|nr)\\b\\.?)?',
	),
	label(
		'terms',
		1,
		'(?:payment\\s+)?terms|zahlungsbedingungen|conditions\\s+de\\s+paiement|betalingsvoorwaarden',
	),
];
