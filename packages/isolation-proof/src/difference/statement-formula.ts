import { matchesClass } from '../policies/action-classes';
import type { FactLookup } from '../policies/facts';
import { patternOf } from '../policies/policy-text';
import type { Statement } from '../policies/statement';
import type { Atoms } from './atoms';
import { conditionFormula } from './condition-formula';
import { all, any, type Formula, not } from './formula';

/** That a statement is about a request with an action of a class, whoever makes it. */
export function statementFormula(
  statement: Statement,
  action: string,
  facts: FactLookup,
  atoms: Atoms,
): Formula {
  const about = actionFormula(statement, action, atoms);
  if (about === false) return false;
  return all(
    about,
    resourceFormula(statement, facts, atoms),
    ...statement.conditions.map((condition) => conditionFormula(condition, statement, facts, atoms)),
  );
}

function actionFormula({ actions, source, name }: Statement, action: string, atoms: Atoms): Formula {
  const isAbout = actions.texts.some((text) => text !== undefined && matchesClass(text, { example: action }));
  const matches =
    isAbout || !actions.texts.includes(undefined)
      ? isAbout
      : atoms.opaque(JSON.stringify([source.path, name, 'actions']));
  return actions.negated ? not(matches) : matches;
}

function resourceFormula({ resources, source, name }: Statement, facts: FactLookup, atoms: Atoms): Formula {
  const patterns = resources.texts.flatMap((text) => patternOf(text, facts) ?? []);
  const matches = any(
    atoms.resource(patterns),
    resources.texts.includes(undefined) && atoms.opaque(JSON.stringify([source.path, name, 'resources'])),
  );
  return resources.negated ? not(matches) : matches;
}
