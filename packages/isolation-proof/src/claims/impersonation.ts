import { demandedValues } from '../policies/demanded-values';
import { ALL_POLICIES } from '../access/lens';
import { rolesOfProfile } from '../model/instance-profiles';
import type { Model } from '../model/model';
import type { Principal } from '../model/principal';
import { principalOwnerKey } from '../model/tenant-tags';
import { referenceTo, requiredText } from '../model/required-text';
import { literalPattern } from '../patterns/pattern';
import { type ActionGroup, among } from '../policies/action-classes';
import { resolveText } from '../resources/resolve';
import type { Statement } from '../policies/statement';
import { Exposures } from '../tenancy/exposures';
import { sharedRolesOf } from '../tenancy/tenant-sessions';
import { judgeAccessKeys } from './access-keys';
import { Asking } from './asking';
import type { Claim } from './claim';
import type { Evidence } from './evidence';

/**
 * Nobody becomes a principal of an organization but through AWS services, its own principals, roles whose sessions
 * carry its tag, and identity providers: a trust policy that names the account would let every administrator in.
 * Whom an identity provider lets in, and which tags sessions bring, is the claim `session-tags`. A role alias and an
 * instance profile lead to a role of their own organization only, a certificate of the platform opens no role alias of
 * an organization, and the secret of an access key is held by what
 * belongs to the organization of its user.
 * @example a role of an organization with `assumedBy: new AccountRootPrincipal()`
 */
export const impersonation: Claim = {
  id: 'impersonation',
  title: 'Nobody else becomes a principal of an organization',
  about: 'roles, role aliases or instance profiles of an organization, or access keys',
  judge: (evidence) => {
    const { model, tenancy } = evidence;
    const exposures = new Exposures(tenancy.exposed ?? [], model);
    const asking = new Asking("only the platform's own role aliases, named one by one.");
    const byArn = new Map(model.principals.map((principal) => [principal.arn, principal]));
    const roles = model.principals.filter(({ owner, trust }) => owner !== undefined && trust.length > 0);
    const tag = principalOwnerKey(model.ownership.tags);
    const shared = new Set(sharedRolesOf(evidence).map(({ role }) => role.arn));
    for (const role of asking.each(roles)) {
      for (const statement of role.trust)
        judgeTrust(asking, role, statement, { byArn, tag, shared, exposures });
    }
    judgeRoleAliases(asking, model, byArn);
    judgePlatformCertificates(asking, evidence);
    judgeInstanceProfiles(asking, model);
    judgeAccessKeys(asking, model);
    for (const note of exposures.notes) asking.note(note);
    return asking.judgement;
  },
};

const NAME_THEM =
  'Name AWS services or principals of the same organization in the trust policy, or roles of the account and demand the tag of the organization of their sessions.';

const GET_CREDENTIALS: ActionGroup = { patterns: ['iot:assumerolewithcertificate'] };

/** A role of the account, whole: `nothing-public` sees to it that it is of this one. */
const ROLE = /^arn:[^:*?]+:iam::\d{12}:role\/[^*?]+$/;

function judgeTrust(
  asking: Asking,
  { arn, owner }: Principal,
  statement: Statement,
  {
    byArn,
    tag,
    shared,
    exposures,
  }: {
    readonly byArn: ReadonlyMap<string, Principal>;
    readonly tag: string;
    /** ARNs of roles whose sessions carry the tag. */
    readonly shared: ReadonlySet<string>;
    readonly exposures: Exposures;
  },
): void {
  asking.check(statement);
  if (owner === undefined || statement.effect !== 'Allow') return;
  const { principals } = statement;
  const isForTagged = demandedValues(statement, tag)?.every((value) => value === owner) === true;
  if (principals === undefined || principals.negated || principals.others.length > 0) {
    asking.refute(`principals that are not named may assume ${arn} of ${owner}`, [statement], NAME_THEM);
    return;
  }
  for (const text of principals.aws) {
    const other = text === undefined ? undefined : byArn.get(text);
    if (other?.owner === owner || exposures.letsIn(arn, statement, text)) continue;
    if (isForTagged && text !== undefined && (shared.has(text) || (other === undefined && ROLE.test(text))))
      continue;
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
    // One of no organization leads to a role of none.
    if (target !== undefined && target.owner === owner) continue;
    asking.refute(
      `certificates of ${owner ?? 'no organization'} get credentials of ${role ?? 'a role that is unknown before deployment'}`,
      [],
      'Give the role alias a role of its own owner: of the same organization, or of none.',
      alias.path,
    );
  }
}

/** Whoever has a certificate of the platform gets no credentials through an organization's role alias. */
function judgePlatformCertificates(
  asking: Asking,
  { model, principals, classes, resources }: Evidence,
): void {
  const certificates = principals.filter(({ kind, owner }) => kind === 'certificate' && owner === undefined);
  const aliases = resources.filter(
    (resource) => resource.type === 'AWS::IoT::RoleAlias' && model.ownership.of(resource) !== undefined,
  );
  const getCredentials = classes.flatMap((action) => among(action, GET_CREDENTIALS) ?? []);
  for (const certificate of certificates) {
    for (const alias of aliases) {
      const arn = requiredText({ 'Fn::GetAtt': [alias.logicalId, 'RoleAliasArn'] }, alias);
      const region = { resources: { matching: [literalPattern(arn)], excluding: [] } };
      for (const action of getCredentials) {
        asking.ask(certificate, action, region, ALL_POLICIES, (name, resource) => {
          const whose = model.ownership.of(alias) ?? 'an organization';
          return `certificates of no organization may ${name} on ${resource} of ${whose}`;
        });
      }
    }
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
