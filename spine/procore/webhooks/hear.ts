import type { Notice } from '../../ledger/ledger';
import { watchedOf, type WatchedName } from '../watched';
import type { ProcoreDelivery, ProcoreEvent } from './event';

export interface Heard {
	/** Events of this company about what is watched, to be put into the watcher's box. */
	notices: Array<Omit<Notice, 'tries'>>;
	/** Companies that events were for and that are not this one. */
	strangers: string[];
}

/** What an event is about: the thing itself, or one of its lines. */
export interface Subject {
	name: WatchedName;
	isLine: boolean;
}

/** `Change Order Packages`, `change_order_packages` and `ChangeOrderPackage` alike. */
function nameKey(name: string): string {
	return name
		.replace(/[^A-Za-z]+/g, '')
		.toLowerCase()
		.replace(/s$/, '');
}

/** The watched thing that an event is about; undefined where it is about none of them. */
export function subjectOf(
	event: Pick<ProcoreEvent, 'resource'>,
	watched: readonly WatchedName[],
): Subject | undefined {
	const key = nameKey(event.resource);
	for (const name of watched) {
		const { hooks, lineHooks } = watchedOf(name);
		if ([name, ...hooks].some((one) => nameKey(one) === key)) return { name, isLine: false };
		if (lineHooks.some((hook) => nameKey(hook) === key)) return { name, isLine: true };
	}
	return undefined;
}

/** What of a delivery is of interest to a watcher. */
export function hearProcore(
	{ events }: ProcoreDelivery,
	of: { company: string; watched: readonly WatchedName[]; projects: readonly string[] },
): Heard {
	const strangers = new Set<string>();
	const notices: Heard['notices'] = [];
	for (const event of events) {
		if (event.company !== of.company) {
			strangers.add(event.company);
			continue;
		}
		const subject = subjectOf(event, of.watched);
		if (subject === undefined) continue;
		const inProject = watchedOf(subject.name).scope === 'project';
		const elsewhere = event.project === undefined || !of.projects.includes(event.project);
		if (inProject && of.projects.length > 0 && elsewhere) continue;
		notices.push({ key: event.key, json: JSON.stringify(event) });
	}
	return { notices, strangers: [...strangers] };
}
