import { ProcoreError } from '../errors';

/**
 * What is done with the answer to a write, or after it. When it fails, the write may stand all the
 * same, so that it is looked for before anything is sent again.
 */
export async function afterWriting<T>(work: () => T | Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof ProcoreError)) throw error;
		const { status, detail, requestId } = error;
		throw new ProcoreError(error.message, {
			detail,
			outcomeUnknown: true,
			...(status === undefined ? {} : { status }),
			...(requestId === undefined ? {} : { requestId }),
		});
	}
}
