import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

/** Where logs go that are described at a place. */
function logsAt(...places: readonly string[]): Flow[] {
  return places.flatMap((place): Flow[] => [
    { property: `${place}.CloudWatchLogs.LogGroup`, form: 'log-group-name', data: 'logs' },
    { property: `${place}.Firehose.DeliveryStream`, form: 'delivery-stream-name', data: 'logs' },
    { property: `${place}.S3.Bucket`, form: 'bucket-name', data: 'logs' },
  ]);
}

/**
 * ARNs of a cluster, and of what is in it.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_apachekafkaapisforamazonmskclusters.html
 */
const NAMES: Pick<ResourceType, 'arn' | 'contents' | 'ref' | 'attributes' | 'tags'> = {
  arn: arn('kafka', 'cluster/${ClusterName}/${id}'),
  contents: ['topic', 'group', 'transactional-id'].map((kind) =>
    arn('kafka', `${kind}/\${ClusterName}/\${id}/*`),
  ),
  ref: '${arn}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
};

const cluster: ResourceType = {
  type: 'AWS::MSK::Cluster',
  ...NAMES,
  sources: [
    { property: 'ConfigurationInfo.Arn', form: 'arn', data: 'settings', whole: 'shared' },
    ...groupsJoined('BrokerNodeGroupInfo.SecurityGroups'),
  ],
  destinations: logsAt('LoggingInfo.BrokerLogs', 'LoggingInfo.AuthorizerLogs'),
  keys: ['EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId'],
  openings: [
    {
      property: 'BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type',
      unless: ['DISABLED'],
      opens: 'its brokers have addresses on the internet',
    },
  ],
  because: 'security groups and policies say who uses it',
};

const serverlessCluster: ResourceType = {
  type: 'AWS::MSK::ServerlessCluster',
  ...NAMES,
  sources: groupsJoined('VpcConfigs.SecurityGroups'),
  because: 'security groups and policies say who uses it',
};

const clusterPolicy: ResourceType = {
  type: 'AWS::MSK::ClusterPolicy',
  policies: [{ document: 'Policy', of: { property: 'ClusterArn', form: 'arn' } }],
  because: 'it is the policy of its cluster',
};

const configuration: ResourceType = {
  type: 'AWS::MSK::Configuration',
  arn: arn('kafka', 'configuration/${Name}/${id}'),
  ref: '${arn}',
  attributes: { Arn: '${arn}' },
  because: 'it holds settings of clusters',
};

const scramSecrets: ResourceType = {
  type: 'AWS::MSK::BatchScramSecret',
  sources: [
    { property: 'ClusterArn', form: 'arn', data: 'data of the cluster', whole: 'shared' },
    { property: 'SecretArnList', form: 'secret', data: 'users of the cluster', whole: 'shared' },
  ],
  because: 'it says with which secrets users sign in to a cluster',
};

const vpcConnection: ResourceType = {
  type: 'AWS::MSK::VpcConnection',
  arn: arn('kafka', 'vpc-connection/${id}'),
  ref: '${arn}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  sources: [
    { property: 'TargetClusterArn', form: 'arn', data: 'data of the cluster', whole: 'shared' },
    ...groupsJoined('SecurityGroups'),
  ],
  because: 'it is an address of a cluster in a network',
};

const OUTSIDE = 'clusters outside MSK are not supported';

const replicator: ResourceType = {
  type: 'AWS::MSK::Replicator',
  arn: arn('kafka', 'replicator/${ReplicatorName}/${id}'),
  ref: '${arn}',
  attributes: { ReplicatorArn: '${arn}' },
  tags: 'Tags',
  roles: [
    { property: 'ServiceExecutionRoleArn', assumedBy: 'kafka.amazonaws.com', directs: 'copies of topics' },
  ],
  sources: [
    { property: 'KafkaClusters.AmazonMskCluster.MskClusterArn', form: 'arn', data: 'topics' },
    { property: 'ReplicationInfoList.SourceKafkaClusterArn', form: 'arn', data: 'topics' },
    ...groupsJoined('KafkaClusters.VpcConfig.SecurityGroupIds'),
  ],
  destinations: [
    { property: 'ReplicationInfoList.TargetKafkaClusterArn', form: 'arn', data: 'topics' },
    ...logsAt('LogDelivery.ReplicatorLogDelivery'),
  ],
  undecided: {
    'KafkaClusters.ApacheKafkaCluster': OUTSIDE,
    'KafkaClusters.ClientAuthentication': OUTSIDE,
    'ReplicationInfoList.SourceKafkaClusterId': OUTSIDE,
    'ReplicationInfoList.TargetKafkaClusterId': OUTSIDE,
  },
  harmless: [
    {
      properties: ['ReplicationInfoList.TopicReplication'],
      because: 'it says which topics of the source are copied',
    },
  ],
  because: 'it copies topics from cluster to cluster',
};

export const MSK: readonly ResourceType[] = [
  cluster,
  serverlessCluster,
  clusterPolicy,
  configuration,
  scramSecrets,
  vpcConnection,
  replicator,
];
