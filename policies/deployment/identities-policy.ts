import type { Statement } from '../statement';
import type { DeploymentInputs } from './deployment-inputs';
import {
  athenaPolicyArn,
  OF_EVERY_ORGANIZATION,
  organizationBoundaryArn,
  ownPolicyArns,
  ownProviderArns,
  ownUserArns,
} from './own-identities';

const POLICY_ACTIONS = [
  'iam:CreatePolicy',
  'iam:CreatePolicyVersion',
  'iam:DeletePolicy',
  'iam:DeletePolicyVersion',
  'iam:GetPolicy',
  'iam:GetPolicyVersion',
  'iam:ListEntitiesForPolicy',
  'iam:ListPolicyVersions',
] as const;

/** A user that the app makes has no group, no inline policy, no password and no access key. */
const USER_ACTIONS = [
  'iam:DeleteUser',
  'iam:GetLoginProfile',
  'iam:GetUser',
  'iam:GetUserPolicy',
  'iam:ListAccessKeys',
  'iam:ListAttachedUserPolicies',
  'iam:ListGroupsForUser',
  'iam:ListUserPolicies',
  'iam:ListUserTags',
  'iam:TagUser',
  'iam:UntagUser',
  'iam:UpdateUser',
] as const;

const PROVIDER_ACTIONS = [
  'iam:AddClientIDToOpenIDConnectProvider',
  'iam:CreateOpenIDConnectProvider',
  'iam:CreateSAMLProvider',
  'iam:DeleteOpenIDConnectProvider',
  'iam:DeleteSAMLProvider',
  'iam:GetOpenIDConnectProvider',
  'iam:GetSAMLProvider',
  'iam:ListOpenIDConnectProviderTags',
  'iam:ListSAMLProviderTags',
  'iam:RemoveClientIDFromOpenIDConnectProvider',
  'iam:TagOpenIDConnectProvider',
  'iam:TagSAMLProvider',
  'iam:UntagOpenIDConnectProvider',
  'iam:UntagSAMLProvider',
  'iam:UpdateOpenIDConnectProviderThumbprint',
  'iam:UpdateSAMLProvider',
] as const;

/** Existing users get the policy of their organization; nobody is given another policy. */
export const ANY_USER =
  'An organization gives its policy to users that exist, whose names are theirs; and only that policy.';

/**
 * What CloudFormation does with managed policies, users and identity providers: those of the app, by their names. A
 * user is made under the boundary of organizations. The policies and the boundary of the deployment are not among them.
 */
export function identitiesPolicy({ naming, issuers }: DeploymentInputs): Statement[] {
  const users = { Resource: ownUserArns(naming), wildcardReason: OF_EVERY_ORGANIZATION } as const;
  return [
    {
      Sid: 'ManagePolicies',
      Effect: 'Allow',
      Action: POLICY_ACTIONS,
      Resource: ownPolicyArns(naming),
      wildcardReason: OF_EVERY_ORGANIZATION,
    },
    {
      Sid: 'CreateUsersUnderTheBoundary',
      Effect: 'Allow',
      Action: ['iam:CreateUser', 'iam:PutUserPermissionsBoundary'],
      ...users,
      Condition: { StringEquals: { 'iam:PermissionsBoundary': organizationBoundaryArn(naming) } },
    },
    { Sid: 'ManageUsers', Effect: 'Allow', Action: USER_ACTIONS, ...users },
    {
      Sid: 'GivePoliciesToUsers',
      Effect: 'Allow',
      Action: ['iam:AttachUserPolicy', 'iam:DetachUserPolicy'],
      Resource: naming.userArn('*'),
      wildcardReason: ANY_USER,
      Condition: { ArnLike: { 'iam:PolicyARN': athenaPolicyArn(naming) } },
    },
    {
      Sid: 'ManageIdentityProviders',
      Effect: 'Allow',
      Action: PROVIDER_ACTIONS,
      Resource: ownProviderArns(naming, issuers),
    },
  ];
}
