import { evaluateConditions, type Verdict } from '../policies/conditions';
import { isAboutAction } from '../policies/listed-actions';
import { UndecidedError } from '../templates/errors';
import type { FactLookup } from '../policies/facts';
import { matchesText } from '../patterns/matches-text';
import { patternOf, widestPatternOf } from '../policies/policy-text';
import { isSession, matchPrincipal } from '../access/principal-match';
import { placedReason } from '../templates/placed-reason';
import { NotUnderstoodError, type Resolved } from '../templates/resolved';
import type { Condition, PatternList, Statement } from '../policies/statement';
import type { ConcreteRequest } from './request';

/**
 * Whether a statement is about a request. `open` where that depends on a policy variable without a value: AWS
 * only says that it "might cause the entire statement to be invalid".
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export type Applies = 'yes' | 'no' | 'open';

/**
 * Decides exactly whether action, resource and conditions of a statement match a request.
 * @param request with its action in lower case
 * @throws UndecidedError for anything else that is not known, at the place of the statement
 */
export function appliesTo(
  statement: Statement,
  { action, resource }: Pick<ConcreteRequest, 'action' | 'resource'>,
  facts: FactLookup,
): Applies {
  try {
    return isAbout(statement.actions, action) ? matches(statement, resource, facts) : 'no';
  } catch (error) {
    throw placed(error, statement);
  }
}

function matches({ resources, conditions }: Statement, resource: string, facts: FactLookup): Applies {
  const aboutResource = matchesResource(resources, resource, facts);
  if (aboutResource === 'no') return 'no';
  // All conditions are evaluated, so that one that does not hold hides none that is not known.
  const held = conditions.map((condition) => holds(condition, facts));
  if (held.includes('no')) return 'no';
  return aboutResource === 'open' || held.includes('open') ? 'open' : 'yes';
}

/** How a statement of a resource policy names a requester: among everybody, by its own name, through its account. */
export type Naming = 'everybody' | 'itself' | 'account' | 'no';

/**
 * Decides how a statement of a resource policy names a requester of the same account.
 * @throws UndecidedError for NotPrincipal, sessions, canonical users, and principals that are not known
 */
export function namedBy(
  statement: Statement,
  requester: ConcreteRequest['requester'],
  account: string,
): Naming {
  try {
    return naming(statement, requester, account);
  } catch (error) {
    throw placed(error, statement);
  }
}

function naming(statement: Statement, requester: ConcreteRequest['requester'], account: string): Naming {
  const { principals } = statement;
  if (principals === undefined) throw new NotUnderstoodError('a resource policy must name principals');
  const { aws, services, federated, others, negated } = principals;
  if (negated) throw new NotUnderstoodError('NotPrincipal is not supported; name the principals');
  if (others.length > 0)
    throw new NotUnderstoodError(
      `principals of kind ${others.join()} are not supported; name roles, accounts or services`,
    );
  if (aws.includes('*')) return 'everybody';
  if ('federated' in requester) return federated.includes(requester.federated) ? 'itself' : 'no';
  if ('service' in requester) {
    if (services.includes(requester.service)) return 'itself';
    if (services.includes(undefined))
      throw new NotUnderstoodError('a service in Principal is unknown before deployment; write it out');
    return 'no';
  }
  if (aws.includes(requester.arn)) return 'itself';
  if (aws.some((text) => text === undefined || isSession(text, requester.arn))) {
    throw new NotUnderstoodError('sessions in Principal are not supported; name the role');
  }
  return matchPrincipal(statement, requester, account) === 'account' ? 'account' : 'no';
}

function isAbout(actions: PatternList, action: string): boolean {
  const about = isAboutAction(actions, action);
  if (about === 'unknown')
    throw new NotUnderstoodError('an action is unknown before deployment; write it out');
  return about === 'true';
}

function matchesResource({ texts, negated }: PatternList, resource: string, facts: FactLookup): Applies {
  const patterns = texts.map((text) => patternOf(requireKnown(text, 'a resource'), facts));
  if (patterns.some((pattern) => pattern !== undefined && matchesText(pattern, resource))) {
    return negated ? 'no' : 'yes';
  }
  // Stryker disable next-line ConditionalExpression: saves time only; another one that may match does match
  if (patterns.some((pattern, index) => pattern === undefined && mayMatch(texts[index], resource, facts))) {
    return 'open';
  }
  return negated ? 'yes' : 'no';
}

/** Whether a text matches a resource with some value of the variables that have none. */
function mayMatch(text: Resolved, resource: string, facts: FactLookup): boolean {
  const widest = widestPatternOf(text, facts);
  return widest === undefined || matchesText(widest, resource);
}

function holds(condition: Condition, facts: FactLookup): Applies {
  const { operator, key, values } = condition;
  const verdict = verdictOf(condition, facts);
  if (verdict !== 'unknown') return verdict === 'true' ? 'yes' : 'no';
  const texts = values.map((value) => requireKnown(value, `a value of ${key}`));
  if (texts.some((text) => patternOf(text, facts) === undefined)) return 'open';
  throw new NotUnderstoodError(
    `${operator} on ${key} is not modelled for this request; give the request the key`,
  );
}

const verdicts = new WeakMap<Condition, Map<string | undefined, Verdict>>();

/** The engine's verdict. Of a condition without variables it depends on one text, and is asked for again and again. */
function verdictOf(condition: Condition, facts: FactLookup): Verdict {
  const fact = facts.get(condition.key);
  // Of nothing else can it be told by a text, or by none, what is known.
  const isOneText = fact?.kind === 'text' || fact?.kind === 'absent';
  if (!isOneText || condition.values.some((value) => value?.includes('${') === true)) {
    return evaluateConditions([condition], facts);
  }
  const known = verdicts.get(condition) ?? new Map<string | undefined, Verdict>();
  verdicts.set(condition, known);
  const text = fact.kind === 'text' ? fact.text : undefined;
  const verdict = known.get(text) ?? evaluateConditions([condition], facts);
  known.set(text, verdict);
  return verdict;
}

function requireKnown(text: Resolved, what: string): string {
  if (text === undefined) throw new NotUnderstoodError(`${what} is unknown before deployment; write it out`);
  return text;
}

/** Gives what is not understood of a statement its place. */
function placed(error: unknown, { name, source }: Statement): unknown {
  if (!(error instanceof NotUnderstoodError)) return error;
  return new UndecidedError([{ place: `${source.path} (${name})`, reason: placedReason(error, source) }]);
}
