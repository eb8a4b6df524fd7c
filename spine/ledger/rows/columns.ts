import { z } from 'zod';

/**
 * The ledger's columns as the database hands them over: text, whole numbers and null. Amounts are
 * minor units, quantities millionths, times of the running clock milliseconds, JSON is text.
 */
export const text = z.string();
export const optionalText = z.string().nullable();
export const whole = z.number().int();
export const optionalWhole = z.number().int().nullable();
