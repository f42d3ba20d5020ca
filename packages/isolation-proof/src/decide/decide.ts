import { UndecidedError } from '../templates/errors';
import type { FactLookup, Facts } from '../policies/facts';
import type { Model } from '../model/model';
import type { Statement } from '../policies/statement';
import { exactFacts } from './exact-facts';
import { appliesTo, namedBy, type Naming } from './exact-statement';
import { type ConcreteRequest, isOutsider } from './request';

/** What the policies say of one request. */
export interface Decision {
  /** `open` if it depends on a policy variable without a value: see {@link appliesTo}. */
  readonly outcome: 'allowed' | 'denied' | 'open';
  /** Why, as the end of a sentence. */
  readonly because: string;
  /** The statements that decided; none where nothing allows the request. */
  readonly statements: readonly Statement[];
}

/** What of a model decides a request, besides the requester's own policies: policies of resources, and trust. */
type Decided = Pick<Model, 'guarded' | 'principals'>;

/** The end of a sentence about a request whose outcome is open. */
const WITHOUT_VALUE =
  'it depends on a policy variable that has no value in the request, and what AWS makes of that is not documented';

/**
 * Decides one request exactly: a Deny that applies wins; otherwise identity policies, within the boundary,
 * or the resource's policy has to allow it. A key's policy and a role's trust policy have to allow in any case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * @throws UndecidedError if a statement that may be about the request has a context key, an operator or anything
 * else in it that is not known, or if the policy of a key or bucket would have to be known that is not in the templates
 */
export function decide(model: Decided, request: ConcreteRequest): Decision {
  const { requester } = request;
  const guard = guardOf(model, request);
  const facts = exactFacts(request, guard?.tags);
  const asked = { action: request.action.toLowerCase(), resource: request.resource };
  const subject = isOutsider(requester) ? { identity: [], boundary: undefined } : requester;
  const identity = verdict(subject.identity, asked, facts);
  const boundary = subject.boundary === undefined ? undefined : verdict(subject.boundary, asked, facts);
  const naming = new Map<Statement, Naming>();
  const resource = verdict(guard?.policy ?? [], asked, facts, (statement) => {
    const named = namedBy(statement, requester, guard?.account ?? '');
    naming.set(statement, named);
    return named !== 'no';
  });

  const all = [identity, ...(boundary === undefined ? [] : [boundary]), resource];
  const denies = all.flatMap(({ denied }) => denied);
  if (denies.length > 0) return { outcome: 'denied', because: 'statements deny it', statements: denies };
  const openDenies = all.flatMap((one) => one.openDenies);
  const decision = granted(request, guard, naming, { identity, boundary, resource });
  const open = decision.outcome === 'allowed' ? openDenies : all.flatMap(({ openAllows }) => openAllows);
  if (open.length === 0) return decision;
  if (decision.outcome === 'denied') {
    // What is open in one policy decides nothing where another one does not allow it either way.
    const atMost = { identity: widened(identity), resource: widened(resource) };
    const bounded = boundary === undefined ? undefined : widened(boundary);
    if (granted(request, guard, naming, { ...atMost, boundary: bounded }).outcome === 'denied')
      return decision;
  }
  return { outcome: 'open', because: WITHOUT_VALUE, statements: open };
}

/** The verdict if everything allows that may. */
function widened(verdict: Verdict): Verdict {
  return { ...verdict, allowed: [...verdict.allowed, ...verdict.openAllows] };
}

interface Verdict {
  readonly denied: Statement[];
  readonly allowed: Statement[];
  readonly openDenies: Statement[];
  readonly openAllows: Statement[];
}

interface Verdicts {
  readonly identity: Verdict;
  readonly boundary: Verdict | undefined;
  readonly resource: Verdict;
}

