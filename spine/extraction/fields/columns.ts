/** Columns of an item table. */
export type ItemColumn =
	| 'number'
	| 'description'
	| 'quantity'
	| 'unit'
	| 'unitPrice'
	| 'amount'
	| 'costCode'
	| 'changeOrder'
	| 'date'
	| 'tax'
	| 'reference';

/** Columns of a continuation sheet (AIA G703 letters A to I), and what custom forms add. */
export type SheetColumn =
	| 'item'
	| 'work'
	| 'scheduledValue'
	| 'previous'
	| 'thisPeriod'
	| 'stored'
	| 'completed'
	| 'percent'
	| 'balance'
	| 'retainage';

export type Column = ItemColumn | SheetColumn | 'other';

/** Sheet columns, in the order they are tried: the more telling words first. */
const SHEET: ReadonlyArray<readonly [SheetColumn, RegExp]> = [
	['retainage', /\b(?:retainage|retention|holdback|retained)\b(?!\s*%)/i],
	['balance', /\bbalance\b|\bremaining\b|to\s+finish|left\s+to\s+bill/i],
	[
		'scheduledValue',
		/scheduled?\s*(?:of\s*)?values?|\bcontract\s+(?:value|amount|sum)|\bsov\b|budget(?:ed)?\s+(?:amount|value)|revised\s+(?:contract|value)/i,
	],
	[
		'percent',
		/^\(?\s*%(?!\s*ret)|percent|^pct\b|\bpct\.?$|%\s*(?:complete|comp|\(|billed|to\s+date)|\(?g\s*[\u00f7/]\s*c\)?|%\s*$/i,
	],
	[
		'stored',
		/\bmaterials?\b.*\bstored|\bpresently\s+stored|\bstored\s+mat|^(?:materials?\s+)?stored(?:\s+to\s+date)?$|^materials?\s*(?:stored|\(not)/i,
	],
	[
		'completed',
		/\btotal\s*(?:work\s*)?(?:complete[d]?|earned|billed)|completed?\s*(?:&|and|\+)\s*stored|\bto\s*date\b|total\s+to\s+date|\(?d\s*\+\s*e\s*\+\s*f\)?/i,
	],
	['previous', /\bprev(?:ious|iously|\.)?|\bprior\b|\bpast\s+(?:billings?|applications?)/i],
	[
		'thisPeriod',
		/this\s+(?:period|app(?:lication)?|invoice|billing|estimate|month|draw|request)|\bcurrent\b|work\s+in\s+place/i,
	],
	['work', /description|\bwork\s+item|scope|\bactivity\b|\btrade\b/i],
	['item', /^(?:item|line|no|#|pos)\b|^item\s*(?:no|number|#)|^#$/i],
];

const ITEM: ReadonlyArray<readonly [ItemColumn, RegExp]> = [
	[
		'description',
		/^(?:(?:item|work|product|service|task|job)\s*(?:\/\s*\w+\s*)?descriptions?|descriptions?(?:\s*(?:of|\/)\s*.{1,30})?|descr?\.?|details?|particulars|work\s+(?:performed|completed|item)|services?(?:\s+(?:rendered|performed|provided))?|products?(?:\s*\/\s*services?)?|title|articles?|materials?|scope(?:\s+of\s+work)?|task|activity|items?\s*(?:&|and|\/)\s*descriptions?|bezeichnung|beschreibung|artikel(?:bezeichnung)?|leistung|d[\u00e9e]signation|libell[\u00e9e]|omschrijving|nazwa(?:\s+towaru)?(?:\s*(?:lub|\/)\s*us\u0142ugi)?|descripci[o\u00f3]n|descrizione|concepto|charges?|classification|trade|labou?r(?:\s+description)?|equipment(?:\s+description)?)$/i,
	],
	[
		'quantity',
		/^(?:(?:qty|quantity|quant)\s*\.?(?:\s*(?:shipp?(?:ed|'d)?|ord(?:ered|'d|\.)?|bill(?:ed)?|inv(?:oiced|'d|\.)?|del(?:ivered|'d|\.)?|this\s+(?:invoice|period|billing))\.?)?|(?:shipp?(?:ed|'d)|ship|shp\.?|shpd\.?|ord\.?|billed|invoiced|delivered|ordered)(?:\s+(?:qty\.?|quantity))?|hours?|hrs\.?|days|units|menge|anzahl|qt[\u00e9e]\.?|quantit[\u00e9e]|nombre|aantal|hoeveelheid|ilo[\u015bs][\u0107c](?:\s*\[jm\])?|cant(?:idad|\.)?|q\.?t[a\u00e0]|st[\u00fcu]ck)$/i,
	],
	[
		'unitPrice',
		/^(?:(?:unit|item|net|sales?|list|your|hourly|price|cost)\s*(?:price|cost|rate|each|per\s+unit|\/\s*(?:unit|ea|hr))(?:\s*\(?[$\u20ac]\)?)?|price|rate|each|unit\s*(?:price|cost)\s*(?:\(?[$\u20ac]\)?|\(usd\))?|(?:einzel|e|vk|st[\u00fcu]ck)[-\s]?preis|preis|p\.?\s?u\.?(?:\s*h\.?t\.?)?|prix(?:\s+unitaire)?(?:\s+ht)?|(?:stuk)?prijs(?:\s+per\s+stuk)?|cena(?:\s+(?:netto|brutto|jedn\.?))?|precio(?:\s+unitario)?|prezzo|rate\s*\/\s*(?:hr|hour))$/i,
	],
	[
		'unit',
		/^(?:unit|uom|u\/?m|um|units?\s+of\s+measure|measure|einheit|einh\.?|unit[\u00e9e]|jm|j\.m\.|eenheid|per)$/i,
	],
	[
		'amount',
		/^(?:(?:line|item|ext(?:ended|\.)?|total|net|gross|invoice|billed|this)\s*(?:total|amount|price|cost|value|billing|invoice)(?:\s*\(?[$\u20ac]\)?)?(?:\s*\((?:usd|eur)\))?|amounts?(?:\s*(?:due|billed|\(?[$\u20ac]\)?|\(usd\)|this\s+(?:invoice|period)))?|total|ext(?:ension|ended|\.)?|value|cost|price\s+(?:total|ext\.?)|sum|betrag|gesamt(?:preis|betrag)?|g[-\s]?preis|zeilenbetrag|summe|montant(?:\s+(?:h\.?t\.?|ttc|total))?|total\s+(?:h\.?t\.?|ttc)|(?:totaal)?bedrag|prijs\s+incl\.?(?:\s+btw)?|totaal|warto[\u015bs][\u0107c](?:\s+(?:netto|brutto))?|kwota|importe|importo|subtotal)$/i,
	],
	[
		'costCode',
		/^(?:cost\s*code|phase(?:\s*code)?|csi(?:\s*(?:code|division|#))?|gl\s*code|code|job\s*code|cost\s*type)$/i,
	],
	['changeOrder', /^(?:c\.?o\.?\s*(?:#|no\.?)?|change\s*order(?:\s*(?:#|no\.?))?)$/i],
	[
		'number',
		/^(?:item|items|item\s*(?:no\.?|number|#|code|id)|#|no\.?|nr\.?|line|line\s*(?:no\.?|#)|ln|pos(?:ition|\.)?|lp\.?|l\.p\.|sku|part(?:\s*(?:no\.?|number|#))?|product\s*(?:code|no\.?|id)|art(?:ikel)?\.?[-\s]?(?:nr\.?|nummer)|article\s*(?:no\.?)?|ref(?:erence)?\.?|r[\u00e9e]f\.?|sov\s*(?:#|line|item)?)$/i,
	],
	[
		'tax',
		/^(?:tax(?:es)?(?:\s*\(?%\)?)?|vat(?:\s*%|\s*\[%\])?|gst|mwst\.?(?:\s*%)?|ust\.?(?:\s*%)?|tva|btw(?:\s*%)?|iva|disc(?:ount)?\.?\s*%?|rabatt\s*%?|kwota\s+vat|tax\s+amount|t)$/i,
	],
	[
		'date',
		/^(?:date|service\s*date|datum|work\s*date|date\s+of\s+(?:service|work)|delivery\s*date)$/i,
	],
	[
		'reference',
		/^(?:invoice(?:\s*(?:#|no\.?|number|date))?|document(?:\s*(?:#|no\.?))?|reference|ticket(?:\s*(?:#|no\.?))?|due\s*date|balance|open\s*(?:amount|balance)|location|warehouse)$/i,
	],
];

/** What a heading of an item table names; undefined when it names nothing known. */
export function itemColumn(heading: string): ItemColumn | undefined {
	const text = heading
		.replace(/\s*\(?\b(?:USD|AUD|CAD|EUR|GBP|NZD)\)?$|[:*]+$/g, '')
		.replace(/\s+/g, ' ')
		.trim();
	return ITEM.find(([, pattern]) => pattern.test(text))?.[0];
}

/** What a heading of a continuation sheet names; undefined when it names nothing known. */
export function sheetColumn(heading: string): SheetColumn | undefined {
	const text = heading.replace(/\s+/g, ' ').trim();
	return SHEET.find(([, pattern]) => pattern.test(text))?.[0];
}
