import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** A ledger on PostgreSQL, which several n8n workers can share. SQLite needs no credential. */
export class SpineLedgerApi implements ICredentialType {
	name = 'spineLedgerApi';

	displayName = 'Spine Ledger API';

	icon: Icon = { light: 'file:ledger.svg', dark: 'file:ledger.dark.svg' };

	documentationUrl = 'https://www.postgresql.org/docs/current/libpq-connect.html';

	properties: INodeProperties[] = [
		{ displayName: 'Host', name: 'host', type: 'string', default: 'localhost', required: true },
		{ displayName: 'Port', name: 'port', type: 'number', default: 5432 },
		{
			displayName: 'Database',
			name: 'database',
			type: 'string',
			default: 'spine_ledger',
			required: true,
		},
		{ displayName: 'User', name: 'user', type: 'string', default: '', required: true },
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'TLS',
			name: 'tls',
			type: 'options',
			options: [
				{ name: 'Off', value: 'off' },
				{ name: 'On, Certificate Checked', value: 'verify' },
				{ name: 'On, Certificate Not Checked', value: 'on' },
			],
			default: 'off',
		},
	];
}
