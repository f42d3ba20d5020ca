import type { QuotaKey } from '../../config/quotas';
import type { Json, JsonObject } from '../../packages/isolation-proof/src/templates/json';

/** A quota of which a resource uses one. */
interface Counted {
  readonly key: QuotaKey;
  /**
   * Which resources of the type count.
   * @default - all
   */
  readonly of?: (properties: JsonObject) => boolean;
}

/** Which quotas a resource of a type uses one of. Rules count as if all were of one event bus: the default one. */
export const COUNTED_TYPES: ReadonlyMap<string, readonly Counted[]> = new Map<string, readonly Counted[]>([
  ['AWS::Athena::WorkGroup', [{ key: 'athena-workgroups' }]],
  ['AWS::CloudTrail::Trail', [{ key: 'cloudtrail-trails' }]],
  ['AWS::ECR::Repository', [{ key: 'ecr-repositories' }]],
  [
    'AWS::Events::Rule',
    [
      { key: 'eventbridge-rules' },
      {
        key: 'eventbridge-wildcard-rules',
        of: ({ EventPattern: pattern }) => hasMatcher(pattern, 'wildcard'),
      },
    ],
  ],
  ['AWS::Glue::Database', [{ key: 'glue-databases' }]],
  ['AWS::Glue::Table', [{ key: 'glue-tables' }]],
  ['AWS::Glue::SecurityConfiguration', [{ key: 'glue-security-configurations' }]],
  ['AWS::IAM::ManagedPolicy', [{ key: 'iam-policies' }]],
  ['AWS::IAM::OIDCProvider', [{ key: 'iam-oidc-providers' }]],
  ['AWS::IAM::Role', [{ key: 'iam-roles' }]],
  ['AWS::IAM::SAMLProvider', [{ key: 'iam-saml-providers' }]],
  ['AWS::IAM::User', [{ key: 'iam-users' }]],
  ['AWS::IoT::RoleAlias', [{ key: 'iot-role-aliases' }]],
  ['AWS::KMS::Key', [{ key: 'kms-keys' }]],
  ['AWS::Logs::LogGroup', [{ key: 'log-groups' }]],
  ['AWS::S3::Bucket', [{ key: 's3-buckets' }]],
  ['AWS::SSM::Parameter', [{ key: 'ssm-parameters' }]],
  ['AWS::Scheduler::Schedule', [{ key: 'scheduler-schedules' }]],
  ['AWS::Scheduler::ScheduleGroup', [{ key: 'scheduler-groups' }]],
]);

/** Types of which AWS allows as many as one likes, or which belong to something that is counted; with the reason. */
export const NOT_LIMITED: ReadonlyMap<string, string> = new Map([
  [
    'AWS::AccessAnalyzer::Analyzer',
    'an account and Region has one of each kind, and the environment makes one of each',
  ],
  [
    'AWS::Athena::NamedQuery',
    'AWS states no quota on the number of saved queries; the size of one has a quota',
  ],
  ['AWS::IAM::RolePolicy', 'part of a role; the size of its inline policies has a quota'],
  ['AWS::IoT::Policy', 'AWS states no quota on the number of IoT policies; the size of one has a quota'],
  ['AWS::IoT::ThingType', 'AWS states no quota on the number of thing types'],
  ['AWS::KMS::Alias', 'the quota is 50 aliases of one key, and each key has one'],
  ['AWS::Logs::ResourcePolicy', 'a Region has ten, and the environment makes one'],
  ['AWS::S3::BucketPolicy', 'one for each bucket; its size has a quota'],
  ['AWS::SNS::Subscription', 'a topic has 12,500,000, and the environment names each address'],
  ['AWS::SNS::Topic', 'an account has 100,000, and the environment makes one'],
  ['AWS::SNS::TopicPolicy', 'one for each topic'],
  ['AWS::SQS::Queue', 'AWS states no quota on the number of queues'],
  ['AWS::SQS::QueuePolicy', 'one for each queue; its size has a quota'],
]);

/** Whether an event pattern compares anything in a way, such as `wildcard`. */
function hasMatcher(pattern: Json | undefined, matcher: string): boolean {
  if (typeof pattern !== 'object' || pattern === null) return false;
  return Object.entries(pattern).some(
    ([key, value]: [string, Json]) => key === matcher || hasMatcher(value, matcher),
  );
}
