import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitors } from '../../spine/monitors/monitors';
import { monitorPage } from '../../tools/monitor-page';

it('docs/monitors.md stands as the monitors state it (npm run docs:rules)', async () => {
	const written = await readFile(join(__dirname, '..', '..', 'docs', 'monitors.md'), 'utf8');
	expect(written).toBe(monitorPage(monitors));
});

it('the page tells every monitor once, with its remedy', () => {
	const page = monitorPage(monitors);
	for (const { id, title, remedy } of monitors) {
		expect(page.split(`\n### ${id} ${title}\n`)).toHaveLength(2);
		expect(page).toContain(`- What to do: ${remedy}`);
	}
});
