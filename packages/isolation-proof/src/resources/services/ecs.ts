import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';
import { containerLogs } from './container-logs';

/** Software on machines can get the credentials of their role, so that they are not those of a neighbour. */
function machinesOf(property: string): Flow {
  return { property, form: 'capacity-provider', data: 'machines', whole: 'shared' };
}

/** Services of a namespace find each other by names, so that one that is called like a neighbour's gets its requests. */
function namesIn(property: string): Flow {
  return { property, form: 'ref', data: 'requests by name', whole: 'shared' };
}

const cluster: ResourceType = {
  type: 'AWS::ECS::Cluster',
  arn: arn('ecs', 'cluster/${ClusterName}'),
  ref: '${ClusterName}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  sources: [
    ...['CapacityProviders', 'DefaultCapacityProviderStrategy.CapacityProvider'].map(machinesOf),
    namesIn('ServiceConnectDefaults.Namespace'),
  ],
  destinations: [
    {
      property: 'Configuration.ExecuteCommandConfiguration.LogConfiguration.CloudWatchLogGroupName',
      form: 'log-group-name',
      data: 'sessions in containers',
    },
    {
      property: 'Configuration.ExecuteCommandConfiguration.LogConfiguration.S3BucketName',
      form: 'bucket-name',
      data: 'sessions in containers',
    },
  ],
  keys: [
    'Configuration.ExecuteCommandConfiguration.KmsKeyId',
    'Configuration.ManagedStorageConfiguration.FargateEphemeralStorageKmsKeyId',
    'Configuration.ManagedStorageConfiguration.KmsKeyId',
  ],
  because: 'tasks in it have roles of their own',
};

const FILES = 'files that containers write';

const taskDefinition: ResourceType = {
  type: 'AWS::ECS::TaskDefinition',
  arn: arn('ecs', 'task-definition/${Family}:${id}'),
  ref: '${arn}',
  attributes: { TaskDefinitionArn: '${arn}' },
  tags: 'Tags',
  roles: [
    { property: 'TaskRoleArn', assumedBy: 'ecs-tasks.amazonaws.com', directs: 'the code of the containers' },
    {
      property: 'ExecutionRoleArn',
      assumedBy: 'ecs-tasks.amazonaws.com',
      directs: 'start of the containers: images, secrets and logs',
    },
  ],
  destinations: [
    ...containerLogs('ContainerDefinitions.LogConfiguration'),
    { property: 'Volumes.EFSVolumeConfiguration.FilesystemId', form: 'ref', data: FILES },
    { property: 'Volumes.S3FilesVolumeConfiguration.FileSystemArn', form: 'arn', data: FILES },
    { property: 'Volumes.S3FilesVolumeConfiguration.AccessPointArn', form: 'arn', data: FILES },
  ],
  programs: [
    { property: 'ContainerDefinitions.Image', form: 'image', program: 'an image' },
    {
      property: 'ContainerDefinitions.FirelensConfiguration.Options.config-file-value',
      form: 's3-uris',
      program: 'the routing of logs',
    },
    {
      property: 'ContainerDefinitions.EnvironmentFiles.Value',
      form: 'arn',
      program: 'the environment of a container',
    },
  ],
  undecided: {
    'Volumes.FSxWindowsFileServerVolumeConfiguration': 'file servers are not supported',
  },
  because: 'its containers do what its roles may do',
};

const ECS = 'ecs.amazonaws.com';

const service: ResourceType = {
  type: 'AWS::ECS::Service',
  arn: arn('ecs', 'service/${Cluster|last:-default}/${ServiceName}'),
  ref: '${arn}',
  attributes: { Name: '${ServiceName}', ServiceArn: '${arn}' },
  tags: 'Tags',
  givenTags: ['VolumeConfigurations.ManagedEBSVolume.TagSpecifications.Tags'],
  sources: [
    { property: 'TaskDefinition', form: 'ref', data: 'containers and their roles' },
    { property: 'Cluster', form: 'ref', data: 'machines', whole: 'shared' },
    machinesOf('CapacityProviderStrategy.CapacityProvider'),
    namesIn('ServiceConnectConfiguration.Namespace'),
    ...groupsJoined('NetworkConfiguration.AwsvpcConfiguration.SecurityGroups'),
    ...[
      'LoadBalancers.TargetGroupArn',
      'LoadBalancers.LoadBalancerName',
      'LoadBalancers.AdvancedConfiguration.AlternateTargetGroupArn',
      'ServiceRegistries.RegistryArn',
    ].map((property): Flow => ({ property, form: 'ref', data: 'requests', whole: 'shared' })),
  ],
  roles: [
    { property: 'Role', assumedBy: ECS, directs: 'registration with load balancers' },
    {
      property: 'LoadBalancers.AdvancedConfiguration.RoleArn',
      assumedBy: ECS,
      directs: 'changes of load balancers',
    },
    {
      property: 'DeploymentConfiguration.LifecycleHooks.RoleArn',
      assumedBy: ECS,
      directs: 'calls of the hook',
    },
    {
      property: 'ServiceConnectConfiguration.Services.Tls.RoleArn',
      assumedBy: ECS,
      directs: 'certificates',
    },
    { property: 'VolumeConfigurations.ManagedEBSVolume.RoleArn', assumedBy: ECS, directs: 'volumes' },
  ],
  destinations: [
    {
      property: 'DeploymentConfiguration.LifecycleHooks.HookTargetArn',
      form: 'arn',
      data: 'news of deployments',
    },
    ...containerLogs('ServiceConnectConfiguration.LogConfiguration'),
  ],
  undecided: {
    'VolumeConfigurations.ManagedEBSVolume.SnapshotId': 'whose data a copy begins with is not judged',
    VpcLatticeConfigurations: 'VPC Lattice is not supported',
  },
  harmless: [
    {
      properties: ['ServiceConnectConfiguration.Services.Tls'],
      because: 'it says who signs certificates',
    },
    { properties: ['NetworkConfiguration'], because: 'it places tasks in a network' },
  ],
  keys: ['ServiceConnectConfiguration.Services.Tls.KmsKey', 'VolumeConfigurations.ManagedEBSVolume.KmsKeyId'],
  because: 'its tasks have the roles of their task definition',
};

const capacityProvider: ResourceType = {
  type: 'AWS::ECS::CapacityProvider',
  ref: '${Name}',
  tags: 'Tags',
  undecided: { ManagedInstancesProvider: 'machines that ECS manages are not supported' },
  sources: [
    {
      property: 'AutoScalingGroupProvider.AutoScalingGroupArn',
      form: 'ref',
      data: 'machines',
      whole: 'shared',
    },
  ],
  because: 'it says which machines tasks run on',
};

const associations: ResourceType = {
  type: 'AWS::ECS::ClusterCapacityProviderAssociations',
  sources: [
    { property: 'Cluster', form: 'ref', data: 'tasks', whole: 'shared' },
    ...['CapacityProviders', 'DefaultCapacityProviderStrategy.CapacityProvider'].map(machinesOf),
  ],
  because: 'it says which machines tasks run on',
};

export const ECS_TYPES: readonly ResourceType[] = [
  cluster,
  taskDefinition,
  service,
  capacityProvider,
  associations,
];
