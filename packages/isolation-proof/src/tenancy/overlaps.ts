import { literalPattern, type Pattern, wildcardPattern } from '../patterns/pattern';
import { witness } from '../patterns/witness';

/** What the specification, or a tag, says is a tenant's. */
export interface Belonging {
  readonly owner: string;
  /** A pattern, or the ARN of a resource. */
  readonly text: string;
  /** Construct path of the resource whose ARN it is; undefined for a pattern of the specification. */
  readonly path?: string;
}

/** Something that belongs to two tenants. */
export interface Overlap {
  readonly one: Belonging;
  readonly other: Belonging;
  /** A text that both match. */
  readonly example: string;
}

/**
 * What belongs to two tenants, once for each two patterns. Only what may begin alike is compared, so that many tenants
 * with names of their own are compared with few others.
 */
export function overlapsAmong(belongings: readonly Belonging[]): Overlap[] {
  const entries = belongings
    .map((belonging): Entry => ({
      belonging,
      pattern: patternOf(belonging),
      beginning: beginningOf(belonging.text),
    }))
    .sort(byBeginning);
  const found: Overlap[] = [];
  // Each begins as the one after it does.
  let above: Entry[] = [];
  for (const entry of entries) {
    above = above.filter(({ beginning }) => entry.beginning.startsWith(beginning));
    for (const { belonging, pattern } of above) {
      const overlap = overlapOf(belonging, pattern, entry);
      if (overlap !== undefined) found.push(overlap);
    }
    above.push(entry);
  }
  return found;
}

interface Entry {
  readonly belonging: Belonging;
  readonly pattern: Pattern;
  /** All that it matches begins so, but for the partition, the Region and the account of an ARN. */
  readonly beginning: string;
}

function byBeginning({ beginning: one }: Entry, { beginning: other }: Entry): number {
  // Stryker disable next-line ConditionalExpression,EqualityOperator: of two that begin alike, either may come first
  return one < other ? -1 : one > other ? 1 : 0;
}

function overlapOf(
  one: Belonging,
  pattern: Pattern,
  { belonging: other, ...entry }: Entry,
): Overlap | undefined {
  // Two resources of one name cannot be deployed.
  if (one.owner === other.owner || (one.path !== undefined && other.path !== undefined)) return undefined;
  const example = witness({ matching: [pattern, entry.pattern], excluding: [] });
  return example === undefined ? undefined : { one, other, example };
}

function patternOf({ text, path }: Belonging): Pattern {
  return path === undefined ? wildcardPattern(text) : literalPattern(text);
}

/** A wildcard or a policy variable. */
const CHOICE = /[*?$]/;

/** What stands before the first wildcard: of an ARN, of its service and its name, since the Region may be any. */
function beginningOf(text: string): string {
  const [literal = ''] = text.split(CHOICE);
  if (!literal.startsWith('arn:')) return 'arn:'.startsWith(literal) ? '' : literal;
  const [, , service = '', , , ...name] = text.split(':');
  // Its wildcards may stand for more than one part.
  if (name.length === 0 || CHOICE.test(service)) return '';
  return `${service}:${name.join(':')}`.split(CHOICE)[0] ?? '';
}
