import type { DateOrder } from './dates';

export type Language = 'en' | 'de' | 'fr' | 'nl' | 'pl' | 'es' | 'it';

const WORDS: ReadonlyArray<readonly [Language, RegExp]> = [
	[
		'de',
		/\b(?:rechnung\w*|betrag|mwst|ust|menge|datum|zahlbar|einzelpreis|gesamt\w*|lieferung|und|f\u00fcr|bezeichnung|umsatzsteuer)\b/giu,
	],
	[
		'fr',
		/\b(?:facture|montant|tva|d\u00e9signation|quantit\u00e9|r\u00e8glement|siret|ttc|total ht|paiement|du|le|pour)\b/giu,
	],
	[
		'nl',
		/\b(?:factuur\w*|btw|bedrag|aantal|totaal|klant\w*|omschrijving|het|van|vervaldatum)\b/giu,
	],
	[
		'pl',
		/(?<!\p{L})(?:faktura|sprzedawca|nabywca|nip|warto\u015b\u0107|kwota|razem|ilo\u015b\u0107|zap\u0142aty|netto)(?!\p{L})/giu,
	],
	['es', /\b(?:factura|importe|fecha|cantidad|iva|vencimiento|descripci\u00f3n)\b/giu],
	['it', /\b(?:fattura|importo|quantit\u00e0|scadenza|imponibile|partita iva)\b/giu],
	[
		'en',
		/\b(?:invoice|total|date|amount|quantity|description|due|payment|price|tax|the|and|of|to|please)\b/giu,
	],
];

/** The language most of a text's telling words belong to; English where none tells. */
export function languageOf(text: string): Language {
	const counts = WORDS.map(([language, pattern]) => ({
		language,
		count: text.match(pattern)?.length ?? 0,
	}));
	const [first] = counts.sort((a, b) => b.count - a.count);
	return first && first.count >= 3 ? first.language : 'en';
}

/** How a reader in this language and currency writes numeric dates. */
export function dateHabit(language: Language, currency: string | undefined): DateOrder {
	if (language !== 'en') return 'day-first';
	const dayFirst = new Set([
		'EUR',
		'GBP',
		'AUD',
		'NZD',
		'INR',
		'CHF',
		'PLN',
		'SEK',
		'NOK',
		'DKK',
		'CZK',
	]);
	return currency !== undefined && dayFirst.has(currency) ? 'day-first' : 'month-first';
}
