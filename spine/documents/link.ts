import { z } from 'zod';

/** What can be linked: a vendor with a vendor, a project with the customer:job it is kept under. */
export const linkTypeSchema = z.enum(['vendor', 'project']);
export type LinkType = z.infer<typeof linkTypeSchema>;

/** How a link came to be. */
export const linkHowSchema = z.enum(['person', 'suggestion', 'created']);
export type LinkHow = z.infer<typeof linkHowSchema>;

/**
 * That a record of the project system and one of a company file of the books are the same, or, where
 * `apart` says so, that they are not the same however alike they look. A record of the books is linked
 * to at most one, and one of the project system to at most one in each company file.
 */
export const linkSchema = z.object({
	type: linkTypeSchema,
	/** Id in the project system. */
	projects: z.string().min(1),
	/** Company file of the books. */
	books: z.string().min(1),
	/** Id in the company file: of the vendor, or of the customer:job. */
	booksId: z.string().min(1),
	how: linkHowSchema,
	apart: z.boolean(),
	/** Who said so. */
	by: z.string().min(1),
	/** When, by running time, ISO 8601. */
	at: z.string(),
	reason: z.string().optional(),
});
export type Link = z.infer<typeof linkSchema>;

/** What a person, or a transfer that created one end, links. */
export type LinkWish = Pick<Link, 'type' | 'projects' | 'books' | 'booksId' | 'how' | 'by'> & {
	reason?: string;
};

/** That a record of the books was merged into another, which stands for both since. */
export const mergeSchema = z.object({
	type: linkTypeSchema,
	books: z.string().min(1),
	/** Id that is gone. */
	id: z.string().min(1),
	/** Id that stands for it. */
	into: z.string().min(1),
});
export type Merge = z.infer<typeof mergeSchema>;

/** Which links to list; every member that is given must fit. */
export type LinkFilter = Partial<Pick<Link, 'type' | 'projects' | 'books' | 'booksId'>>;

/** Links and merges as they stand, for whoever has to follow them. */
export interface KnownLinks {
	links?: readonly Link[];
	merges?: readonly Merge[];
}

const booksKey = (type: LinkType, books: string, id: string): string => `${type} ${books} ${id}`;

/** Follows links and merges; built once for a list of them. */
export interface LinkIndex {
	/** The id that stands for a record of the books: its own, or that of the last it was merged into. */
	survivor(type: LinkType, books: string, id: string): string;
	/** Record of the project system that one of the books is linked to, whichever of the merged was linked. */
	projectsOf(type: LinkType, books: string, id: string): string | undefined;
	/** Records of the books that one of the project system is linked to, with merges followed. */
	booksOf(type: LinkType, projects: string): Array<{ books: string; id: string }>;
	/** Whether a person said that these two are not the same. */
	areApart(type: LinkType, projects: string, books: string, id: string): boolean;
}

/**
 * The look-ups of links. A link to a record that was merged away is one to the record that survived,
 * unless that one is linked by itself. Merges that run in a circle end at the record they began with.
 */
export function indexLinks({ links = [], merges = [] }: KnownLinks): LinkIndex {
	const into = new Map(merges.map((one) => [booksKey(one.type, one.books, one.id), one.into]));
	const survivor = (type: LinkType, books: string, id: string): string => {
		if (into.size === 0) return id;
		const seen = new Set([id]);
		let last = id;
		for (;;) {
			const next = into.get(booksKey(type, books, last));
			if (next === undefined) return last;
			if (seen.has(next)) return id;
			seen.add(next);
			last = next;
		}
	};
	const own = new Map<string, Link>();
	const inherited = new Map<string, Link>();
	const apart = new Set<string>();
	for (const link of links) {
		const { type, books, booksId, projects } = link;
		const last = survivor(type, books, booksId);
		if (link.apart) {
			apart.add(`${booksKey(type, books, booksId)} ${projects}`);
		} else if (last === booksId) {
			own.set(booksKey(type, books, booksId), link);
		} else if (!inherited.has(booksKey(type, books, last))) {
			inherited.set(booksKey(type, books, last), link);
		}
	}
	const standing = new Map([...inherited, ...own]);
	const byProjects = new Map<string, Array<{ books: string; id: string }>>();
	for (const { type, projects, books, booksId } of standing.values()) {
		const key = `${type} ${projects}`;
		const place = { books, id: survivor(type, books, booksId) };
		byProjects.set(key, [...(byProjects.get(key) ?? []), place]);
	}
	return {
		survivor,
		projectsOf: (type, books, id) =>
			standing.get(booksKey(type, books, survivor(type, books, id)))?.projects,
		booksOf: (type, projects) => byProjects.get(`${type} ${projects}`) ?? [],
		areApart: (type, projects, books, id) => apart.has(`${booksKey(type, books, id)} ${projects}`),
	};
}
