import type { EnvironmentConfig } from '../../../config/environment-config';
import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import { examine } from '../../../packages/isolation-proof/src/judge/examine';
import { verifyEvidence } from '../../../packages/isolation-proof/src/judge/verify';
import { undecidedJson, verificationJson } from '../../../packages/isolation-proof/src/report/report';
import { UndecidedError } from '../../../packages/isolation-proof/src/templates/errors';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { SPECIFICATION } from '../../isolation/specification';
import { specificationFor } from '../../guardrails/specification-for';
import { readVerdict, type Verdict } from './read-verdict';

/** What the proof of this checkout says of templates, and what it was judged on. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Left out where the templates are undecided. */
  readonly evidence?: Evidence;
}

/**
 * Judges templates by the claims of this checkout.
 * @param read the templates; may throw an UndecidedError, as the reader of the proof does
 * @param config what the environment's file says; without it, no guardrails are counted on
 */
export function judgeSide(read: () => readonly StackTemplate[], config?: EnvironmentConfig): Judgement {
  const specification = config === undefined ? SPECIFICATION : specificationFor(config);
  try {
    return examine(read(), specification, (evidence) => ({
      verdict: verdictOf(verificationJson(verifyEvidence(evidence, specification), specification.contract)),
      evidence,
    }));
  } catch (error) {
    if (error instanceof UndecidedError) return { verdict: verdictOf(undecidedJson(error)) };
    throw error;
  }
}

function verdictOf(json: string): Verdict {
  const verdict = readVerdict(json);
  if (verdict === undefined) throw new RangeError('the proof wrote a verdict that the review cannot read');
  return verdict;
}
