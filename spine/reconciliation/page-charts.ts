import { formatAmount, type Amount } from '../documents/money';
import { escapeHtml } from './escape-html';

/** One bar of a chart: a label and its parts, drawn over one another from the widest. */
export interface Bar {
	label: string;
	/** Name of the part whose amount is printed beside the bar. */
	printed: string;
	/** One without a colour is printed and not drawn. */
	parts: Array<{ name: string; amount: Amount; color?: string }>;
}

const WIDTH = 820;
const LABEL = 210;
const BAR = 22;
const GAP = 10;

/**
 * Horizontal bars over one scale that begins at zero, as inline SVG with a text for those who do
 * not see it. Negative amounts are drawn as nothing and printed as they are.
 */
export function barChart(title: string, bars: readonly Bar[], currency: string): string {
	const drawnOf = ({ parts }: Bar) => parts.filter(({ color }) => color !== undefined);
	const widest = Math.max(1, ...bars.flatMap((bar) => drawnOf(bar).map(({ amount }) => amount)));
	const room = WIDTH - LABEL - 190;
	const height = bars.length * (BAR + GAP) + GAP;
	const drawn = bars.map((bar, index) => {
		const { label, printed, parts } = bar;
		const top = GAP + index * (BAR + GAP);
		const step = BAR / drawnOf(bar).length;
		const texts = parts.map(({ name, amount }) => `${name} ${formatAmount(amount, currency)}`);
		const rects = drawnOf(bar).map(({ amount, color = '' }, part) => {
			const width = ((Math.max(0, amount) / widest) * room).toFixed(1);
			const y = (top + part * step).toFixed(1);
			return `<rect x="${LABEL}" y="${y}" width="${width}" height="${(step - 1).toFixed(1)}" fill="${color}"/>`;
		});
		const named = parts.find(({ name }) => name === printed);
		const value = named === undefined ? '' : `${printed} ${formatAmount(named.amount, currency)}`;
		return `<g><title>${escapeHtml(`${label}: ${texts.join(', ')}`)}</title><text x="${LABEL - 8}" y="${top + 15}" text-anchor="end">${escapeHtml(shorten(label))}</text>${rects.join('')}<text x="${WIDTH - 4}" y="${top + 15}" text-anchor="end">${escapeHtml(value)}</text></g>`;
	});
	return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(title)}">${drawn.join('')}</svg>`;
}

const shorten = (label: string): string => (label.length > 26 ? `${label.slice(0, 25)}…` : label);
