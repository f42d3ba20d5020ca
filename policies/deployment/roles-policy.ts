import type { Statement } from '../statement';
import type { DeploymentInputs } from './deployment-inputs';
import {
  attachablePolicyArns,
  boundRoles,
  enrolmentRoleArn,
  OF_EVERY_ORGANIZATION,
  ownRoleArns,
} from './own-identities';
import { passedRoles } from './passed-roles';

/** Creates a role, gives it a boundary, and writes its inline policies: IAM tells which boundary it has, or gets. */
const BOUND_ROLE_ACTIONS = [
  'iam:CreateRole',
  'iam:DeleteRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
] as const;

/** What changes and deletes a role without giving it permissions. `iam:DeleteRolePermissionsBoundary` is not among it. */
const ROLE_ACTIONS = [
  'iam:DeleteRole',
  'iam:GetRole',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:ListRolePolicies',
  'iam:TagRole',
  'iam:UntagRole',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateRole',
  'iam:UpdateRoleDescription',
] as const;

/**
 * What CloudFormation does with roles: those of the app, by their names. A role that has a boundary gets it when it is
 * made and never loses it, and no policies but the app's own are attached to any.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export function rolesPolicy({ naming }: DeploymentInputs): Statement[] {
  const everyRole = { Resource: ownRoleArns(naming), wildcardReason: OF_EVERY_ORGANIZATION } as const;
  return [
    ...boundRoles(naming).map(({ of, roleArns, boundaryArn, ...rest }): Statement => ({
      Sid: `CreateRolesOf${of}`,
      Effect: 'Allow',
      Action: BOUND_ROLE_ACTIONS,
      Resource: roleArns,
      ...rest,
      Condition: { StringEquals: { 'iam:PermissionsBoundary': boundaryArn } },
    })),
    {
      Sid: 'CreateTheRoleOfEnrolment',
      Effect: 'Allow',
      Action: 'iam:CreateRole',
      Resource: enrolmentRoleArn(naming),
    },
    {
      Sid: 'AttachPoliciesOfTheApp',
      Effect: 'Allow',
      Action: ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
      ...everyRole,
      Condition: { ArnLike: { 'iam:PolicyARN': attachablePolicyArns(naming) } },
    },
    { Sid: 'ManageRoles', Effect: 'Allow', Action: ROLE_ACTIONS, ...everyRole },
    ...passedRoles(naming),
  ];
}
