import type { EnvironmentConfig } from '../../config/environment-config';
import type { Specification } from '../../packages/isolation-proof/src/specification/specification';
import { guardrailClaims } from './claims/guardrails/guardrail-claims';
import { type AccountPolicies, guardedAccount } from './guarded-account';

/** A specification with the claims about an account that is under guardrails. */
export function underGuardrails(
  specification: Specification,
  environment: EnvironmentConfig,
  policies: AccountPolicies,
): Specification {
  const account = guardedAccount(environment, policies);
  return { ...specification, claims: [...specification.claims, ...guardrailClaims(account)] };
}
