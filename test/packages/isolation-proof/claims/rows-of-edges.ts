import { descriptionOf } from '../../../../packages/isolation-proof/src/resources/registry';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import type { NamingRow, NamingRows, Owner, ThingsOf } from './said-of-acme';

const arn = (service: string, rest: string): string => `arn:aws:${service}:eu-central-1:${ACCOUNT}:${rest}`;
const roleArn = (owner: Owner): string => `arn:aws:iam::${ACCOUNT}:role/${owner}-role`;
const accelerator = (owner: Owner): string =>
  `arn:aws:globalaccelerator::${ACCOUNT}:accelerator/(${owner}.Accelerator)`;

const thingsOf: ThingsOf = (owner) => {
  const Tags = owner === 'platform' ? [] : tagsOf(owner);
  return {
    Role: owner === 'platform' ? roleOf(owner, { Tags: [] }) : roleOf(owner),
    Accelerator: ['AWS::GlobalAccelerator::Accelerator', { Enabled: false, Tags }],
    Balancer: ['AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internal', Tags }],
    Bucket: ['AWS::S3::Bucket', { BucketName: `${owner}-bucket`, Tags }],
    Database: ['AWS::RDS::DBCluster', { DBClusterIdentifier: `${owner}-database`, Tags }],
    Distribution: ['AWS::CloudFront::Distribution', { DistributionConfig: { Enabled: false }, Tags }],
    Function: ['AWS::Lambda::Function', { FunctionName: owner, Role: roleArn(owner), Tags }],
    Group: ['AWS::AutoScaling::AutoScalingGroup', { AutoScalingGroupName: `${owner}-group`, Tags }],
    Machines: ['AWS::EC2::SecurityGroup', { Tags }],
    Mail: ['AWS::SES::ConfigurationSet', { Name: `${owner}-mail`, Tags }],
    Pair: ['AWS::EC2::KeyPair', { KeyName: `${owner}-pair`, Tags }],
    Pool: ['AWS::Cognito::UserPool', { UserPoolTags: owner === 'platform' ? {} : { orgSlug: owner } }],
    Proxy: ['AWS::RDS::DBProxy', { DBProxyName: `${owner}-proxy`, Tags }],
    Secret: ['AWS::SecretsManager::Secret', { Name: `${owner}-secret`, Tags }],
    Stream: ['AWS::Kinesis::Stream', { Name: `${owner}-stream`, Tags }],
    Topic: ['AWS::SNS::Topic', { TopicName: `${owner}-topic`, Tags }],
    Zone: ['AWS::Route53::HostedZone', { HostedZoneTags: Tags }],
  };
};

const row = (type: string, said: string, of: (owner: Owner) => JsonObject, isShared = false): NamingRow => ({
  type: `AWS::${type}`,
  said,
  of: (owner) => ({
    ...of(owner),
    ...(descriptionOf(`AWS::${type}`)?.tags === undefined ? {} : { Tags: tagsOf('acme') }),
  }),
  isShared,
});

const acting = (type: string, directs: string, place: string, of: (role: string) => JsonObject): NamingRow =>
  row(type, `${directs} acts under ${roleArn('acme-eu')}, a role of acme-eu (${place})`, (owner) =>
    of(roleArn(owner)),
  );

const mail = (said: string, of: (owner: Owner) => JsonObject): NamingRow =>
  row('SES::ReceiptRule', said, (owner) => ({ Rule: { Actions: [of(owner)] } }));

