import type { Naming } from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';
import { CALLER_ORG_SLUG } from '../caller-conditions';
import { THIS_KEY } from '../key-administration';
import type { ConditionValues, Statement } from '../statement';

const EVENTS = 'events.amazonaws.com';

/**
 * What CloudWatch Logs does with the key of a log group.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export const LOG_GROUP_KEY_ACTIONS = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
] as const;

/**
 * What the statements of an organization's key policy allow for its pipelines: EventBridge encrypts what its rule of
 * arrivals sends, pipelines decrypt what they receive, and CloudWatch Logs encrypts their log group.
 */
export function keyStatementsOfPipelines(naming: Naming, { slug }: { slug: OrgSlug }): Statement[] {
  const { arrivalsRule, pipelineLogGroup } = naming.organization(slug);
  return [
    {
      Sid: 'AllowReceivingByOrganization',
      Effect: 'Allow',
      Principal: { AWS: naming.accountPrincipalArn() },
      Action: 'kms:Decrypt',
      ...THIS_KEY,
      Condition: { StringEquals: { [CALLER_ORG_SLUG]: slug, 'kms:ViaService': naming.viaService('sqs') } },
    },
    {
      // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html#compatibility-with-aws-services
      Sid: 'AllowArrivals',
      Effect: 'Allow',
      Principal: { Service: EVENTS },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      ...THIS_KEY,
      Condition: {
        ArnEquals: { 'aws:SourceArn': naming.eventRuleArn(arrivalsRule) },
        StringEquals: { 'aws:SourceAccount': naming.environment.account },
      },
    },
    {
      Sid: 'AllowPipelineLogs',
      Effect: 'Allow',
      Principal: { Service: naming.logsServicePrincipal() },
      Action: LOG_GROUP_KEY_ACTIONS,
      ...THIS_KEY,
      Condition: {
        ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': naming.logGroupArn(pipelineLogGroup) },
      },
    },
  ];
}

/**
 * A condition of Denies that bind everybody without an organization, and spare the services that
 * {@link keyStatementsOfPipelines} lets in. Whoever is no service has no such name, and is denied.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalservicename
 */
export function otherServicesThanOfPipelines(naming: Naming): ConditionValues {
  return { 'aws:PrincipalServiceName': [EVENTS, 'logs.amazonaws.com', naming.logsServicePrincipal()] };
}
