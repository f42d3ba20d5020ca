import { matchesAny } from '../policies/action-classes';
import { rolesOfProfile } from '../model/instance-profiles';
import type { Model } from '../model/model';
import type { Principal } from '../model/principal';
import { referenceTo } from '../model/required-text';
import { resolveText } from '../templates/resolve';
import type { Statement } from '../policies/statement';
import { Exposures } from '../tenancy/exposures';
import { judgeAccessKeys } from './access-keys';
import { Asking } from './asking';
import type { Claim } from './claim';

/**
 * Nobody becomes a principal of an organization but through AWS services and its own principals: a trust
 * policy that names the account would let every administrator in, and a session that may set tags would
 * choose its organization. A role alias and an instance profile lead to a role of their own organization only, and
 * the secret of an access key is held by what belongs to the organization of its user.
 * @example a role of an organization with `assumedBy: new AccountRootPrincipal()`
 */
export const impersonation: Claim = {
  id: 'impersonation',
  title: 'Nobody else becomes a principal of an organization',
  about: 'roles, role aliases or instance profiles of an organization, or access keys',
  judge: ({ model, tenancy }) => {
    const exposures = new Exposures(tenancy.exposed ?? [], model);
    const asking = new Asking();
    const byArn = new Map(model.principals.map((principal) => [principal.arn, principal]));
    const roles = model.principals.filter(({ owner, trust }) => owner !== undefined && trust.length > 0);
    for (const role of asking.each(roles)) {
      for (const statement of role.trust) judgeTrust(asking, role, statement, byArn, exposures);
    }
    judgeRoleAliases(asking, model, byArn);
    judgeInstanceProfiles(asking, model);
    judgeAccessKeys(asking, model);
    for (const note of exposures.notes) asking.note(note);
    return asking.judgement;
  },
};

const NAME_THEM = 'Name AWS services or principals of the same organization in the trust policy.';

function judgeTrust(
  asking: Asking,
  { arn, owner }: Principal,
  statement: Statement,
  byArn: ReadonlyMap<string, Principal>,
  exposures: Exposures,
): void {
  asking.check(statement);
  if (owner === undefined || statement.effect !== 'Allow') return;
  const { principals, actions } = statement;
  if (actions.negated || matchesAny(actions.texts, 'sts:tagsession')) {
    asking.refute(
      `whoever assumes ${arn} may choose the tags of the session, and so its organization`,
      [statement],
      'Leave sts:TagSession out of the trust policy, and list actions instead of a wildcard or NotAction.',
    );
  }
  if (principals === undefined || principals.negated || principals.others.length > 0) {
    asking.refute(`principals that are not named may assume ${arn} of ${owner}`, [statement], NAME_THEM);
    return;
  }
  for (const text of principals.aws) {
    const other = text === undefined ? undefined : byArn.get(text);
    if (other?.owner === owner || exposures.letsIn(arn, statement, text)) continue;
    asking.refute(
      `${text ?? 'a principal that is unknown before deployment'} may assume ${arn} of ${owner}`,
      [statement],
      NAME_THEM,
    );
  }
}

function judgeRoleAliases(
  asking: Asking,
  { stacks, ownership }: Model,
  byArn: ReadonlyMap<string, Principal>,
): void {
  const aliases = stacks
    .flatMap(({ resources }) => [...resources.values()])
    .filter(({ type }) => type === 'AWS::IoT::RoleAlias');
  for (const alias of asking.each(aliases)) {
    asking.check();
    const role = resolveText(alias.properties['RoleArn'] ?? '', alias.stack);
    const owner = ownership.of(alias);
    const target = role === undefined ? undefined : byArn.get(role);
    if (owner !== undefined && target?.owner === owner) continue;
    asking.refute(
      `certificates of ${owner ?? 'no organization'} get credentials of ${role ?? 'a role that is unknown before deployment'}`,
      [],
      'Give the role alias the role of the organization whose stack it is in.',
      alias.path,
    );
  }
}

/** An instance profile takes no tags: in a stack of several tenants, it is whose its role is. */
function judgeInstanceProfiles(asking: Asking, { stacks, principals, ownership }: Model): void {
  const profiles = stacks
    .flatMap(({ resources }) => [...resources.values()])
    .filter(({ type }) => type === 'AWS::IAM::InstanceProfile');
  if (profiles.length === 0) return;
  const roles = new Map(
    principals.flatMap((principal): [string, Principal][] =>
      principal.kind === 'role' ? [[referenceTo(principal.source), principal]] : [],
    ),
  );
  const carried = profiles.flatMap((profile) =>
    rolesOfProfile(profile).map((name) => {
      const role = roles.get(name);
      const isBeside = role?.source.stack === profile.stack;
      return { profile, name, role, owner: ownership.of(profile) ?? (isBeside ? role.owner : undefined) };
    }),
  );
  const ofTenants = carried.filter(({ role, owner }) => owner !== undefined || role?.owner !== undefined);
  for (const { profile, name, role, owner } of asking.each(ofTenants)) {
    asking.check();
    if (owner !== undefined && role?.owner === owner) continue;
    asking.refute(
      `instances of ${owner ?? 'no organization'} get credentials of the role ${role?.arn ?? name}, which is ${role?.owner ?? 'no organization'}'s`,
      [],
      'Put a role of the organization whose stack it is in into the instance profile.',
      profile.path,
    );
  }
}
