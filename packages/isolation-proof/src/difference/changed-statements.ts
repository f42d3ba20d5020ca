import type { Statement } from '../policies/statement';

/**
 * The statements of which anything is not said on the other side. What statements say is compared pair by pair of an
 * action and a resource, so that it does not matter how they are split, ordered, named, or spread over documents.
 */
export function changedStatements(
  statements: readonly Statement[],
  others: readonly Statement[],
): Statement[] {
  if (statements === others) return [];
  const said = new Set(others.flatMap(pairsOf));
  return statements.filter((statement) => pairsOf(statement).some((pair) => !said.has(pair)));
}

const pairs = new WeakMap<Statement, readonly string[]>();

/** What a statement says, as texts that are the same for the same meaning. */
function pairsOf(statement: Statement): readonly string[] {
  const known = pairs.get(statement) ?? writePairs(statement);
  pairs.set(statement, known);
  return known;
}

function writePairs({
  effect,
  actions,
  resources,
  principals,
  conditions,
  name,
  source,
}: Statement): string[] {
  // What is not known before deployment is the same only where it stands in the same place.
  const textOf = (text: string | undefined): string => text ?? `unknown in ${source.path} ${name}`;
  const sorted = (texts: readonly (string | undefined)[]): string[] => [...new Set(texts.map(textOf))].sort();
  const alternatives = ({ texts, negated }: Statement['actions']): string[] =>
    negated ? [JSON.stringify(sorted(texts))] : sorted(texts);
  const rest = JSON.stringify([
    effect,
    principals === undefined
      ? null
      : [
          principals.negated,
          sorted(principals.aws),
          sorted(principals.services),
          sorted(principals.federated),
          [...principals.others].sort(),
        ],
    conditions.map(({ operator, key, values }) => JSON.stringify([operator, key, sorted(values)])).sort(),
  ]);
  return alternatives(actions).flatMap((action) =>
    alternatives(resources).map((resource) => `${action}\n${resource}\n${rest}`),
  );
}
