/** Attributes and scopes that many resources share. */
export const times = ['created_at', 'updated_at'] as const;
export const byProject = ['project_id'] as const;
export const byCompany = ['company_id'] as const;
export const byContract = ['project_id', 'contract_id'] as const;
