import { actionCeiling } from '../../packages/isolation-proof/src/claims/action-ceiling';
import { encryptionAndTransport } from '../../packages/isolation-proof/src/claims/encryption-and-transport';
import { tenantIsolation } from '../../packages/isolation-proof/src/claims/tenant-isolation';
import { writeOnlyHubs } from '../../lib/isolation/claims/write-only-hubs';
import type { Claim } from '../../packages/isolation-proof/src/claims/claim';
import { judgeContract } from '../../packages/isolation-proof/src/contract/judge-contract';
import { UndecidedError } from '../../packages/isolation-proof/src/templates/errors';
import { type Evidence, examine } from '../../packages/isolation-proof/src/judge/evidence';
import { CLAIMS } from '../../packages/isolation-proof/src/judge/prove';
import type { StackTemplate } from '../../packages/isolation-proof/src/templates/template';

/** What the guard says of a mutant. */
export type Outcome =
  { readonly kind: 'claim' | 'contract' | 'undecided'; readonly by: string } | { readonly kind: 'survived' };

/** Judges the stacks of a mutant. */
export type Judge = (stacks: readonly StackTemplate[]) => Outcome;

/** Claims that take longer than the contract, the longest last. Any other one is quick. */
const SLOW: readonly Claim[] = [writeOnlyHubs, actionCeiling, encryptionAndTransport, tenantIsolation];
const QUICK = CLAIMS.filter((claim) => !SLOW.includes(claim));

/** Judges as a synth does, but ends at the first claim or row that does not hold; quick ones come first. */
export const judgeAsSynth: Judge = (stacks) => {
  try {
    return examine(
      stacks,
      (evidence) =>
        firstViolated(evidence, QUICK) ??
        brokenRow(evidence) ??
        firstViolated(evidence, SLOW) ?? { kind: 'survived' },
    );
  } catch (error) {
    if (!(error instanceof UndecidedError)) throw error;
    return { kind: 'undecided', by: error.message.split('\n')[0] ?? '' };
  }
};

function firstViolated(evidence: Evidence, claims: readonly Claim[]): Outcome | undefined {
  const violated = claims.find(({ judge }) => judge(evidence).violations.length > 0);
  return violated === undefined ? undefined : { kind: 'claim', by: violated.id };
}

function brokenRow(evidence: Evidence): Outcome | undefined {
  const slugs = evidence.forms.map(({ representative }) => representative);
  const [failure] = judgeContract(evidence, slugs).failures;
  return failure === undefined ? undefined : { kind: 'contract', by: failure.row };
}
