import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';

/**
 * Traps that policies are known to fall into, each with the page of AWS that it comes from, and with a twin
 * that differs in one thing and is safe: a prover that refuses everything would fail here, too.
 */
export interface Trap {
  readonly trap: string;
  readonly page: string;
  readonly unsafe: readonly StackTemplate[];
  readonly safe: readonly StackTemplate[];
  /** Id of the claim that has to notice. */
  readonly claim: string;
}
