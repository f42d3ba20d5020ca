import {
  concatenate,
  type Pattern,
  variablePattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';
import { witness } from '../../../../packages/isolation-proof/src/patterns/witness';

/** A pattern in which `$` is a variable. */
export function symbolic(text: string): Pattern {
  return withValue(text, variablePattern('name'));
}

/** A pattern with another one in the place of each `$`. */
export function withValue(text: string, value: Pattern): Pattern {
  return concatenate(...text.split(/(\$)/).map((part) => (part === '$' ? value : wildcardPattern(part))));
}

/** A text that matches all of some patterns and none of others, in which `$` is a variable. */
export const found = (matching: readonly string[], excluding: readonly string[]): string | undefined =>
  witness({ matching: matching.map(symbolic), excluding: excluding.map(symbolic) });
