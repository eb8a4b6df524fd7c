import { z } from 'zod';
import { expecting } from './refusal';
import { textId } from './shapes';

const instant = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/;

/** One of some words, as the refusal lists them. */
const oneOf = (...words: readonly string[]) =>
	expecting(`one of ${words.join(', ')}`, (value) =>
		typeof value === 'string' && words.includes(value) ? { value } : undefined,
	);

const text = z.string().optional();
const texts = z.array(z.string()).optional();
const flag = z.boolean().optional();
const amount = z.number().optional();

const person = z
	.object({
		email: expecting('an e-mail address', (value) =>
			typeof value === 'string' && /^[^\s@]+@[^\s@]+$/.test(value) ? { value } : undefined,
		),
		name: text,
		role: text,
		approves: z.array(oneOf('quote', 'change_order', 'retainage_release', 'invoice')).optional(),
		projects: z.array(textId).optional(),
		limit: amount,
	})
	.passthrough();

const project = z
	.object({
		project: textId.optional(),
		books: textId.optional(),
		customerJob: text,
		customer: text,
		taxExempt: flag,
		from: text,
		until: text,
	})
	.passthrough();

/** `company.json`: the members that are known here are checked, the others kept as they stand. */
export const companySchema = z
	.object({
		name: text,
		now: expecting('"mail" or a date-time with an offset', (value) => {
			if (value === undefined || value === 'mail') return { value };
			return typeof value === 'string' && instant.test(value) ? { value } : undefined;
		}),
		timeZone: text,
		currency: expecting('a currency code of three letters', (value) =>
			value === undefined || (typeof value === 'string' && /^[A-Z]{3}$/i.test(value))
				? { value }
				: undefined,
		),
		entities: texts,
		domains: texts,
		authservId: text,
		billingServices: texts,
		people: z.array(person).optional(),
		projects: z.array(project).default([]),
		accounts: z
			.object({ payable: textId.optional(), retainagePayable: textId.optional() })
			.passthrough()
			.optional(),
		codeBillsBy: oneOf('item', 'account').optional(),
	})
	.passthrough();

/** See {@link companySchema}. */
export type CompanyFile = z.infer<typeof companySchema>;

const mode = oneOf('observe', 'shadow', 'propose', 'autoClean');

/** `policy.json`: the members that are known here are checked, the others kept as they stand. */
export const policySchema = z
	.object({
		mode: mode.optional(),
		modes: z.array(z.object({ mode }).passthrough()).optional(),
		limit: amount,
		severities: z.record(oneOf('BLOCK', 'HOLD', 'WARN', 'INFO')).optional(),
		tolerances: z.record(z.number()).optional(),
		equalBillings: z.array(textId).optional(),
		sources: texts,
	})
	.passthrough();
