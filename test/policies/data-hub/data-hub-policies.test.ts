import type { DataHubTrust } from '../../../config/environment-config';
import { dataHubIotPolicy } from '../../../policies/data-hub/data-hub-iot-policy';
import { dataHubPolicy } from '../../../policies/data-hub/data-hub-policy';
import { hybridNodePolicy } from '../../../policies/data-hub/hybrid-node-policy';
import { policyDocument } from '../../../policies/statement';
import { dataHubTrust, hybridNodeTrust } from '../../../policies/data-hub/trust';
import { ACME_EU, NAMING } from '../../fixtures/environment';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/of-acme-eu';
const SECRETS = 'arn:aws:ssm:eu-central-1:111122223333:parameter/test/acme-eu/connectors/*';

const HUBS = { slug: ACME_EU.slug, keyArn: KEY };

test('what a Data Hub may do', () => {
  expect(policyDocument(dataHubPolicy(NAMING, HUBS, 'own')).Statement).toEqual([
    {
      Sid: 'UploadRawData',
      Effect: 'Allow',
      Action: ['s3:PutObject', 's3:AbortMultipartUpload'],
      Resource:
        'arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an/acme-eu/${credentials-iot:ThingName}/*',
    },
    {
      Sid: 'EncryptUploads',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: KEY,
      Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } },
    },
    {
      Sid: 'ReadConnectorSecrets',
      Effect: 'Allow',
      Action: ['ssm:GetParameter', 'ssm:GetParameters'],
      Resource: SECRETS,
    },
    {
      Sid: 'DecryptConnectorSecrets',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: KEY,
      Condition: {
        StringEquals: { 'kms:ViaService': 'ssm.eu-central-1.amazonaws.com' },
        StringLike: { 'kms:EncryptionContext:PARAMETER_ARN': SECRETS },
      },
    },
    {
      Sid: 'PullConnectorImages',
      Effect: 'Allow',
      Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      Resource: 'arn:aws:ecr:eu-central-1:111122223333:repository/data-connector-*',
    },
    {
      Sid: 'LogInToRegistry',
      Effect: 'Allow',
      Action: ['ecr:GetAuthorizationToken'],
      Resource: '*',
    },
    {
      Sid: 'ReportToPlatform',
      Effect: 'Allow',
      Action: ['iot:GetThingShadow', 'iot:UpdateThingShadow'],
      Resource: 'arn:aws:iot:eu-central-1:111122223333:thing/${credentials-iot:ThingName}/data-hub',
      Condition: { StringLike: { 'credentials-iot:ThingName': 'acme-eu--*' } },
    },
    {
      Sid: 'DenyWithoutThingName',
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { Null: { 'credentials-iot:ThingName': 'true' } },
    },
  ]);
});

test('hubs that share a folder upload anywhere in that of their organization, and may do nothing else besides', () => {
  const [own, common] = (['own', 'common'] as const).map(
    (folders) => policyDocument(dataHubPolicy(NAMING, HUBS, folders)).Statement,
  );
  expect(common?.[0]).toEqual({
    Sid: 'UploadRawData',
    Effect: 'Allow',
    Action: ['s3:PutObject', 's3:AbortMultipartUpload'],
    Resource: 'arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an/acme-eu/*',
  });
  expect(common?.slice(1)).toEqual(own?.slice(1));
});

test('what the certificate of a Data Hub may do', () => {
  const roleAliasArn = 'arn:aws:iot:eu-central-1:111122223333:rolealias/ts-test-acme-eu-data-hub';
  expect(policyDocument(dataHubIotPolicy({ roleAliasArn, suspended: false })).Statement).toEqual([
    {
      Sid: 'AssumeDataHubRole',
      Effect: 'Allow',
      Action: 'iot:AssumeRoleWithCertificate',
      Resource: roleAliasArn,
    },
  ]);
});

test('the certificate of a Data Hub gets nothing while its organization is suspended', () => {
  const roleAliasArn = 'arn:aws:iot:eu-central-1:111122223333:rolealias/ts-test-acme-eu-data-hub';
  expect(policyDocument(dataHubIotPolicy({ roleAliasArn, suspended: true })).Statement).toEqual([
    {
      Sid: 'DenyDataHubRoleWhileSuspended',
      Effect: 'Deny',
      Action: 'iot:AssumeRoleWithCertificate',
      Resource: roleAliasArn,
    },
  ]);
});

test.each<[DataHubTrust, object]>([
  ['service', {}],
  [
    'service-of-this-account',
    { Condition: { StringEquals: { 'aws:SourceAccount': NAMING.environment.account } } },
  ],
])('who may assume the role of a Data Hub that trusts the %s', (trust, condition) => {
  expect(policyDocument(dataHubTrust(NAMING, trust)).Statement).toEqual([
    {
      Sid: 'IotCredentialsProvider',
      Effect: 'Allow',
      Principal: { Service: 'credentials.iot.amazonaws.com' },
      Action: 'sts:AssumeRole',
      ...condition,
    },
  ]);
});

test('who may assume the role of a hybrid node', () => {
  expect(policyDocument(hybridNodeTrust(NAMING)).Statement).toEqual([
    {
      Sid: 'SystemsManager',
      Effect: 'Allow',
      Principal: { Service: 'ssm.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        ArnEquals: { 'aws:SourceArn': 'arn:aws:ssm:eu-central-1:111122223333:*' },
        StringEquals: { 'aws:SourceAccount': '111122223333' },
      },
    },
  ]);
});

test('what a hybrid node may do: report its own state, read documents of its organization and of AWS', () => {
  const ofAcmeEu = { StringEquals: { 'aws:ResourceTag/orgSlug': 'acme-eu' } };
  expect(policyDocument(hybridNodePolicy(NAMING, { slug: ACME_EU.slug, keyArn: KEY })).Statement).toEqual([
    {
      Sid: 'ReportOwnNodes',
      Effect: 'Allow',
      Action: [
        'ssm:ListInstanceAssociations',
        'ssm:PutComplianceItems',
        'ssm:UpdateInstanceAssociationStatus',
        'ssm:UpdateInstanceInformation',
      ],
      Resource: [
        'arn:aws:ssm:eu-central-1:111122223333:association/*',
        'arn:aws:ssm:eu-central-1:111122223333:managed-instance/*',
      ],
      Condition: ofAcmeEu,
    },
    {
      Sid: 'ReadOwnDocuments',
      Effect: 'Allow',
      Action: ['ssm:DescribeDocument', 'ssm:GetDocument'],
      Resource: 'arn:aws:ssm:eu-central-1:111122223333:document/*',
      Condition: ofAcmeEu,
    },
    {
      Sid: 'ReadDocumentsOfAws',
      Effect: 'Allow',
      Action: ['ssm:DescribeDocument', 'ssm:GetDocument'],
      Resource: 'arn:aws:ssm:eu-central-1::document/AWS-*',
    },
    {
      Sid: 'RunSsmAgent',
      Effect: 'Allow',
      Action: [
        'ssm:GetDeployablePatchSnapshotForInstance',
        'ssm:GetManifest',
        'ssm:PutConfigurePackageResult',
        'ssm:PutInventory',
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ],
      Resource: '*',
    },
  ]);
});
