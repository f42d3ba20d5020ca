import type { Unknown } from '../templates/errors';
import type { StackTemplate } from '../templates/template';
import { userOfAccessKey } from './access-keys';
import {
  type AttachedPolicy,
  readInlinePolicy,
  readInlinePolicyOf,
  readManagedPolicy,
} from './attached-policies';
import { AwsManagedPolicies, type ManagedPolicyDocuments } from './aws-managed-policies';
import { readCertificateHolder } from './certificate-holders';
import { readExistingUsers } from './existing-users';
import { futureMemberOf } from './future-members';
import { membershipsIn, membershipsOf } from './group-memberships';
import { Groups } from './groups';
import { IamResources } from './iam-resources';
import { IdentityPolicies } from './identity-policies';
import { rolesOfProfile } from './instance-profiles';
import { MadePrincipals } from './made-principals';
import type { Ownership } from './ownership';
import type { Principal } from './principal';
import { readRole, readUser } from './read-principals';
import { referenceTo } from './required-text';
import { refuseUnknownHolders } from './unknown-holders';

export interface IdentityOptions {
  /**
   * Documents of AWS managed policies, which no template holds.
   * @default - none: a platform principal that has one counts as allowed everything, and a tenant's is undecided
   */
  readonly managedPolicies?: ManagedPolicyDocuments | undefined;
}

/**
 * Reads every principal of the templates with all its policies.
 * @param unknowns gets every place that is not understood
 */
export function readIdentities(
  stacks: readonly StackTemplate[],
  ownership: Ownership,
  unknowns: Unknown[],
  { managedPolicies = new Map() }: IdentityOptions = {},
): Principal[] {
  const resources = new IamResources(stacks, unknowns);
  const managed = new Map(
    resources.read('AWS::IAM::ManagedPolicy', (resource): [string, AttachedPolicy] => [
      referenceTo(resource),
      readManagedPolicy(resource),
    ]),
  );
  const separate = [
    ...resources.read('AWS::IAM::Policy', readInlinePolicy),
    ...INLINE_POLICIES.flatMap(([kind, type]) =>
      resources.read(type, (policy) => readInlinePolicyOf(kind, policy)),
    ),
  ];
  const policies = new IdentityPolicies(managed, separate, new AwsManagedPolicies(managedPolicies));
  const memberships = [
    ...resources.read('AWS::IAM::User', membershipsOf),
    ...resources.read('AWS::IAM::UserToGroupAddition', membershipsIn),
  ].flat();
  const groups = new Groups(
    new Map(resources.read('AWS::IAM::Group', (group) => [referenceTo(group), group])),
    memberships,
    policies,
  );
  const roles = resources.read('AWS::IAM::Role', (role) => readRole(role, policies, ownership));
  const users = resources.read('AWS::IAM::User', (user) => readUser(user, policies, groups, ownership));
  const made = new MadePrincipals([...roles, ...users]);
  const members = resources.read('AWS::IAM::Group', (group) =>
    groups.isEmpty(referenceTo(group)) ? [futureMemberOf(group, policies, made, ownership)] : [],
  );
  const certificates = resources.read('AWS::IoT::Policy', (policy) =>
    readCertificateHolder(policy, ownership),
  );

  const attached = [...managed.values(), ...separate];
  const profiles = resources.read('AWS::IAM::InstanceProfile', (source) => ({
    roles: rolesOfProfile(source),
    source,
  }));
  refuseUnknownHolders(
    attached,
    profiles,
    { role: resources.namesOf('AWS::IAM::Role'), group: resources.namesOf('AWS::IAM::Group') },
    unknowns,
  );
  const madeUsers = resources.namesOf('AWS::IAM::User');
  const existing = [
    ...attached.flatMap(({ holders, source }) => holders.user.map((user) => ({ user, source }))),
    ...memberships,
  ].filter(({ user }) => !madeUsers.has(user));
  const principals = [
    ...roles,
    ...users,
    ...readExistingUsers(existing, { policies, groups, made, ownership }, unknowns),
  ];
  // A key of a user who is not known is not understood; where its secret goes, the claims ask.
  resources.read('AWS::IAM::AccessKey', (key) => userOfAccessKey(key, principals));
  return [...principals, ...members.flat().filter(({ identity }) => identity.length > 0), ...certificates];
}

/** Types of inline policies that name one role, user or group, by whom they name. */
const INLINE_POLICIES = [
  ['role', 'AWS::IAM::RolePolicy'],
  ['user', 'AWS::IAM::UserPolicy'],
  ['group', 'AWS::IAM::GroupPolicy'],
] as const;
