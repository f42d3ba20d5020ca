import type { Unknown } from '../templates/errors';
import { arnOf } from '../templates/arn';
import { placedReason } from '../templates/placed-reason';
import { NotUnderstoodError } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import type { AttachedPolicy } from './attached-policies';
import type { Groups } from './groups';
import type { IdentityPolicies } from './identity-policies';
import type { MadePrincipals } from './made-principals';
import type { Ownership } from './ownership';
import type { Principal } from './principal';
import { principalFacts } from './principal-facts';

/** What the templates say besides about whose users are. */
interface Known {
  readonly policies: IdentityPolicies;
  readonly groups: Groups;
  readonly made: MadePrincipals;
  readonly ownership: Ownership;
}

/** A policy or a group that names a user. */
export interface Naming {
  readonly user: string;
  readonly source: TemplateResource;
}

/**
 * Users that a policy or a group names and no template makes. They carry their organization's tags once an
 * administrator has set them; until then they are denied more. What else they have been given outside the
 * templates is not known here, and is an assumption of the proof.
 */
export function readExistingUsers(namings: Iterable<Naming>, known: Known, unknowns: Unknown[]): Principal[] {
  const firsts = new Map<string, TemplateResource>();
  for (const { user, source } of namings) firsts.set(user, firsts.get(user) ?? source);
  return [...firsts].flatMap(([name, source]): Principal[] => {
    try {
      return [readExistingUser(name, source, known)];
    } catch (error) {
      if (!(error instanceof NotUnderstoodError)) throw error;
      unknowns.push({ place: source.path, reason: placedReason(error, source) });
      return [];
    }
  });
}

/** @param source the first that names the user */
function readExistingUser(name: string, source: TemplateResource, known: Known): Principal {
  const { policies, groups, made, ownership } = known;
  const attached = policies.attachedTo('user', name);
  const arn = arnOf(source, 'iam', `user/${name}`);
  const owners = new Set([
    ...attached.map((policy) => ownerOf(policy, known)),
    ...groups.membershipsOf(name).map((membership) => ownership.of(membership.source)),
  ]);
  const [owner] = owners;
  const tags = owner === undefined ? undefined : made.tagsBeside(source, owner);
  if (owner === undefined || owners.size > 1 || tags === undefined) {
    throw new NotUnderstoodError(
      `the organization of the existing user ${arn} is unknown: its policies must stand in the stack of one organization, beside a role`,
    );
  }
  return {
    arn,
    kind: 'user',
    owner,
    identity: [
      ...attached.flatMap(({ statements }) => statements),
      ...groups.policiesOf(name, { arn, owner, stack: source.stack }),
    ],
    boundary: undefined,
    facts: principalFacts(source, arn, tags, ownership.tags),
    trust: [],
    source,
  };
}

/** A policy takes no tags: in a stack of several tenants, it is whose all that it is attached to are. */
function ownerOf({ source, holders }: AttachedPolicy, { made, ownership }: Known): string | undefined {
  const owner = ownership.of(source);
  if (owner !== undefined) return owner;
  const others = (['role', 'user'] as const).flatMap((kind) =>
    holders[kind].flatMap((name) => made.named(kind, name) ?? []),
  );
  const [first, ...more] = new Set(others.map((principal) => principal.owner));
  return more.length === 0 ? first : undefined;
}
