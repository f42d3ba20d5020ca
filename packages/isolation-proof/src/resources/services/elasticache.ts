import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const COPY = 'whose data a copy begins with is not judged';

/** Who may sign in to a cache, besides whoever reaches it over the network. */
function users(property: string): Flow {
  return { property, form: 'ref', data: 'users', whole: 'shared' };
}

const replicationGroup: ResourceType = {
  type: 'AWS::ElastiCache::ReplicationGroup',
  arn: arn('elasticache', 'replicationgroup:${ReplicationGroupId}'),
  ref: '${ReplicationGroupId}',
  tags: 'Tags',
  destinations: [
    {
      property: 'LogDeliveryConfigurations.DestinationDetails.CloudWatchLogsDetails.LogGroup',
      form: 'log-group-name',
      data: 'logs of commands',
    },
    {
      property: 'LogDeliveryConfigurations.DestinationDetails.KinesisFirehoseDetails.DeliveryStream',
      form: 'delivery-stream-name',
      data: 'logs of commands',
    },
    { property: 'NotificationTopicArn', form: 'topic', data: 'events of the cluster' },
  ],
  sources: [
    { property: 'SnapshotArns', form: 'arn', data: 'the first items' },
    users('UserGroupIds'),
    ...groupsJoined('SecurityGroupIds'),
  ],
  undecided: {
    GlobalReplicationGroupId: COPY,
    PrimaryClusterId: COPY,
    SnapshotName: COPY,
  },
  keys: ['KmsKeyId'],
  because: 'who may use it, the network and the cache itself decide',
};

const serverless: ResourceType = {
  type: 'AWS::ElastiCache::ServerlessCache',
  arn: arn('elasticache', 'serverlesscache:${ServerlessCacheName}'),
  ref: '${ServerlessCacheName}',
  attributes: { ARN: '${arn}' },
  tags: 'Tags',
  sources: [users('UserGroupId'), ...groupsJoined('SecurityGroupIds')],
  undecided: { SnapshotArnsToRestore: COPY },
  keys: ['KmsKeyId'],
  because: 'who may use it, the network and the cache itself decide',
};

export const ELASTICACHE: readonly ResourceType[] = [
  replicationGroup,
  serverless,
  {
    type: 'AWS::ElastiCache::ParameterGroup',
    ref: '${id}',
    tags: 'Tags',
    because: 'it holds settings of caches',
  },
  {
    type: 'AWS::ElastiCache::SubnetGroup',
    arn: arn('elasticache', 'subnetgroup:${CacheSubnetGroupName}'),
    ref: '${CacheSubnetGroupName}',
    tags: 'Tags',
    because: 'it says where caches stand',
  },
];
