/**
 * Calls by the classes that Intuit meters by: Core puts data in and is free, CorePlus takes data out
 * and is metered by the month, each item of a batch as one call (Intuit App Partner Program).
 */
export interface Calls {
	core: number;
	corePlus: number;
}

/** Counts what QuickBooks answered, until somebody takes the count to keep it. */
export class Meter {
	private calls: Calls = { core: 0, corePlus: 0 };

	/** Counts a call, or the items of a batch. */
	count(kind: keyof Calls, items = 1): void {
		this.calls[kind] += items;
	}

	/** What was counted since this was called last. */
	take(): Calls {
		const taken = this.calls;
		this.calls = { core: 0, corePlus: 0 };
		return taken;
	}

	/** Puts a count back that could not be kept. */
	giveBack({ core, corePlus }: Calls): void {
		this.count('core', core);
		this.count('corePlus', corePlus);
	}
}

const shared = new Map<string, Meter>();

/** The meter of all clients of one company in this process. */
export function sharedMeter(company: string): Meter {
	const known = shared.get(company) ?? new Meter();
	shared.set(company, known);
	return known;
}
