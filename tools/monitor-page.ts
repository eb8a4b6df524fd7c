import type { Monitor } from '../spine/monitors/monitor';

const GENERATED =
	'<!-- Written by `npm run docs:rules` from the monitors themselves; do not edit here. -->';

const SEVERITIES: Readonly<Record<Monitor['severity'], string>> = {
	BLOCK: 'must be cleared first',
	HOLD: 'needs a person',
	WARN: 'is to be looked at',
	INFO: 'is listed',
};

const INTRODUCTION = `Rules of the gate judge a document; monitors watch the two systems for what happens after the fact: a bill that somebody edited, voided or deleted, an invoice that is no longer approved, a payment on one side only, a vendor that was merged, work that does not move. They read the ledger alone, write to neither system, and undo nothing. What they find are **tasks**.

## Running them

*Spine Ledger > Monitor > Run* runs all of them, or the chosen ones. Run *Spine Ledger > History > Backfill* before it, so that both sides are of today. The template [error-desk.json](../workflows/error-desk.json) does both every morning and lists what is open; a test run from the editor shows what would be opened and stores nothing. The limits (how long things may take) are parameters of the operation; a policy may set another severity for a monitor under \`severities\`, by its id.

## Tasks

A task names what happened, the record, the money at stake, what to do, and in \`details\` what was compared. Its \`key\` is its identity: the same trouble found again is the same task.

- *Spine Ledger > Task > Get Many* lists them, by state, rule, severity, project, vendor, commitment or company file.
- *Spine Ledger > Task > Close* closes one, with the name of the person and the reason. It stays closed while the trouble says the same, and opens again when its sentence or details change (the bill is edited once more, say).
- A task ends by itself when a monitor looks and no longer finds it. A monitor that lacks an input (a system was never read in) leaves its tasks as they are and says why.
- *Spine Ledger Trigger > New Tasks* starts a workflow for each task once; every such trigger is told of all of them.

Opening, ending and closing are kept in the ledger's account of events.

## When a workflow fails

Choose *Error desk* as the *Error Workflow* in the settings of your workflows. *Spine Ledger > Monitor > Explain Failure* then says in plain words what failed, why, what to do, and what stands in the ledger meanwhile: released documents that wait, bills that QuickBooks refused, open tasks. Tokens and passwords are left out of the message.`;

const cell = (text: string): string => text.replace(/\|/g, '\\|');

function section({ id, title, description, remedy, reads, severity, version }: Monitor): string {
	return [
		`### ${id} ${title}`,
		description,
		[
			`- What to do: ${remedy}`,
			`- Reads: ${reads}.`,
			`- Unless the policy or the case says otherwise it ${SEVERITIES[severity]} (\`${severity}\`). Version ${version}.`,
		].join('\n'),
	].join('\n\n');
}

/** The page on monitors: how to run them, and each with what it means, as it states itself. */
export function monitorPage(monitors: readonly Monitor[]): string {
	const byId = [...monitors].sort((a, b) => (a.id < b.id ? -1 : 1));
	return `${[
		'# Monitors',
		GENERATED,
		INTRODUCTION,
		'## What each watches',
		[
			'| Monitor | Watches | Severity |',
			'| --- | --- | --- |',
			...byId.map(({ id, title, severity }) => `| ${id} | ${cell(title)} | \`${severity}\` |`),
		].join('\n'),
		...byId.map(section),
	].join('\n\n')}\n`;
}
