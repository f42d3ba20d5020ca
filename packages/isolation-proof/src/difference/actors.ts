import { anyAdministrator } from '../model/any-administrator';
import type { Model } from '../model/model';
import type { Principal } from '../model/principal';
import { absent, type Facts } from '../policies/facts';
import type { Statement } from '../policies/statement';
import { EVERYTHING, literalPattern, type Pattern, wildcardPattern } from '../patterns/pattern';
import type { TextSet } from '../patterns/witness';
import type { Domain } from './atoms';
import { accountOf, type Actor, type ActorSide } from './actor';
import type { ComparedGuard } from './compared-guard';

const NOTHING: Facts = new Map();
const NO_DOMAINS: ReadonlyMap<string, Domain> = new Map();

/** What of one side tells who makes requests. */
type Sided = Pick<Model, 'stacks' | 'principals'>;

/** The principals of both sides: matched by ARN, and where that has changed by construct path. */
export function principalsOf(base: Sided, head: Sided): Actor[] {
  const pairs = new Map<Principal, Principal | undefined>();
  const left = new Set(base.principals);
  const matchBy = (keyOf: (principal: Principal) => string): void => {
    const byKey = new Map([...left].map((principal) => [keyOf(principal), principal]));
    for (const principal of head.principals) {
      if (pairs.get(principal) !== undefined) continue;
      const found = byKey.get(keyOf(principal));
      if (found === undefined || !left.delete(found)) continue;
      pairs.set(principal, found);
    }
  };
  // Whoever will be given a policy has an ARN in common with others of its sort.
  matchBy(({ arn, kind, source }) => `${kind} ${arn} ${source.path}`);
  matchBy(({ arn, kind }) => `${kind} ${arn}`);
  matchBy(({ kind, source }) => `${kind} ${source.path}`);
  return [
    ...head.principals.map((principal) => actorOf(pairs.get(principal), principal)),
    ...[...left].map((principal) => actorOf(principal, undefined)),
  ];
}

function actorOf(base: Principal | undefined, head: Principal | undefined): Actor {
  const shown = head ?? base;
  if (shown === undefined) throw new Error('a principal of neither side');
  const { arn, kind, owner, source } = shown;
  return {
    who: {
      kind,
      name: arn,
      ...(owner === undefined ? {} : { owner }),
      path: source.path,
      presence: base === undefined ? 'head only' : head === undefined ? 'base only' : 'both',
    },
    name: { kind: 'arn', arn },
    base: sideOf(base),
    head: sideOf(head),
    domains: NO_DOMAINS,
  };
}

function sideOf(principal: Principal | undefined): ActorSide | undefined {
  if (principal === undefined) return undefined;
  const { identity, boundary, facts } = principal;
  return { identity, boundary, facts };
}

/**
 * Whoever is in no template and may be let in by a resource's policy: any other principal of the account, anybody, and
 * everybody whom a policy names.
 * @param guards those of which the policies differ; no other one makes a difference to them
 */
export function othersOf(base: Sided, head: Sided, guards: readonly ComparedGuard[]): Actor[] {
  const [stack] = [...head.stacks, ...base.stacks];
  if (stack === undefined || guards.length === 0) return [];
  const { account, partition } = stack;
  const known = new Set([...base.principals, ...head.principals].map(({ arn }) => arn));
  const named = namedIn(
    guards.flatMap((guard) => [...(guard.base?.policy ?? []), ...(guard.head?.policy ?? [])]),
  );
  const administrator = anyAdministrator(stack);
  const facts = new Map([...administrator.facts].filter(([key]) => key !== 'aws:principalarn'));
  const roles = `arn:${partition}:iam::${account}:role/`;
  /** Some role of the account, which one is not known. */
  const someRole = (arn: string, values: TextSet): Actor => ({
    ...outside('role', arn, { identity: 'everything', facts }),
    name: { kind: 'arn', arn },
    domains: new Map([['aws:principalarn', { values, isAlwaysPresent: true }]]),
  });
  const excluding = [...known].map(literalPattern);
  const own = [...named.aws].filter((text) => accountOf(text) === account && !known.has(text));
  const foreign = [...named.aws].filter((text) => accountOf(text) !== account && text !== '*');
  return [
    someRole(administrator.arn, { matching: [wildcardPattern(`${roles}?*`)], excluding }),
    ...own.filter(isPrincipal).map((arn): Actor => ({
      ...outside(arn.includes(':user/') ? 'user' : 'role', arn, {
        identity: 'everything',
        facts: new Map([...facts, ['aws:principalarn', { kind: 'text', text: arn }]]),
      }),
      name: { kind: 'arn', arn },
    })),
    // Sessions of roles of the templates are asked about with their role.
    ...own.flatMap((arn): Actor[] => {
      const role = /:assumed-role\/([^/]+)\//.exec(arn)?.[1];
      if (role === undefined || [...known].some((text) => isCalled(text, role))) return [];
      const oneOf = [[literalPattern(`${roles}${role}`), wildcardPattern(`${roles}*/${role}`)]];
      return [someRole(arn, { matching: [], oneOf, excluding })];
    }),
    {
      ...outside('anybody', '*', { identity: [], facts: new Map([['aws:principalservicename', absent]]) }),
      name: { kind: 'anybody' },
      domains: new Map([
        ['aws:principalaccount', otherThan(literalPattern(account))],
        ['aws:principalarn', otherThan(wildcardPattern(`arn:*::${account}:*`))],
      ]),
    },
    ...foreign.map((text): Actor => ({
      ...outside('account', text, {
        identity: [],
        facts: new Map([['aws:principalaccount', { kind: 'text', text: accountOf(text) }]]),
      }),
      name: { kind: 'account', text },
    })),
    ...[...named.services].map((text): Actor => ({
      ...outside('service', text, { identity: [], facts: NOTHING }),
      name: { kind: 'service', text },
    })),
    ...[...named.federated].map((text): Actor => ({
      ...outside('federated', text, { identity: [], facts: NOTHING }),
      name: { kind: 'federated', text },
    })),
  ];
}

function otherThan(pattern: Pattern): Domain {
  return { values: { matching: [EVERYTHING], excluding: [pattern] }, isAlwaysPresent: false };
}

function outside(
  kind: Actor['who']['kind'],
  name: string,
  side: Pick<ActorSide, 'identity' | 'facts'>,
): Omit<Actor, 'name'> {
  const both = { ...side, boundary: undefined };
  return { who: { kind, name, presence: 'both' }, base: both, head: both, domains: NO_DOMAINS };
}

/** Whether an ARN is that of a role with a name, in whichever path. */
function isCalled(arn: string, role: string): boolean {
  return arn.includes(':role/') && arn.endsWith(`/${role}`);
}

/** Whether a text names one principal, and not a whole account. */
function isPrincipal(text: string): boolean {
  return text.startsWith('arn:') && !text.endsWith(':root') && !text.includes(':assumed-role/');
}

/** Everybody whom statements name, sorted. */
function namedIn(
  statements: readonly Statement[],
): Record<'aws' | 'services' | 'federated', ReadonlySet<string>> {
  const all = (part: 'aws' | 'services' | 'federated'): Set<string> =>
    new Set(
      statements
        .flatMap(({ principals }) => principals?.[part] ?? [])
        .filter((text) => text !== undefined)
        .sort(),
    );
  return { aws: all('aws'), services: all('services'), federated: all('federated') };
}
