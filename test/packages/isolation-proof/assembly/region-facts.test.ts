import { regionFacts } from '../../../../packages/isolation-proof/src/assembly/region-facts';

test.each<[region: string, partition: string, dnsSuffix: string]>([
  ['eu-central-1', 'aws', 'amazonaws.com'],
  ['us-east-1', 'aws', 'amazonaws.com'],
  ['ap-southeast-12', 'aws', 'amazonaws.com'],
  ['cn-northwest-1', 'aws-cn', 'amazonaws.com.cn'],
  ['cn-north-12', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
  ['us-gov-east-12', 'aws-us-gov', 'amazonaws.com'],
  ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
  ['eusc-de-east-12', 'aws-eusc', 'amazonaws.eu'],
])('%s is in %s', (region, partition, dnsSuffix) => {
  expect(regionFacts(region)).toStrictEqual({ partition, dnsSuffix });
});

test.each([
  '',
  'unknown-region',
  'us-iso-east-1',
  'us-isob-east-1',
  'eu-isoe-west-1',
  'us-gov-1',
  'eusc-de-1',
  ...['eu-central-1', 'cn-north-1', 'us-gov-west-1', 'eusc-de-east-1'].flatMap((region) => [
    `x-${region}`,
    `${region}-x`,
    region.replace('1', 'x'),
    region.replace(/[a-z]+-1/, '1'),
    region.replace(/[a-z]+-1/, '22-1'),
  ]),
  'eusc-22-east-1',
])('%j is in no partition that is known', (region) => {
  expect(regionFacts(region)).toBeUndefined();
});
