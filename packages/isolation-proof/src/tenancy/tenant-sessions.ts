import { isAboutAction } from '../policies/listed-actions';
import type { Principal } from '../model/principal';
import { absent, known } from '../policies/facts';
import type { Condition, Statement } from '../policies/statement';
import type { TenantModel, TenantSessions } from './tenancy';

/** A tenant that no template knows: it comes when the app runs, and gets sessions as all others do. */
export const ANY_TENANT = 'any-organization';

/** A role of the platform whose sessions are tenants', as it is declared. */
export interface SharedRole extends Pick<TenantSessions, 'chosenBy'> {
  readonly role: Principal;
  /** Key of the tag that brings the tenant. */
  readonly tag: string;
}

/** The roles that are declared so; one that is a tenant's own is none of them. */
export function sharedRolesOf({ model, tenancy: { sessions = [] } }: TenantModel): SharedRole[] {
  return sessions.flatMap(({ role: path, chosenBy, tag = model.ownership.tags.owner }) =>
    model.principals
      .filter(({ kind, owner, source }) => kind === 'role' && owner === undefined && source.path === path)
      .map((role) => ({ role, chosenBy, tag })),
  );
}

/** The principals, with sessions for these tenants in the place of the roles that they share. */
export function sessionsFor(
  known: TenantModel,
  principals: readonly Principal[],
  tenants: readonly string[],
): Principal[] {
  const shared = sharedRolesOf(known);
  if (shared.length === 0) return [...principals];
  const closed = new Set(shared.filter(demandsTag).map(({ role }) => role));
  return [
    ...principals.filter((principal) => !closed.has(principal)),
    ...shared.flatMap((one) => tenants.map((tenant) => sessionOf(one, tenant))),
  ];
}

function sessionOf({ role, tag }: SharedRole, tenant: string): Principal {
  return { ...role, owner: tenant, facts: new Map([...role.facts, [keyOf(tag), known(tenant)]]) };
}

/** A session that brings no tag: it has the role's own one, if it has any. */
export function sessionWithoutTag({ role, tag }: SharedRole): Principal {
  const own = role.facts.get(keyOf(tag)) ?? absent;
  return { ...role, facts: new Map([...role.facts, [keyOf(tag), own]]) };
}

function keyOf(tag: string): string {
  return `aws:principaltag/${tag}`.toLowerCase();
}

/** Actions that open a session. Others of a trust policy say what it may bring. */
const OPENING = ['sts:assumerole', 'sts:assumerolewithsaml', 'sts:assumerolewithwebidentity'];

/**
 * Whether nobody opens a session of a role without the tag.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required
 */
export function demandsTag({ role, tag }: Pick<SharedRole, 'role' | 'tag'>): boolean {
  return role.trust.every(
    (statement) =>
      statement.effect === 'Deny' ||
      !opensSessions(statement) ||
      statement.conditions.some((condition) => failsWithout(condition, tag.toLowerCase())),
  );
}

function opensSessions({ actions }: Statement): boolean {
  return OPENING.some((action) => isAboutAction(actions, action) !== 'false');
}

function failsWithout({ operator, key, values }: Condition, tag: string): boolean {
  if (key === 'aws:tagkeys') {
    return operator === 'ForAnyValue:StringEquals' && values.every((value) => value?.toLowerCase() === tag);
  }
  if (key !== `aws:requesttag/${tag}`) return false;
  return operator === 'Null'
    ? values.length === 1 && values[0] === 'false'
    : operator === 'StringEquals' || operator === 'StringLike';
}
