import { amountLabels } from './amount-labels';
import { label, NO, touching } from './label';
import type { Label } from './label';
import { partyLabels } from './party-labels';

export type { Label, LabelField } from './label';

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
		'(?:invoice|inv\\.?|bill(?:ing)?|statement|quote|quotation|proposal|estimate|credit(?:\\s*memo|\\s*note)?|document|change\\s*order|receipt|co|application|app\\.?)\\s*(?:date|dt\\b\\.?)|date\\s+(?:of\\s+)?(?:the\\s+)?(?:invoice|issue|issued|bill|quote|proposal|application|credit)|date\\s+issued|issue\\s*date|issued(?:\\s+on)?|invoiced(?:\\s+on)?',
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
		'work\\s+performed(?=\\s*:?\\s*\\d)|(?:billing|service|invoice|rental|application|pay)?\\s*period|service\\s+dates?|dates?\\s+of\\s+service|leistungszeitraum|abrechnungszeitraum|p[\u00e9e]riode',
	),
];

const references: Label[] = [
	touching('project', 1, `(?:project|proj\\b\\.?|job|contract\\s*job)${NO}`),
	label(
		'project',
		0.9,
		'(?:project|job)(?!\\s*(?:manager|engineer|superintendent|executive|coordinator|accountant|administrator|foreman|director)\\b)(?:\\s*(?:name|title|site|location|/\\s*site|description))?|re(?=\\s*:)|work\\s+site|(?<!\\bon[\\s-])site|projekt|chantier|bauvorhaben|werk',
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

/** All labels the reader knows: English first, then German, French, Dutch, Polish and a little more. */
export const LABELS: readonly Label[] = [
	...numbers,
	...dates,
	...partyLabels,
	...references,
	...amountLabels,
];
