import { environment, organization } from '../fixtures/environment';
import { synthesize, wholeOf } from '../fixtures/synthesize';

const numbered = (count: number): ReturnType<typeof organization>[] =>
  Array.from({ length: count }, (_value, index) => organization(`org-${index}`));

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html */
const BUCKET_POLICY_CHARACTERS = 20 * 1024;

test('what is shared is byte for byte the same with 2 and with 1,000 organizations', () => {
  const [two, thousand] = [2, 1000].map((count) =>
    synthesize(wholeOf(environment({ organizations: numbered(count) }))),
  );
  expect(Object.keys(thousand ?? {})).toHaveLength(1001);
  expect(JSON.stringify(thousand?.['ts-test-shared'])).toBe(JSON.stringify(two?.['ts-test-shared']));
  expect(JSON.stringify(two?.['ts-test-shared'])).not.toContain('org-');
}, 60_000);

test('bucket policies are far from the limit of S3', () => {
  const { Resources } = synthesize(wholeOf(environment()))['ts-test-shared'] ?? { Resources: {} };
  const policies = Object.values(Resources).filter(({ Type }) => Type === 'AWS::S3::BucketPolicy');
  expect(policies).toHaveLength(5);
  for (const { Properties } of policies) {
    expect(JSON.stringify(Properties?.['PolicyDocument']).length).toBeLessThan(BUCKET_POLICY_CHARACTERS / 4);
  }
});
