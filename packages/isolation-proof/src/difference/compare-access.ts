import { ALL_POLICIES } from '../access/lens';
import { statementsOf } from '../model/model';
import type { Specification } from '../specification/specification';
import type { Unknown } from '../templates/errors';
import type { StackTemplate } from '../templates/template';
import type { Statement } from '../policies/statement';
import type { AccessComparison, AccessDifference } from './access-difference';
import { ActionQuestions } from './action-questions';
import type { Actor } from './actor';
import { othersOf, principalsOf } from './actors';
import type { ActorDifference } from './actor-difference';
import { compareActor } from './compare-actor';
import type { Setting } from './reason-search';
import { comparedGuards, type ComparedGuard } from './compared-guard';
import { changedStatements } from './changed-statements';
import { type FormPair, pairForms } from './form-pairs';
import { multiValuedIn } from './multi-valued-keys';
import { readSides, type ReadSides } from './read-sides';
import { hasOtherTags } from './reasons';
import { tellDifference } from './tell-difference';
import { unnamedPrincipals } from './unnamed-principals';
import { asUndecided, faultOf } from './verify-example';

/**
 * Compares what two versions of an app allow: tells the requests that one of them allows and the other does not, for
 * every principal and for whoever else policies let in. It compares what policies mean and not how they are written.
 * What cannot be compared is named in `undecided`; nothing is ever left out silently.
 * @param base stacks of the version before the change
 * @param head stacks of the version after it
 */
export function compareAccess(
  base: readonly StackTemplate[],
  head: readonly StackTemplate[],
  specification: Specification,
): AccessComparison {
  const [first] = [...head, ...base];
  if (first === undefined) return nothingCompared([NO_STACKS]);
  const sides = readSides(base, head, specification);
  if ('unknowns' in sides) return nothingCompared(sides.unknowns);
  const { pairs, organizations } = pairForms(sides.forms.base, sides.forms.head);
  const { found, undecided, principals } = compareSides(sides, pairs, first.partition);
  const differences: AccessDifference[] = [];
  for (const difference of found) {
    const fault = faultOf(difference, sides.models);
    const told = tellDifference(difference, pairs, [...head, ...base]);
    if (fault === undefined) differences.push(told);
    else undecided.push(asUndecided(told, fault));
  }
  return {
    differences: differences.sort(byImportance),
    organizations,
    undecided,
    compared: {
      principals,
      organizations: pairs.reduce((sum, { organizations: alike }) => sum + alike.length, 0),
      forms: pairs.length,
    },
  };
}

/** An empty question is no answer. */
const NO_STACKS: Unknown = { place: 'the templates', reason: 'neither side has a stack' };

function nothingCompared(undecided: readonly Unknown[]): AccessComparison {
  return {
    differences: [],
    organizations: { added: [], removed: [] },
    undecided,
    compared: { principals: 0, organizations: 0, forms: 0 },
  };
}

function compareSides(
  { models }: ReadSides,
  pairs: readonly FormPair[],
  partition: string,
): { readonly found: ActorDifference[]; readonly undecided: Unknown[]; readonly principals: number } {
  const sizes = new Map<string | undefined, number>(
    pairs.map(({ organizations }) => [organizations[0], organizations.length]),
  );
  // Of tenants that look like others, nothing new can be told.
  const alike = new Set<string | undefined>(
    pairs.flatMap(({ isLikeAnother, organizations }) => (isLikeAnother ? organizations : [])),
  );
  const isJudged = (owner: string | undefined): boolean =>
    owner === undefined || (sizes.has(owner) && !alike.has(owner));
  const guards = comparedGuards(models.base, models.head);
  const changed = new Set(guards.filter((guard) => isChanged(guard) && !alike.has(guard.owner)));
  const ofOthers = [...changed].filter(({ owner }) => isJudged(owner));
  const principals = principalsOf(models.base, models.head).filter(({ who }) => isJudged(who.owner));

  const statements = new Set<Statement>();
  for (const model of [models.base, models.head]) {
    for (const statement of statementsOf(model)) statements.add(statement);
    for (const { trust } of model.principals) for (const statement of trust) statements.add(statement);
  }
  let actions: ActionQuestions | undefined;
  const isMultiValued = multiValuedIn(statements);
  const settingFor = (actor: Actor, decisive: ReadonlySet<ComparedGuard>): Setting => ({
    guards: ownFirst(guards, actor.who.owner),
    changedGuards: decisive,
    // Only asked for where anything is changed.
    get actions() {
      return (actions ??= new ActionQuestions(statements));
    },
    isMultiValued,
    partition,
  });
  const found: ActorDifference[] = [];
  const undecided = unnamedPrincipals(guards.filter(({ owner }) => isJudged(owner)));
  const compare = (actor: Actor, decisive: ReadonlySet<ComparedGuard>): void => {
    const compared = compareActor(actor, settingFor(actor, decisive));
    found.push(...compared.differences);
    undecided.push(...compared.undecided);
  };
  for (const actor of principals) {
    // Other tenants' resources are asked about by tenants only: to all others, all tenants are alike.
    compare(actor, actor.who.owner === undefined ? new Set(ofOthers) : changed);
  }
  for (const actor of othersOf(models.base, models.head, ofOthers)) compare(actor, new Set(ofOthers));
  const count = principals.reduce((sum, { who }) => sum + (sizes.get(who.owner) ?? 1), 0);
  return { found, undecided, principals: count };
}

/** The resources of whoever makes the requests make the best examples. */
function ownFirst(guards: readonly ComparedGuard[], owner: string | undefined): ComparedGuard[] {
  const isOwn = (guard: ComparedGuard): number => Number(guard.owner === owner);
  return [...guards].sort((one, other) => isOwn(other) - isOwn(one));
}

function isChanged(guard: ComparedGuard): boolean {
  const [before, after] = [guard.base?.policy ?? [], guard.head?.policy ?? []];
  return (
    hasOtherTags(guard) ||
    changedStatements(before, after).length + changedStatements(after, before).length > 0
  );
}

function byImportance(one: AccessDifference, other: AccessDifference): number {
  const rank = ({ change, lens }: AccessDifference): number =>
    (change === 'gained' ? 0 : 2) + (lens === ALL_POLICIES.name ? 0 : 1);
  const text = ({ lens, principal, actions, resources }: AccessDifference): string =>
    JSON.stringify([principal.owner ?? '', principal.name, lens, actions, resources]);
  const [a, b] = [text(one), text(other)];
  return rank(one) - rank(other) || (a < b ? -1 : a > b ? 1 : 0);
}
