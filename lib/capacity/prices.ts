import type { JsonObject } from '../../packages/isolation-proof/src/templates/json';

/** Regions that the table has prices of. */
export const PRICED_REGIONS = ['eu-central-1', 'us-east-1'] as const;
export type PricedRegion = (typeof PRICED_REGIONS)[number];

/** A list price in US dollars, before discounts, free tiers and taxes. */
interface Price {
  readonly what: string;
  /** Of what one is paid for, for example `GB a month`. */
  readonly unit: string;
  readonly usd: Readonly<Record<PricedRegion, number>>;
  /** AWS's page of it. */
  readonly page: string;
  /** Day on which it was looked up: YYYY-MM-DD. */
  readonly checked: string;
  /**
   * Whether AWS's page was read for every Region of the table. Where it was not, other people's tables were, which
   * agree with each other.
   */
  readonly confirmed: boolean;
}

/** What a resource costs a month although nobody uses it. */
export interface IdlePrice extends Price {
  readonly type: string;
  /**
   * Which resources of the type cost it.
   * @default - all
   */
  readonly of?: (properties: JsonObject) => boolean;
  /** `later`: not at first, but from the second yearly rotation of a key on. */
  readonly from: 'deployment' | 'later';
}

const KMS = 'https://aws.amazon.com/kms/pricing/';
const CHECKED = '2026-11-26';

export const IDLE_PRICES = {
  'kms-key': {
    type: 'AWS::KMS::Key',
    what: 'KMS keys',
    unit: 'key a month',
    usd: { 'eu-central-1': 1, 'us-east-1': 1 },
    from: 'deployment',
    page: KMS,
    checked: CHECKED,
    confirmed: true,
  },
  // The first and the second rotation add a dollar each; those after them add nothing.
  'kms-key-rotations': {
    type: 'AWS::KMS::Key',
    of: ({ EnableKeyRotation: rotates }) => rotates === true,
    what: 'KMS keys that have been rotated twice',
    unit: 'key a month',
    usd: { 'eu-central-1': 2, 'us-east-1': 2 },
    from: 'later',
    page: KMS,
    checked: CHECKED,
    confirmed: true,
  },
} as const satisfies Readonly<Record<string, IdlePrice>>;

export type IdlePriceKey = keyof typeof IDLE_PRICES;

/** Prices by which the cost grows with use. */
export const USE_PRICES: readonly Price[] = [
  {
    what: 'S3 Standard storage, the first 50 TB',
    unit: 'GB a month',
    usd: { 'eu-central-1': 0.0245, 'us-east-1': 0.023 },
    page: 'https://aws.amazon.com/s3/pricing/',
    checked: CHECKED,
    confirmed: false,
  },
  {
    what: 'KMS requests; with bucket keys, a small share of the objects',
    unit: '10,000 requests',
    usd: { 'eu-central-1': 0.03, 'us-east-1': 0.03 },
    page: KMS,
    checked: CHECKED,
    confirmed: true,
  },
  {
    what: 'data events of the trail, where the environment has one: reads and writes of objects above all',
    unit: '1 million events',
    usd: { 'eu-central-1': 1, 'us-east-1': 1 },
    page: 'https://aws.amazon.com/cloudtrail/pricing/',
    checked: CHECKED,
    confirmed: false,
  },
  {
    what: 'data that Athena scans',
    unit: 'TB',
    usd: { 'eu-central-1': 5, 'us-east-1': 5 },
    page: 'https://aws.amazon.com/athena/pricing/',
    checked: CHECKED,
    confirmed: false,
  },
];

/** Types that cost nothing while nobody uses them; with what is charged, if anything. */
export const FREE_WHILE_IDLE: ReadonlyMap<string, string> = new Map([
  ['AWS::AccessAnalyzer::Analyzer', 'of unused access: each role and user, 0.20 USD a month'],
  ['AWS::Athena::NamedQuery', 'nothing'],
  ['AWS::Athena::WorkGroup', 'queries, by what they scan'],
  ['AWS::CDK::Metadata', 'nothing'],
  ['AWS::CloudTrail::Trail', 'data events, by their number; the first copy of management events is free'],
  ['AWS::ECR::Repository', 'images, by their size'],
  ['AWS::Events::Rule', 'nothing for events of AWS services'],
  ['AWS::Glue::DataCatalogEncryptionSettings', 'nothing'],
  ['AWS::Glue::Database', 'tables and partitions, from the second million on'],
  ['AWS::Glue::SecurityConfiguration', 'nothing'],
  ['AWS::Glue::Table', 'nothing up to the first million'],
  ['AWS::IAM::ManagedPolicy', 'nothing'],
  ['AWS::IAM::OIDCProvider', 'nothing'],
  ['AWS::IAM::Role', 'nothing'],
  ['AWS::IAM::RolePolicy', 'nothing'],
  ['AWS::IAM::SAMLProvider', 'nothing'],
  ['AWS::IAM::User', 'nothing'],
  ['AWS::IoT::Policy', 'nothing'],
  ['AWS::IoT::RoleAlias', 'nothing'],
  ['AWS::IoT::ThingType', 'nothing'],
  ['AWS::KMS::Alias', 'nothing'],
  ['AWS::Logs::LogGroup', 'log data, by its size'],
  ['AWS::Logs::ResourcePolicy', 'nothing'],
  ['AWS::S3::Bucket', 'objects and requests'],
  ['AWS::S3::BucketPolicy', 'nothing'],
  ['AWS::Scheduler::Schedule', 'calls, from the 14 millionth a month on'],
  ['AWS::Scheduler::ScheduleGroup', 'nothing'],
  ['AWS::SNS::Subscription', 'e-mails, from the second thousand a month on'],
  ['AWS::SNS::Topic', 'requests, from the second million a month on'],
  ['AWS::SNS::TopicPolicy', 'nothing'],
  ['AWS::SQS::Queue', 'requests, from the second million a month on'],
  ['AWS::SQS::QueuePolicy', 'nothing'],
]);
