import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';
import { containerLogs } from './container-logs';
import { launchTemplateAt } from './ec2-instances';

const CONTAINER = 'ContainerProperties';
const ECS_TASKS = 'ecs-tasks.amazonaws.com';
const FILES = 'files that the job writes';
const ONE_CONTAINER = 'jobs of other kinds than one container are not supported';

const jobDefinition: ResourceType = {
  type: 'AWS::Batch::JobDefinition',
  arn: arn('batch', 'job-definition/${JobDefinitionName}:${id}'),
  ref: '${arn}',
  attributes: { JobDefinitionArn: '${arn}' },
  tags: 'Tags',
  roles: [
    { property: `${CONTAINER}.JobRoleArn`, assumedBy: ECS_TASKS, directs: 'the code of the job' },
    {
      property: `${CONTAINER}.ExecutionRoleArn`,
      assumedBy: ECS_TASKS,
      directs: 'start of the job: image, secrets and logs',
    },
  ],
  destinations: [
    ...containerLogs(`${CONTAINER}.LogConfiguration`),
    { property: `${CONTAINER}.Volumes.EfsVolumeConfiguration.FileSystemId`, form: 'ref', data: FILES },
    { property: `${CONTAINER}.Volumes.S3FilesVolumeConfiguration.FileSystemArn`, form: 'arn', data: FILES },
    { property: `${CONTAINER}.Volumes.S3FilesVolumeConfiguration.AccessPointArn`, form: 'arn', data: FILES },
  ],
  logGroups: [
    {
      // https://docs.aws.amazon.com/batch/latest/userguide/using_awslogs.html
      name: '/aws/batch/job',
      unless: `${CONTAINER}.LogConfiguration.Options.awslogs-group`,
      data: 'logs of the container',
    },
  ],
  programs: [{ property: `${CONTAINER}.Image`, form: 'image', program: 'the image' }],
  undecided: {
    EcsProperties: ONE_CONTAINER,
    EksProperties: ONE_CONTAINER,
    NodeProperties: ONE_CONTAINER,
  },
  harmless: [
    { properties: [`${CONTAINER}.NetworkConfiguration`], because: 'it places the job in a network' },
  ],
  because: 'its container does what its roles may do',
};

const jobQueue: ResourceType = {
  type: 'AWS::Batch::JobQueue',
  arn: arn('batch', 'job-queue/${JobQueueName}'),
  ref: '${arn}',
  attributes: { JobQueueArn: '${arn}' },
  tags: 'Tags',
  sources: [
    {
      property: 'ComputeEnvironmentOrder.ComputeEnvironment',
      form: 'ref',
      data: 'machines',
      whole: 'shared',
    },
  ],
  harmless: [{ properties: ['SchedulingPolicyArn'], because: 'it says which job is next' }],
  because: 'it holds jobs, which have roles of their own',
};

const computeEnvironment: ResourceType = {
  type: 'AWS::Batch::ComputeEnvironment',
  arn: arn('batch', 'compute-environment/${ComputeEnvironmentName}'),
  ref: '${arn}',
  attributes: { ComputeEnvironmentArn: '${arn}' },
  tags: 'Tags',
  givenTags: ['ComputeResources.CapacityTags', 'ComputeResources.Tags'],
  roles: [
    { property: 'ServiceRole', assumedBy: 'batch.amazonaws.com', directs: 'start of machines' },
    {
      property: 'ComputeResources.SpotIamFleetRole',
      assumedBy: 'spotfleet.amazonaws.com',
      directs: 'start of machines',
    },
    {
      property: 'ComputeResources.InstanceRole',
      form: 'instance-profile',
      assumedBy: 'ec2.amazonaws.com',
      directs: 'the software of the machines',
    },
  ],
  sources: [
    ...groupsJoined('ComputeResources.SecurityGroupIds'),
    ...launchTemplateAt('ComputeResources.LaunchTemplate'),
    ...launchTemplateAt('ComputeResources.LaunchTemplate.Overrides'),
  ],
  undecided: {
    'ComputeResources.ManagedInstancesProvider': 'machines that ECS manages are not supported',
    EksConfiguration: 'Kubernetes is not supported',
  },
  harmless: [
    {
      properties: ['ComputeResources.ScalingPolicy', 'UpdatePolicy'],
      because: 'it says which machines are started, and when',
    },
  ],
  because: 'jobs on its machines have roles of their own',
};

export const BATCH: readonly ResourceType[] = [
  jobDefinition,
  jobQueue,
  computeEnvironment,
  {
    type: 'AWS::Batch::SchedulingPolicy',
    arn: arn('batch', 'scheduling-policy/${Name}'),
    ref: '${arn}',
    attributes: { Arn: '${arn}' },
    tags: 'Tags',
    because: 'it says which job is next',
  },
];
