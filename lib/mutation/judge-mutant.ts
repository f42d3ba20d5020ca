import { actionCeiling } from '../isolation/claims/action-ceiling';
import { encryptionAndTransport } from '../isolation/claims/encryption-and-transport';
import { tenantIsolation } from '../isolation/claims/tenant-isolation';
import { writeOnlyHubs } from '../isolation/claims/write-only-hubs';
import type { Claim } from '../isolation/claims/claim';
import { judgeContract } from '../isolation/contract/judge-contract';
import { UndecidedError } from '../isolation/errors';
import { type Evidence, examine } from '../isolation/evidence';
import { CLAIMS } from '../isolation/prove';
import type { StackTemplate } from '../isolation/template';

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
