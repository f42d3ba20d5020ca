import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';
import { keyPairAt, launchTemplateAt } from './ec2-instances';

const NOTIFICATIONS = 'news of machines that start and stop';

const CHANGES = 'changes of capacity';

const MIXED = 'MixedInstancesPolicy.LaunchTemplate';

const group: ResourceType = {
  type: 'AWS::AutoScaling::AutoScalingGroup',
  arn: arn('autoscaling', 'autoScalingGroup:${id}:autoScalingGroupName/${AutoScalingGroupName}'),
  ref: '${AutoScalingGroupName}',
  attributes: { AutoScalingGroupARN: '${arn}' },
  tags: 'Tags',
  roles: [
    {
      property: 'LifecycleHookSpecificationList.RoleARN',
      assumedBy: 'autoscaling.amazonaws.com',
      directs: 'notifications',
    },
  ],
  destinations: [
    { property: 'LifecycleHookSpecificationList.NotificationTargetARN', form: 'arn', data: NOTIFICATIONS },
    { property: 'NotificationConfiguration.TopicARN', form: 'topic', data: NOTIFICATIONS },
    { property: 'NotificationConfigurations.TopicARN', form: 'topic', data: NOTIFICATIONS },
  ],
  sources: [
    ...[
      'LaunchTemplate',
      `${MIXED}.LaunchTemplateSpecification`,
      `${MIXED}.Overrides.LaunchTemplateSpecification`,
    ].flatMap(launchTemplateAt),
    {
      property: 'LaunchConfigurationName',
      form: 'ref',
      data: 'settings of machines, and their role',
    },
    ...['TargetGroupARNs', 'LoadBalancerNames', 'TrafficSources.Identifier'].map((property): Flow => ({
      property,
      form: 'ref',
      data: 'requests',
      whole: 'shared',
    })),
  ],
  undecided: { InstanceId: 'which role the machine has that others are made like is not judged' },
  harmless: [
    { properties: ['ServiceLinkedRoleARN'], because: 'AWS alone says what a service-linked role may do' },
    {
      properties: ['MixedInstancesPolicy', 'CapacityReservationSpecification', 'TerminationPolicies'],
      because: 'it says which machines are started and stopped',
    },
  ],
  because: 'its machines have the role of their launch template',
};

const launchConfiguration: ResourceType = {
  type: 'AWS::AutoScaling::LaunchConfiguration',
  ref: '${id}',
  roles: [
    {
      property: 'IamInstanceProfile',
      form: 'instance-profile',
      assumedBy: 'ec2.amazonaws.com',
      directs: 'the software of the machines',
    },
  ],
  sources: [keyPairAt('KeyName'), ...groupsJoined('SecurityGroups')],
  undecided: {
    ClassicLinkVPCSecurityGroups: 'EC2-Classic is not supported',
    'BlockDeviceMappings.Ebs.SnapshotId': 'whose data a copy begins with is not judged',
    InstanceId: 'which role the machine has that others are made like is not judged',
  },
  harmless: [
    { properties: ['AssociatePublicIpAddress'], because: 'an address lets nobody in' },
    { properties: ['MetadataOptions'], because: 'machines have the credentials of their role in any case' },
  ],
  because: 'machines that are made by it have its role',
};

const lifecycleHook: ResourceType = {
  type: 'AWS::AutoScaling::LifecycleHook',
  sources: [{ property: 'AutoScalingGroupName', form: 'ref', data: NOTIFICATIONS, whole: 'shared' }],
  roles: [{ property: 'RoleARN', assumedBy: 'autoscaling.amazonaws.com', directs: 'notifications' }],
  destinations: [{ property: 'NotificationTargetARN', form: 'arn', data: NOTIFICATIONS }],
  because: 'it holds machines back while somebody is told',
};

const scalingPolicy: ResourceType = {
  type: 'AWS::AutoScaling::ScalingPolicy',
  destinations: [{ property: 'AutoScalingGroupName', form: 'ref', data: CHANGES, whole: 'own' }],
  harmless: [
    {
      properties: ['PredictiveScalingConfiguration', 'TargetTrackingConfiguration'],
      because: 'it says at which metrics machines are started and stopped',
    },
  ],
  because: 'it says how many machines run',
};

const scalableTarget: ResourceType = {
  type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  ref: '${id}',
  tags: 'Tags',
  roles: [
    {
      property: 'RoleARN',
      assumedBy: 'application-autoscaling.amazonaws.com',
      directs: CHANGES,
    },
  ],
  destinations: [{ property: 'ResourceId', form: 'scalable-resource', data: CHANGES, whole: 'own' }],
  because: 'it says how much capacity there can be',
};

const applicationScalingPolicy: ResourceType = {
  type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  partOf: { ScalingTargetId: 'ref' },
  arn: arn('autoscaling', 'scalingPolicy:${id}'),
  ref: '${arn}',
  attributes: { Arn: '${arn}' },
  destinations: [
    { property: 'ScalingTargetId', form: 'ref', data: CHANGES, whole: 'own' },
    { property: 'ResourceId', form: 'scalable-resource', data: CHANGES, whole: 'own' },
  ],
  harmless: [{ properties: ['PolicyName'], because: 'it is a name' }],
  because: 'it says when capacity changes',
};

export const AUTO_SCALING: readonly ResourceType[] = [
  group,
  launchConfiguration,
  lifecycleHook,
  scalingPolicy,
  scalableTarget,
  applicationScalingPolicy,
  ...['ScheduledAction', 'WarmPool'].map((name): ResourceType => ({
    type: `AWS::AutoScaling::${name}`,
    destinations: [{ property: 'AutoScalingGroupName', form: 'ref', data: CHANGES, whole: 'own' }],
    because: 'it says how many machines there are',
  })),
];
