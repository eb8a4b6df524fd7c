import type { DocumentKind } from '../../documents/document';

/** What a label announces. The `other...` fields exist so that their values are not mistaken. */
export type LabelField =
	| 'number'
	| 'date'
	| 'dueDate'
	| 'otherDate'
	| 'validUntil'
	| 'vendor'
	| 'billTo'
	| 'shipTo'
	| 'remitTo'
	| 'project'
	| 'projectAddress'
	| 'commitment'
	| 'otherNumber'
	| 'version'
	| 'quote'
	| 'original'
	| 'changeOrder'
	| 'terms'
	| 'phone'
	| 'taxId'
	| 'period'
	| 'periodFrom'
	| 'periodTo'
	| 'subtotal'
	| 'discount'
	| 'tax'
	| 'freight'
	| 'retainage'
	| 'deposit'
	| 'payments'
	| 'previousBalance'
	| 'total'
	| 'amountDue'
	| 'release';

export interface Label {
	field: LabelField;
	pattern: RegExp;
	/** How sure the words alone make it, 0 to 1. */
	weight: number;
	/** The kind of document whose number this is. */
	kind?: DocumentKind;
}

const NO =
	'(?:\\s*[-#]?\\s*(?:no|number|numbers|num|nbr|nr|id)\\b\\.?|\\s*(?:#|\u2116|n[\u00b0\u00ba]))';

function label(field: LabelField, weight: number, source: string, kind?: DocumentKind): Label {
	const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'giu');
	return kind === undefined ? { field, pattern, weight } : { field, pattern, weight, kind };
}

/** A label that ends in a sign (`#`, `n\u00b0`), which touches its value. */
function touching(field: LabelField, weight: number, source: string, kind?: DocumentKind): Label {
	const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})`, 'giu');
	return kind === undefined ? { field, pattern, weight } : { field, pattern, weight, kind };
}

const numbers: Label[] = [
	touching(
		'number',
		1,
		`(?:tax\\s+|sales\\s+|progress\\s+|our\\s+)?(?:invoice|inv\\b\\.?)${NO}`,
		'invoice',
	),
	touching('number', 1, `(?:credit\\s*(?:memo|note|memorandum)|cm\\b|credit)${NO}`, 'credit_memo'),
	touching('number', 1, `(?:quote|quotation|proposal|estimate|bid|offer)${NO}`, 'quote'),
	touching('number', 0.95, `statement${NO}`, 'statement'),
	touching('number', 0.9, `(?:bill|document|doc\\.?|receipt|ticket)${NO}`),
	touching(
		'number',
		1,
		`(?:change\\s*order|c\\.?o\\.?|pco|cor|cco|sco|change\\s*order\\s*request|potential\\s*change\\s*order|change\\s*request|proposed\\s*change\\s*order)${NO}`,
		'change_order',
	),
	touching(
		'number',
		1,
		`(?:pay(?:ment)?\\s*)?(?:application|app\\b\\.?|requisition|draw|pay\\s*app(?:lication)?|pay\\s*request|estimate)${NO}`,
		'pay_application',
	),
	touching(
		'number',
		1,
		'(?:\\p{L}*rechnung(?:s)?|\\p{L}*korrektur|gutschrift(?:s)?|angebot(?:s)?|beleg|re)(?:\\s*\\(\\d+\\))?[- ]?(?:nr\\b\\.?|nummer|no\\b\\.?)',
	),
	touching(
		'number',
		1,
		'(?:facture|avoir|devis)\\s*(?:n[\u00b0\u00bao]\\.?|num[\u00e9e]ro|no\\b\\.?|#)|(?:n[\u00b0\u00ba]|num[\u00e9e]ro|no)\\.?\\s*(?:de\\s+(?:la\\s+)?)?(?:facture|devis|avoir)',
	),
	touching('number', 1, '(?:factuur|offerte|creditnota)\\s*-?\\s*(?:nummer|nr\\b\\.?)'),
	touching(
		'number',
		1,
		'(?:faktura(?:\\s+vat)?|rachunek)\\s*(?:nr|numer)\\b\\.?:?|numer\\s+faktury',
	),
	touching(
		'number',
		1,
		'(?:factura|fattura)\\s*(?:n[\u00b0\u00bao]\\.?|n\\.|n[\u00fau]m(?:ero)?\\.?|#)|n[\u00fau]mero\\s+(?:de\\s+)?factura|numero\\s+fattura',
	),
	label('number', 0.62, 'invoice|credit\\s*memo|rechnung|facture|factuur|faktura|factura|fattura'),
	label('number', 0.62, 'quote|quotation|proposal|estimate', 'quote'),
	label('number', 0.62, 'change\\s*order(?:\\s*request)?|pco|cor', 'change_order'),
	touching('number', 0.5, 'number|no\\.|nr\\.|#|n[\u00b0\u00ba]'),
	touching(
		'number',
		0.4,
		'reference(?:\\s*(?:no\\.?|number|#))?|our\\s+ref(?:erence)?|ref\\.?(?:\\s*#)?',
	),
	label(
		'number',
		0.7,
		'booking\\s+id|transaction\\s+(?:id|no\\.?|number)|confirmation\\s+(?:no\\.?|number)',
	),
	touching(
		'otherNumber',
		1,
		`(?:customer|client|cust|account|acct|member|kunden|user|vendor|supplier|tracking|serial|phone|fax|tel|claim|policy|licen[cs]e|lic|permit|check|cheque|contractor(?:'s)?\\s*licen[cs]e|check|delivery|packing\\s*slip|bol|load|truck|employee|store|suite|unit|route|order|sales\\s*order|your\\s+order|auftrag(?:s)?|bestell|liefer(?:schein)?|klant|order|mandate?|siret|siren|ein|federal|cage|duns|architect'?s?\\s*project|owner'?s?\\s*project)[- ]?(?:${NO}|nr\\b\\.?|nummer)`,
	),
	touching(
		'otherNumber',
		0.9,
		'kundennr\\.?|kundennummer|auftragsnr\\.?|klantnummer|ordernummer|bestellnummer|id\\.?\\s?client|num[\u00e9e]ro\\s+de\\s+(?:ligne|dossier|client|commande)|n[\u00b0\u00ba]\\s*(?:client|commande)|order\\s+id|payment\\s+reference|steuer-?nr\\.?|kto-?nr\\.?|blz|iban|bic|swift',
	),
];

