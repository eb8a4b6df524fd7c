import http from 'node:http';
import https from 'node:https';

/**
 * Loaded before everything else in the process that runs n8n's own QuickBooks node, whose address is
 * fixed in its code: sends what is meant for Intuit's host to the simulator.
 */
const simulator = new URL(process.env.SIMULATOR ?? '');

const send = https.request.bind(https);

Object.assign(https, {
	request(options: https.RequestOptions, answer?: (response: http.IncomingMessage) => void) {
		if (options.hostname !== 'quickbooks.api.intuit.com') return send(options, answer);
		return http.request(
			{
				...options,
				protocol: 'http:',
				agent: undefined,
				host: simulator.hostname,
				hostname: simulator.hostname,
				port: simulator.port,
			},
			answer,
		);
	},
});
