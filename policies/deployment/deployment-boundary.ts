import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';
import type { DeploymentInputs } from './deployment-inputs';
import { ANY_USER } from './identities-policy';
import { keyCeiling } from './key-ceiling';
import {
  athenaPolicyArn,
  boundRoles,
  deploymentPoliciesArn,
  OF_EVERY_ORGANIZATION,
  ownUserArns,
  enrolmentRoleArn,
} from './own-identities';
import { passedRolesTogether } from './passed-roles';
import { WITHOUT_RESOURCE } from './services-policy';
import { bucketArns, repositoryArns } from './storage-policy';
import { leaveToAdministrators } from './administrators-statement';

/**
 * Actions on what the app makes, named after what they set up. None is named after what is in it: objects, images,
 * messages, queries, partitions and events of logs.
 */
const SETTING_UP = [
  'athena:*Tag*',
  'athena:*WorkGroup',
  'ecr:*LifecyclePolicy',
  'ecr:*Repositor*',
  'ecr:*Resource',
  'ecr:PutImageScanning*',
  'ecr:PutImageTag*',
  'events:*Rule',
  'events:*Ta*',
  'glue:*Database',
  'glue:*Table',
  'glue:GetTables',
  'iot:*Policy*',
  'iot:*RoleAlias',
  'iot:*Tag*',
  'iot:*ThingType',
  'kms:*Alias',
  'logs:*KmsKey',
  'logs:*LogGroup',
  'logs:*Polic*',
  'logs:*Tag*',
  's3:*Resource',
  's3:CreateBucket',
  's3:DeleteBucket*',
  's3:Get*Configuration',
  's3:GetBucket*',
  's3:PutBucket*',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
  'scheduler:*Schedule',
  'sqs:*QueueAttributes',
  'sqs:*QueueTags',
  'sqs:*agQueue',
  'sqs:CreateQueue',
  'sqs:DeleteQueue',
  'sqs:GetQueueUrl',
] as const;

/** What changes roles, policies, users and providers without giving anybody permissions but by a policy's content. */
const CHANGING_IDENTITIES = [
  'iam:*Provider*',
  'iam:*PolicyVersion*',
  'iam:CreatePolicy',
  'iam:DeletePolicy',
  'iam:DeleteRole',
  'iam:DeleteUser',
  'iam:Get*',
  'iam:List*',
  'iam:*agRole',
  'iam:*agUser',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateRole*',
  'iam:UpdateUser',
] as const;

/**
 * The ceiling of CloudFormation's role, whatever policies it is given: resources of the app by their names, roles under
 * a boundary of the app, keys without their use, and nothing of what is kept in them. It holds by itself, as the
 * policies do, which are more exact; neither can be changed by the role.
 * https://docs.aws.amazon.com/cdk/v2/guide/customize-permissions-boundaries.html
 */
export function deploymentBoundary(inputs: DeploymentInputs): Statement[] {
  const { naming, issuers, bootstrapVersionParameter } = inputs;
  const { anyNameOfEnvironment: named, shared } = naming;
  const wildcardReason = OF_EVERY_ORGANIZATION;
  const users = ownUserArns(naming);
  const policies = [naming.managedPolicyArn(named), athenaPolicyArn(naming)];
  return [
    {
      Sid: 'SetUp',
      Effect: 'Allow',
      Action: SETTING_UP,
      Resource: whatTheAppMakes(naming),
      wildcardReason,
    },
    {
      Sid: 'NoName',
      Effect: 'Allow',
      Action: [...WITHOUT_RESOURCE, 'kms:ListAliases'],
      Resource: '*',
      wildcardReason: 'These take no resource, or one of the account: settings, and lists of names.',
    },
    {
      Sid: 'ReadVersion',
      Effect: 'Allow',
      Action: 'ssm:GetParameters',
      Resource: naming.parameterArn(bootstrapVersionParameter),
    },
    ...keyCeiling(naming),
    {
      Sid: 'Bound',
      Effect: 'Allow',
      Action: [
        'iam:CreateRole',
        'iam:CreateUser',
        'iam:DeleteRolePolicy',
        'iam:PutRole*',
        'iam:PutUserPermissionsBoundary',
      ],
      Resource: [naming.roleArn(named), ...users],
      wildcardReason,
      Condition: {
        StringEquals: {
          'iam:PermissionsBoundary': boundRoles(naming).map(({ boundaryArn }) => boundaryArn),
        },
      },
    },
    {
      Sid: 'Enrolment',
      Effect: 'Allow',
      Action: 'iam:CreateRole',
      Resource: enrolmentRoleArn(naming),
    },
    {
      Sid: 'Attach',
      Effect: 'Allow',
      Action: [
        'iam:AttachRolePolicy',
        'iam:AttachUserPolicy',
        'iam:DetachRolePolicy',
        'iam:DetachUserPolicy',
      ],
      Resource: [naming.roleArn(named), naming.userArn('*')],
      wildcardReason: ANY_USER,
      Condition: { ArnLike: { 'iam:PolicyARN': policies } },
    },
    {
      Sid: 'ChangeOwn',
      Effect: 'Allow',
      Action: CHANGING_IDENTITIES,
      Resource: [
        naming.roleArn(named),
        naming.managedPolicyArn(named),
        naming.samlProviderArn(shared.analystSamlProvider),
        athenaPolicyArn(naming),
        ...users,
        ...issuers.map((issuer) => naming.oidcProviderArn(issuer)),
      ],
      wildcardReason,
    },
    passedRolesTogether(naming),
    leaveToAdministrators(naming),
    {
      Sid: 'KeepOwn',
      Effect: 'Deny',
      Action: 'iam:*',
      Resource: deploymentPoliciesArn(naming),
      wildcardReason: 'Every change of them there is or will be: they are deployed by an administrator.',
    },
  ];
}

function whatTheAppMakes(naming: Naming): string[] {
  const { anyNameOfEnvironment: named, ofAnyOrganization: any, shared } = naming;
  return [
    ...bucketArns(naming),
    ...repositoryArns(naming),
    naming.workgroupArn(named),
    naming.eventRuleArn(any.arrivalsRule),
    naming.glueArn(any.database),
    naming.catalogArn(),
    naming.databaseArn('default'),
    naming.tablesArn('default'),
    naming.iotArn(named),
    naming.keyAliasArn(any.keyAlias),
    naming.logGroupArn(`${any.pipelineLogGroup}*`),
    naming.scheduleArn(shared.auditScheduleGroup, any.auditSchedule),
    naming.queueArn(any.arrivalsQueue),
    naming.queueArn(any.arrivalsDeadLetterQueue),
  ];
}
