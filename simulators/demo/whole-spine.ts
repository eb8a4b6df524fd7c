import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CompanyFolder } from '../company';
import { openTasks } from './ask-ledger';
import { callWebhook } from './demo-host';
import { EditorSession } from './editor-session';
import { type Outputs, lastOutputs } from './execution';
import { STEPS, type Step, type StepContext } from './spine-steps';
import { type Difference, changesBetween, countRows } from './state-changes';
import { pathOf, stepWorkflow } from './step-workflow';
import type { Told } from './telling';
import { type CredentialIds, type Workflow, withCredentials } from './workflow';

/** Every template of the spine that the demo runs beside the mailbox, ready to be imported. */
export async function spineWorkflows(
	folder: CompanyFolder,
): Promise<(credentials: CredentialIds) => Workflow[]> {
	const workflows = await Promise.all(STEPS.map((step) => stepWorkflow(step, folder)));
	return (credentials) => workflows.map((workflow) => withCredentials(workflow, credentials));
}

/** What one step did, for people. */
export interface StepOutcome extends Told {
	title: string;
	template: string;
	/** Address of its workflow in the editor. */
	canvas: string;
	/** Whether it writes at all. */
	writes: boolean;
	/** Files that it made, as they were saved. */
	files: string[];
}

export interface SpineRun extends StepContext {
	/** Folder that the reports are written to. */
	reports: string;
	/** Called when a step begins, with what happened outside before it. */
	begins: (title: string, outside?: string) => void;
}

/** Saves the files that nodes of a step made. */
async function saveFiles(
	editor: EditorSession,
	outputs: Outputs,
	folder: string,
): Promise<string[]> {
	const files = new Map<string, string>();
	for (const items of outputs.values()) {
		for (const { binary } of items.flat()) {
			for (const { id, fileName } of Object.values(binary ?? {})) files.set(fileName, id);
		}
	}
	if (files.size > 0) await mkdir(folder, { recursive: true });
	const saved: string[] = [];
	for (const [name, id] of files) {
		const file = path.join(folder, path.basename(name));
		await writeFile(file, await editor.binary(id));
		saved.push(file);
	}
	return saved;
}

function workflowOf({ demo }: StepContext, step: Step, offset: number): string {
	const workflow = demo.workflows[offset + STEPS.indexOf(step)];
	if (workflow === undefined) throw new Error(`The workflow ${step.template} was not imported.`);
	return workflow.id;
}

/**
 * Runs the steps one after another and tells what each did.
 *
 * @param offset how many workflows were imported before those of the steps.
 */
export async function* runSpine(run: SpineRun, offset: number): AsyncGenerator<StepOutcome> {
	const editor = await EditorSession.open(run.demo);
	let known = await openTasks(run.demo);
	for (const [index, step] of STEPS.entries()) {
		const id = workflowOf(run, step, offset);
		const about = {
			title: step.title,
			template: step.template,
			writes: step.writes,
			canvas: `${run.demo.n8n.address}/workflow/${id}`,
		};
		const called = `${index + 1} of ${STEPS.length}  ${step.title}`;
		const why = await step.leftOut?.(run);
		if (why !== undefined) {
			run.begins(called);
			yield { ...about, moved: [], held: [], shown: [`not run: ${why}`], files: [] };
			continue;
		}
		const outside = await step.before?.(run);
		run.begins(called, outside);
		const before = countRows(run.systems);
		await callWebhook(run.demo.n8n, pathOf(step), (await step.body?.(run)) ?? {});
		const outputs = await lastOutputs(editor, id);
		const tasks = await openTasks(run.demo);
		const opened = [...tasks.values()].filter(({ key }) => !known.has(key));
		known = tasks;
		yield {
			...about,
			...step.tell({ outputs, opened, changes: changesBetween(before, countRows(run.systems)) }),
			files: await saveFiles(editor, outputs, run.reports),
		};
	}
}

/** Runs every step that writes once more, and tells what that changed: it should be nothing. */
export async function runAgain(run: StepContext): Promise<Difference[]> {
	const before = countRows(run.systems);
	for (const step of STEPS.filter(({ writes }) => writes)) {
		if ((await step.leftOut?.(run)) !== undefined) continue;
		await callWebhook(run.demo.n8n, pathOf(step), (await step.body?.(run)) ?? {});
	}
	return changesBetween(before, countRows(run.systems));
}
