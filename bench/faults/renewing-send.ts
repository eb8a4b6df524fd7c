import axios from 'axios';
import { z } from 'zod';
import type { Send } from '../../spine/send';
import { axiosSend } from '../../test/support/axios-send';
import { BOOKS } from '../company';

const grantSchema = z.object({ access_token: z.string() });

/** Sends with a token that is renewed when the books refuse it, as n8n's credential does. */
export function renewingSend(address: string): Send {
	let token = '';
	const send = axiosSend(() => token);
	const renew = async (): Promise<void> => {
		const { data } = await axios.post<unknown>(`${address}/control/token`, { realmId: BOOKS });
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
