import { RegionInfo } from 'aws-cdk-lib/region-info';

/** The partitions whose ARNs, service names and endpoints this project gets right. */
export const SUPPORTED_PARTITIONS = ['aws', 'aws-us-gov', 'aws-cn'] as const;
export type Partition = (typeof SUPPORTED_PARTITIONS)[number];

export interface Region {
  /** For example `eu-central-1`. */
  readonly name: string;
  readonly partition: Partition;
  /** `amazonaws.com`, or `amazonaws.com.cn` in China. */
  readonly dnsSuffix: string;
}

/** Every Region of the supported partitions that the pinned CDK knows, by name. */
export const SUPPORTED_REGIONS: ReadonlyMap<string, Region> = new Map(
  RegionInfo.regions.flatMap(({ name, partition, domainSuffix }): [string, Region][] =>
    isSupported(partition) && domainSuffix !== undefined
      ? [[name, { name, partition, dnsSuffix: domainSuffix }]]
      : [],
  ),
);

function isSupported(partition: string | undefined): partition is Partition {
  return SUPPORTED_PARTITIONS.some((supported) => supported === partition);
}
