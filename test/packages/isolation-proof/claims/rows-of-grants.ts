import type { NamingRow, NamingRows, Owner } from './said-of-acme';
import { acting, arn, naming, roleArn, thingsOf } from './things-of-models';

const bucketUri = (owner: Owner): string => `s3://${owner}-bucket/x`;
const lambda = (owner: Owner): string => arn('lambda', `function:${owner}`);
const cluster = (owner: Owner): string => arn('kafka', `cluster/${owner}-cluster/(${owner}.Cluster)`);
const machines = (owner: Owner): string => `(${owner}.Machines)`;
const id =
  (thing: string) =>
  (owner: Owner): string =>
    `(${owner}.${thing})`;

const MEMBERS = 'rights of members come from Machines';
const POINT = 'ObjectLambdaConfiguration';
const TRANSFORMED = `${POINT}.TransformationConfigurations.ContentTransformation.AwsLambda.FunctionArn`;

const KAFKA: readonly NamingRow[] = [
  naming(
    'MSK::Cluster',
    'logs go to Logs',
    'LoggingInfo.BrokerLogs.CloudWatchLogs.LogGroup',
    (owner) => `/${owner}`,
  ),
  naming(
    'MSK::Cluster',
    'logs go to Bucket',
    'LoggingInfo.AuthorizerLogs.S3.Bucket',
    (owner) => `${owner}-bucket`,
  ),
  naming('MSK::Cluster', MEMBERS, 'BrokerNodeGroupInfo.SecurityGroups', machines, true),
  naming('MSK::ServerlessCluster', MEMBERS, 'VpcConfigs.SecurityGroups', machines, true),
  naming('MSK::BatchScramSecret', 'data of the cluster come from Cluster', 'ClusterArn', cluster, true),
  naming(
    'MSK::BatchScramSecret',
    'users of the cluster come from Secret',
    'SecretArnList',
    (owner) => arn('secretsmanager', `secret:AmazonMSK_${owner}-(${owner}.Secret)`),
    true,
  ),
  naming('MSK::VpcConnection', 'data of the cluster come from Cluster', 'TargetClusterArn', cluster, true),
  acting('MSK::Replicator', 'copies of topics', 'ServiceExecutionRoleArn'),
  naming('MSK::Replicator', 'topics come from Cluster', 'ReplicationInfoList.SourceKafkaClusterArn', cluster),
  naming('MSK::Replicator', 'topics go to Cluster', 'ReplicationInfoList.TargetKafkaClusterArn', cluster),
];

const OF_DATA: readonly NamingRow[] = [
  acting('S3::AccessGrantsLocation', 'whoever has a grant', 'IamRoleArn'),
  naming('S3::AccessGrantsLocation', 'objects come from Bucket', 'LocationScope', bucketUri),
  naming('S3::AccessGrant', 'objects come from Location', 'AccessGrantsLocationId', id('Location')),
  naming('S3::AccessGrant', 'objects go to Role', 'Grantee.GranteeIdentifier', roleArn),
  naming(
    'S3ObjectLambda::AccessPoint',
    'objects come from AccessPoint',
    `${POINT}.SupportingAccessPoint`,
    (owner) => arn('s3', `accesspoint/${owner}-point`),
  ),
  naming('S3ObjectLambda::AccessPoint', 'objects go to Function', TRANSFORMED, lambda),
  naming(
    'LakeFormation::Permissions',
    'data of the catalog come from Database',
    'Resource.TableResource.DatabaseName',
    (owner) => `${owner}_database`,
  ),
  naming(
    'LakeFormation::Permissions',
    'data of the catalog go to Role',
    'DataLakePrincipal.DataLakePrincipalIdentifier',
    roleArn,
  ),
  naming(
    'LakeFormation::PrincipalPermissions',
    'data of the catalog come from Database',
    'Resource.Database.Name',
    (owner) => `${owner}_database`,
  ),
  naming(
    'LakeFormation::PrincipalPermissions',
    'data of the catalog come from Bucket',
    'Resource.DataLocation.ResourceArn',
    (owner) => `arn:aws:s3:::${owner}-bucket`,
  ),
  naming(
    'LakeFormation::PrincipalPermissions',
    'data of the catalog go to Role',
    'Principal.DataLakePrincipalIdentifier',
    roleArn,
  ),
  naming(
    'LakeFormation::Resource',
    'data of tables come from Bucket',
    'ResourceArn',
    (owner) => `arn:aws:s3:::${owner}-bucket`,
  ),
  acting('LakeFormation::Resource', 'whoever is granted data', 'RoleArn'),
  naming(
    'LakeFormation::DataCellsFilter',
    'data of the catalog come from Database',
    'DatabaseName',
    (owner) => `${owner}_database`,
  ),
];

/** Clusters of Kafka, and grants of S3 and Lake Formation. */
export const GRANTS: NamingRows = { rows: [...KAFKA, ...OF_DATA], thingsOf };
