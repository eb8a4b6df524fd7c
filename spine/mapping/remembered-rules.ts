import { z } from 'zod';
import type { Ledger } from '../ledger/ledger';
import { mappingRuleSchema, type MappingRule } from './rules';

const NOTE = 'mapping rules';
type Notes = Pick<Ledger, 'getNote' | 'putNote'>;

/** Keeps the rules that were used last, for those who need the mapping table without being given one. */
export async function rememberRules(ledger: Notes, rules: readonly MappingRule[]): Promise<void> {
	const text = JSON.stringify(rules);
	if ((await ledger.getNote(NOTE)) !== text) await ledger.putNote(NOTE, text);
}

/** The rules that were used last; undefined before the first run. */
export async function rememberedRules(
	ledger: Pick<Ledger, 'getNote'>,
): Promise<MappingRule[] | undefined> {
	const text = await ledger.getNote(NOTE);
	return text === undefined ? undefined : z.array(mappingRuleSchema).parse(JSON.parse(text));
}
