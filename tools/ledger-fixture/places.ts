/** The fixture's company file. */
export const BOOKS = 'B1';

/** What every record of the project system begins with. */
export const inProjects = { side: 'projects' as const, updatedAt: '2026-02-20T09:00:00Z' };
/** What every record of the company file begins with. */
export const inBooks = { side: 'books' as const, books: BOOKS, updatedAt: '2026-02-20T09:00:00Z' };
