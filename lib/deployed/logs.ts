import {
  type CloudWatchLogsClient,
  DescribeResourcePoliciesCommand,
  ListTagsForResourceCommand,
  type LogGroup,
  type ResourcePolicy,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import { everyPage } from '../account/every-page';
import { resourceReader } from './resource-reader';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html */
export const logGroupReader = resourceReader({
  type: 'AWS::Logs::LogGroup',
  comparisons: { KmsKeyId: 'value', LogGroupName: 'value', RetentionInDays: 'value', Tags: 'tags' },
  read: async ({ physicalId, clients: { logs } }) => {
    const group = await groupNamed(logs, physicalId);
    const { tags } = await logs.send(new ListTagsForResourceCommand({ resourceArn: group?.logGroupArn }));
    return {
      KmsKeyId: group?.kmsKeyId,
      LogGroupName: group?.logGroupName,
      RetentionInDays: group?.retentionInDays,
      Tags: Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    };
  },
  attributes: async ({ physicalId, clients: { logs } }) => {
    const group = await groupNamed(logs, physicalId);
    return group?.arn === undefined ? {} : { Arn: group.arn };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-resourcepolicy.html */
export const logsResourcePolicyReader = resourceReader({
  type: 'AWS::Logs::ResourcePolicy',
  comparisons: { PolicyDocument: 'json', PolicyName: 'value' },
  read: async ({ physicalId, clients: { logs } }) => {
    const policy = await policyNamed(logs, physicalId);
    return { PolicyDocument: policy?.policyDocument, PolicyName: policy?.policyName };
  },
});

/** Of the ten that a Region can have at most; the client has no paginator for the operation. */
async function policyNamed(logs: CloudWatchLogsClient, name: string): Promise<ResourcePolicy | undefined> {
  let nextToken: string | undefined;
  do {
    const page = await logs.send(new DescribeResourcePoliciesCommand({ nextToken }));
    const found = page.resourcePolicies?.find(({ policyName }) => policyName === name);
    if (found !== undefined) return found;
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return undefined;
}

/** Groups are found by the beginning of their names, and `acme` begins `acme-eu`. */
async function groupNamed(logs: CloudWatchLogsClient, name: string): Promise<LogGroup | undefined> {
  const groups = await everyPage(
    paginateDescribeLogGroups({ client: logs }, { logGroupNamePrefix: name }),
    ({ logGroups }) => logGroups,
  );
  return groups.find(({ logGroupName }) => logGroupName === name);
}
