import { label } from './label';
import type { Label } from './label';

/** Labels of the amounts below and beside the items. */
export const amountLabels: readonly Label[] = [
	label(
		'subtotal',
		1,
		'gross\\s+(?:amount\\s+|billing\\s+)?(?:this\\s+(?:invoice|period|billing)|billed)|sub[- ]?total(?:\\s*\\([^)]*\\))?|net\\s+(?:amount|total|value)(?!\\s+due)|total\\s+(?:before|excl(?:uding|\\.)?)\\s*(?:of\\s+)?(?:sales\\s+)?(?:tax|vat)|total\\s+(?:ht|net)|zwischensumme|nettobetrag|netto(?:summe)?|summe\\s+netto|gesamt\\s+netto|montant\\s+(?:total\\s+)?ht|sous-?total|subtotaal|exclusief\\s+btw|totaal\\s+excl\\.?(?:\\s+btw)?|razem\\s+netto|merchandise(?:\\s+total)?|material\\s+total|line\\s+total',
	),
	label(
		'discount',
		1,
		'(?:less\\s+)?(?:trade\\s+|early\\s+payment\\s+|member\\s+)?discounts?|rabatt|nachlass|skonto|remise|korting|rebate',
	),
	label(
		'tax',
		1,
		'(?:state\\s+|county\\s+|city\\s+|local\\s+|total\\s+)?(?:sales|use)\\s*(?:/\\s*use\\s+)?tax|(?:state|county|city|local|municipal|district|excise)(?:\\s*(?:&|and|/|\\+)\\s*(?:state|county|city|local|district))*\\s+tax(?:es)?|total\\s+(?:tax|gst|vat|hst)|tax(?:es)?(?:\\s+(?:amount|total))?|vat(?:\\s+amount)?|gst(?:/hst)?|hst|pst|qst|mwst\\.?|ust\\.?|umsatzsteuer|mehrwertsteuer|steuerbetrag|tva|btw(?:\\s+bedrag)?|iva|kwota\\s+vat|podatek',
	),
	label(
		'freight',
		1,
		'freight(?:\\s*(?:in|out|charges?|&\\s*handling))?|shipping(?:\\s*(?:&|and)\\s*handling|\\s+charges?|\\s+cost)?|delivery\\s*(?:charges?|chg\\.?|fee)|s\\s*&\\s*h|cartage|versand(?:kosten)?|frais\\s+de\\s+port|verzendkosten',
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
		'amount\\s+of\\s+(?:this\\s+)?change(?:\\s+order)?|(?:grand|invoice|bill|quote|quotation|proposal|estimate|credit|order|project|final|net|change\\s+order|co|gross)\\s+(?:total|amount|sum|price)(?:\\s+(?:this|of\\s+this|for\\s+this)\\s+(?:invoice|change\\s+order|proposal|quote))?|total\\s+(?:for\\s+)?(?:this\\s+|of\\s+this\\s+)?(?:invoice|bill|quote|quotation|proposal|estimate|credit(?:\\s+(?:memo|amount))?|change\\s+order|price|amount|cost|change|bid|value|charges?|billing|order|sum)(?:\\s+amount)?|total\\s+(?:ttc|facture|incl(?:uding|\\.)?\\s*(?:tax|vat)|brutto)|gesamtbetrag|rechnungsbetrag|gesamtsumme|endbetrag|endsumme|bruttobetrag|bruttosumme|summe\\s+brutto|montant\\s+(?:total\\s+)?ttc|factuur\\s*totaal|totaal\\s+incl\\.?(?:\\s+btw)?|totaalbedrag|nale[\u017cz]no[\u015bs][\u0107c](?:\\s+og[o\u00f3][\u0142l]em)?|razem\\s+brutto|importe\\s+total|totale\\s+(?:fattura|documento)|lump\\s+sum(?:\\s+(?:price|total))?|base\\s+bid|quoted\\s+price|our\\s+price|for\\s+the\\s+sum\\s+of',
	),
	label('total', 0.85, 'totals?|gesamt|summe|totaal|razem|totale|suma'),
];
