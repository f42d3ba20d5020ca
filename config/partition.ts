/**
 * The partitions whose ARNs, service names and endpoints this project gets right, with the domain of their services.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html#arns-syntax
 */
export const DNS_SUFFIXES = {
  aws: 'amazonaws.com',
  'aws-us-gov': 'amazonaws.com',
  'aws-cn': 'amazonaws.com.cn',
} as const;

export type Partition = keyof typeof DNS_SUFFIXES;

export function isSupportedPartition(name: string): name is Partition {
  return Object.hasOwn(DNS_SUFFIXES, name);
}
