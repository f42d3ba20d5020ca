import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const ECS_TASK = 'TargetParameters.EcsTaskParameters';

const pipe: ResourceType = {
  type: 'AWS::Pipes::Pipe',
  arn: arn('pipes', 'pipe/${Name}'),
  ref: '${Name}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  givenTags: [`${ECS_TASK}.Tags`],
  roles: [
    { property: 'RoleArn', assumedBy: 'pipes.amazonaws.com', directs: 'reading, enrichment and delivery' },
    ...['ExecutionRoleArn', 'TaskRoleArn'].map((role) => ({
      property: `${ECS_TASK}.Overrides.${role}`,
      assumedBy: 'ecs-tasks.amazonaws.com',
      directs: 'the task that is started',
    })),
  ],
  sources: [
    { property: 'Source', form: 'arn-or-elsewhere', data: 'records' },
    ...groupsJoined(`${ECS_TASK}.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups`),
  ],
  destinations: [
    { property: 'Enrichment', form: 'arn', data: 'records' },
    {
      property: 'Target',
      form: 'arn',
      data: 'records',
      runsIn: ['AWS::Batch::JobQueue', 'AWS::ECS::Cluster'],
    },
    { property: `${ECS_TASK}.TaskDefinitionArn`, form: 'arn', data: 'start of the task' },
    {
      property: 'TargetParameters.BatchJobParameters.JobDefinition',
      form: 'ref',
      data: 'start of the job',
    },
    {
      property: 'LogConfiguration.S3LogDestination.BucketName',
      form: 'bucket-name',
      data: 'logs of the pipe',
    },
    {
      property: 'LogConfiguration.FirehoseLogDestination.DeliveryStreamArn',
      form: 'arn',
      data: 'logs of the pipe',
    },
    {
      property: 'LogConfiguration.CloudwatchLogsLogDestination.LogGroupArn',
      form: 'arn',
      data: 'logs of the pipe',
    },
    ...['DynamoDBStreamParameters', 'KinesisStreamParameters'].map((source) => ({
      property: `SourceParameters.${source}.DeadLetterConfig.Arn`,
      form: 'arn' as const,
      data: 'records that the target did not take',
    })),
  ],
  undecided: {
    'TargetParameters.EventBridgeEventBusParameters.EndpointId': 'global endpoints are not supported',
  },
  harmless: [
    {
      properties: [
        'SourceParameters.ManagedStreamingKafkaParameters',
        'SourceParameters.SelfManagedKafkaParameters',
        'SourceParameters.RabbitMQBrokerParameters',
        'SourceParameters.ActiveMQBrokerParameters',
        'TargetParameters.CloudWatchLogsParameters',
      ],
      because: 'it names a part of the source or the target',
    },
    { properties: [`${ECS_TASK}.NetworkConfiguration`], because: 'it places the task in a network' },
    { properties: ['TargetParameters.RedshiftDataParameters'], because: 'the role reads the secret' },
    {
      properties: ['LogConfiguration.S3LogDestination.BucketOwner'],
      because: 'it says who should own the bucket',
    },
  ],
  keys: ['KmsKeyIdentifier'],
  because: 'it takes records from its source to its target under its role',
};

export const PIPES: readonly ResourceType[] = [pipe];
