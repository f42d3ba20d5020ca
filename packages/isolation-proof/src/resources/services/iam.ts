import type { Harmless, ResourceType } from '../resource-type';
import { globalArn } from '../text-template';

/** Names only: who may do what by these types is read with the identities. */
function identity(
  type: string,
  names: Pick<ResourceType, 'arn' | 'ref' | 'attributes' | 'tags'>,
  ...properties: readonly string[]
): ResourceType {
  const harmless: Harmless[] = [{ properties, because: 'it is read with the identities' }];
  return { type, ...names, harmless, because: 'it is read with the identities' };
}

/** The ARN of a resource of IAM holds its path, which begins and ends with a slash. */
const path = (kind: string, name: string): string => globalArn('iam', `${kind}\${Path:-/}\${${name}}`);

const POLICIES = ['ManagedPolicyArns', 'PermissionsBoundary', 'Policies'];
const ATTACHMENTS = ['PolicyDocument', 'PolicyName', 'Groups', 'Roles', 'Users'];

const PROVIDER = 'trust policies of roles say whom of it they let in, and on what conditions';

export const IAM: readonly ResourceType[] = [
  identity(
    'AWS::IAM::Role',
    { arn: path('role', 'RoleName'), ref: '${RoleName}', attributes: { Arn: '${arn}' }, tags: 'Tags' },
    'AssumeRolePolicyDocument',
    ...POLICIES,
  ),
  identity(
    'AWS::IAM::User',
    { arn: path('user', 'UserName'), ref: '${UserName}', attributes: { Arn: '${arn}' }, tags: 'Tags' },
    'Groups',
    ...POLICIES,
  ),
  identity(
    'AWS::IAM::Group',
    { arn: path('group', 'GroupName'), ref: '${GroupName}', attributes: { Arn: '${arn}' } },
    'ManagedPolicyArns',
    'Policies',
  ),
  identity(
    'AWS::IAM::ManagedPolicy',
    { arn: path('policy', 'ManagedPolicyName'), ref: '${arn}', attributes: { PolicyArn: '${arn}' } },
    'PolicyDocument',
    'Groups',
    'Roles',
    'Users',
  ),
  identity('AWS::IAM::Policy', {}, ...ATTACHMENTS),
  identity('AWS::IAM::RolePolicy', {}, 'PolicyDocument', 'PolicyName', 'RoleName'),
  identity('AWS::IAM::UserPolicy', {}, 'PolicyDocument', 'PolicyName', 'UserName'),
  identity('AWS::IAM::GroupPolicy', {}, 'PolicyDocument', 'PolicyName', 'GroupName'),
  identity('AWS::IAM::UserToGroupAddition', {}, 'GroupName', 'Users'),
  identity(
    'AWS::IAM::InstanceProfile',
    {
      arn: path('instance-profile', 'InstanceProfileName'),
      ref: '${InstanceProfileName}',
      attributes: { Arn: '${arn}' },
    },
    'Roles',
  ),
  identity('AWS::IAM::AccessKey', { ref: '${id}', attributes: { Id: '${id}' } }, 'UserName'),
  {
    type: 'AWS::IAM::OIDCProvider',
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
    arn: globalArn('iam', 'oidc-provider/${Url|address}'),
    ref: '${arn}',
    attributes: { Arn: '${arn}' },
    tags: 'Tags',
    harmless: [{ properties: ['Url'], because: PROVIDER }],
    because: PROVIDER,
  },
  {
    type: 'AWS::IAM::SAMLProvider',
    arn: globalArn('iam', 'saml-provider/${Name}'),
    ref: '${arn}',
    attributes: { Arn: '${arn}' },
    tags: 'Tags',
    harmless: [
      { properties: ['PrivateKeyList.KeyId'], because: 'it is the number of a key of the provider' },
    ],
    because: PROVIDER,
  },
];
