import axios from 'axios';
import { z } from 'zod';
import type { Send } from '../../spine/send';
import { axiosSend } from '../../test/support/axios-send';

const grantSchema = z.object({ access_token: z.string() });

/**
 * Sends with a token that is renewed when the system refuses it, as n8n's credential does.
 *
 * @param who whom the token is for, in the words of the simulator's control address.
 */
export function renewingSend(address: string, who: object): Send {
	let token = '';
	const send = axiosSend(() => token);
	const renew = async (): Promise<void> => {
		const { data } = await axios.post<unknown>(`${address}/control/token`, who);
		token = grantSchema.parse(data).access_token;
	};
	return async (request) => {
		if (token === '') await renew();
		const answer = await send(request);
		if (answer.status !== 401) return answer;
		await renew();
		return await send(request);
	};
}
