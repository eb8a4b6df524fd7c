import { z } from 'zod';
import { type Ledger, type MappingRule, mappingRuleSchema } from '../../spine';

const NOTE = 'mapping rules';

/** Keeps the rules that a GL Mapping node used last, so that the preflight can say what they leave out. */
export async function rememberRules(ledger: Ledger, rules: readonly MappingRule[]): Promise<void> {
	const text = JSON.stringify(rules);
	if ((await ledger.getNote(NOTE)) !== text) await ledger.putNote(NOTE, text);
}

/** The rules that were used last; undefined before the first run. */
export async function rememberedRules(ledger: Ledger): Promise<MappingRule[] | undefined> {
	const text = await ledger.getNote(NOTE);
	return text === undefined ? undefined : z.array(mappingRuleSchema).parse(JSON.parse(text));
}
