import { matchesText } from '../patterns/matches-text';
import { type Pattern, wildcardPattern } from '../patterns/pattern';
import { negate, type Verdict } from './conditions';
import type { PatternList } from './statement';

interface ListedActions {
  readonly names: ReadonlySet<string | undefined>;
  readonly patterns: readonly Pattern[];
}

const known = new WeakMap<PatternList, ListedActions>();

/**
 * Whether a statement that lists these actions, or all but these, is about an action. Most lists are of names alone,
 * and are asked about hundreds of actions: a name is looked up.
 * @param action in lower case
 */
export function isAboutAction(list: PatternList, action: string): Verdict {
  const { names, patterns } = known.get(list) ?? listed(list);
  const matched = names.has(action) || patterns.some((pattern) => matchesText(pattern, action));
  const about = matched ? 'true' : names.has(undefined) ? 'unknown' : 'false';
  return list.negated ? negate(about) : about;
}

function listed(list: PatternList): ListedActions {
  const made = {
    // A pattern that is looked up as a name matches itself.
    names: new Set(list.texts),
    // Stryker disable next-line StringLiteral: what stands for a text that is not known is no pattern, without wildcards
    patterns: list.texts.flatMap((text = '') => (/[*?]/.test(text) ? [wildcardPattern(text)] : [])),
  };
  known.set(list, made);
  return made;
}