const dates: Label[] = [
	label(
		'date',
		1,
		'(?:invoice|inv\\.?|bill(?:ing)?|statement|quote|quotation|proposal|estimate|credit(?:\\s*memo|\\s*note)?|document|change\\s*order|receipt|co|application|app\\.?)\\s*date|date\\s+(?:of\\s+)?(?:the\\s+)?(?:invoice|issue|issued|bill|quote|proposal|application|credit)|date\\s+issued|issue\\s*date|issued(?:\\s+on)?|invoiced(?:\\s+on)?',
	),
	label(
		'date',
		1,
		"rechnungsdatum|belegdatum|ausstellungsdatum|angebotsdatum|factuur\\s*-?datum|offertedatum|data\\s+wystawienia|date\\s+(?:de\\s+)?(?:la\\s+)?(?:facture|facturation|devis|d'[\u00e9e]mission)|fecha\\s+(?:de\\s+)?(?:la\\s+)?(?:factura|emisi[o\u00f3]n)|data\\s+(?:fattura|emissione)",
	),
	label('date', 0.72, 'date|dated|datum|fecha|data'),
	label(
		'dueDate',
		1,
		"(?:payment\\s+|invoice\\s+)?due\\s*(?:date|on|by)|payment\\s+due|pay(?:able)?\\s+by|net\\s+due\\s+date|f[a\u00e4]llig(?:\\s*am|keit(?:sdatum)?)?|zahlungsziel|zahlbar\\s+bis|(?:date\\s+d')?[\u00e9e]ch[\u00e9e]ance|date\\s+limite\\s+de\\s+paiement(?:\\s+le)?|vervaldatum|termin\\s+p[\u0142l]atno[\u015bs]ci|(?:fecha\\s+de\\s+)?vencimiento|scadenza",
	),
	label(
		'otherDate',
		1,
		'(?:order|ship(?:ping|ped)?|delivery|delivered|print(?:ed)?|contract|agreement|service|work|start|completion|report|last\\s+audit|award|transaction|received|approved|p\\.?o\\.?|commitment|subcontract|expected|need|required|expiration|payment|check\\s*in|check\\s*out|via)\\s*(?:date|dt\\.?)|date\\s+of\\s+(?:work|service|contract|agreement|delivery|signature)|contract\\s+(?:for|date)|lieferdatum|leistungsdatum|orderdatum|leverdatum|data\\s+sprzeda[\u017cz]y|date\\s+de\\s+(?:livraison|commande)|subscribed(?:\\s+and\\s+sworn)?|my\\s+commission\\s+expires|commission\\s+expires',
	),
	label(
		'validUntil',
		1,
		'(?:valid|good|firm)\\s*(?:until|through|thru|to|till)|expires(?:\\s+on)?|expiration(?:\\s+date)?|expiry(?:\\s+date)?|g[u\u00fc]ltig\\s+bis|valable\\s+jusqu|geldig\\s+tot',
	),
	label(
		'periodTo',
		1,
		'(?:pay(?:ment)?\\s+|billing\\s+|application\\s+)?period\\s*(?:to|ending|end|thru|through)|work\\s+(?:through|thru)|through\\s+date|thru\\s+date|for\\s+(?:the\\s+)?period\\s+ending|period\\s+end\\s+date',
	),
	label('periodFrom', 1, 'period\\s*(?:from|start(?:ing)?|begin(?:ning)?)|from\\s+date'),
	label(
		'period',
		0.9,
		'(?:billing|service|invoice|rental|application|pay)?\\s*period|service\\s+dates?|dates?\\s+of\\s+service|leistungszeitraum|abrechnungszeitraum|p[\u00e9e]riode',
	),
];

