import { z } from 'zod';
import { type DemoHost, callWebhook } from './demo-host';
import type { Workflow, WorkflowNode } from './workflow';

/** What the demo asks the ledger for beside the steps: a webhook each, and what answers it. */
const QUESTIONS = {
	documents: {
		resource: 'document',
		operation: 'getMany',
		messageId: '={{ $json.body.messageId }}',
	},
	tasks: { resource: 'task', operation: 'getMany', taskState: 'open', taskFilters: {} },
	runs: { resource: 'run', operation: 'getMany' },
} as const;
export type Question = keyof typeof QUESTIONS;

const pathOf = (question: string): string => `demo-ask-${question}`;

const askNode = (question: string, row: number): WorkflowNode => ({
	id: `ask-${question}`,
	name: `Ask for ${question}`,
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	position: [0, row * 200],
	webhookId: pathOf(question),
	parameters: {
		httpMethod: 'POST',
		path: pathOf(question),
		responseMode: 'lastNode',
		responseData: 'allEntries',
		options: {},
	},
});

const answerNode = (question: string, row: number, parameters: object): WorkflowNode => ({
	id: `read-${question}`,
	name: `Read the ${question}`,
	type: 'n8n-nodes-procore-quickbooks.spineLedger',
	typeVersion: 1,
	position: [260, row * 200],
	parameters: { ledgerStorage: 'sqlite', company: 'main', returnAll: true, ...parameters },
});

/** A workflow that reads from the ledger what the demo tells. */
export function askingWorkflow(): Workflow {
	const questions = Object.entries(QUESTIONS);
	return {
		name: 'Demo: ask the ledger',
		active: false,
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none' },
		nodes: questions.flatMap(([question, parameters], row) => [
			askNode(question, row),
			answerNode(question, row, parameters),
		]),
		connections: Object.fromEntries(
			questions.map(([question]) => [
				`Ask for ${question}`,
				{ main: [[{ node: `Read the ${question}`, type: 'main', index: 0 }]] },
			]),
		),
	};
}

/** Rows of the ledger. */
export async function ask(
	demo: DemoHost,
	question: Question,
	body: object = {},
): Promise<Array<Record<string, unknown>>> {
	return await callWebhook(demo.n8n, pathOf(question), body);
}

const taskSchema = z.object({
	task: z.object({
		key: z.string(),
		rule: z.string(),
		sentence: z.string(),
		remedy: z.string(),
		source: z.string(),
	}),
});
export type OpenTask = z.infer<typeof taskSchema>['task'];

/** Open tasks by their keys. */
export async function openTasks(demo: DemoHost): Promise<ReadonlyMap<string, OpenTask>> {
	const rows = (await ask(demo, 'tasks')).flatMap((row) => taskSchema.safeParse(row).data ?? []);
	return new Map(rows.map(({ task }) => [task.key, task]));
}

const runSchema = z.object({ run: z.string(), writes: z.number(), undone: z.number() });
export type Run = z.infer<typeof runSchema>;

/** Runs that wrote to either system, the last one first. */
export async function writingRuns(demo: DemoHost): Promise<Run[]> {
	return (await ask(demo, 'runs')).flatMap((row) => runSchema.safeParse(row).data ?? []);
}
