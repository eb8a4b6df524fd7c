import fc from 'fast-check';
import { hiddenTextFlag, htmlText } from '../../../../spine/extraction/mail/body';

describe('htmlText', () => {
	it('reads elements nested forty thousand deep in time', () => {
		const started = performance.now();
		expect(htmlText(`${'<div>'.repeat(40_000)}Invoice 7`).text).toBe('Invoice 7');
		expect(performance.now() - started).toBeLessThan(20_000);
	}, 60_000);

	it('keeps the rows of tables', () => {
		const html =
			'<table><tr><th>Item</th><th>Amount</th></tr><tr><td>Conduit</td><td>$1,200.00</td></tr></table><p>Total&nbsp;$1,200.00</p>';
		expect(
			htmlText(html)
				.text.split('\n')
				.filter((line) => line !== ''),
		).toEqual(['Item | Amount', 'Conduit | $1,200.00', 'Total $1,200.00']);
	});

	it.each([
		'<p style="display:none">x9</p>',
		'<p style="DISPLAY : none !important">x9</p>',
		'<span style="visibility:hidden">x9</span>',
		'<span style="font-size:0">x9</span>',
		'<span style="font-size:1px;color:red">x9</span>',
		'<span style="opacity:0">x9</span>',
		'<font color="#FFFFFF">x9</font>',
		'<span style="color:white">x9</span>',
		'<div style="max-height:0;overflow:hidden">x9</div>',
		'<div hidden><b>x9</b></div>',
		'<div style="display:none"><p><b>x9</b></div>',
		'<div style="text-indent:-9999px">x9</div>',
	])('takes %s for hidden', (html) => {
		const { text, hidden } = htmlText(`<p>seen</p>${html}`);
		expect(text).toBe('seen');
		expect(hidden.join(' ')).toBe('x9');
	});

	it('shows white text on a dark ground', () => {
		const html =
			'<table bgcolor="#003366"><tr><td style="color:#ffffff">Invoice 7</td></tr></table>';
		expect(htmlText(html)).toEqual({ text: 'Invoice 7', hidden: [] });
	});

	it('gives no text of scripts, styles, frames and comments', () => {
		const html =
			'<style>a{}</style><script>alert(1)</script><iframe>z</iframe><!-- c --><svg><text>t</text></svg><p>O&#39;Neil &lt;b&gt;</p>';
		expect(htmlText(html)).toEqual({ text: "O'Neil <b>", hidden: [] });
	});

	it('marks the quoted reply', () => {
		expect(
			htmlText('<p>Approved</p><blockquote class="gmail_quote">v3?</blockquote>').text,
		).toContain('> v3?');
	});

	it('never throws for broken markup', () => {
		const piece = fc.constantFrom(
			'<p>',
			'</p>',
			'<table',
			'<td>',
			'</tr>',
			'<div style="',
			'">',
			'x',
			'&#',
			'<!--',
			'</script',
			'<script>',
			'\u0000',
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
				htmlText(parts.join(''));
			}),
		);
	});
});

describe('hiddenTextFlag', () => {
	it('does not mind a hidden preview of what is also shown', () => {
		expect(
			hiddenTextFlag('a', ['Invoice 7 is due'], 'Your invoice 7 from us is due now'),
		).toBeUndefined();
	});

	it('names the page', () => {
		expect(hiddenTextFlag('a.pdf', ['pay $9'], 'Invoice', 3)).toMatchObject({
			flag: 'hidden_text',
			evidence: { source: 'a.pdf', page: 3, text: 'pay $9' },
		});
	});
});