/** What is granted of a request that nothing denies. */
function granted(
  request: ConcreteRequest,
  guard: Guard | undefined,
  naming: ReadonlyMap<Statement, Naming>,
  { identity, boundary, resource }: Verdicts,
): Decision {
  const allowed = (...statements: Statement[]): Decision => ({
    outcome: 'allowed',
    because: 'statements allow it',
    statements,
  });
  const denied = (because: string): Decision => ({ outcome: 'denied', because, statements: [] });
  const isBounded = boundary === undefined || boundary.allowed.length > 0;
  // What a policy gives to a role's ARN is held in by the role's boundary; what it gives to a user's, or to
  // everybody, is not: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
  const isRole = !isOutsider(request.requester) && request.requester.arn.includes(':role/');
  const direct = resource.allowed.filter((statement) => {
    const named = naming.get(statement);
    return named === 'everybody' || (named === 'itself' && (!isRole || isBounded));
  });
  if (direct.length > 0) return allowed(...direct);

  if (isOutsider(request.requester)) {
    const whom = 'service' in request.requester ? 'the service' : 'users of the identity provider';
    return denied(`the resource's policy does not allow it to ${whom}`);
  }
  if (identity.allowed.length === 0) return denied('no identity policy allows it');
  if (!isBounded) return denied('the permissions boundary does not allow it');
  if (guard?.mustAllow === true && resource.allowed.length === 0) {
    return denied("the resource's own policy does not allow it");
  }
  if (guard === undefined && /^arn:[^:]*:(?:kms|s3):/.test(request.resource)) {
    const reason = 'it is not in the templates, so its policy is unknown';
    throw new UndecidedError([{ place: request.resource, reason }]);
  }
  const ofAccount = guard?.mustAllow === true ? resource.allowed : [];
  return allowed(...identity.allowed, ...(boundary?.allowed ?? []), ...ofAccount);
}

/** @param isMeant whether a statement that is about the request is about who makes it, too */
function verdict(
  statements: readonly Statement[],
  asked: Pick<ConcreteRequest, 'action' | 'resource'>,
  facts: FactLookup,
  isMeant: (statement: Statement) => boolean = () => true,
): Verdict {
  const result: Verdict = { denied: [], allowed: [], openDenies: [], openAllows: [] };
  for (const statement of statements) {
    const applies = appliesTo(statement, asked, facts);
    if (applies === 'no' || !isMeant(statement)) continue;
    const isDeny = statement.effect === 'Deny';
    if (applies === 'yes') (isDeny ? result.denied : result.allowed).push(statement);
    else (isDeny ? result.openDenies : result.openAllows).push(statement);
  }
  return result;
}

/** What a resource's own policy says. */
interface Guard {
  readonly policy: readonly Statement[];
  /** Whether identity policies open nothing without it: keys and roles. */
  readonly mustAllow: boolean;
  readonly isTrust: boolean;
  readonly tags: Facts | undefined;
  readonly account: string;
}

const guards = new WeakMap<Decided, ReadonlyMap<string, Guard>>();

/** The policy of a resource, or of the bucket that an object is in. A role's says who becomes it, and nothing else. */
function guardOf(model: Decided, { action, resource }: ConcreteRequest): Guard | undefined {
  const byArn = guards.get(model) ?? readGuards(model);
  guards.set(model, byArn);
  const found = byArn.get(resource);
  if (found?.isTrust === true && !/^sts:/i.test(action)) return undefined;
  return found ?? byArn.get(/^(arn:[^:]*:s3:::[^/]+)\//.exec(resource)?.[1] ?? '');
}

function readGuards({ guarded, principals }: Decided): ReadonlyMap<string, Guard> {
  const found = new Map<string, Guard>();
  const add = (arn: string, guard: Guard, place: string): void => {
    if (found.has(arn)) throw new UndecidedError([{ place, reason: `another resource has the ARN ${arn}` }]);
    found.set(arn, guard);
  };
  for (const { kind, arn, policy, facts, source } of guarded) {
    // S3 tells the tags of a bucket only where that is switched on.
    const tags = kind === 'bucket' ? undefined : facts;
    const { account } = source.stack;
    add(arn, { policy, mustAllow: kind === 'key', isTrust: false, tags, account }, source.path);
  }
  for (const { kind, arn, trust, source } of principals) {
    if (kind !== 'role') continue;
    const { account } = source.stack;
    add(arn, { policy: trust, mustAllow: true, isTrust: true, tags: undefined, account }, source.path);
  }
  return found;
}
