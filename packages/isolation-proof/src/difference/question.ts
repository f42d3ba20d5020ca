import { resourcesFor } from '../access/one-service';
import { type Facts, known } from '../policies/facts';
import { type Pattern, wildcardPattern } from '../patterns/pattern';
import type { Statement } from '../policies/statement';
import type { ActorSide } from './actor';
import { isAbout } from './action-questions';
import { Atoms, type KeyValue, witnessOf } from './atoms';
import { chosenValues } from './chosen-values';
import { openVariables } from './condition-formula';
import { all, type Atom, type Formula, not, type Valuation, valueOf } from './formula';
import type { ComparedRegion } from './region';
import { type Scope, SideDecision } from './side-decision';
import { type Side, sideFacts } from './side-facts';
import { solve } from './solve';

/** Asks for a request that one side allows and the other does not. */
export interface Question extends Scope {
  readonly region: ComparedRegion;
  /** The side that has to allow the request; the other one must not. */
  readonly allowing: Side;
  /** Has to be about the request. Of the allowing side if it allows, of the other one if it denies. */
  readonly reason: Statement | undefined;
  /** Must not be about it: what these make a difference to is told already. */
  readonly told: readonly Statement[];
  /** Resources about which everything is told. */
  readonly toldResources: readonly Pattern[];
  readonly isMultiValued: (key: string) => boolean;
}

/** A request that the sides decide differently, and why. */
export interface Finding {
  readonly resource: string;
  readonly context: ReadonlyMap<string, KeyValue>;
  /** Statements of the allowing side, one for each policy that has to allow. */
  readonly allowing: readonly Statement[];
  /** Statements of the other side that deny it. */
  readonly denying: readonly Statement[];
}

export function otherSide(side: Side): Side {
  return side === 'base' ? 'head' : 'base';
}

/** Statements of both sides that count and may be about the action. */
export function statementsAbout({ actor, guard, action, lens }: Scope): Statement[] {
  const ofActor = (side: ActorSide | undefined): readonly Statement[] => [
    ...(side === undefined || side.identity === 'everything' || !lens.identity ? [] : side.identity),
    ...(lens.boundary ? (side?.boundary ?? []) : []),
  ];
  return [
    ...ofActor(actor.base),
    ...ofActor(actor.head),
    ...(lens.resourcePolicies ? [...(guard?.base?.policy ?? []), ...(guard?.head?.policy ?? [])] : []),
  ].filter(({ actions }) => isAbout(actions, action));
}

/** Whether a statement may be about resources of a region, whatever the values of its policy variables. */
function isNear({ resources }: Statement, region: ComparedRegion): boolean {
  if (resources.negated) return true;
  return resources.texts.some((text) => {
    if (text === undefined) return true;
    const pattern = wildcardPattern(text.replaceAll(/\$\{[^}]*\}/g, '*'));
    return witnessOf({ ...region.resources, matching: [pattern] }) !== 'none';
  });
}

/** @returns `none` if the sides decide every such request alike */
export function findDifference(question: Question): Finding | 'none' | 'undecided' {
  const { actor, guard } = question;
  const statements = statementsAbout(question).filter((one) => isNear(one, question.region));
  const keys = new Set(
    (['base', 'head'] as const).flatMap((side) => {
      const facts = sideFacts(actor, guard, side, new Map());
      return statements.flatMap((statement) => [...openVariables(statement, facts)]);
    }),
  );
  const { choices, isComplete } = chosenValues(keys, statements, actor.domains);
  let isUndecided = false;
  for (const chosen of choices) {
    const found = findWith(question, chosen);
    if (found === 'undecided') isUndecided = true;
    else if (found !== 'none') return ordinary(question, statements, chosen) ?? found;
  }
  return isUndecided || !isComplete ? 'undecided' : 'none';
}

/** What nearly every request carries, so that an example with it reads best. */
const ORDINARY: Facts = new Map([
  ['aws:securetransport', known('true')],
  ['s3:tlsversion', known('1.3')],
]);

/** The same with what nearly every request carries, if there is such a request. */
function ordinary(question: Question, statements: readonly Statement[], chosen: Facts): Finding | undefined {
  const keys = new Set(statements.flatMap(({ conditions }) => conditions.map(({ key }) => key)));
  const carried = [...ORDINARY].filter(([key]) => keys.has(key) && !chosen.has(key));
  if (carried.length === 0) return undefined;
  const found = findWith(question, new Map([...chosen, ...carried]));
  return typeof found === 'string' ? undefined : found;
}

function findWith(question: Question, chosen: Facts): Finding | 'none' | 'undecided' {
  const { actor, guard, region, allowing, reason, told, toldResources, isMultiValued } = question;
  const narrowed = { ...region.resources, excluding: [...region.resources.excluding, ...toldResources] };
  if (witnessOf(narrowed) === 'none') return 'none';
  const atoms = new Atoms(narrowed, actor.domains, isMultiValued);
  const decisionOf = (side: Side): SideDecision =>
    new SideDecision(question, side, sideFacts(actor, guard, side, chosen), atoms);
  const more = decisionOf(allowing);
  const less = decisionOf(otherSide(allowing));
  const applies = (statement: Statement): Formula =>
    (statement.effect === 'Allow' ? more : less).applies(statement);
  const goal = all(
    reason === undefined ? true : applies(reason),
    ...told.map((statement) => not(applies(statement))),
    more.allowed,
    not(less.allowed),
  );
  const solution = solve(goal, atoms);
  if (typeof solution === 'string') return solution;
  const needed = withoutNeedlessKeys(goal, solution, atoms);
  const resource = resourceOf(question, atoms, needed);
  const context = contextOf(chosen, atoms, needed);
  if (resource === undefined || context === undefined) return 'undecided';
  return { resource, context, allowing: more.path(needed, reason), denying: less.denies(needed) };
}

/** A key that the outcome does not depend on says nothing to whoever reads the example. */
function withoutNeedlessKeys(goal: Formula, solution: Valuation, atoms: Atoms): Valuation {
  let needed: ReadonlyMap<Atom, boolean> = new Map(solution);
  for (const key of atoms.keysIn(solution)) {
    const fewer = atoms.without(key, needed);
    if (valueOf(goal, fewer) === true) needed = fewer;
  }
  return needed;
}

/** A shortest resource, of those that are most like an ARN. */
function resourceOf({ action, actor, guard }: Question, atoms: Atoms, needed: Valuation): string | undefined {
  const { matching, oneOf, excluding } = atoms.resourcesOf(needed);
  const account = guard?.arn ?? ('arn' in actor.name ? actor.name.arn : '');
  for (const pattern of [...resourcesFor(action, account), undefined]) {
    const found = witnessOf({
      matching: pattern === undefined ? matching : [...matching, pattern],
      oneOf,
      excluding,
    });
    if (typeof found !== 'string') return found.text;
  }
  return undefined;
}

function contextOf(chosen: Facts, atoms: Atoms, needed: Valuation): Map<string, KeyValue> | undefined {
  const context = new Map<string, KeyValue>();
  for (const [key, fact] of chosen) context.set(key, fact.kind === 'text' ? fact.text : null);
  for (const key of atoms.keysIn(needed)) {
    const found = atoms.valueOfKey(key, needed);
    if (typeof found === 'string') return undefined;
    context.set(key, found.value);
  }
  return context;
}
