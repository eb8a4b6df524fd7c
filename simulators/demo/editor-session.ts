import axios, { type AxiosInstance } from 'axios';
import { z } from 'zod';
import type { DemoHost } from './demo-host';

const dataSchema = z.object({ data: z.unknown() });

/** The editor's own interface, as a person who is logged in uses it. */
export class EditorSession {
	private constructor(private readonly http: AxiosInstance) {}

	/** Logs in as the owner. */
	static async open({ n8n, login }: DemoHost): Promise<EditorSession> {
		const answer = await axios.post(`${n8n.address}/rest/login`, {
			emailOrLdapLoginId: login.email,
			password: login.password,
		});
		const cookies = z.array(z.string()).parse(answer.headers['set-cookie']);
		const cookie = cookies.map((one) => one.split(';')[0]).join('; ');
		return new EditorSession(axios.create({ baseURL: n8n.address, headers: { cookie } }));
	}

	/** Data of an address of the interface, without its envelope. */
	async get(address: string): Promise<unknown> {
		return dataSchema.parse((await this.http.get<unknown>(address)).data).data;
	}

	async post(address: string, body: object): Promise<unknown> {
		return dataSchema.parse((await this.http.post<unknown>(address, body)).data).data;
	}

	/** A file that is served without an envelope. */
	async file(address: string): Promise<unknown> {
		return (await this.http.get<unknown>(address)).data;
	}

	/** A file of an execution, by the id that n8n keeps it under. */
	async binary(id: string): Promise<Buffer> {
		const address = `/rest/binary-data?id=${encodeURIComponent(id)}&action=download`;
		const { data } = await this.http.get<ArrayBuffer>(address, { responseType: 'arraybuffer' });
		return Buffer.from(data);
	}
}
