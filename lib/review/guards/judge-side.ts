import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import { examine } from '../../../packages/isolation-proof/src/judge/examine';
import { undecidedJson, verificationJson } from '../../../packages/isolation-proof/src/report/report';
import { UndecidedError } from '../../../packages/isolation-proof/src/templates/errors';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { verifyEvidence } from '../../isolation/proof';
import { SPECIFICATION } from '../../isolation/specification';
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
 */
export function judgeSide(read: () => readonly StackTemplate[]): Judgement {
  try {
    return examine(read(), SPECIFICATION, (evidence) => ({
      verdict: verdictOf(verificationJson(verifyEvidence(evidence), SPECIFICATION.contract)),
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
