import { RegionInfo } from 'aws-cdk-lib/region-info';
import { LONGEST_REGION_NAME } from '../../config/name-limits';
import { DNS_SUFFIXES, type Partition } from '../../config/partition';
import { regionsOfPartition, SUPPORTED_REGIONS, unsupportedRegionProblem } from '../../config/region';

test.each([
  ['eu-central-1', 'aws', 'amazonaws.com'],
  ['us-east-1', 'aws', 'amazonaws.com'],
  ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
  ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
])('%s is in %s, under %s', (name, partition, dnsSuffix) => {
  expect(SUPPORTED_REGIONS.get(name)).toEqual({ name, partition, dnsSuffix });
});

test.each([
  'us-iso-east-1',
  'us-isob-east-1',
  'eu-isoe-west-1',
  'eusc-de-east-1',
  'me-central-1',
  'me-south-1',
  'eu-central-9',
  'EU-CENTRAL-1',
  '',
])('%j is not supported', (name) => {
  expect(SUPPORTED_REGIONS.has(name)).toBe(false);
});

test.each(['me-central-1', 'me-south-1'])('%s says why it is not supported', (name) => {
  expect(unsupportedRegionProblem(name)).toBe(
    `S3 has no account-regional bucket names in ${name}, so that anybody could take the buckets' names; choose another Region`,
  );
});

test.each(['eu-central-1', 'eu-central-9', 'ME-SOUTH-1', '', undefined, 7])(
  '%j is told nothing of buckets',
  (name) => {
    expect(unsupportedRegionProblem(name)).toBeUndefined();
  },
);

test('every Region is known by its own name, in a partition whose ARNs we get right', () => {
  const regions = [...SUPPORTED_REGIONS];
  expect(regions.filter(([key, { name }]) => key !== name)).toEqual([]);
  expect(new Set(regions.map(([, { partition }]) => partition))).toEqual(new Set(Object.keys(DNS_SUFFIXES)));
});

test('what is written down of Regions is what the table says', () => {
  const regions = [...SUPPORTED_REGIONS.values()];
  expect(Math.max(...regions.map(({ name }) => name.length))).toBe(LONGEST_REGION_NAME);
  expect(regions.filter(({ partition, dnsSuffix }) => dnsSuffix !== DNS_SUFFIXES[partition])).toEqual([]);
});

test.each(Object.entries(DNS_SUFFIXES))(
  'the Regions of %s are those that the pinned CDK knows',
  (name, suffix) => {
    const known = RegionInfo.regions.filter(({ partition }) => partition === name);
    expect(regionsOfPartition(name as Partition)).toEqual(known.map((region) => region.name));
    expect(new Set(known.map(({ domainSuffix }) => domainSuffix))).toEqual(new Set([suffix]));
  },
);
