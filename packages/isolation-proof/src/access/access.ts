import type { ActionClass } from '../policies/action-classes';
import type { Verdict } from '../policies/conditions';
import { isAboutAction } from '../policies/listed-actions';
import { combine, type FactLookup, type Facts, NOTHING_KNOWN } from '../policies/facts';
import type { Subject } from '../model/principal';
import type { GuardedResource } from '../model/guarded-resource';
import type { Pattern } from '../patterns/pattern';
import type { Lens } from './lens';
import { matchPrincipal } from './principal-match';
import { inContext } from './statement-in-context';
import type { Statement } from '../policies/statement';
import { beginAlike, type TextSet, witness } from '../patterns/witness';

/** A request that is asked about, as far as it is known. */
export interface Question {
  readonly subject: Subject;
  readonly action: ActionClass;
  /** Resources asked about. With `guarded`, all of them are that resource, or parts of it. */
  readonly resources: TextSet;
  /**
   * Patterns of resources that are not asked about besides: many questions share them.
   * @default - none
   */
  readonly sparing?: readonly Pattern[];
  /** The resource whose policy applies to all of `resources`. */
  readonly guarded?: GuardedResource;
  /** What is known of the request besides its principal and resource. */
  readonly facts?: Facts;
  readonly lens: Lens;
}

/** A request that the policies may allow, with the statements that allow it. */
export interface Access {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly allowedBy: readonly Statement[];
}

/** A way to be allowed: statements whose resources have all to match. */
type Path = readonly Statement[];

/**
 * Looks for a request that the policies could allow. Over-approximates: a condition that depends on what is
 * not known holds in Allow and does not hold in Deny. So no access is a proof that there is none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * @returns a request with a shortest resource, or undefined
 */
export function findAccess(question: Question): Access | undefined {
  const { subject, action, guarded, lens } = question;
  // Stryker disable next-line ConditionalExpression: saves time only; there is no path then
  if (!isAllowedSomewhere(subject, action, guarded, lens)) return undefined;
  const facts = combine(guarded?.facts ?? NOTHING_KNOWN, subject.facts, question.facts ?? NOTHING_KNOWN);
  const paths = pathsOf(question, facts);
  // Stryker disable next-line ConditionalExpression: saves time only; each resource is one that a path allows
  if (paths.length === 0) return undefined;
  const refused = refusals(question, facts);
  for (const path of paths) {
    for (const allowed of resourcesOf(path, facts)) {
      const matching = [...question.resources.matching, ...allowed.matching, ...refused.matching];
      // Before the rest is put together, which is long: most of what statements allow is elsewhere.
      // Stryker disable next-line ConditionalExpression: saves time only; such a set is empty
      if (!beginAlike(matching)) continue;
      const resource = witness({
        matching,
        oneOf: refused.oneOf,
        excluding: [
          ...question.resources.excluding,
          ...(question.sparing ?? []),
          ...allowed.excluding,
          ...refused.excluding,
        ],
      });
      if (resource !== undefined) {
        return {
          principal: subject.arn,
          action: action.example,
          resource,
          allowedBy: path,
        };
      }
    }
  }
  return undefined;
}

/** Every way in which identity policies and boundary could allow an action, on whatever resource. */
export function boundedPaths(subject: Subject, action: ActionClass, lens: Lens, facts: FactLookup): Path[] {
  const identity: Path[] = lens.identity
    ? allows(subject.identity, action, facts).map((statement) => [statement])
    : [[]];
  return lens.boundary && subject.boundary !== undefined
    ? crossed(identity, allows(subject.boundary, action, facts))
    : identity;
}

function allows(statements: readonly Statement[], action: ActionClass, facts: FactLookup): Statement[] {
  return statementsAbout(statements, action).Allow.filter(
    (statement) => applies(statement, action, facts) !== 'false',
  );
}

/** Whether enough policies have an Allow about the action, whatever else they say. It answers most questions. */
export function isAllowedSomewhere(
  subject: Subject,
  action: ActionClass,
  guarded: GuardedResource | undefined,
  lens: Lens,
): boolean {
  const hasAllow = (policy: readonly Statement[] | undefined): boolean =>
    policy !== undefined && statementsAbout(policy, action).Allow.length > 0;
  const isBounded =
    (!lens.identity || hasAllow(subject.identity)) &&
    (!lens.boundary || subject.boundary === undefined || hasAllow(subject.boundary));
  if (!lens.resourcePolicies || guarded === undefined) return isBounded;
  return hasAllow(guarded.policy) || (guarded.kind !== 'key' && isBounded);
}

