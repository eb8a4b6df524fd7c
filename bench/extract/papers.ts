import type {
	InvoicePaper,
	Paper,
	PaperParty,
	PayApplicationPaper,
	PayApplicationRow,
} from '../../simulators/demo-company/paper/truth';
import type { InvoiceLayout } from '../../simulators/demo-company/paper/render-paper';
import { fromMinor } from '../../spine/documents/money';
import type { Chance } from '../chance';

const LAYOUTS: readonly InvoiceLayout[] = ['classic', 'grid', 'plain'];
const WORK = [
	'Formwork and reinforcing, area',
	'Rough-in piping, level',
	'Place and finish slab on grade, bay',
	'Cable tray and conduit, riser',
	'Delivery and hoisting of structural steel, sequence',
	'Gypsum board partitions including tape and finish, wing',
];
const TRADES = ['Concrete', 'Plumbing', 'Electric', 'Steel', 'Drywall', 'Roofing'];

const to: PaperParty = {
	name: 'Northline Builders Inc',
	address: ['400 Canal Street', 'Portland, ME 04101'],
};
const usd = (cents: number): number => fromMinor(cents, 'USD');
const total = (amounts: readonly number[]): number =>
	amounts.reduce((sum, amount) => sum + amount, 0);

interface Head {
	from: PaperParty;
	to: PaperParty;
	date: string;
	project: { number: string; name: string };
	commitment: string;
}

function head(choose: Chance): Head {
	const trade = choose.one(TRADES);
	return {
		from: {
			name: `Harbor ${trade} LLC`,
			address: [`${choose.whole(1, 900)} Dock Street`, 'Portland, ME 04101'],
			phone: '(207) 555-0142',
			email: `billing@harbor${trade.toLowerCase()}.example`,
		},
		to,
		date: `2026-0${choose.whole(1, 9)}-${choose.whole(10, 28)}`,
		project: { number: '2301', name: 'Harbor View Clinic' },
		commitment: `SC-2301-${choose.whole(10, 99)}`,
	};
}

function lines(choose: Chance, most: number): Array<{ description: string; cents: number }> {
	return Array.from({ length: choose.whole(1, most) }, (_, index) => ({
		description: `${choose.one(WORK)} ${index + 1}`,
		cents: choose.whole(100_00, 20_000_00),
	}));
}

const printed = (rows: ReadonlyArray<{ description: string; cents: number }>) =>
	rows.map(({ description, cents }) => ({ description, amount: usd(cents) }));

function invoice(choose: Chance, index: number): InvoicePaper {
	const rows = lines(choose, 14);
	const gross = total(rows.map(({ cents }) => cents));
	const retainage = Math.round(gross / 10);
	return {
		...head(choose),
		kind: 'invoice',
		number: `${choose.whole(1000, 9999)}-${index}`,
		lines: printed(rows),
		subtotal: usd(gross),
		retainage: usd(retainage),
		retainagePercent: 10,
		total: usd(gross - retainage),
	};
}

function payApplication(choose: Chance): PayApplicationPaper {
	const rows = Array.from({ length: choose.whole(6, 18) }, (_, index): PayApplicationRow => {
		const scheduled = choose.whole(50, 900) * 100_00;
		const previous = Math.round((scheduled * choose.whole(0, 5)) / 10);
		const thisPeriod = Math.round((scheduled * choose.whole(0, 4)) / 10);
		const completed = previous + thisPeriod;
		return {
			item: String(index + 1),
			description: `${choose.one(WORK)} ${index + 1}`,
			scheduled: usd(scheduled),
			previous: usd(previous),
			thisPeriod: usd(thisPeriod),
			stored: 0,
			completed: usd(completed),
			percent: `${Math.round((100 * completed) / scheduled)}%`,
			balance: usd(scheduled - completed),
			retainage: usd(Math.round(completed / 10)),
		};
	});
	const cents = (pick: (row: PayApplicationRow) => number): number =>
		total(rows.map((row) => Math.round(pick(row) * 100)));
	const scheduled = cents((row) => row.scheduled);
	const completed = cents((row) => row.completed);
	const previous = cents((row) => row.previous);
	const retainage = cents((row) => row.retainage);
	const certified = previous - Math.round(previous / 10);
	return {
		...head(choose),
		kind: 'pay_application',
		application: String(choose.whole(2, 12)),
		periodTo: '2026-03-31',
		originalSum: usd(scheduled),
		netChanges: 0,
		sumToDate: usd(scheduled),
		completedAndStored: usd(completed),
		retainagePercent: 10,
		retainageOnWork: usd(retainage),
		retainageOnStored: 0,
		totalRetainage: usd(retainage),
		earnedLessRetainage: usd(completed - retainage),
		previousCertificates: usd(certified),
		currentDue: usd(completed - retainage - certified),
		balanceToFinish: usd(scheduled - completed + retainage),
		rows,
		totals: {
			scheduled: usd(scheduled),
			previous: usd(previous),
			thisPeriod: usd(completed - previous),
			stored: 0,
			completed: usd(completed),
			percent: `${Math.round((100 * completed) / scheduled)}%`,
			balance: usd(scheduled - completed),
			retainage: usd(retainage),
		},
		signedBy: 'Rosa Marsh',
	};
}

function other(choose: Chance, index: number): Paper {
	const rows = lines(choose, 6);
	const sum = usd(total(rows.map(({ cents }) => cents)));
	const common = { ...head(choose), lines: printed(rows), total: sum };
	if (choose.whole(0, 1) === 0) {
		return { ...common, kind: 'quote', number: `Q-${index}`, version: 'v2' };
	}
	return {
		...common,
		kind: 'change_order',
		number: `CO-${index}`,
		title: 'Relocated cleanouts',
		signatures: [{ role: 'Contractor', name: 'Dana Wells', date: '2026-03-02' }],
	};
}

/** So many papers as subcontractors send them: of six, three invoices in turn of layout, two pay applications, one other. */
export function papers(
	count: number,
	choose: Chance,
): Array<{ paper: Paper; layout: InvoiceLayout }> {
	return Array.from({ length: count }, (_, index) => {
		const layout = LAYOUTS[index % LAYOUTS.length] ?? 'classic';
		const turn = index % 6;
		if (turn < 3) return { paper: invoice(choose, index), layout };
		if (turn < 5) return { paper: payApplication(choose), layout };
		return { paper: other(choose, index), layout };
	});
}
