import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  paginateListEntitiesForPolicy,
  paginateListRoleTags,
  paginateListUserTags,
} from '@aws-sdk/client-iam';
import { everyPage } from '../account/every-page';
import { resourceReader } from './resource-reader';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const managedPolicyReader = resourceReader({
  type: 'AWS::IAM::ManagedPolicy',
  comparisons: {
    Description: 'value',
    Groups: 'set',
    ManagedPolicyName: 'value',
    Path: 'value',
    PolicyDocument: 'json',
    Roles: 'set',
    Users: 'set',
  },
  read: async ({ physicalId: PolicyArn, clients: { iam } }) => {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const [{ PolicyVersion }, entities] = await Promise.all([
      iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId })),
      everyPage(paginateListEntitiesForPolicy({ client: iam }, { PolicyArn }), (page) => [page]),
    ]);
    return {
      Description: Policy?.Description,
      Groups: entities.flatMap(({ PolicyGroups }) => PolicyGroups ?? []).map(({ GroupName }) => GroupName),
      ManagedPolicyName: Policy?.PolicyName,
      Path: Policy?.Path,
      PolicyDocument: decoded(PolicyVersion?.Document),
      Roles: entities.flatMap(({ PolicyRoles }) => PolicyRoles ?? []).map(({ RoleName }) => RoleName),
      Users: entities.flatMap(({ PolicyUsers }) => PolicyUsers ?? []).map(({ UserName }) => UserName),
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export const roleReader = resourceReader({
  type: 'AWS::IAM::Role',
  comparisons: {
    AssumeRolePolicyDocument: 'json',
    Description: 'value',
    MaxSessionDuration: 'value',
    Path: 'value',
    PermissionsBoundary: 'value',
    RoleName: 'value',
    Tags: 'tags',
  },
  read: async ({ physicalId: RoleName, clients: { iam } }) => {
    const [{ Role }, tags] = await Promise.all([
      iam.send(new GetRoleCommand({ RoleName })),
      everyPage(paginateListRoleTags({ client: iam }, { RoleName }), ({ Tags }) => Tags),
    ]);
    return {
      AssumeRolePolicyDocument: decoded(Role?.AssumeRolePolicyDocument),
      Description: Role?.Description,
      MaxSessionDuration: Role?.MaxSessionDuration,
      Path: Role?.Path,
      PermissionsBoundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn,
      RoleName: Role?.RoleName,
      Tags: tags,
    };
  },
  attributes: async ({ physicalId: RoleName, clients: { iam } }) => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    return Role?.Arn === undefined ? {} : { Arn: Role.Arn };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-rolepolicy.html */
export const rolePolicyReader = resourceReader({
  type: 'AWS::IAM::RolePolicy',
  comparisons: { PolicyDocument: 'json', PolicyName: 'value', RoleName: 'value' },
  read: async ({ physicalId, clients: { iam } }) => {
    // The names of policy and role; neither can hold the bar.
    const [policyName, roleName] = physicalId.split('|');
    const found = await iam.send(new GetRolePolicyCommand({ PolicyName: policyName, RoleName: roleName }));
    return {
      PolicyDocument: decoded(found.PolicyDocument),
      PolicyName: found.PolicyName,
      RoleName: found.RoleName,
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-user.html */
export const userReader = resourceReader({
  type: 'AWS::IAM::User',
  comparisons: { Path: 'value', PermissionsBoundary: 'value', Tags: 'tags', UserName: 'value' },
  read: async ({ physicalId: UserName, clients: { iam } }) => {
    const [{ User }, tags] = await Promise.all([
      iam.send(new GetUserCommand({ UserName })),
      everyPage(paginateListUserTags({ client: iam }, { UserName }), ({ Tags }) => Tags),
    ]);
    return {
      Path: User?.Path,
      PermissionsBoundary: User?.PermissionsBoundary?.PermissionsBoundaryArn,
      Tags: tags,
      UserName: User?.UserName,
    };
  },
});

/**
 * IAM answers with URL-encoded documents.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html
 */
function decoded(document: string | undefined): string | undefined {
  return document === undefined ? undefined : decodeURIComponent(document);
}
