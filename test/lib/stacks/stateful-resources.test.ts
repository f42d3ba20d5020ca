import { BY_OIDC } from '../../fixtures/analysts';
import { environment } from '../../fixtures/environment';
import { type CloudFormationTemplate, synthesize, wholeOf } from '../../fixtures/synthesize';

/**
 * Logical ids of what holds data. They are a contract: a changed id makes CloudFormation
 * create a new, empty resource beside the old one. Never edit a line; only add.
 */
const FROZEN_SHARED = {
  AccessLogsBucketFB91B785: 'AWS::S3::Bucket',
  AccessLogsPolicy3C1D984A: 'AWS::S3::BucketPolicy',
  AthenaResultsBucket581595F3: 'AWS::S3::Bucket',
  AthenaResultsPolicyB2F5DED2: 'AWS::S3::BucketPolicy',
  ConnectorpostgresRepositoryD60ED37E: 'AWS::ECR::Repository',
  ConnectorsftpRepository03FB062A: 'AWS::ECR::Repository',
  PipelineArtifactsBucketFF12FA5E: 'AWS::S3::Bucket',
  PipelineArtifactsPolicyAD19F4E3: 'AWS::S3::BucketPolicy',
  PipelinestandardizeRepository9D89683F: 'AWS::ECR::Repository',
  PlatformKeyAlias4E334437: 'AWS::KMS::Alias',
  PlatformKeyE3818D9F: 'AWS::KMS::Key',
  RawBucket128B7E58: 'AWS::S3::Bucket',
  RawPolicy8EFE911A: 'AWS::S3::BucketPolicy',
  StandardizedBucketD020627A: 'AWS::S3::Bucket',
  StandardizedPolicyBDD55CFA: 'AWS::S3::BucketPolicy',
};
const FROZEN_ORGANIZATION = {
  OrganizationKey200D5D3D: 'AWS::KMS::Key',
  OrganizationKeyAlias0D584BB4: 'AWS::KMS::Alias',
  PipelinesArrivalsDeadLetterQueue03D82229: 'AWS::SQS::Queue',
  PipelinesArrivalsDeadLetterQueuePolicy4C9EF98D: 'AWS::SQS::QueuePolicy',
  PipelinesArrivalsQueueFC32A06A: 'AWS::SQS::Queue',
  PipelinesArrivalsQueuePolicy6DA0FA63: 'AWS::SQS::QueuePolicy',
  PipelinesLogsLogGroup8A1D3222: 'AWS::Logs::LogGroup',
  QueriesDatabase479107E9: 'AWS::Glue::Database',
};

const STATEFUL_TYPES = new Set([
  'AWS::ECR::Repository',
  'AWS::Glue::Database',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
]);

const templates = synthesize(wholeOf(environment()));

function statefulResources(template: CloudFormationTemplate | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(template?.Resources ?? {}).flatMap(([id, { Type }]) =>
      STATEFUL_TYPES.has(Type) ? [[id, Type]] : [],
    ),
  );
}

test.each([
  ['ts-test-shared', FROZEN_SHARED],
  ['ts-test-organization-acme', FROZEN_ORGANIZATION],
  ['ts-test-organization-acme-eu', FROZEN_ORGANIZATION],
])('stateful resources of %s keep their ids for ever', (stack, frozen) => {
  expect(statefulResources(templates[stack])).toEqual(frozen);
});

test('every stateful resource outlives its stack and its replacement', () => {
  const resources = Object.values(templates).flatMap(({ Resources }) => Object.values(Resources));
  for (const { Type, DeletionPolicy, UpdateReplacePolicy } of resources) {
    expect([Type, DeletionPolicy, UpdateReplacePolicy]).toEqual(
      STATEFUL_TYPES.has(Type) ? [Type, 'RetainExceptOnCreate', 'Retain'] : [Type, undefined, undefined],
    );
  }
});

test('the identity provider keeps its id, because IAM has one for an address: a second one could not be made first', () => {
  const { Resources = {} } = synthesize(wholeOf(environment({ analysts: BY_OIDC })))['ts-test-shared'] ?? {};
  const providers = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::IAM::OIDCProvider');
  expect(providers.map(([id]) => id)).toEqual(['AnalystIdentityProviderOidc281BFA3D']);
});