const parties: Label[] = [
	label(
		'billTo',
		1,
		'bill(?:ed)?[- ]?to(?:\\s+address)?|invoice(?:d)?\\s*to|sold\\s*to|billing\\s*address|to\\s+(?:general\\s+)?(?:contractor|owner)(?:\\s*/\\s*client)?|customer(?:\\s+name)?|client(?:\\s+name)?|prepared\\s+for|submitted\\s+to|proposal\\s+(?:submitted\\s+)?to|quote\\s+to|quoted\\s+to|credit\\s+to|attention|attn|rechnungsadresse|rechnung\\s+an|k[a\u00e4]ufer|rechnungsempf[a\u00e4]nger|factur[\u00e9e]\\s+[\u00e0a]|adresse\\s+de\\s+facturation|factuuradres|factuur\\s+aan|nabywca|guest\\s+name|insured\\s+name|nom\\s+de\\s+l.abonn[\u00e9e]|cliente',
	),
	label('billTo', 0.55, 'to|owner|buyer|an'),
	label(
		'shipTo',
		1,
		'ship(?:ped)?[- ]?to|deliver(?:ed)?\\s*to|delivery\\s*address|shipping\\s*address|lieferadresse|afleveradres|adresse\\s+de\\s+livraison|jobsite\\s*address',
	),
	label(
		'vendor',
		1,
		"(?:from|via)\\s+(?:the\\s+)?(?:sub)?contractor|from\\s+vendor|vendor(?:\\s*name)?|supplier(?:\\s+name)?|seller|sold\\s+by|service\\s+provider|subcontractor(?:\\s+name)?|contractor(?:'s)?\\s+name|company\\s+name|submitted\\s+by|prepared\\s+by|quoted\\s+by|proposal\\s+(?:from|by)|sprzedawca|verk[a\u00e4]ufer|lieferant|vendeur|fournisseur|leverancier|verkoper|proveedor|fornitore|titulaire\\s+du\\s+compte|kontoinhaber|payment\\s+received\\s+by|issued\\s+by|billed\\s+by",
	),
	label('vendor', 0.6, 'from|contractor|by'),
	label(
		'remitTo',
		1,
		'remit(?:tance)?(?:\\s+(?:payments?|all\\s+payments))?\\s*(?:to|address)|remit\\s+payment\\s+to|please\\s+remit\\s+(?:payment\\s+)?to|make\\s+(?:all\\s+)?(?:checks?|cheques?|payments?)\\s+payable\\s+to|(?:checks?|cheques?)\\s+payable\\s+to|payable\\s+to|send\\s+payments?\\s+to|mail\\s+(?:payments?|checks?)\\s+to|pay\\s+to|(?:payment\\s+)?(?:to\\s+be\\s+made\\s+)?in\\s+favou?r\\s+of',
	),
	label(
		'phone',
		1,
		'phone|telephone|tel|t[\u00e9e]l[\u00e9e]phone|t[\u00e9e]l|telefon|telefoon|ph|mobile|cell|office|fax|p',
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

const references: Label[] = [
	touching('project', 1, `(?:project|job|contract\\s*job)${NO}`),
	label(
		'project',
		0.9,
		'(?:project|job)(?:\\s*(?:name|title|site|location|/\\s*site|description))?|re(?=\\s*:)|work\\s+site|site|projekt|chantier|bauvorhaben|werk',
	),
	label('projectAddress', 1, '(?:project|job|site)\\s*(?:address|location)'),
	touching(
		'commitment',
		1,
		`(?:subcontract(?:\\s*agreement)?|sub\\s*agreement|commitment|contract|agreement|work\\s*order|task\\s*order|purchase\\s*order|p\\.?\\s?o\\.?|customer\\s*p\\.?o\\.?|your\\s*p\\.?o\\.?|customer\\s+order|cust(?:omer)?\\s*order|sc|wo|msa)${NO}`,
	),
	label(
		'commitment',
		0.85,
		'subcontract|commitment|purchase\\s*order|p\\.?o\\.?(?=\\s*:)|sub\\s*agreement|contract(?=\\s*:)|your\\s+(?:order|reference|ref)|bestellung|bestellnummer|votre\\s+commande',
	),
	label(
		'version',
		1,
		'revision(?:\\s*(?:no|number|#))?|version(?:\\s*(?:no|number|#))?|rev\\.?(?:\\s*(?:no|#))?',
	),
	touching(
		'quote',
		1,
		`(?:per|ref(?:erence)?\\.?:?|against|our|based\\s+on|from)\\s+(?:our\\s+|your\\s+)?(?:quote|quotation|proposal|estimate|bid)(?:${NO})?`,
	),
	touching(
		'original',
		1,
		`(?:original|credited|applies\\s+to|apply\\s+to|applied\\s+to|against|ref(?:erence)?\\.?:?|replaces|supersedes|related|credit\\s+for|for|corrects)\\s+(?:to\\s+)?(?:our\\s+)?(?:original\\s+)?(?:invoice|inv\\b\\.?|quote|quotation|proposal|estimate)(?:${NO})?`,
	),
	label('original', 0.9, 'original\\s+invoice|applies\\s+to'),
];

const amounts: Label[] = [
	label(
		'subtotal',
		1,
		'sub[- ]?total(?:\\s*\\([^)]*\\))?|net\\s+(?:amount|total|value)(?!\\s+due)|total\\s+(?:before|excl(?:uding|\\.)?)\\s*(?:of\\s+)?(?:sales\\s+)?(?:tax|vat)|total\\s+(?:ht|net)|zwischensumme|nettobetrag|netto(?:summe)?|summe\\s+netto|gesamt\\s+netto|montant\\s+(?:total\\s+)?ht|sous-?total|subtotaal|exclusief\\s+btw|totaal\\s+excl\\.?(?:\\s+btw)?|razem\\s+netto|merchandise(?:\\s+total)?|material\\s+total|line\\s+total',
	),
	label(
		'discount',
		1,
		'(?:less\\s+)?(?:trade\\s+|early\\s+payment\\s+|member\\s+)?discounts?|rabatt|nachlass|skonto|remise|korting|rebate',
	),
	label(
		'tax',
		1,
		'(?:state\\s+|county\\s+|city\\s+|local\\s+|total\\s+)?(?:sales|use)\\s*(?:/\\s*use\\s+)?tax|total\\s+tax|tax(?:es)?(?:\\s+(?:amount|total))?|vat(?:\\s+amount)?|gst(?:/hst)?|hst|pst|qst|mwst\\.?|ust\\.?|umsatzsteuer|mehrwertsteuer|steuerbetrag|tva|btw(?:\\s+bedrag)?|iva|kwota\\s+vat|podatek',
	),
	label(
		'freight',
		1,
		'freight(?:\\s*(?:in|out|charges?|&\\s*handling))?|shipping(?:\\s*(?:&|and)\\s*handling|\\s+charges?|\\s+cost)?|delivery\\s*(?:charges?|fee)|s\\s*&\\s*h|cartage|versand(?:kosten)?|frais\\s+de\\s+port|verzendkosten',
	),
	label(
		'retainage',
		1,
		'(?:less\\s+|minus\\s+|current\\s+|total\\s+)?(?:retainage|retention|holdback|retained)(?:\\s+(?:held|withheld|amount|this\\s+(?:invoice|period|billing)))?(?:\\s*@)?|sicherheitseinbehalt|retenue\\s+de\\s+garantie',
	),
	label(
		'release',
		1,
		'(?:release\\s+of\\s+(?:retainage|retention|holdback)|(?:retainage|retention|holdback)\\s+(?:release|released|billing|due|payable|requested|invoice))(?:\\s+(?:due|this\\s+invoice|requested))?',
	),
	label(
		'deposit',
		1,
		'(?:less\\s+)?(?:deposits?|down\\s*payments?|advance\\s+payments?|prepaid|prepayments?)(?:\\s+(?:applied|received|paid|amount))?|anzahlung|acompte|aanbetaling',
	),
	label(
		'payments',
		1,
		'(?:less\\s+)?(?:payments?|amount|total)\\s*(?:/\\s*credits?\\s*)?(?:received|applied|made|paid)(?:\\s+to\\s+date)?|payments?(?:\\s*/\\s*credits?)?|paid(?:\\s+to\\s+date)?|amount\\s+paid|rewards\\s+applied|credits?\\s+applied|bereits\\s+gezahlt|d[\u00e9e]j[\u00e0a]\\s+pay[\u00e9e]|zap[\u0142l]acono|betaald',
	),
	label(
		'previousBalance',
		1,
		'(?:previous|prior|past\\s+due|opening|beginning|outstanding|last)\\s+(?:account\\s+)?balance|balance\\s+(?:forward|brought\\s+forward|b/f)|past\\s+due(?:\\s+amount)?|unpaid\\s+balance',
	),
	label(
		'amountDue',
		1,
		'(?:net\\s+|total\\s+)?(?:amount|balance|payment)\\s*(?:now\\s+)?(?:due|owing|payable)(?:\\s+(?:this\\s+(?:invoice|application|period|billing)|now|on|in\\s+\\p{L}+))?|total\\s+due(?:\\s+this\\s+(?:invoice|billing))?|(?:net\\s+)?due\\s+this\\s+(?:invoice|period|billing)|pay\\s+this\\s+amount|please\\s+pay|net\\s+(?:amount\\s+)?(?:due|payable|invoice)|amount\\s+to\\s+pay|zahlbetrag|zu\\s+zahlen(?:der\\s+betrag)?|offener\\s+betrag|(?:somme|net|montant|total)\\s+[\u00e0a]\\s+payer|reste\\s+[\u00e0a]\\s+payer|te\\s+betalen|do\\s+zap[\u0142l]aty|total\\s+a\\s+pagar|current\\s+(?:amount|payment|invoice)\\s+due|current\\s+due',
	),
	label(
		'total',
		1,
		'(?:grand|invoice|bill|contract|quote|quotation|proposal|estimate|credit|order|project|final|net|change\\s+order|co|gross)\\s+(?:total|amount|sum|price)(?:\\s+(?:this|of\\s+this|for\\s+this)\\s+(?:invoice|change\\s+order|proposal|quote))?|total\\s+(?:for\\s+)?(?:this\\s+|of\\s+this\\s+)?(?:invoice|bill|quote|quotation|proposal|estimate|credit(?:\\s+(?:memo|amount))?|change\\s+order|price|amount|cost|change|bid|value|charges?|billing|order|sum)(?:\\s+amount)?|total\\s+(?:ttc|facture|incl(?:uding|\\.)?\\s*(?:tax|vat)|brutto)|gesamtbetrag|rechnungsbetrag|gesamtsumme|endbetrag|endsumme|bruttobetrag|bruttosumme|summe\\s+brutto|montant\\s+(?:total\\s+)?ttc|factuur\\s*totaal|totaal\\s+incl\\.?(?:\\s+btw)?|totaalbedrag|nale[\u017cz]no[\u015bs][\u0107c](?:\\s+og[o\u00f3][\u0142l]em)?|razem\\s+brutto|importe\\s+total|totale\\s+(?:fattura|documento)|lump\\s+sum(?:\\s+(?:price|total))?|base\\s+bid|quoted\\s+price|our\\s+price|for\\s+the\\s+sum\\s+of',
	),
	label('total', 0.85, 'totals?|gesamt|summe|totaal|razem|totale|suma'),
];

/** All labels the reader knows: English first, then German, French, Dutch, Polish and a little more. */
export const LABELS: readonly Label[] = [
	...numbers,
	...dates,
	...parties,
	...references,
	...amounts,
];
