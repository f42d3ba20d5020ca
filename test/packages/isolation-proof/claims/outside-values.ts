import type { Violation } from '../../../../packages/isolation-proof/src/claims/claim';
import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import { prove } from '../../../../packages/isolation-proof/src/judge/prove';
import type { Specification } from '../../../../packages/isolation-proof/src/specification/specification';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { tenancyFrom } from '../../../../packages/isolation-proof/src/tenancy/tenancy-from';
import { CLOSED_BUCKET } from '../fixtures/bucket-settings';
import type { Resources } from '../fixtures/identities';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const because = 'its owner looks after it';

/** Tenants have folders in one bucket, and parameters under one path; a vendor's places are declared. */
const SPECIFICATION: Specification = {
  tenants: TAGS,
  tenancyOf: tenancyFrom({
    sharedByFolder: ['shared'],
    ownSecrets: (tenant, { account, region }) => [
      `arn:aws:ssm:${region}:${account}:parameter/app/${tenant}/*`,
    ],
    destinations: ({ account, region }) => [
      { resources: ['arn:aws:s3:::vendor/*', 'https://vendor.example/*'], because },
      { resources: ['arn:aws:lambda:*:580247275435:layer:LambdaInsightsExtension:*'], because },
      { resources: [`arn:aws:ssm:${region}:${account}:parameter/vendor`], because },
    ],
  }),
  claims: [flows],
};

const bucket = (name: string, properties: JsonObject = {}): Resources[string] => [
  'AWS::S3::Bucket',
  { ...CLOSED_BUCKET, BucketName: name, ...properties },
];

const parameter = (Name: string, properties: JsonObject = {}): Resources[string] => [
  'AWS::SSM::Parameter',
  { Name, Type: 'String', Value: 'x', ...properties },
];

/** What tenants of the tests have, and what is the platform's. */
const SURROUNDINGS: Readonly<Record<'acme' | 'acme-eu' | 'platform', Resources>> = {
  acme: {
    Role: roleOf('acme'),
    Own: bucket('own', { Tags: tagsOf('acme') }),
    // Called like the platform's, but for the name.
    Code: bucket('acme-code', { Tags: tagsOf('acme') }),
    Secret: ['AWS::SecretsManager::Secret', { Name: 'own', Tags: tagsOf('acme') }],
  },
  'acme-eu': {
    Role: roleOf('acme-eu'),
    Neighbours: bucket('neighbours', { Tags: tagsOf('acme-eu') }),
    Parameter: parameter('neighbours', { Tags: { orgSlug: 'acme-eu' } }),
    Document: ['AWS::SSM::Document', { Name: 'neighbours', Content: {}, Tags: tagsOf('acme-eu') }],
  },
  platform: { Shared: bucket('shared'), Code: bucket('team-code'), Parameter: parameter('/platform') },
};

/** What claim `flows` says against one more resource of a tenant, or of the platform. */
export function saidAgainst(...question: Parameters<typeof foundIn>): string[] {
  return foundIn(...question).map(({ what }) => what);
}

/** What claim `flows` finds in one more resource of a tenant, or of the platform. */
export function foundIn(
  owner: keyof typeof SURROUNDINGS,
  [type, properties]: Resources[string],
  beside: Resources = {},
): Violation[] {
  const tags = owner === 'platform' ? {} : { Tags: tagsOf(owner) };
  const stacks = Object.entries(SURROUNDINGS).map(([name, resources]) =>
    stackOf(
      name === owner ? { ...resources, ...beside, Judged: [type, { ...tags, ...properties }] } : resources,
      name,
    ),
  );
  const { claims } = prove(stacks, SPECIFICATION);
  return claims.flatMap(({ violations }) => violations.filter(({ path }) => path === `${owner}/Judged`));
}
