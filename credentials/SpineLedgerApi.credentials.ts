import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** A ledger on PostgreSQL, which several n8n workers can share. SQLite needs no credential. */
export class SpineLedgerApi implements ICredentialType {
	name = 'spineLedgerApi';

	displayName = 'Spine Ledger (PostgreSQL) API';

	icon: Icon = { light: 'file:ledger.svg', dark: 'file:ledger.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-procore-quickbooks/n8n-nodes-procore-quickbooks/blob/main/docs/credentials.md#spine-ledger-on-postgresql';

	properties: INodeProperties[] = [
		{ displayName: 'Host', name: 'host', type: 'string', default: 'localhost', required: true },
		{ displayName: 'Port', name: 'port', type: 'number', default: 5432 },
		{
			displayName: 'Database',
			name: 'database',
			type: 'string',
			default: 'spine_ledger',
			required: true,
			hint: 'An empty database of its own, which the user may create tables in. It is set up by the first test.',
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
			hint: 'A database that is reached over a network should have its certificate checked',
		},
	];
}
