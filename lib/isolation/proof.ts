import type { Evidence } from '../../packages/isolation-proof/src/claims/evidence';
import { examine as examineWith } from '../../packages/isolation-proof/src/judge/examine';
import {
  judge as judgeClaims,
  type Proof,
  prove as proveWith,
} from '../../packages/isolation-proof/src/judge/prove';
import {
  type Verification,
  verifyAssembly as verifyAssemblyWith,
  verify as verifyWith,
  verifyEvidence as verifyEvidenceWith,
} from '../../packages/isolation-proof/src/judge/verify';
import type { StackTemplate } from '../../packages/isolation-proof/src/templates/template';
import { SPECIFICATION } from './specification';

/** Lets the evidence of the platform's stacks be examined, that of every organization. */
export function examine<T>(stacks: readonly StackTemplate[], examination: (evidence: Evidence) => T): T {
  return examineWith(stacks, SPECIFICATION, examination, { everyOrganization: true });
}

/** Judges the platform's claims on its stacks. */
export function prove(stacks: readonly StackTemplate[]): Proof {
  return proveWith(stacks, SPECIFICATION);
}

/** Judges the platform's claims. */
export function judge(evidence: Evidence): Proof {
  return judgeClaims(evidence, SPECIFICATION.claims);
}

/** Proves the platform's claims on its stacks, and evaluates its contract. */
export function verify(stacks: readonly StackTemplate[]): Verification {
  return verifyWith(stacks, SPECIFICATION);
}

/**
 * Proves the platform's claims on the assembly that a synth wrote, and evaluates its contract.
 * @param directory folder of the assembly
 */
export function verifyAssembly(directory: string): Verification {
  return verifyAssemblyWith(directory, SPECIFICATION);
}

/**
 * Proves the platform's claims, and evaluates its contract.
 * @param started when it began, in milliseconds of `performance.now()`
 */
export function verifyEvidence(evidence: Evidence, started?: number): Verification {
  return verifyEvidenceWith(evidence, SPECIFICATION, started);
}
