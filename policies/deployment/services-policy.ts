import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';
import type { DeploymentInputs } from './deployment-inputs';
import { OF_EVERY_ORGANIZATION } from './own-identities';
import { leaveToAdministrators } from './administrators-statement';

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

const SCHEDULE_ACTIONS = [
  'scheduler:CreateSchedule',
  'scheduler:DeleteSchedule',
  'scheduler:GetSchedule',
  'scheduler:UpdateSchedule',
] as const;

/** These take no resource, or one of the account. None shows what an organization keeps. */
const WITHOUT_RESOURCE = [
  'glue:CreateSecurityConfiguration',
  'glue:DeleteSecurityConfiguration',
  'glue:GetDataCatalogEncryptionSettings',
  'glue:GetSecurityConfiguration',
  'glue:PutDataCatalogEncryptionSettings',
  'lakeformation:DescribeLakeFormationIdentityCenterConfiguration',
  'lakeformation:DescribeResource',
  'lakeformation:ListResources',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
] as const;

function actionsByService(naming: Naming): ServiceActions[] {
  const { shared, ofAnyOrganization: any } = naming;
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
    { sid: 'ManageRules', actions: RULE_ACTIONS, resources: [naming.eventRuleArn(any.arrivalsRule)] },
    {
      sid: 'ManageLogGroups',
      actions: LOG_GROUP_ACTIONS,
      resources: [naming.logGroupArn(any.pipelineLogGroup), naming.logStreamsArn(any.pipelineLogGroup)],
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
    {
      sid: 'ManageSchedules',
      actions: SCHEDULE_ACTIONS,
      resources: [naming.scheduleArn(shared.auditScheduleGroup, any.auditSchedule)],
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
    leaveToAdministrators(naming),
  ];
}
