import type { PutTasks, Task, TaskFilter, TaskFinding } from '../../documents/task';

/** What people have to look at outside a document. */
export interface TaskLedger {
	/**
	 * Stores what a source found that a person has to look at. A finding's key is its identity: known
	 * ones stay one task. With `complete`, open tasks of the source that are not among the findings end
	 * by themselves. A task that a person closed opens again only when its sentence or details changed.
	 */
	putTasks(
		source: string,
		findings: readonly TaskFinding[],
		options?: { complete?: boolean },
	): Promise<PutTasks>;
	/** Tasks in the order in which they were opened. */
	tasks(filter?: TaskFilter): Promise<Task[]>;
	/**
	 * A person closes a task, and says why; a second closing changes nothing.
	 *
	 * @throws LedgerError when no task has this key.
	 */
	closeTask(key: string, by: string, note: string): Promise<Task>;
	/** Open tasks that were opened since this reader asked last; with `dryRun` it does not count as asked. */
	newTasks(reader: string, options?: { dryRun?: boolean }): Promise<Task[]>;
}
