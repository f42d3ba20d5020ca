import { RegionInfo } from 'aws-cdk-lib/region-info';
import { isSupportedPartition, type Partition } from './partition';

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

/** Every Region of the supported partitions that the pinned CDK knows and the platform can be in, by name. */
export const SUPPORTED_REGIONS: ReadonlyMap<string, Region> = new Map(
  RegionInfo.regions.flatMap(({ name, partition, domainSuffix }): [string, Region][] =>
    partition !== undefined &&
    isSupportedPartition(partition) &&
    domainSuffix !== undefined &&
    !WITHOUT_BUCKET_NAMESPACE.has(name)
      ? [[name, { name, partition, dnsSuffix: domainSuffix }]]
      : [],
  ),
);

/** Why the platform cannot be in a Region that exists, and what to do; undefined for all others. */
export function unsupportedRegionProblem(name: unknown): string | undefined {
  return typeof name === 'string' && WITHOUT_BUCKET_NAMESPACE.has(name)
    ? `S3 has no account-regional bucket names in ${name}, so that anybody could take the buckets' names; choose another Region`
    : undefined;
}

/** Names of all Regions of a partition that the pinned CDK knows, whether or not the platform can be in them. */
export function regionsOfPartition(partition: Partition): readonly string[] {
  return RegionInfo.regions.filter((region) => region.partition === partition).map(({ name }) => name);
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
