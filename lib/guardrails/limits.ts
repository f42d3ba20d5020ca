import type { GuardrailType } from '../../policies/guardrails/guardrail';

/** What AWS Organizations takes of one type of policies. */
export interface GuardrailLimit {
  /** Characters of a document, white space included. */
  readonly characters: number;
  /** How many may be attached to a root, an organizational unit or an account. */
  readonly attached: number;
  /** For people. */
  readonly name: string;
}

/**
 * Of service control policies there were 5 of 5,120 characters until May 2026.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 * https://aws.amazon.com/about-aws/whats-new/2026/05/aws-organizations-increased-scp-quotas/
 */
export const GUARDRAIL_LIMITS: Readonly<Record<GuardrailType, GuardrailLimit>> = {
  SERVICE_CONTROL_POLICY: { characters: 10_240, attached: 10, name: 'service control policy' },
  RESOURCE_CONTROL_POLICY: { characters: 5_120, attached: 5, name: 'resource control policy' },
  S3_POLICY: { characters: 10_000, attached: 10, name: 'S3 policy' },
};

/**
 * Policies that AWS attaches by itself, and that count: FullAWSAccess and RCPFullAWSAccess. They stay attached, since
 * the guardrails only deny.
 */
export const ATTACHED_BY_AWS: Readonly<Record<GuardrailType, number>> = {
  SERVICE_CONTROL_POLICY: 1,
  RESOURCE_CONTROL_POLICY: 1,
  S3_POLICY: 0,
};
