import { BY_OIDC } from '../fixtures/analysts';
import { environment, organization } from '../fixtures/environment';
import { synthesize, wholeOf } from '../fixtures/synthesize';

const numbered = (count: number): ReturnType<typeof organization>[] =>
  Array.from({ length: count }, (_value, index) => organization(`org-${index}`));

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html */
const BUCKET_POLICY_CHARACTERS = 20 * 1024;

const SHARED = 'ts-test-shared';

function sharedBeside(count: number, shown: 'whole' | 'alone'): string {
  const whole = wholeOf(environment({ organizations: numbered(count), analysts: BY_OIDC }));
  const templates = synthesize(shown === 'whole' ? whole : { ...whole, organizations: [] });
  expect(Object.keys(templates)).toHaveLength(shown === 'whole' ? count + 1 : 1);
  return JSON.stringify(templates[SHARED]);
}

test('what is shared is byte for byte the same with 2 organizations, 40 and 1,000', () => {
  const two = sharedBeside(2, 'whole');
  // What the stack of an organization adds to the shared one, 40 of them add as 1,000 would, in a second.
  expect(sharedBeside(40, 'whole')).toBe(two);
  expect(sharedBeside(1000, 'alone')).toBe(two);
  expect(two).not.toContain('org-');
});

test('bucket policies are far from the limit of S3', () => {
  const { Resources } = synthesize(wholeOf(environment()))[SHARED] ?? { Resources: {} };
  const policies = Object.values(Resources).filter(({ Type }) => Type === 'AWS::S3::BucketPolicy');
  expect(policies).toHaveLength(5);
  for (const { Properties } of policies) {
    expect(JSON.stringify(Properties?.['PolicyDocument']).length).toBeLessThan(BUCKET_POLICY_CHARACTERS / 4);
  }
});