const ROWS: readonly NamingRow[] = [
  ...['ScheduledAction', 'WarmPool'].map((name) =>
    row(`AutoScaling::${name}`, 'changes of capacity go to Group (AutoScalingGroupName)', (owner) => ({
      AutoScalingGroupName: `${owner}-group`,
    })),
  ),
  row(
    'EC2::Instance',
    'keys for signing in come from Pair (KeyName)',
    (owner) => ({ KeyName: `${owner}-pair` }),
    true,
  ),
  row(
    'EC2::Instance',
    'rights of members come from Machines (SecurityGroups[0])',
    (owner) => ({ SecurityGroups: [`(${owner}.Machines)`] }),
    true,
  ),
  row(
    'EC2::LaunchTemplate',
    'keys for signing in come from Pair (LaunchTemplateData.KeyName)',
    (owner) => ({ LaunchTemplateData: { KeyName: `${owner}-pair` } }),
    true,
  ),
  row(
    'AutoScaling::LaunchConfiguration',
    'keys for signing in come from Pair (KeyName)',
    (owner) => ({ KeyName: `${owner}-pair` }),
    true,
  ),
  acting('RDS::DBProxy', 'whoever queries the database', 'RoleArn', (RoleArn) => ({ RoleArn })),
  row('RDS::DBProxy', 'credentials come from Secret (Auth[0].SecretArn)', (owner) => ({
    Auth: [{ SecretArn: arn('secretsmanager', `secret:${owner}-secret-(${owner}.Secret)`) }],
  })),
  row('RDS::DBProxyEndpoint', 'data of the database come from Proxy (DBProxyName)', (owner) => ({
    DBProxyName: `${owner}-proxy`,
  })),
  row('RDS::DBProxyTargetGroup', 'queries come from Proxy (DBProxyName)', (owner) => ({
    DBProxyName: `${owner}-proxy`,
  })),
  row(
    'RDS::DBProxyTargetGroup',
    'data of the database come from Database (DBClusterIdentifiers[0])',
    (owner) => ({ DBClusterIdentifiers: [`${owner}-database`] }),
  ),
  ...['UserPoolIdentityProvider', 'UserPoolResourceServer'].map((name) =>
    row(
      `Cognito::${name}`,
      'users come from Pool (UserPoolId)',
      (owner) => ({
        UserPoolId: `(${owner}.Pool)`,
        ...(name.endsWith('Server') ? {} : { ProviderType: 'SAML' }),
      }),
      true,
    ),
  ),
  row(
    'CloudFront::MonitoringSubscription',
    'metrics come from Distribution (DistributionId)',
    (owner) => ({ DistributionId: `(${owner}.Distribution)` }),
    true,
  ),
  row(
    'CloudFront::RealtimeLogConfig',
    'logs of requests go to Stream (EndPoints[0].KinesisStreamConfig.StreamArn)',
    (owner) => ({
      EndPoints: [{ KinesisStreamConfig: { StreamArn: arn('kinesis', `stream/${owner}-stream`) } }],
    }),
  ),
  row('CloudFront::KeyValueStore', 'values come from Bucket (ImportSource.SourceArn)', (owner) => ({
    ImportSource: { SourceArn: `arn:aws:s3:::${owner}-bucket/values.json` },
  })),
  row(
    'ElasticLoadBalancingV2::TrustStore',
    'the list of whom to trust comes from s3://acme-eu-bucket/ca.pem, in Bucket (CaCertificatesBundleS3Bucket)',
    (owner) => ({
      CaCertificatesBundleS3Bucket: `${owner}-bucket`,
      CaCertificatesBundleS3Key: 'ca.pem',
    }),
    true,
  ),
  row(
    'GlobalAccelerator::Listener',
    'requests come from Accelerator (AcceleratorArn)',
    (owner) => ({ AcceleratorArn: accelerator(owner) }),
    true,
  ),
  row(
    'GlobalAccelerator::EndpointGroup',
    'requests go to Balancer (EndpointConfigurations[0].EndpointId)',
    (owner) => ({
      EndpointConfigurations: [
        { EndpointId: arn('elasticloadbalancing', `loadbalancer/(${owner}.Balancer)`) },
      ],
    }),
  ),
  ...['DNSSEC', 'KeySigningKey'].map((name) =>
    row(`Route53::${name}`, 'questions about names come from Zone (HostedZoneId)', (owner) => ({
      HostedZoneId: `(${owner}.Zone)`,
    })),
  ),
  acting('Synthetics::Canary', 'the script', 'ExecutionRoleArn', (ExecutionRoleArn) => ({
    ExecutionRoleArn,
  })),
  row('Synthetics::Canary', 'what the script sees go to Bucket (ArtifactS3Location)', (owner) => ({
    ArtifactS3Location: `s3://${owner}-bucket`,
  })),
  row(
    'Synthetics::Canary',
    'the script comes from s3://acme-eu-bucket/script.zip, in Bucket (Code.S3Bucket)',
    (owner) => ({ Code: { S3Bucket: `${owner}-bucket`, S3Key: 'script.zip' } }),
    true,
  ),
  row(
    'SES::ConfigurationSetEventDestination',
    'news of mail that was sent come from Mail (ConfigurationSetName)',
    (owner) => ({ ConfigurationSetName: `${owner}-mail` }),
  ),
  row(
    'SES::ConfigurationSetEventDestination',
    'news of mail that was sent go to Topic (EventDestination.SnsDestination.TopicARN)',
    (owner) => ({ EventDestination: { SnsDestination: { TopicARN: arn('sns', `${owner}-topic`) } } }),
  ),
  mail('mail go to Bucket (Rule.Actions[0].S3Action.BucketName)', (owner) => ({
    S3Action: { BucketName: `${owner}-bucket` },
  })),
  mail('mail go to Function (Rule.Actions[0].LambdaAction.FunctionArn)', (owner) => ({
    LambdaAction: { FunctionArn: arn('lambda', `function:${owner}`) },
  })),
  mail('mail go to Topic (Rule.Actions[0].SNSAction.TopicArn)', (owner) => ({
    SNSAction: { TopicArn: arn('sns', `${owner}-topic`) },
  })),
];

/** Mail, proxies, accelerators, machines, and what stands before applications. */
export const EDGES: NamingRows = { rows: ROWS, thingsOf };
