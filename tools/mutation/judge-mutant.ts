import type { Claim } from '../../packages/isolation-proof/src/claims/claim';
import { examine } from '../../lib/isolation/proof';
import { SPECIFICATION } from '../../lib/isolation/specification';
import { judgeContract } from '../../packages/isolation-proof/src/contract/judge-contract';
import { UndecidedError } from '../../packages/isolation-proof/src/templates/errors';
import type { Evidence } from '../../packages/isolation-proof/src/claims/evidence';
import type { StackTemplate } from '../../packages/isolation-proof/src/templates/template';

/** What the guard says of a mutant. */
export type Outcome =
  { readonly kind: 'claim' | 'contract' | 'undecided'; readonly by: string } | { readonly kind: 'survived' };

/** Judges the stacks of a mutant. */
export type Judge = (stacks: readonly StackTemplate[]) => Outcome;

/** Claims that take longer than the contract, the longest last. Any other one is quick. */
const SLOW_IDS = [
  'deployment',
  'write-only-hubs',
  'action-ceiling',
  'encryption-and-transport',
  'tenant-isolation',
];
const SLOW = SLOW_IDS.flatMap((id) => SPECIFICATION.claims.filter((claim) => claim.id === id));
const QUICK = SPECIFICATION.claims.filter((claim) => !SLOW.includes(claim));

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
  const { contract } = SPECIFICATION;
  const [failure] = contract === undefined ? [] : judgeContract(contract, evidence, slugs).failures;
  return failure === undefined ? undefined : { kind: 'contract', by: failure.row };
}
