/** What ARNs and names of service endpoints are made of in a Region. */
export interface RegionFacts {
  readonly partition: string;
  readonly dnsSuffix: string;
}

/** By the beginning of the Region's name. https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const PARTITIONS: readonly (readonly [beginning: RegExp, partition: string, dnsSuffix: string])[] = [
  [/^cn-[a-z]+-\d+$/, 'aws-cn', 'amazonaws.com.cn'],
  [/^us-gov-[a-z]+-\d+$/, 'aws-us-gov', 'amazonaws.com'],
  [/^eusc-[a-z]+-[a-z]+-\d+$/, 'aws-eusc', 'amazonaws.eu'],
  [/^(?:af|ap|ca|eu|il|me|mx|sa|us)-(?!gov-|iso)[a-z]+-\d+$/, 'aws', 'amazonaws.com'],
];

/** @returns undefined for a Region of a partition that is not known here */
export function regionFacts(region: string): RegionFacts | undefined {
  const found = PARTITIONS.find(([beginning]) => beginning.test(region));
  return found === undefined ? undefined : { partition: found[1], dnsSuffix: found[2] };
}
