/** Rule packs of cdk-nag that an environment can ask for. */
export const COMPLIANCE_PACKS = ['AwsSolutions', 'HIPAA.Security', 'NIST.800.53.R5'] as const;
export type CompliancePack = (typeof COMPLIANCE_PACKS)[number];
