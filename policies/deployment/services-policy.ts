import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';
import type { DeploymentInputs } from './deployment-inputs';
import { OF_EVERY_ORGANIZATION } from './own-identities';
import { leaveTheTrailAlone } from './trail-statements';

/** What CloudFormation does with the resources of a service, by their names. */
interface ServiceActions {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const IOT_ACTIONS = [
  'iot:CreatePolicy',
  'iot:CreatePolicyVersion',
  'iot:CreateRoleAlias',
  'iot:CreateThingType',
  'iot:DeletePolicy',
  'iot:DeletePolicyVersion',
  'iot:DeleteRoleAlias',
  'iot:DeleteThingType',
  'iot:DeprecateThingType',
  'iot:DescribeRoleAlias',
  'iot:DescribeThingType',
  'iot:GetPolicy',
  'iot:ListPolicyVersions',
  'iot:ListTagsForResource',
  'iot:SetDefaultPolicyVersion',
  'iot:TagResource',
  'iot:UntagResource',
  'iot:UpdateRoleAlias',
  'iot:UpdateThingType',
] as const;

/** No message is sent, received or deleted. */
const QUEUE_ACTIONS = [
  'sqs:CreateQueue',
  'sqs:DeleteQueue',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ListQueueTags',
  'sqs:SetQueueAttributes',
  'sqs:TagQueue',
  'sqs:UntagQueue',
] as const;

const RULE_ACTIONS = [
  'events:DeleteRule',
  'events:DescribeRule',
  'events:ListTagsForResource',
  'events:ListTargetsByRule',
  'events:PutRule',
  'events:PutTargets',
  'events:RemoveTargets',
  'events:TagResource',
  'events:UntagResource',
] as const;

/** No event of a log is read or written, and none is sent elsewhere by a subscription. */
const LOG_GROUP_ACTIONS = [
  'logs:AssociateKmsKey',
  'logs:CreateLogGroup',
  'logs:DeleteDataProtectionPolicy',
  'logs:DeleteLogGroup',
  'logs:DeleteRetentionPolicy',
  'logs:DescribeIndexPolicies',
  'logs:DisassociateKmsKey',
  'logs:GetDataProtectionPolicy',
  'logs:ListTagsForResource',
  'logs:PutRetentionPolicy',
  'logs:TagResource',
  'logs:UntagResource',
] as const;

const CATALOG_ACTIONS = [
  'glue:CreateDatabase',
  'glue:CreateTable',
  'glue:DeleteDatabase',
  'glue:DeleteTable',
  'glue:GetDatabase',
  'glue:GetTable',
  'glue:GetTables',
  'glue:UpdateDatabase',
  'glue:UpdateTable',
] as const;

/** No query is run, stopped or read. */
const WORKGROUP_ACTIONS = [
  'athena:CreateWorkGroup',
  'athena:DeleteWorkGroup',
  'athena:GetWorkGroup',
  'athena:ListTagsForResource',
  'athena:TagResource',
  'athena:UntagResource',
  'athena:UpdateWorkGroup',
] as const;

/** Nothing is published. */
const TOPIC_ACTIONS = [
  'sns:CreateTopic',
  'sns:DeleteTopic',
  'sns:GetDataProtectionPolicy',
  'sns:GetSubscriptionAttributes',
  'sns:GetTopicAttributes',
  'sns:ListSubscriptionsByTopic',
  'sns:ListTagsForResource',
  'sns:SetSubscriptionAttributes',
  'sns:SetTopicAttributes',
  'sns:Subscribe',
  'sns:TagResource',
  'sns:Unsubscribe',
  'sns:UntagResource',
] as const;

const SCHEDULE_ACTIONS = [
  'scheduler:CreateSchedule',
  'scheduler:CreateScheduleGroup',
  'scheduler:DeleteSchedule',
  'scheduler:DeleteScheduleGroup',
  'scheduler:GetSchedule',
  'scheduler:GetScheduleGroup',
  'scheduler:ListTagsForResource',
  'scheduler:TagResource',
  'scheduler:UntagResource',
  'scheduler:UpdateSchedule',
] as const;

/** These take no resource, or one of the account. None shows what an organization keeps. */
export const WITHOUT_RESOURCE = [
  'glue:CreateSecurityConfiguration',
  'glue:DeleteSecurityConfiguration',
  'glue:GetDataCatalogEncryptionSettings',
  'glue:GetSecurityConfiguration',
  'glue:PutDataCatalogEncryptionSettings',
  'lakeformation:DescribeLakeFormationIdentityCenterConfiguration',
  'lakeformation:DescribeResource',
  'lakeformation:ListResources',
  'logs:DeleteResourcePolicy',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:PutResourcePolicy',
] as const;

function actionsByService(naming: Naming): ServiceActions[] {
  const {
    shared,
    ofAnyOrganization: any,
    anyNameOfEnvironment: named,
    anyLogGroupOfEnvironment: logGroups,
  } = naming;
  return [
    {
      sid: 'ManageIdentitiesOfHubs',
      actions: IOT_ACTIONS,
      resources: [
        naming.iotPolicyArn(any.dataHubIotPolicy),
        naming.iotPolicyArn(shared.enrolmentIotPolicy),
        naming.roleAliasArn(any.dataHubRoleAlias),
        naming.roleAliasArn(shared.enrolmentRoleAlias),
        naming.thingTypeArn(any.dataHubThingType),
      ],
    },
    {
      sid: 'ManageQueues',
      actions: QUEUE_ACTIONS,
      resources: [any.arrivalsQueue, any.arrivalsDeadLetterQueue].map((name) => naming.queueArn(name)),
    },
    { sid: 'ManageRules', actions: RULE_ACTIONS, resources: [naming.eventRuleArn(named)] },
    {
      sid: 'ManageLogGroups',
      actions: LOG_GROUP_ACTIONS,
      resources: [naming.logGroupArn(logGroups), naming.logStreamsArn(logGroups)],
    },
    {
      sid: 'ManageDatabases',
      actions: CATALOG_ACTIONS,
      resources: [
        naming.catalogArn(),
        ...[any.database, 'default'].flatMap((database) => [
          naming.databaseArn(database),
          naming.tablesArn(database),
          naming.userDefinedFunctionsArn(database),
        ]),
      ],
    },
    {
      sid: 'ManageWorkgroups',
      actions: WORKGROUP_ACTIONS,
      resources: [naming.workgroupArn(any.workgroup)],
    },
    { sid: 'ManageTopics', actions: TOPIC_ACTIONS, resources: [naming.topicArn(named)] },
    {
      sid: 'ManageSchedules',
      actions: SCHEDULE_ACTIONS,
      resources: [naming.scheduleArn('*', named), naming.scheduleGroupArn(named)],
    },
  ];
}

/** What CloudFormation does with the other services of the app, and how it reads the version of `cdk bootstrap`. */
export function servicesPolicy({ naming, bootstrapVersionParameter }: DeploymentInputs): Statement[] {
  return [
    ...actionsByService(naming).map(({ sid, actions, resources }): Statement => ({
      Sid: sid,
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
      wildcardReason: OF_EVERY_ORGANIZATION,
    })),
    {
      Sid: 'ManageWhatHasNoName',
      Effect: 'Allow',
      Action: WITHOUT_RESOURCE,
      Resource: '*',
      wildcardReason: 'These take no resource, or one of the account: settings, and lists of names.',
    },
    {
      // Every template of the CDK compares it before anything is deployed.
      Sid: 'ReadTheVersionOfTheBootstrap',
      Effect: 'Allow',
      Action: 'ssm:GetParameters',
      Resource: naming.parameterArn(bootstrapVersionParameter),
    },
    ...leaveTheTrailAlone(naming),
  ];
}
