import { addBusinessDays, daysBetween } from '../documents/dates';
import { fromMinor, sumAmounts, toMinor } from '../documents/money';
import type { DocumentEntry } from '../ledger/ledger';
import {
	DECISIVE,
	PILOT_FIELDS,
	type PilotCondition,
	type PilotReport,
	type PilotRow,
	type PilotSource,
	type PilotStanding,
} from './pilot';
import { compareWithPeople } from './pilot-fields';
import { type PeoplesBill, peoplesBills, withoutDocument } from './pilot-match';

/**
 * What must have been shown before the gate posts by itself: so many days, so many documents that
 * could be compared, and less than such a share of disagreements.
 */
const DAYS = 14;
const FEWEST_COMPARED = 20;
const MOST_DISAGREEMENT = 0.05;

const DEMANDS: readonly string[] = ['invoice', 'pay_application', 'credit_memo'];

/** Documents that ask for money and that were not posted from here. */
function isOfPilot({ document, verdict, posting }: DocumentEntry): boolean {
	if (verdict === undefined || !DEMANDS.includes(document.kind)) return false;
	return posting === undefined || !('id' in posting) || posting.state === 'existing';
}

/**
 * What the gate would have posted against what people posted: field by field, document by document,
 * with the documents that people posted and the gate would have stopped, and the reverse. A pure
 * function of what the ledger holds; it judges and writes nothing.
 */
export function comparePilot(source: PilotSource): PilotReport {
	const { today, currency, minutesPerBill } = source;
	const entries = source.entries.filter(isOfPilot);
	const own = { ...source, entries };
	const found = peoplesBills(own);
	const names = new Map(
		source.vendors.filter(({ side }) => side === 'books').map(({ id, name }) => [id, name]),
	);
	const rows = entries.map((entry) => rowOf(entry, found.get(entry), own, names));
	const days = entries.flatMap(({ verdict }) => verdict?.decidedAt.slice(0, 10) ?? []).sort();
	const [from, until] = [days[0], days.at(-1)];
	const compared = rows.filter(({ standing }) => standing === 'agreed' || standing === 'differs');
	const agreed = compared.filter(({ standing }) => standing === 'agreed').length;
	const held = rows.filter(({ standing }) => standing === 'would_hold');
	const unknown =
		from === undefined || until === undefined ? [] : withoutDocument(own, found, from, until);
	const wrongPosts = rows.filter(({ wrongPost }) => wrongPost).length;
	const conditions = conditionsOf({
		days: from === undefined || until === undefined ? 0 : daysBetween(from, until) + 1,
		compared: compared.length,
		agreed,
		gateOnly: rows.filter(({ standing }) => standing === 'gate_only').length,
		wrongPosts,
	});
	return {
		today,
		currency,
		...(from === undefined || until === undefined ? {} : { from, until }),
		documents: rows.length,
		compared: compared.length,
		agreed,
		...(compared.length === 0 ? {} : { agreement: agreed / compared.length }),
		standings: standingsOf(rows),
		fields: PILOT_FIELDS.map((field) => {
			const with_ = compared.filter((row) => row.compared.includes(field));
			const equal = with_.filter(
				({ differences }) => !differences.some((one) => one.field === field),
			).length;
			return {
				field,
				compared: with_.length,
				agreed: equal,
				...(with_.length === 0 ? {} : { rate: equal / with_.length }),
			};
		}),
		wouldHold: {
			documents: held.length,
			unsupported: sumAmounts(
				held.map(({ unsupported }) => unsupported),
				currency,
			),
		},
		peopleOnly: {
			bills: unknown.length,
			total: sumAmounts(
				unknown.map(({ total }) => total),
				currency,
			),
		},
		wrongPosts,
		savedMinutes: agreed * minutesPerBill,
		minutesPerBill,
		conditions,
		ready: conditions.every(({ met }) => met),
		rows,
	};
}

