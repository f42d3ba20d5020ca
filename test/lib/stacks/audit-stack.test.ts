import { environment, organization } from '../../fixtures/environment';
import { type CloudFormationTemplate, synthesize, wholeOf } from '../../fixtures/synthesize';

const audited = (
  slugs: readonly string[],
  separate?: { account: string; region: string },
): ReturnType<typeof synthesize> =>
  synthesize(
    wholeOf(
      environment({
        operations: {
          audit: {
            retentionDays: 2192,
            organizations: true,
            ...(separate === undefined ? {} : { separate }),
          },
        },
        organizations: slugs.map((slug) => organization(slug, { audit: slug !== 'globex' })),
      }),
    ),
  );

const templates = audited(['acme', 'acme-eu', 'globex']);

/** Logical ids of what holds records. Never edit a line; only add. */
const FROZEN = {
  DeliveriesOrganizationAuditBucket7C0DB567: 'AWS::S3::Bucket',
  DeliveriesOrganizationAuditPolicyAEE83A21: 'AWS::S3::BucketPolicy',
  Key43586C89: 'AWS::KMS::Key',
  KeyAlias6C2E2031: 'AWS::KMS::Alias',
  QueriesDatabase479107E9: 'AWS::Glue::Database',
  QueriesResultsBucketA45759AA: 'AWS::S3::Bucket',
  QueriesResultsPolicyA28F52C0: 'AWS::S3::BucketPolicy',
  TrailBucket1A2AADF8: 'AWS::S3::Bucket',
  TrailBucketPolicy8B3C128A: 'AWS::S3::BucketPolicy',
};

function statefulOf(template: CloudFormationTemplate | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(template?.Resources ?? {}).flatMap(([id, { Type, DeletionPolicy }]) =>
      DeletionPolicy === undefined ? [] : [[id, Type]],
    ),
  );
}

test('stateful resources of the audit keep their ids for ever, and outlive their stack', () => {
  expect(statefulOf(templates['ts-test-audit'])).toEqual(FROZEN);
});

test('the audit stack does not depend on which organizations there are', () => {
  expect(JSON.stringify(audited(['globex'])['ts-test-audit'])).toBe(
    JSON.stringify(templates['ts-test-audit']),
  );
});

test('an organization has its part if it asks for it', () => {
  const typesOf = (slug: string): string[] =>
    Object.values(templates[`ts-test-organization-${slug}`]?.Resources ?? {}).map(({ Type }) => Type);
  expect(typesOf('acme')).toEqual(expect.arrayContaining(['AWS::Scheduler::Schedule', 'AWS::Glue::Table']));
  expect(typesOf('globex')).not.toContain('AWS::Scheduler::Schedule');
});

test('an archive in another account holds bucket and key, and the trail finds them by name', () => {
  const place = { account: '222233334444', region: 'eu-west-1' };
  const archived = audited(['acme'], place);
  const trail = Object.values(archived['ts-test-audit']?.Resources ?? {}).find(
    ({ Type }) => Type === 'AWS::CloudTrail::Trail',
  );
  expect(trail?.Properties).toMatchObject({
    S3BucketName: 'ts-test-audit-222233334444-eu-west-1-an',
    KMSKeyId: 'arn:aws:kms:eu-west-1:222233334444:alias/ts-test--audit',
  });
  expect(Object.keys(statefulOf(archived['ts-test-audit-archive'])).length).toBe(4);
});
