import { type INodeParameters, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';
import { z } from 'zod';
import { EmailExtractor } from '../../../nodes/EmailExtractor/EmailExtractor.node';
import { GlMapping } from '../../../nodes/GlMapping/GlMapping.node';
import { Procore } from '../../../nodes/Procore/Procore.node';
import { ProcoreTrigger } from '../../../nodes/ProcoreTrigger/ProcoreTrigger.node';
import { QuickBooks } from '../../../nodes/QuickBooks/QuickBooks.node';
import { QuickBooksTrigger } from '../../../nodes/QuickBooksTrigger/QuickBooksTrigger.node';
import { Reconciliation } from '../../../nodes/Reconciliation/Reconciliation.node';
import { SpineLedger } from '../../../nodes/SpineLedger/SpineLedger.node';
import { SpineLedgerTrigger } from '../../../nodes/SpineLedgerTrigger/SpineLedgerTrigger.node';
import { VerificationGate } from '../../../nodes/VerificationGate/VerificationGate.node';
import type { WorkflowNode } from '../../../simulators/demo/workflow';

export const PACK = 'n8n-nodes-procore-quickbooks.';

/** What every node of the pack says of itself. */
export const descriptions = [
	EmailExtractor,
	GlMapping,
	Procore,
	ProcoreTrigger,
	QuickBooks,
	QuickBooksTrigger,
	Reconciliation,
	SpineLedger,
	SpineLedgerTrigger,
	VerificationGate,
].map((Type): INodeTypeDescription => new Type().description);

const parametersSchema: z.ZodType<INodeParameters> = z.record(z.any());

/** n8n asks for this one together with the credential instead of showing it by itself. */
const ASKED_WITH_CREDENTIAL = 'authentication';
/** Where n8n puts the credentials, and what it never shows. */
const NO_FIELDS = ['credentials', 'hidden'];

/** What a panel shows. */
export interface Panel {
	/** Labels of fields and texts of notices, from top to bottom. */
	fields: string[];
	/** How many credentials it asks for; those with the same label count once. */
	credentials: number;
}

/** What the node's description says that its panel shows for the values the node has. */
export function describedPanel(node: WorkflowNode): Panel {
	const description = descriptions.find(({ name }) => `${PACK}${name}` === node.type);
	if (description === undefined) throw new Error(`No description is known for ${node.type}.`);
	const version = { typeVersion: node.typeVersion };
	const values =
		NodeHelpers.getNodeParameters(
			description.properties,
			parametersSchema.parse(node.parameters),
			true,
			false,
			version,
			description,
		) ?? {};
	const isShown = (shown: Parameters<typeof NodeHelpers.displayParameter>[1]) =>
		NodeHelpers.displayParameter(values, shown, version, description);
	return {
		fields: description.properties
			.filter(({ type, name }) => !NO_FIELDS.includes(type) && name !== ASKED_WITH_CREDENTIAL)
			.filter(isShown)
			.map(({ displayName }) => displayName),
		credentials: (description.credentials ?? []).filter(isShown).length,
	};
}