/** Every way in which the request could be allowed, before anything is denied. */
function pathsOf({ subject, action, guarded, lens }: Question, facts: FactLookup): Path[] {
  const bounded = boundedPaths(subject, action, lens, facts);
  if (!lens.resourcePolicies || guarded === undefined) return bounded;

  const resourceAllows = allows(guarded.policy, action, facts).map((statement) => ({
    statement,
    match: matchPrincipal(statement, subject, guarded.source.stack.account),
  }));
  const direct = resourceAllows.flatMap(({ statement, match }): Path[] =>
    match === 'direct' ? [[statement]] : [],
  );
  if (guarded.kind !== 'key') return [...bounded, ...direct];
  // A key's policy has to allow, by naming the account at least; identity policies alone open no key.
  const delegating = resourceAllows.flatMap(({ statement, match }) => (match === 'no' ? [] : [statement]));
  return [...crossed(bounded, delegating), ...direct];
}

function crossed(paths: readonly Path[], statements: readonly Statement[]): Path[] {
  return paths.flatMap((path) => statements.map((statement) => [...path, statement]));
}

/** What is denied for certain, as the resources that are left. */
function refusals({ subject, action, guarded, lens }: Question, facts: FactLookup): Required<TextSet> {
  const deniesOf = (policy: readonly Statement[] = []): readonly Statement[] =>
    statementsAbout(policy, action).Deny;
  const counted = [
    ...(lens.identity ? deniesOf(subject.identity) : []),
    ...(lens.boundary ? deniesOf(subject.boundary) : []),
    ...(lens.resourcePolicies && guarded !== undefined
      ? deniesOf(guarded.policy).filter(
          (statement) => matchPrincipal(statement, subject, guarded.source.stack.account) !== 'no',
        )
      : []),
  ];
  const denies = counted.filter((statement) => applies(statement, action, facts) === 'true');
  const excluding: Pattern[] = [];
  /** What each Deny with NotResource spares. A request has to be spared by all: never multiplied out. */
  const spared: (readonly Pattern[])[] = [];
  for (const statement of denies) {
    const patterns = inContext(statement, facts).resources;
    if (!statement.resources.negated) {
      excluding.push(...patterns.filter((pattern) => pattern !== undefined));
      continue;
    }
    // What NotResource spares is not known if one of its texts is not: the statement then denies nothing for certain.
    const certain = patterns.filter((pattern) => pattern !== undefined);
    if (certain.length === patterns.length) spared.push(certain);
  }
  return {
    matching: spared.flatMap((patterns) => (patterns.length === 1 ? patterns : [])),
    // Stryker disable next-line MethodExpression,ConditionalExpression: saves time only; of one it is the same
    oneOf: spared.filter((patterns) => patterns.length !== 1),
    excluding,
  };
}

/** The sets of resources that a path allows: a resource has to be in one set for every statement of it. */
function resourcesOf(path: Path, facts: FactLookup): TextSet[] {
  let sets: TextSet[] = [{ matching: [], excluding: [] }];
  for (const statement of path) {
    const { negated } = statement.resources;
    const said = inContext(statement, facts);
    const patterns = negated ? said.resources : said.resourcesAtMost;
    sets = negated
      ? sets.map(({ matching, excluding }) => ({
          matching,
          excluding: [...excluding, ...patterns.filter((pattern) => pattern !== undefined)],
        }))
      : sets.flatMap(({ matching, excluding }) =>
          patterns.map((pattern) => ({
            // A text that is not known may be anything.
            matching: pattern === undefined ? matching : [...matching, pattern],
            excluding,
          })),
        );
  }
  return sets;
}

/** Whether a statement that may be about an action is about it, and its conditions hold. */
function applies(statement: Statement, action: ActionClass, facts: FactLookup): Verdict {
  const conditions = inContext(statement, facts).holds;
  if (conditions === 'false') return 'false';
  const isAbout = isAboutAction(statement.actions, action.example) === 'true';
  return isAbout && conditions === 'true' ? 'true' : 'unknown';
}

/** Statements by their effect. */
export type ByEffect = Readonly<Record<Statement['effect'], readonly Statement[]>>;

const about = new WeakMap<readonly Statement[], Map<ActionClass, ByEffect>>();

/** The statements of a policy that are, or may be, about a class of actions; most are about something else. */
export function statementsAbout(policy: readonly Statement[], action: ActionClass): ByEffect {
  const known = about.get(policy) ?? new Map<ActionClass, ByEffect>();
  about.set(policy, known);
  const statements = known.get(action) ?? byEffect(policy.filter((one) => mayBeAbout(one, action)));
  known.set(action, statements);
  return statements;
}

function byEffect(statements: readonly Statement[]): ByEffect {
  return {
    Allow: statements.filter(({ effect }) => effect === 'Allow'),
    Deny: statements.filter(({ effect }) => effect === 'Deny'),
  };
}

/** Whether a statement is about a class of actions, as far as it is known. */
export function mayBeAbout(statement: Statement, action: ActionClass): boolean {
  return isAboutAction(statement.actions, action.example) !== 'false';
}
