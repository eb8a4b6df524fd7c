import type { Message } from './quickbooksMessages';

type Row = Record<string, unknown>;

/** A seeded generator of numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

function isContainer(value: unknown): value is Row {
	return typeof value === 'object' && value !== null;
}

/** Every place inside a message: the container, the key in it, and the dotted path. */
function places(value: unknown, path = ''): Array<{ holder: Row; key: string; path: string }> {
	if (!isContainer(value)) return [];
	return Object.keys(value).flatMap((key) => {
		const here = path === '' ? key : `${path}.${key}`;
		const own = Array.isArray(value) ? [] : [{ holder: value, key, path: here }];
		return [...own, ...places(value[key], here)];
	});
}

function wrongType(value: unknown): unknown {
	if (Array.isArray(value)) return 'not a list';
	if (typeof value === 'number') return 'not a number';
	if (typeof value === 'boolean') return 'not a boolean';
	if (typeof value === 'string') return { not: 'a text' };
	return 17;
}

/** One spoiled message and what was done to it. */
export interface Corruption {
	entity: string;
	what: string;
	body: Row;
}

type Kind = 'rename' | 'type' | 'missing' | 'long' | 'enum';

/** Spoils copies of good messages, one place each, evenly over the five kinds of damage. */
export function corruptions(messages: Message[], seed: number, count: number): Corruption[] {
	const random = seeded(seed);
	const pick = <T>(list: T[]): T | undefined => list[Math.floor(random() * list.length)];
	const kinds: Kind[] = ['rename', 'type', 'missing', 'long', 'enum'];
	const made: Corruption[] = [];
	while (made.length < count) {
		const kind = kinds[made.length % kinds.length];
		const message = pick(messages);
		if (!message) return made;
		const body = structuredClone(message.body);
		const all = places(body);
		const text = pick(message.texts);
		const wanted =
			kind === 'missing'
				? pick(message.required)
				: kind === 'long'
					? text?.[0]
					: kind === 'enum'
						? pick(message.enums)
						: pick(all)?.path;
		const place = all.find((one) => one.path === wanted);
		if (!place) continue;
		const { holder, key, path } = place;
		if (kind === 'rename') {
			holder[`${key}Of`] = holder[key];
			delete holder[key];
		} else if (kind === 'missing') delete holder[key];
		else if (kind === 'type') holder[key] = wrongType(holder[key]);
		else if (kind === 'long') holder[key] = 'x'.repeat((text?.[1] ?? 0) + 1);
		else holder[key] = 'Nonsense';
		made.push({ entity: message.entity, what: `${kind} ${path}`, body });
	}
	return made;
}
