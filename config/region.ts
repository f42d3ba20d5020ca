import { DNS_SUFFIXES, type Partition } from './partition';

export interface Region {
  /** For example `eu-central-1`. */
  readonly name: string;
  readonly partition: Partition;
  /** `amazonaws.com`, or `amazonaws.com.cn` in China. */
  readonly dnsSuffix: string;
}

/**
 * Regions in which S3 has no account-regional namespace of buckets: names there could be taken by anybody.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
 */
const WITHOUT_BUCKET_NAMESPACE: ReadonlySet<string> = new Set(['me-central-1', 'me-south-1']);

/**
 * Every Region of the supported partitions that the pinned CDK knows, which a test compares. Every command needs them, and
 * loading the table of the CDK, with its facts of a hundred kinds, takes a third of the time in which a command starts.
 */
const REGIONS: Readonly<Record<Partition, readonly string[]>> = {
  aws: [
    'af-south-1',
    'ap-east-1',
    'ap-east-2',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-south-2',
    'ap-southeast-1',
    'ap-southeast-2',
    'ap-southeast-3',
    'ap-southeast-4',
    'ap-southeast-5',
    'ap-southeast-6',
    'ap-southeast-7',
    'ca-central-1',
    'ca-west-1',
    'eu-central-1',
    'eu-central-2',
    'eu-north-1',
    'eu-south-1',
    'eu-south-2',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'il-central-1',
    'me-central-1',
    'me-south-1',
    'me-west-1',
    'mx-central-1',
    'sa-east-1',
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
  ],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
};

/** Every Region that the platform can be in, by name. */
export const SUPPORTED_REGIONS: ReadonlyMap<string, Region> = new Map(
  (Object.keys(REGIONS) as Partition[])
    .flatMap((partition) => regionsOfPartition(partition).map((name) => ({ name, partition })))
    .filter(({ name }) => !WITHOUT_BUCKET_NAMESPACE.has(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, partition }) => [name, { name, partition, dnsSuffix: DNS_SUFFIXES[partition] }]),
);

/** Why the platform cannot be in a Region that exists, and what to do; undefined for all others. */
export function unsupportedRegionProblem(name: unknown): string | undefined {
  return typeof name === 'string' && WITHOUT_BUCKET_NAMESPACE.has(name)
    ? `S3 has no account-regional bucket names in ${name}, so that anybody could take the buckets' names; choose another Region`
    : undefined;
}

/** Names of all Regions of a partition, whether or not the platform can be in them. */
export function regionsOfPartition(partition: Partition): readonly string[] {
  return REGIONS[partition];
}

/**
 * Where what happens in services without a Region (IAM, AWS STS's global endpoint) is recorded.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html
 */
export const REGION_OF_GLOBAL_SERVICES: Readonly<Record<Partition, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};
