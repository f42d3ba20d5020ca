import type { ContractVerdict } from '../../../packages/isolation-proof/src/contract/judge-contract';
import type { Proof } from '../../../packages/isolation-proof/src/judge/prove';

interface ShownRequest {
  readonly action: string;
  readonly resource: string;
}

/**
 * Refuses a counterexample that pairs an action with a resource of another service. Roles and users, which
 * actions of STS are about, are resources of IAM.
 * @throws Error that names the pair
 */
function requireOneService({ action, resource }: ShownRequest): void {
  const service = action.split(':')[0] ?? '';
  const owner = /^arn:[^:]*:([^:]+):/.exec(resource)?.[1];
  if (resource === '*' || owner === service || (owner === 'iam' && service === 'sts')) return;
  throw new Error(`no request: ${action} on ${resource}`);
}

/** Refuses a proof with such a counterexample; gives it back. */
export function withRequestsOfOneService(proof: Proof): Proof {
  for (const { violations } of proof.claims) {
    for (const { request } of violations) if (request !== undefined) requireOneService(request);
  }
  return proof;
}

/** The same of the contract. */
export function contractOfOneService(contract: ContractVerdict): ContractVerdict {
  for (const { request } of contract.failures) if (request !== undefined) requireOneService(request);
  return contract;
}
