import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadCompanyFolder } from '../../../simulators/company';
import { VERIFY_AGAIN, demoWorkflows, verifyTemplate } from '../../../simulators/demo/main-job';
import { nodeNamed } from '../../../simulators/demo/workflow';
import { writeCompany } from '../../workflows/support/company';

describe('the main workflow of the demo', () => {
	let dir: string;
	beforeEach(async () => {
		dir = await mkdtemp(path.join(tmpdir(), 'demo-workflows-'));
		await writeCompany(dir);
	});
	afterEach(() => rm(dir, { recursive: true }));

	it('is the shipped one but for how it starts: decisions are not taken anew by the clock', async () => {
		const folder = await loadCompanyFolder(dir);
		const shipped = await verifyTemplate(folder);
		const [main] = (await demoWorkflows(folder))({});
		const changed = main?.nodes.filter(
			(node) => JSON.stringify(node) !== JSON.stringify(nodeNamedOrNone(shipped, node.name)),
		);
		expect(changed?.map(({ name }) => name).sort()).toEqual(['Receive a message', VERIFY_AGAIN]);
		expect(main === undefined ? {} : nodeNamed(main, VERIFY_AGAIN)).toEqual({
			...nodeNamed(shipped, VERIFY_AGAIN),
			disabled: true,
		});
	});
});

const nodeNamedOrNone = ({ nodes }: Awaited<ReturnType<typeof verifyTemplate>>, wanted: string) =>
	nodes.find(({ name }) => name === wanted);
