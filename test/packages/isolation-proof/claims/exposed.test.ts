import { generalClaims } from '../../../../packages/isolation-proof/src/claims/general-claims';
import { verify } from '../../../../packages/isolation-proof/src/judge/verify';
import { verificationJson, verificationText } from '../../../../packages/isolation-proof/src/report/report';
import type { Specification } from '../../../../packages/isolation-proof/src/specification/specification';
import type { Exposure } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { tenancyFrom } from '../../../../packages/isolation-proof/src/tenancy/tenancy-from';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import type { Resources } from '../fixtures/identities';
import { inlinePolicy, policyOf, roleOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const PARTNER = 'arn:aws:iam::999988887777:role/partner';

function specificationOf(...exposed: readonly Exposure[]): Specification {
  return {
    tenants: { owner: TAGS.owner },
    tenancyOf: tenancyFrom({ exposed: () => exposed }),
    claims: generalClaims(),
  };
}

const LAMBDA = policyOf({
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

/** A tenant's role for functions, and what else it has. */
function tenant(slug: string, resources: Resources = {}, permissions: JsonObject = {}): StackTemplate {
  const role = roleOf(slug, { AssumeRolePolicyDocument: LAMBDA, ...permissions });
  return stackOf({ Role: role, ...resources }, slug);
}

const TENANTS = [tenant('acme'), tenant('acme-eu')];

/** What is said against stacks. */
function violationsOf(stacks: readonly StackTemplate[], ...exposed: readonly Exposure[]): string[] {
  const { proof } = verify(stacks, specificationOf(...exposed));
  return proof.claims.flatMap(({ id, violations }) => violations.map(({ what }) => `${id}: ${what}`));
}

function website(...actions: readonly string[]): Resources {
  const statement = { Effect: 'Allow', Principal: '*', Action: actions, Resource: 'arn:aws:s3:::site/*' };
  return {
    Site: ['AWS::S3::Bucket', { BucketName: 'site', WebsiteConfiguration: { IndexDocument: 'index.html' } }],
    SitePolicy: ['AWS::S3::BucketPolicy', { Bucket: { Ref: 'Site' }, PolicyDocument: policyOf(statement) }],
  };
}

const SITE: Exposure = {
  construct: 'shared/Site',
  to: 'anybody',
  actions: ['s3:getobject'],
  because: 'it is the website',
};
const opened = (construct: string): Exposure => ({ construct, to: 'anybody', because: 'customers use it' });

const BALANCER: Resources = {
  Balancer: ['AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internet-facing' }],
};
const ROUTE: Resources = { Route: ['AWS::ApiGatewayV2::Route', { ApiId: 'api', RouteKey: 'GET /' }] };
const DISTRIBUTION: Resources = {
  Distribution: ['AWS::CloudFront::Distribution', { DistributionConfig: { Enabled: true } }],
};

test.each<[string, Resources, Exposure]>([
  ['a bucket that is a website', website('s3:GetObject'), SITE],
  ['a load balancer', BALANCER, opened('shared/Balancer')],
  ['a route of an API', ROUTE, opened('shared/Route')],
  ['a distribution', DISTRIBUTION, opened('shared/Distribution')],
])('%s is public by declaration only', (_what, resources, exposure) => {
  const stacks = [stackOf(resources, 'shared'), ...TENANTS];

  expect(violationsOf(stacks, exposure)).toEqual([]);
  for (const other of [
    [],
    [{ ...exposure, construct: 'shared/Other' }],
    [{ ...exposure, to: '999988887777' }],
  ])
    expect(violationsOf(stacks, ...other).length).toBeGreaterThan(0);
});

it('declares no more than the actions that it names', () => {
  const stacks = [stackOf(website('s3:GetObject', 's3:PutObject'), 'shared'), ...TENANTS];

  expect(violationsOf(stacks, SITE)).toEqual(
    expect.arrayContaining(['nothing-public: shared/SitePolicy (statement 1) lets in *']),
  );
});

it('lets tenants do what anybody may do, and no more', () => {
  const stacks = (Action: string): StackTemplate[] => [
    stackOf(website('s3:GetObject'), 'shared'),
    tenant('acme', {}, inlinePolicy({ Effect: 'Allow', Action, Resource: 'arn:aws:s3:::site/*' })),
    tenant('acme-eu'),
  ];

  expect(violationsOf(stacks('s3:GetObject'), SITE)).toEqual([]);
  expect(violationsOf(stacks('s3:PutObject'), SITE)).toEqual([
    expect.stringMatching(/^tenant-isolation: .* of acme may s3:putobject on arn:aws:s3:::site\/x/),
  ]);
});

describe('an account of somebody else', () => {
  /** A tenant with a role that the partner may assume. */
  const trusting = (slug: string, ...actions: readonly string[]): StackTemplate => {
    const trust = policyOf({ Effect: 'Allow', Principal: { AWS: PARTNER }, Action: actions });
    const role = { RoleName: `${slug}-partner`, AssumeRolePolicyDocument: trust };
    return tenant(slug, { Partner: roleOf(slug, role) });
  };
  const partner = (to: string, ...actions: readonly string[]): Exposure => ({
    construct: 'acme/Partner',
    to,
    ...(actions.length === 0 ? {} : { actions }),
    because: 'the partner writes the reports',
  });

  it.each([PARTNER, '999988887777'])('may assume a role that is declared to be open to %s', (to) => {
    const stacks = [trusting('acme', 'sts:AssumeRole'), tenant('acme-eu')];

    expect(violationsOf(stacks, partner(to))).toEqual([]);
  });

  it.each(['anybody', '999988887776', 'arn:aws:iam::999988887777:role/other'])(
    'may not assume one that is declared to be open to %s',
    (to) => {
      const stacks = [trusting('acme', 'sts:AssumeRole'), tenant('acme-eu')];

      expect(violationsOf(stacks, partner(to))).toHaveLength(2);
    },
  );

  it('may not set the tags of its sessions, whatever is declared', () => {
    const stacks = [trusting('acme', 'sts:AssumeRole', 'sts:TagSession'), tenant('acme-eu')];

    expect(violationsOf(stacks, partner(PARTNER, 'sts:assumerole', 'sts:tagsession'))).toEqual([
      expect.stringContaining('session-tags: whoever assumes'),
    ]);
  });
});

it('is declared of one tenant, and not of others that look like it', () => {
  const stacks = ['acme', 'acme-eu', 'globex'].map((slug) =>
    tenant(slug, {
      Api: ['AWS::ApiGatewayV2::Api', { Tags: { orgSlug: slug } }],
      Route: ['AWS::ApiGatewayV2::Route', { ApiId: { Ref: 'Api' }, RouteKey: 'GET /' }],
    }),
  );

  expect(violationsOf(stacks, opened('acme/Route'))).toEqual([
    'nothing-public: acme-eu/Route is open: anybody can call the route (AuthorizationType)',
  ]);
});

it('is told by the claim, by the report and to programs', () => {
  const stacks = [stackOf(website('s3:GetObject'), 'shared'), ...TENANTS];
  const verification = verify(stacks, specificationOf(SITE));

  expect(verification.proof.claims.find(({ id }) => id === 'nothing-public')?.notes).toContain(
    'Exception 1 of 1, as declared: shared/Site is open to anybody (s3:getobject), because it is the website.',
  );
  expect(verificationText(verification)).toContain(
    '\nDeclared: shared/Site is open to anybody (s3:getobject), because it is the website.\n',
  );
  expect(JSON.parse(verificationJson(verification))).toMatchObject({
    declarations: [{ what: 'shared/Site is open to anybody (s3:getobject)', because: 'it is the website' }],
  });
});
