import type { Resolved } from '../templates/resolved';
import type { FactLookup } from './facts';
import type { Statement } from './statement';

/** `${key}`, without a default: `${key, 'default'}` has a value for requests that lack the key. */
const VARIABLE = /\$\{\s*([^},*?$]+?)\s*\}/;

/**
 * What the resources of an Allow can be at most. A policy variable whose value is not known is replaced by what the
 * statement's own conditions demand of it: a request with another value is not allowed by the statement. So
 * `thing/${credentials-iot:ThingName}` is `thing/acme--*` where the name has to be like `acme--*`.
 * A text whose variables nothing bounds stays as it is.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function boundedResources(
  { resources, conditions }: Pick<Statement, 'resources' | 'conditions'>,
  facts: FactLookup,
): Resolved[] {
  return resources.texts.flatMap((text) => (text === undefined ? [text] : bounded(text, conditions, facts)));
}

function bounded(text: string, conditions: Statement['conditions'], facts: FactLookup): string[] {
  const pieces = text.split(/(\$\{[^}]*\})/);
  for (const key of pieces.map(keyOf)) {
    const bounds = key !== undefined && facts.get(key) === undefined ? boundsOf(key, conditions) : undefined;
    if (bounds === undefined) continue;
    // Wherever it stands it has one value, and it may come back in what bounds another one.
    const others = conditions.filter((condition) => condition.key !== key);
    return bounds.flatMap((bound) =>
      bounded(pieces.map((piece) => (keyOf(piece) === key ? bound : piece)).join(''), others, facts),
    );
  }
  return [text];
}

function keyOf(piece: string): string | undefined {
  return VARIABLE.exec(piece)?.[1]?.toLowerCase();
}

/** Patterns of which a value of the key matches one, wherever the conditions hold; undefined if there are none. */
function boundsOf(key: string, conditions: Statement['conditions']): string[] | undefined {
  for (const { operator, key: compared, values } of conditions) {
    const known = values.filter((value) => value !== undefined);
    if (compared !== key || known.length < values.length) continue;
    // Its own bound says nothing of it.
    if (known.some((value) => value.toLowerCase().includes(`\${${key}`))) continue;
    if (operator === 'StringLike') return known;
    if (operator === 'StringEquals' && !known.some((value) => /[*?]/.test(value))) return known;
  }
  return undefined;
}
