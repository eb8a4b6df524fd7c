import type { ReadingFlag } from '../documents/document';

/**
 * Sentences that talk to whoever reads the document by machine. They are never obeyed; they are
 * reported, because no honest vendor writes them (rule EX-07).
 */
const INSTRUCTIONS: readonly RegExp[] = [
	/\b(?:ignore|disregard|forget|override|bypass)\s+(?:all\s+|any\s+|the\s+|your\s+|my\s+)*(?:previous|prior|above|earlier|preceding|existing|system|other)\s+(?:instructions?|prompts?|rules?|directions?|checks?|polic(?:y|ies)|messages?|context)/i,
	/\b(?:ignore|disregard|override|bypass|skip|suppress|disable)\s+(?:all\s+|any\s+|the\s+|your\s+)*(?:verification|validation|checks?|controls?|rules?|approval\s+(?:process|workflow|limits?)|duplicate\s+(?:checks?|detection)|findings?|warnings?|gate)\b/i,
	/\b(?:do\s+not|don['’]?t|without)\s+(?:verify|verif(?:ying|ication)|validat(?:e|ing|ion)|flag(?:ging)?|hold(?:ing)?\s+this|check(?:ing)?\s+(?:this|the)\s+(?:invoice|amount|total|document|purchase|quote)|cross-?check(?:ing)?|compar(?:e|ing)\s+(?:this|it|to|with|against)|match(?:ing)?\s+(?:this|it|to|against))\b/i,
	/\b(?:automatically|auto-?|immediately\s+and\s+automatically)\s*(?:approve|post|pay|release|process)(?:d|ment)?\b/i,
	/\b(?:approve|post|pay|release|process)\s+(?:this|the|all)\s+(?:invoice|bill|document|payment|pay\s+app(?:lication)?)s?\s+(?:automatically|without|regardless|unconditionally|no\s+matter)/i,
	/\b(?:mark|treat|classify|report|set|return|output)\s+(?:this|the|it|all)\s+(?:\w+\s+){0,3}as\s+(?:["'“]?(?:verified|approved|clean|valid|paid|trusted|matched|pre-?approved|safe))/i,
	/\b(?:you\s+are|act\s+as|as)\s+(?:an?\s+|the\s+)?(?:ai\b|llm|language\s+model|(?:ai|helpful|virtual)\s+assistant|extraction\s+(?:system|model|agent)|invoice\s+(?:bot|agent|processor))\b/i,
	/\b(?:attention|note|instructions?|message|important)\s*(?:to|for)?\s*:?\s*(?:the\s+)?(?:ai|llm|language\s+model|automated\s+(?:system|agent|reader)|(?:invoice\s+)?(?:bot|parser))\b/i,
	/<\|?(?:system|im_start|assistant|user)\|?>|\[\/?INST\]|^[^\S\n]*(?:system|assistant)[^\S\n]+(?:prompt|message|instructions?)[^\S\n]*:|\bsystem:\s*(?:you|ignore|approve|override|mark)\b/im,
	/\b(?:set|change|report|extract|use)\s+(?:the\s+)?(?:total|amount|confidence)\s+(?:to|as|of|=)\s+\S+\s+(?:regardless|instead|no\s+matter)/i,
	/\b(?:set|report|output)\s+(?:the\s+)?confidence\s+(?:to|as|=)/i,
];

/** The flag for instruction-like text; undefined where there is none. */
export function instructionFlag(
	name: string,
	text: string,
	page?: number,
): ReadingFlag | undefined {
	const flat = text.replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '').replace(/[^\S\n]+/g, ' ');
	for (const candidate of [flat, flat.replace(/\s+/g, ' ')]) {
		for (const pattern of INSTRUCTIONS) {
			const match = pattern.exec(candidate);
			if (match === null) continue;
			return {
				flag: 'instruction_text',
				message: `${name} holds text that tries to instruct whoever reads it by machine. It was not followed. Read the original before acting on it.`,
				evidence: {
					source: name,
					...(page === undefined ? {} : { page }),
					text: candidate
						.slice(Math.max(0, match.index - 40), match.index + 140)
						.trim()
						.slice(0, 200),
					confidence: 0.95,
				},
			};
		}
	}
	return undefined;
}
