import { benchArguments } from './arguments';
import { measureExtract } from './extract/measure';
import { measureFaults } from './faults/measure';
import { measureGate } from './gate/measure';
import { measurePost } from './post/measure';
import { measureSync } from './sync/measure';
import { tableText, writeRaw, type Measurement } from './report';

async function measure(): Promise<void> {
	const { bench, seed, out, sizes } = benchArguments(process.argv.slice(2));
	const say = (line: string): void => {
		process.stderr.write(`${line}\n`);
	};
	const measurements: Record<typeof bench, () => Promise<Measurement>> = {
		gate: () => measureGate({ seed, say }),
		extract: () => measureExtract({ seed, say, corpora: process.env.CORPORA_DIR }),
		post: () => measurePost({ seed, say }),
		faults: () => measureFaults({ seed, say, ...sizes }),
		sync: () => measureSync({ seed, say, ...sizes }),
	};
	const { table, summary, raw } = await measurements[bench]();
	if (out !== undefined) await writeRaw(out, raw);
	process.stdout.write(`${tableText(table)}\n${JSON.stringify(summary)}\n`);
}

measure().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
