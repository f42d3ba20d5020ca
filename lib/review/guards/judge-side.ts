import { verificationJson, undecidedJson } from '../../../packages/isolation-proof/src/report/report';
import { UndecidedError } from '../../../packages/isolation-proof/src/templates/errors';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { verify } from '../../isolation/proof';
import { SPECIFICATION } from '../../isolation/specification';
import { readVerdict, type Verdict } from './read-verdict';

/**
 * Judges templates by the claims of this checkout.
 * @param read the templates; may throw an UndecidedError, as the reader of the proof does
 */
export function judgeSide(read: () => readonly StackTemplate[]): Verdict {
  const verdict = readVerdict(verdictJson(read));
  if (verdict === undefined) throw new RangeError('the proof wrote a verdict that the review cannot read');
  return verdict;
}

function verdictJson(read: () => readonly StackTemplate[]): string {
  try {
    return verificationJson(verify(read()), SPECIFICATION.contract);
  } catch (error) {
    if (error instanceof UndecidedError) return undecidedJson(error);
    throw error;
  }
}
