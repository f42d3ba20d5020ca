import { matchesAny } from '../policies/action-classes';
import type { Model } from '../model/model';
import type { Principal } from '../model/principal';
import { resolveText } from '../templates/resolve';
import type { Statement } from '../policies/statement';
import { Asking } from './asking';
import type { Claim } from './claim';

/**
 * Nobody becomes a principal of an organization but through AWS services and its own principals: a trust
 * policy that names the account would let every administrator in, and a session that may set tags would
 * choose its organization. A role alias leads to a role of its own organization only.
 */
export const impersonation: Claim = {
  id: 'impersonation',
  title: 'Nobody else becomes a principal of an organization',
  about: 'roles or role aliases of an organization',
  judge: ({ model }) => {
    const asking = new Asking();
    const byArn = new Map(model.principals.map((principal) => [principal.arn, principal]));
    const roles = model.principals.filter(({ owner, trust }) => owner !== undefined && trust.length > 0);
    for (const role of asking.each(roles)) {
      for (const statement of role.trust) judgeTrust(asking, role, statement, byArn);
    }
    judgeRoleAliases(asking, model, byArn);
    return asking.judgement;
  },
};

const NAME_THEM = 'Name AWS services or principals of the same organization in the trust policy.';

function judgeTrust(
  asking: Asking,
  { arn, owner }: Principal,
  statement: Statement,
  byArn: ReadonlyMap<string, Principal>,
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
    if (other?.owner === owner) continue;
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
