import type { Coding } from '../../../../spine/documents/coding';
import type { Document } from '../../../../spine/documents/document';
import type { Severity } from '../../../../spine/documents/settings';
import type { Facts } from '../../../../spine/gate/facts';
import { facts, invoice } from '../builders';

/** What is put before the gate; the clean defaults where nothing is said. */
export interface Given {
	document?: Document;
	facts?: Facts;
	coding?: Partial<Coding>;
}

/** A rule with a document that breaks it and a twin that does not. */
export interface Case {
	rule: string;
	name: string;
	fails: Given;
	severity: Severity;
	delta?: number;
	recommended?: number;
	passes: Given;
}

/** Facts whose named parts differ from the clean ones. */
export const withFacts = (change: Partial<Facts>): Facts => facts(change);

/** The clean invoice with changes. */
export const withInvoice = (change: Partial<Document>): Document => invoice(change);

/** Facts with earlier documents. */
export const withPrior = (prior: Partial<Facts['prior']>, change: Partial<Facts> = {}): Facts =>
	facts({ ...change, prior: { ...facts().prior, ...prior } });

/** Settings that differ from the default company's. */
export const withSettings = (settings: Partial<Facts['settings']>): Facts =>
	facts({ settings: { ...facts().settings, ...settings } });

/** Tolerances, sources and the like that differ from the default policy's. */
export const withPolicy = (policy: Partial<Facts['policy']>, change: Partial<Facts> = {}): Facts =>
	facts({ ...change, policy: { ...facts().policy, ...policy } });
