import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { openLedger } from '../shared/ledger';
import { readParameter, textParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';

export async function getClaim(this: IExecuteFunctions, itemIndex: number): Promise<Produced> {
	const ledger = await openLedger(this);
	const id = readParameter(this, 'claim', itemIndex, textParameter);
	const claim = await ledger.getClaim(id);
	if (claim === undefined) {
		throw new NodeOperationError(this.getNode(), `The ledger holds no claim "${id}".`, {
			itemIndex,
		});
	}
	return { json: asJson({ claim }) };
}

export async function endClaim(this: IExecuteFunctions, itemIndex: number): Promise<Produced> {
	const ledger = await openLedger(this);
	const id = readParameter(this, 'claim', itemIndex, textParameter);
	await ledger.endClaim(id, readParameter(this, 'reason', itemIndex, textParameter));
	return { json: asJson({ claim: await ledger.getClaim(id) }) };
}
