import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { Naming } from '../../../config/naming';
import { ORG_DATABASE_TAG, ORG_KEY_ARN_TAG, ORG_SLUG_TAG } from '../../../config/naming';
import type { AccessKey } from '../caller-clients';
import { StoryError } from './outcome';
import type { OrganizationOfStory, StoryContext } from './story-context';

type Account = Pick<StoryContext, 'clients' | 'naming'>;

/** Says what AdministratorAccess does, which the emulated IAM has only once a template names it. */
const EVERYTHING = {
  PolicyName: 'everything',
  PolicyDocument: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  }),
};

/** Makes a user that may do anything, as far as the resources' own policies let it: an operator. */
export async function hireOperator(account: Account): Promise<AccessKey> {
  const UserName = 'operator';
  const { iam } = account.clients;
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new PutUserPolicyCommand({ UserName, ...EVERYTHING }));
  return accessKeyOf(account, UserName);
}

/** How the contract calls whoever is allowed everything and is of no organization. */
export const ADMINISTRATOR_ROLE = 'any-administrator';

/** Makes that role. */
export async function makeAdministratorRole({ clients: { iam }, naming }: Account): Promise<void> {
  const RoleName = ADMINISTRATOR_ROLE;
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: naming.accountPrincipalArn() }, Action: 'sts:AssumeRole' },
    ],
  };
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }));
  await iam.send(new PutRolePolicyCommand({ RoleName, ...EVERYTHING }));
}

/** Makes a user with an organization's tags and the policy for its users, where it has no user yet. */
export async function givePolicyToNewUser(
  { clients: { iam }, naming }: Account,
  UserName: string,
  organization: OrganizationOfStory,
): Promise<string> {
  const { athenaPolicy } = naming.organization(organization.slug);
  const { User } = await iam.send(
    new CreateUserCommand({ UserName, Tags: principalTags(naming, organization) }),
  );
  const PolicyArn = naming.managedPolicyArn(athenaPolicy);
  await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
  return User?.Arn ?? '';
}

export async function accessKeyOf({ clients: { iam } }: Account, UserName: string): Promise<AccessKey> {
  const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  if (key?.AccessKeyId === undefined || key.SecretAccessKey === undefined) {
    throw new StoryError(`no access key was made for ${UserName}`);
  }
  return { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey };
}

function principalTags(
  naming: Naming,
  { slug, keyArn }: OrganizationOfStory,
): { Key: string; Value: string }[] {
  return [
    { Key: ORG_SLUG_TAG, Value: slug },
    { Key: ORG_KEY_ARN_TAG, Value: keyArn },
    { Key: ORG_DATABASE_TAG, Value: naming.organization(slug).database },
  ];
}
