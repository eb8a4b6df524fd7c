import type { INodeType } from 'n8n-workflow';
import { z } from 'zod';

/** The module of a QuickBooks node, ours or n8n's own. */
export const moduleSchema = z.object({
	QuickBooks: z.custom<new () => INodeType>((value) => typeof value === 'function'),
});
