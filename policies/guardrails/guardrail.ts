import type { Statement } from '../statement';

/** Kinds of policies of AWS Organizations, as `aws organizations create-policy --type` names them. */
export type GuardrailType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' | 'S3_POLICY';

/** A policy that the organization of an account puts on it. */
export interface Guardrail {
  /** In lower case, with hyphens: the name of its file. */
  readonly id: string;
  readonly type: GuardrailType;
  /** What it does, in one sentence. AWS keeps 512 characters of it. */
  readonly description: string;
}

/** One that allows or denies requests. Such a policy denies only: what it leaves open, other policies have to allow. */
export interface AuthorizationGuardrail extends Guardrail {
  readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  readonly statements: readonly Statement[];
}
