import type { EnvironmentConfig } from '../../config/environment-config';
import { guardrailsOf } from '../../policies/guardrails/guardrails';
import type { Json } from '../../packages/isolation-proof/src/templates/json';
import type { Specification } from '../../packages/isolation-proof/src/specification/specification';
import type { AccountPolicies } from '../isolation/guarded-account';
import { SPECIFICATION } from '../isolation/specification';
import { underGuardrails } from '../isolation/under-guardrails';

/**
 * What is proved of an environment: with guardrails that it declares as deployed, also that administrators cannot undo
 * the isolation, which is an assumption otherwise.
 */
export function specificationFor(environment: EnvironmentConfig): Specification {
  return environment.operations.guardrails?.deployed === true
    ? underGuardrails(SPECIFICATION, environment, accountPolicies(environment))
    : SPECIFICATION;
}

/** The guardrails of an environment that decide requests, as the proof reads them. */
export function accountPolicies(environment: EnvironmentConfig): AccountPolicies {
  const guardrails = guardrailsOf(environment);
  const ofType = (wanted: string): AccountPolicies['principals'] =>
    guardrails
      .filter(({ type }) => type === wanted)
      .map(({ id, document }) => ({ name: id, document: document as Json }));
  return {
    principals: ofType('SERVICE_CONTROL_POLICY'),
    resources: ofType('RESOURCE_CONTROL_POLICY'),
  };
}
