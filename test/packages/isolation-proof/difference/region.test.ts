import type { ComparedGuard } from '../../../../packages/isolation-proof/src/difference/compared-guard';
import { regionsOf } from '../../../../packages/isolation-proof/src/difference/region';
import { literalPattern, wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';

const guard = (service: string, ...texts: string[]): ComparedGuard => ({
  arn: texts[0] ?? '',
  kind: 'other',
  service,
  account: '111122223333',
  owner: undefined,
  patterns: texts.map(wildcardPattern),
  base: undefined,
  head: undefined,
});
const BUCKET = guard('s3', 'arn:aws:s3:::b', 'arn:aws:s3:::b/*');
const OTHER = guard('s3', 'arn:aws:s3:::c');
const ROLE = guard('sts', 'arn:aws:iam::111122223333:role/r');

test('each resource of the service, and then all that no policy guards', () => {
  expect(regionsOf('s3', [BUCKET, ROLE, OTHER], 'aws')).toStrictEqual([
    { guard: BUCKET, resources: { matching: [], oneOf: [BUCKET.patterns], excluding: [] } },
    { guard: OTHER, resources: { matching: [], oneOf: [OTHER.patterns], excluding: [] } },
    {
      guard: undefined,
      resources: {
        matching: [],
        oneOf: [[wildcardPattern('arn:aws:s3:*'), literalPattern('*')]],
        excluding: [...BUCKET.patterns, ...OTHER.patterns],
      },
    },
  ]);
});

test('actions of STS are about roles and users of IAM, in the partition of the app', () => {
  const [, unguarded] = regionsOf('sts', [BUCKET, ROLE], 'aws-cn');
  expect(unguarded?.resources.oneOf).toStrictEqual([
    [wildcardPattern('arn:aws-cn:iam:*'), wildcardPattern('arn:aws-cn:sts:*'), literalPattern('*')],
  ]);
});
