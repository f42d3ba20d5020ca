import type { CarriedRole, Opening, ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const ROLES: readonly CarriedRole[] = [
  {
    property: 'MonitoringRoleArn',
    assumedBy: 'monitoring.rds.amazonaws.com',
    directs: 'metrics of the machine',
  },
  {
    property: 'AssociatedRoles.RoleArn',
    assumedBy: 'rds.amazonaws.com',
    directs: 'whoever queries the database',
  },
  { property: 'DomainIAMRoleName', assumedBy: 'rds.amazonaws.com', directs: 'calls of the directory' },
];

const OPENINGS: readonly Opening[] = [
  {
    property: 'PubliclyAccessible',
    unless: [false],
    absent: true,
    opens: 'it can have an address on the internet',
  },
];

const COPY = 'whose data a copy begins with is not judged';

const instance: ResourceType = {
  type: 'AWS::RDS::DBInstance',
  arn: arn('rds', 'db:${DBInstanceIdentifier}'),
  ref: '${DBInstanceIdentifier}',
  attributes: { DBInstanceArn: '${arn}' },
  tags: 'Tags',
  roles: [
    ...ROLES,
    {
      property: 'CustomIAMInstanceProfile',
      form: 'instance-profile',
      assumedBy: 'ec2.amazonaws.com',
      directs: 'the software of the machine',
    },
  ],
  openings: OPENINGS,
  sources: [
    { property: 'DBClusterIdentifier', form: 'ref', data: 'data of the cluster' },
    ...groupsJoined('VPCSecurityGroups'),
  ],
  settings: [
    { property: 'StorageEncrypted', expected: true, promises: 'data are encrypted at rest' },
    { property: 'DeletionProtection', expected: true, promises: 'the database outlives mistakes' },
  ],
  undecided: {
    DBClusterSnapshotIdentifier: COPY,
    DBSecurityGroups: 'EC2-Classic is not supported',
    DBSnapshotIdentifier: COPY,
    SourceDBClusterIdentifier: COPY,
    SourceDBInstanceAutomatedBackupsArn: COPY,
    SourceDBInstanceIdentifier: COPY,
    SourceDbiResourceId: COPY,
  },
  harmless: [
    {
      properties: ['DomainAuthSecretArn', 'MasterUserSecret', 'TdeCredentialArn'],
      because: 'whoever reads the secret needs rights of its own',
    },
    { properties: ['BackupTarget'], because: 'it says where backups of the account stand' },
  ],
  keys: [
    'PerformanceInsightsKMSKeyId',
    'KmsKeyId',
    'MasterUserSecret.KmsKeyId',
    'AutomaticBackupReplicationKmsKeyId',
  ],
  because: 'who may query it, the database itself decides',
};

const cluster: ResourceType = {
  type: 'AWS::RDS::DBCluster',
  arn: arn('rds', 'cluster:${DBClusterIdentifier}'),
  ref: '${DBClusterIdentifier}',
  attributes: { DBClusterArn: '${arn}' },
  tags: 'Tags',
  roles: ROLES,
  sources: groupsJoined('VpcSecurityGroupIds'),
  openings: OPENINGS.map((opening) => ({ ...opening, absent: false })),
  settings: [
    { property: 'StorageEncrypted', expected: true, promises: 'data are encrypted at rest' },
    { property: 'DeletionProtection', expected: true, promises: 'the database outlives mistakes' },
  ],
  undecided: {
    GlobalClusterIdentifier: 'which clusters have copies of the data is not judged',
    ReplicationSourceIdentifier: COPY,
    SnapshotIdentifier: COPY,
    SourceDBClusterIdentifier: COPY,
    SourceDbClusterResourceId: COPY,
  },
  harmless: [
    { properties: ['MasterUserSecret'], because: 'whoever reads the secret needs rights of its own' },
  ],
  keys: ['KmsKeyId', 'MasterUserSecret.KmsKeyId', 'PerformanceInsightsKmsKeyId'],
  because: 'who may query it, the database itself decides',
};

export const RDS: readonly ResourceType[] = [
  instance,
  cluster,
  {
    type: 'AWS::RDS::DBClusterParameterGroup',
    ref: '${DBClusterParameterGroupName}',
    tags: 'Tags',
    because: 'it holds settings of databases',
  },
  {
    type: 'AWS::RDS::DBParameterGroup',
    ref: '${DBParameterGroupName}',
    tags: 'Tags',
    because: 'it holds settings of databases',
  },
  {
    type: 'AWS::RDS::DBSubnetGroup',
    ref: '${DBSubnetGroupName}',
    tags: 'Tags',
    because: 'it says where databases stand',
  },
];
