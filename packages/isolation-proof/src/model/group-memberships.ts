import { listOf } from '../templates/json';
import { NotUnderstoodError } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import { referenceTo, requiredText } from './required-text';

/** Who is in which group: a user's own `Groups`, or `AWS::IAM::UserToGroupAddition`. */
export interface Membership {
  readonly user: string;
  readonly group: string;
  readonly source: TemplateResource;
}

/** The groups that a user's own properties name. */
export function membershipsOf(user: TemplateResource): Membership[] {
  return listOf(user.properties['Groups']).map((group) => ({
    user: referenceTo(user),
    group: requiredText(group, user),
    source: user,
  }));
}

/** `AWS::IAM::UserToGroupAddition`: users, of whom templates need not make any, in one group. */
export function membershipsIn(addition: TemplateResource): Membership[] {
  const { GroupName: group, Users: users } = addition.properties;
  if (group === undefined) throw new NotUnderstoodError('it names no group; set GroupName');
  const name = requiredText(group, addition);
  return listOf(users).map((user) => ({ user: requiredText(user, addition), group: name, source: addition }));
}

/** Memberships by the name of the user. */
export function byUser(memberships: readonly Membership[]): ReadonlyMap<string, readonly Membership[]> {
  const found = new Map<string, Membership[]>();
  for (const membership of memberships) {
    const list = found.get(membership.user);
    if (list === undefined) found.set(membership.user, [membership]);
    else list.push(membership);
  }
  return found;
}
