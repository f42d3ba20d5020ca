import type { Statement } from '../policies/statement';
import type { Facts } from '../policies/facts';
import { matchPrincipal } from '../access/principal-match';
import type { ComparedPrincipal } from './access-difference';
import type { Domain } from './atoms';

/** What one side of a change says of whoever makes requests. */
export interface ActorSide {
  /** Identity policies; `everything` for whoever is allowed everything by policies that are not in the templates. */
  readonly identity: readonly Statement[] | 'everything';
  /** Undefined without a permissions boundary. */
  readonly boundary: readonly Statement[] | undefined;
  readonly facts: Facts;
}

/** Whoever makes requests, on both sides of a change. */
export interface Actor {
  readonly who: ComparedPrincipal;
  /** How policies of resources name it. */
  readonly name:
    | { readonly kind: 'arn'; readonly arn: string }
    | { readonly kind: 'service' | 'federated' | 'account'; readonly text: string }
    | { readonly kind: 'anybody' };
  /** Undefined for a side that does not have it. */
  readonly base: ActorSide | undefined;
  readonly head: ActorSide | undefined;
  /** Context keys of its requests of which something is known, but no value. */
  readonly domains: ReadonlyMap<string, Domain>;
}

/** Whether an actor is no principal of the account: only policies of resources let it in. */
export function isOutside({ name }: Actor): boolean {
  return name.kind !== 'arn';
}

/** How a statement of a resource's policy names an actor. A session may or may not be the one that is named. */
export type Naming = 'everybody' | 'itself' | 'a session' | 'account' | 'account and a session' | 'no';

/** @param account where the resource is */
export function namingOf(statement: Statement, { name }: Pick<Actor, 'name'>, account: string): Naming {
  const { principals, effect } = statement;
  if (principals === undefined) return 'everybody';
  if (principals.negated) {
    return isSpared(principals, name, effect) ? 'no' : 'everybody';
  }
  if (principals.aws.includes('*')) return 'everybody';
  switch (name.kind) {
    case 'anybody':
      return 'no';
    case 'service':
      return principals.services.includes(name.text) ? 'itself' : 'no';
    case 'federated':
      return principals.federated.includes(name.text) ? 'itself' : 'no';
    case 'account':
      return principals.aws.some((text) => text !== undefined && isOrHolds(text, name.text))
        ? 'itself'
        : 'no';
    default: {
      const { arn } = name;
      if (principals.aws.includes(arn)) return 'itself';
      const role = /:role\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
      const isSession = (text: string): boolean =>
        role !== undefined && text.includes(`:assumed-role/${role}/`);
      const texts = principals.aws.filter((text) => text !== undefined);
      const aws = texts.filter((text) => !isSession(text));
      // Of Allow and of Deny alike: only what names the account is left.
      const rest = { ...statement, principals: { ...principals, aws } };
      const isAccount = matchPrincipal(rest, { arn }, account) === 'account';
      if (aws.length === texts.length) return isAccount ? 'account' : 'no';
      return isAccount ? 'account and a session' : 'a session';
    }
  }
}

/**
 * Whom NotPrincipal spares has to be listed by itself, and in a Deny together with its account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function isSpared(
  { aws, services, federated }: NonNullable<Statement['principals']>,
  name: Actor['name'],
  effect: Statement['effect'],
): boolean {
  if (name.kind === 'anybody') return false;
  if (name.kind === 'service') return services.includes(name.text);
  if (name.kind === 'federated') return federated.includes(name.text);
  const text = name.kind === 'arn' ? name.arn : name.text;
  const account = accountOf(text);
  const holdsAccount = aws.some((one) => one === account || one?.endsWith(`:iam::${account}:root`) === true);
  return aws.includes(text) && (effect === 'Allow' || holdsAccount);
}

/** Whether a text of a policy names an account or principal of another account, or the account that it is in. */
function isOrHolds(text: string, name: string): boolean {
  const account = accountOf(name);
  return text === name || (accountOf(text) === account && (text === account || text.endsWith(':root')));
}

/** The account of an ARN, or the account that a text is the id of. */
export function accountOf(text: string): string {
  return /^\d{12}$/.test(text) ? text : (text.split(':')[4] ?? '');
}