function rowOf(
	{ document, coding, verdict }: DocumentEntry,
	people: PeoplesBill | undefined,
	source: PilotSource,
	names: ReadonlyMap<string, string>,
): PilotRow {
	const { currency, today, patienceDays } = source;
	const passes = verdict?.outcome === 'verified';
	const against =
		people === undefined || coding === undefined
			? { compared: [], differences: [] }
			: compareWithPeople(coding, people.bill, {
					vendorName: (id) => names.get(id) ?? id,
					classes: !source.withoutClasses.has(people.bill.books),
				});
	const decisive = against.differences.filter(({ field }) => DECISIVE.includes(field));
	const soon = addBusinessDays(verdict?.decidedAt ?? today, patienceDays) >= today;
	const standing: PilotStanding =
		people !== undefined
			? !passes
				? 'would_hold'
				: decisive.length === 0
					? 'agreed'
					: 'differs'
			: soon
				? 'waiting'
				: passes
					? 'gate_only'
					: 'both_stopped';
	const { requestedAmount, recommendedAmount } = verdict ?? {};
	const unsupported =
		requestedAmount === undefined || recommendedAmount === undefined
			? 0
			: toMinor(requestedAmount, currency) - toMinor(recommendedAmount, currency);
	const vendor = coding?.vendor?.name ?? document.vendor;
	return {
		standing,
		key: document.source.key,
		kind: document.kind,
		...(vendor === undefined ? {} : { vendor }),
		...(document.number === undefined ? {} : { number: document.number }),
		...(document.date === undefined ? {} : { date: document.date }),
		...(coding === undefined ? {} : { total: coding.total }),
		outcome: verdict?.outcome ?? 'none',
		...(people === undefined
			? {}
			: { how: people.how, bill: people.bill.id, billTotal: people.bill.total }),
		...against,
		wrongPost:
			standing === 'differs' &&
			decisive.some(({ field }) => field === 'vendor' || field === 'total'),
		findings: (verdict?.findings ?? [])
			.filter(({ severity }) => severity === 'BLOCK' || severity === 'HOLD')
			.map(({ rule, severity, message }) => ({ rule, severity, message })),
		...(unsupported === 0 || passes ? {} : { unsupported: fromMinor(unsupported, currency) }),
	};
}

function standingsOf(rows: readonly PilotRow[]): Record<PilotStanding, number> {
	const count = (standing: PilotStanding) => rows.filter((row) => row.standing === standing).length;
	return {
		agreed: count('agreed'),
		differs: count('differs'),
		would_hold: count('would_hold'),
		gate_only: count('gate_only'),
		both_stopped: count('both_stopped'),
		waiting: count('waiting'),
	};
}

/** A share of the whole in percent with one decimal, for sentences. */
export const percent = (share: number): string => `${(Math.round(share * 1000) / 10).toFixed(1)} %`;

function conditionsOf(shown: {
	days: number;
	compared: number;
	agreed: number;
	/** Documents that the gate would have posted and people did not: a bill too many, or one they forgot. */
	gateOnly: number;
	wrongPosts: number;
}): PilotCondition[] {
	const { days, compared, agreed, gateOnly, wrongPosts } = shown;
	const passed = compared + gateOnly;
	const disagreement = compared === 0 ? undefined : (passed - agreed) / passed;
	return [
		{
			condition: 'Two weeks of documents',
			met: days >= DAYS,
			says: `${days} of ${DAYS} days`,
		},
		{
			condition: `At least ${FEWEST_COMPARED} compared documents`,
			met: compared >= FEWEST_COMPARED,
			says: `${compared} of ${FEWEST_COMPARED} documents that the gate would have posted and people did`,
		},
		{
			condition: 'Less than 5 % disagreement',
			met: disagreement !== undefined && disagreement < MOST_DISAGREEMENT,
			says:
				disagreement === undefined
					? 'nothing was compared yet'
					: `${percent(disagreement)} of ${passed} documents that the gate would have posted: ${compared - agreed} otherwise than people, ${gateOnly} that people did not enter`,
		},
		{
			condition: 'No wrong post',
			met: compared > 0 && wrongPosts === 0,
			says: `${wrongPosts} that the gate would have posted to another vendor or for another amount than people did`,
		},
	];
}
