import { paginateListWorkGroups } from '@aws-sdk/client-athena';
import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { paginateDescribeRepositories } from '@aws-sdk/client-ecr';
import { ListRulesCommand, type Rule } from '@aws-sdk/client-eventbridge';
import { paginateGetDatabases, paginateGetSecurityConfigurations } from '@aws-sdk/client-glue';
import {
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
  paginateListPolicies,
  paginateListRoles,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import {
  paginateListPolicies as paginateListIotPolicies,
  paginateListRoleAliases,
  paginateListThingTypes,
} from '@aws-sdk/client-iot';
import { paginateListAliases } from '@aws-sdk/client-kms';
import { HeadBucketCommand, paginateListBuckets } from '@aws-sdk/client-s3';
import { paginateListQueues } from '@aws-sdk/client-sqs';
import { AwsCallError } from '../account/aws-call-error';
import { everyPage } from '../account/every-page';
import type { ServiceClients } from '../account/service-clients';

/** Kinds of resources that our stacks name. */
export type ResourceKind = keyof typeof KINDS;

interface Kind {
  /** As templates say it. */
  readonly type: string;
  /** Every name in use in the account and Region, all pages of them. */
  readonly names: (clients: ServiceClients) => Promise<readonly string[]>;
  /** IAM takes `Acme` and `acme` for the same name: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
  readonly ignoresCase?: true;
  /** Whether other accounts have the names, too, so that one that is not ours can still be taken. */
  readonly takenElsewhere?: (clients: ServiceClients, name: string) => Promise<boolean>;
}

/** As many in a page as IAM gives; without it, it gives 100. Each listing copies it: paginators write markers into it. */
const IAM_PAGE = { MaxItems: 1000 } as const;

export const KINDS = {
  role: {
    type: 'AWS::IAM::Role',
    ignoresCase: true,
    names: ({ iam }) =>
      namesOf(
        paginateListRoles({ client: iam }, { ...IAM_PAGE }),
        (page) => page.Roles,
        (role) => role.RoleName,
      ),
  },
  'managed policy': {
    type: 'AWS::IAM::ManagedPolicy',
    ignoresCase: true,
    names: ({ iam }) =>
      namesOf(
        paginateListPolicies({ client: iam }, { ...IAM_PAGE, Scope: 'Local' }),
        (page) => page.Policies,
        (policy) => policy.PolicyName,
      ),
  },
  user: {
    type: 'AWS::IAM::User',
    ignoresCase: true,
    names: ({ iam }) =>
      namesOf(
        paginateListUsers({ client: iam }, { ...IAM_PAGE }),
        (page) => page.Users,
        (user) => user.UserName,
      ),
  },
  'KMS alias': {
    type: 'AWS::KMS::Alias',
    names: ({ kms }) =>
      namesOf(
        paginateListAliases({ client: kms }, {}),
        (page) => page.Aliases,
        (alias) => alias.AliasName,
      ),
  },
  bucket: {
    type: 'AWS::S3::Bucket',
    names: ({ s3 }) =>
      namesOf(
        paginateListBuckets({ client: s3 }, {}),
        (page) => page.Buckets,
        (bucket) => bucket.Name,
      ),
    takenElsewhere: bucketExists,
  },
  repository: {
    type: 'AWS::ECR::Repository',
    names: ({ ecr }) =>
      namesOf(
        paginateDescribeRepositories({ client: ecr }, {}),
        (page) => page.repositories,
        (repository) => repository.repositoryName,
      ),
  },
  'IoT policy': {
    type: 'AWS::IoT::Policy',
    names: ({ iot }) =>
      namesOf(
        paginateListIotPolicies({ client: iot }, {}),
        (page) => page.policies,
        (policy) => policy.policyName,
      ),
  },
  'role alias': {
    type: 'AWS::IoT::RoleAlias',
    names: ({ iot }) =>
      namesOf(
        paginateListRoleAliases({ client: iot }, {}),
        (page) => page.roleAliases,
        (alias) => alias,
      ),
  },
  'thing type': {
    type: 'AWS::IoT::ThingType',
    names: ({ iot }) =>
      namesOf(
        paginateListThingTypes({ client: iot }, {}),
        (page) => page.thingTypes,
        (type) => type.thingTypeName,
      ),
  },
  workgroup: {
    type: 'AWS::Athena::WorkGroup',
    names: ({ athena }) =>
      namesOf(
        paginateListWorkGroups({ client: athena }, {}),
        (page) => page.WorkGroups,
        (group) => group.Name,
      ),
  },
  database: {
    type: 'AWS::Glue::Database',
    names: ({ glue }) =>
      namesOf(
        paginateGetDatabases({ client: glue }, {}),
        (page) => page.DatabaseList,
        (database) => database.Name,
      ),
  },
  'security configuration': {
    type: 'AWS::Glue::SecurityConfiguration',
    names: ({ glue }) =>
      namesOf(
        paginateGetSecurityConfigurations({ client: glue }, {}),
        (page) => page.SecurityConfigurations,
        (configuration) => configuration.Name,
      ),
  },
  queue: {
    type: 'AWS::SQS::Queue',
    names: ({ sqs }) =>
      namesOf(
        // Without a limit, SQS gives the first thousand and no token.
        paginateListQueues({ client: sqs }, { MaxResults: 1000 }),
        (page) => page.QueueUrls,
        (url) => url.split('/').at(-1),
      ),
  },
  rule: {
    type: 'AWS::Events::Rule',
    names: async (clients) => (await rulesOf(clients)).flatMap(({ Name }) => Name ?? []),
  },
  'log group': {
    type: 'AWS::Logs::LogGroup',
    names: ({ logs }) =>
      namesOf(
        paginateDescribeLogGroups({ client: logs }, {}),
        (page) => page.logGroups,
        (group) => group.logGroupName,
      ),
  },
  'OIDC provider': {
    type: 'AWS::IAM::OIDCProvider',
    // All in one answer. Its name is its address, which ARNs have without the scheme.
    names: async ({ iam }) => {
      const { OpenIDConnectProviderList = [] } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
      return OpenIDConnectProviderList.flatMap(({ Arn }) => afterSlash(Arn) ?? []);
    },
  },
  'SAML provider': {
    type: 'AWS::IAM::SAMLProvider',
    names: async ({ iam }) => {
      const { SAMLProviderList = [] } = await iam.send(new ListSAMLProvidersCommand({}));
      return SAMLProviderList.flatMap(({ Arn }) => afterSlash(Arn) ?? []);
    },
  },
} as const satisfies Record<string, Kind>;

/** @returns whether a resource of that kind and name exists, as far as this account can know. */
export async function nameIsTaken(
  kind: ResourceKind,
  name: string,
  inUse: readonly string[],
  clients: ServiceClients,
): Promise<boolean> {
  const { ignoresCase, takenElsewhere }: Kind = KINDS[kind];
  const same = ignoresCase
    ? (other: string): boolean => other.toLowerCase() === name.toLowerCase()
    : (other: string): boolean => other === name;
  return inUse.some(same) || (await takenElsewhere?.(clients, name)) === true;
}

/** Every page; the client has no paginator for this operation. */
async function rulesOf({ events }: ServiceClients): Promise<Rule[]> {
  const all: Rule[] = [];
  let NextToken: string | undefined;
  do {
    const page = await events.send(new ListRulesCommand({ NextToken }));
    all.push(...(page.Rules ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return all;
}

/** What follows the first slash of an ARN. */
function afterSlash(arn: string | undefined): string | undefined {
  return arn?.slice(arn.indexOf('/') + 1);
}

async function namesOf<Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => readonly Item[] | undefined,
  nameOf: (item: Item) => string | undefined,
): Promise<string[]> {
  return (await everyPage(pages, items)).flatMap((item) => nameOf(item) ?? []);
}

/**
 * Another account's bucket answers 403, one in another Region 301.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
 */
async function bucketExists({ s3 }: ServiceClients, Bucket: string): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket }));
    return true;
  } catch (error) {
    if (!(error instanceof AwsCallError)) throw error;
    if (error.status === 404) return false;
    if (error.status === 403 || error.status === 301) return true;
    throw error;
  }
}
