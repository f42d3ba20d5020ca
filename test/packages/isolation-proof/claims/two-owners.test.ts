import { tenantIsolation } from '../../../../packages/isolation-proof/src/claims/tenant-isolation';
import { prove } from '../../../../packages/isolation-proof/src/judge/prove';
import type { Tenancy } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { inlinePolicy, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { SPECIFICATION } from '../fixtures/specification';
import { stackOf } from '../fixtures/stack-of';

type Resources = Parameters<typeof stackOf>[0];

const bucket = (name: string, owner: string): Resources => ({
  Data: ['AWS::S3::Bucket', { BucketName: name, Tags: tagsOf(owner) }],
});
const readerOf = (slug: string, bucketName: string): Resources => ({
  Role: roleOf(
    slug,
    inlinePolicy({ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucketName}/*` }),
  ),
});

/** What is said against stacks under another notion of what is whose; the path of each. */
function violationsOf(stacks: readonly StackTemplate[], tenancy: Partial<Tenancy> = {}): [string, string?][] {
  const { claims } = prove(stacks, {
    ...SPECIFICATION,
    tenancyOf: (model) => ({ ...SPECIFICATION.tenancyOf(model), ...tenancy }),
    claims: [tenantIsolation()],
  });
  return claims.flatMap(({ violations }) =>
    violations.map(({ what, path }): [string, string?] => (path === undefined ? [what] : [what, path])),
  );
}

const buckets = (acmes: string, acmeEus: string): StackTemplate[] =>
  twoOrganizations(bucket(acmes, 'acme'), bucket(acmeEus, 'acme-eu'));

test('each organization reads the bucket that bears its name and its tag', () => {
  const stacks = twoOrganizations(
    { ...readerOf('acme', 'acme-data'), ...bucket('acme-data', 'acme') },
    { ...readerOf('acme-eu', 'acme-eu-data'), ...bucket('acme-eu-data', 'acme-eu') },
  );
  expect(violationsOf(stacks)).toEqual([]);
});

test('a bucket that bears a neighbour’s name is the neighbour’s, too, who may read it', () => {
  const stacks = twoOrganizations(readerOf('acme', 'acme-data'), bucket('acme-data', 'acme-eu'));
  expect(violationsOf(stacks)).toEqual([
    [
      "arn:aws:s3:::acme-data is acme-eu's by the tag of acme-eu/Data, and acme's by the specification (arn:*:s3:::acme-data)",
      'acme-eu/Data',
    ],
  ]);
});

test('a pattern that matches a neighbour’s names is refuted by what the neighbour has', () => {
  const loose = { ownResources: (tenant: string) => [`arn:*:s3:::${tenant}*`] };
  expect(violationsOf(buckets('acme-data', 'acme-eu-data'), loose)).toContainEqual([
    "arn:aws:s3:::acme-eu-data is acme's by the specification (arn:*:s3:::acme*), and acme-eu's by the tag of acme-eu/Data",
    'acme-eu/Data',
  ]);
});

test.each<[string, Partial<Tenancy>, string]>([
  [
    'folders of a bucket',
    { ownResources: (tenant) => [`arn:aws:s3:::data/${tenant}*`] },
    "arn:aws:s3:::data/acme-eu is acme's by the specification (arn:aws:s3:::data/acme*), and acme-eu's by the specification (arn:aws:s3:::data/acme-eu*)",
  ],
  [
    'folders of secrets',
    { ownSecrets: (tenant) => [`arn:aws:ssm:*:*:parameter/${tenant}*`] },
    "arn:aws:ssm:::parameter/acme-eu is acme's by the specification (arn:aws:ssm:*:*:parameter/acme*), and acme-eu's by the specification (arn:aws:ssm:*:*:parameter/acme-eu*)",
  ],
  [
    'items of a table',
    {
      partitions: [
        {
          resources: ['arn:aws:dynamodb:*:*:table/items'],
          actions: ['dynamodb:getitem'],
          key: 'dynamodb:leadingkeys',
          ownValues: (tenant) => [`${tenant}*`],
        },
      ],
    },
    "acme-eu is acme's by the specification (acme*), and acme-eu's by the specification (acme-eu*)",
  ],
])('patterns of which one matches the other are refuted: %s', (_what, tenancy, what) => {
  expect(violationsOf(buckets('acme-data', 'acme-eu-data'), tenancy)).toContainEqual([what]);
});

test('what is nobody’s may bear an organization’s name, and what has no name bears none', () => {
  const untagged: Resources = { Data: ['AWS::S3::Bucket', { BucketName: 'acme-data' }] };
  const platform = stackOf({ ...untagged, Metadata: ['AWS::CDK::Metadata', {}] }, 'platform');
  expect(violationsOf([...twoOrganizations({}, { Metadata: ['AWS::CDK::Metadata', {}] }), platform])).toEqual(
    [],
  );
});

test('values are compared of all organizations, also where one stands for many', () => {
  const slugs = ['globex', 'initech', 'umbrella', 'umbrella-eu'];
  const stacks = slugs.map((slug) => stackOf({ Role: roleOf(slug) }, `platform-${slug}`));
  const partition = {
    resources: ['arn:aws:dynamodb:*:*:table/items'],
    actions: [],
    key: 'dynamodb:leadingkeys',
  };
  const valuesOf = (end: string): Partial<Tenancy> => ({
    partitions: [{ ...partition, ownValues: (tenant) => [`${tenant}${end}`] }],
  });
  expect(violationsOf(stacks, valuesOf('#*'))).toEqual([]);
  expect(violationsOf(stacks, valuesOf('*'))).toEqual([
    [
      "umbrella-eu is umbrella's by the specification (umbrella*), and umbrella-eu's by the specification (umbrella-eu*)",
    ],
  ]);
});
