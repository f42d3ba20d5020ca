import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Tenancy } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { judged, told } from './judged';

type Owner = 'acme' | 'acme-eu' | 'platform';
type Resources = Parameters<typeof stackOf>[0];

/** What names in DNS lead to, and what has capacity, of an owner. */
function thingsOf(owner: Owner): Resources {
  const Tags = owner === 'platform' ? [] : tagsOf(owner);
  const map: JsonObject = owner === 'platform' ? {} : { orgSlug: owner };
  return {
    ...(owner === 'platform' ? {} : { Role: roleOf(owner) }),
    Api: ['AWS::ApiGateway::RestApi', { Tags }],
    ApiDomain: ['AWS::ApiGatewayV2::DomainName', { DomainName: `api.${owner}.example.com`, Tags: map }],
    Balancer: ['AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internal', Tags }],
    Bucket: ['AWS::S3::Bucket', { BucketName: `${owner}-site`, Tags }],
    Cluster: ['AWS::ECS::Cluster', { ClusterName: `${owner}-cluster`, Tags }],
    Distribution: ['AWS::CloudFront::Distribution', { DistributionConfig: { Enabled: false }, Tags }],
    Group: ['AWS::AutoScaling::AutoScalingGroup', { AutoScalingGroupName: `${owner}-group`, Tags }],
    HttpApi: ['AWS::ApiGatewayV2::Api', { Tags: map }],
    Pool: ['AWS::Cognito::UserPool', { UserPoolTags: map }],
    Record: ['AWS::Route53::RecordSet', { HostedZoneId: 'Z1', Name: `www.${owner}.example.com` }],
    RestDomain: ['AWS::ApiGateway::DomainName', { DomainName: `rest.${owner}.example.com`, Tags }],
    Service: ['AWS::ECS::Service', { Cluster: { Ref: 'Cluster' }, ServiceName: `${owner}-service`, Tags }],
    SignIn: ['AWS::Cognito::UserPoolDomain', { UserPoolId: { Ref: 'Pool' }, Domain: owner }],
    Table: ['AWS::DynamoDB::Table', { TableName: `${owner}-table`, Tags }],
    Target: ['AWS::ApplicationAutoScaling::ScalableTarget', { Tags }],
  };
}

/** A resource of acme's, with what of it is of another owner. */
interface Row {
  readonly type: string;
  /** How the resource names something of an owner. */
  readonly of: (owner: Owner) => JsonObject;
  /** What is said where it is a neighbour's, without whose: "requests go to Api". */
  readonly said: string;
  readonly place: string;
  /** Whether it may be the platform's. */
  readonly isShared: boolean;
}

const alias = (target: string, name: (owner: Owner) => string): Row => ({
  type: 'AWS::Route53::RecordSet',
  of: (owner) => ({ AliasTarget: { DNSName: name(owner) } }),
  said: `requests to the name go to ${target}`,
  place: 'AliasTarget.DNSName',
  isShared: true,
});

const capacity = (target: string, resource: (owner: Owner) => string): Row => ({
  type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  of: (owner) => ({ ResourceId: resource(owner), Tags: tagsOf('acme') }),
  said: `changes of capacity go to ${target}`,
  place: 'ResourceId',
  isShared: false,
});

const ELB = 'eu-central-1.elb.amazonaws.com';
const API = 'execute-api.eu-central-1.amazonaws.com';

const ROWS: readonly Row[] = [
  alias('Balancer', (owner) => `(${owner}.Balancer).${ELB}`),
  alias('Balancer', (owner) => `dualstack.(${owner}.Balancer).${ELB}.`),
  alias('Distribution', (owner) => `(${owner}.Distribution).cloudfront.net`),
  alias('Api', (owner) => `(${owner}.Api).${API}`),
  alias('ApiDomain', (owner) => `d-(${owner}.ApiDomain).${API}`),
  alias('RestDomain', (owner) => `d-(${owner}.RestDomain).${API}`),
  alias('RestDomain', (owner) => `(${owner}.RestDomain).cloudfront.net`),
  alias('Bucket', (owner) => `${owner}-site.s3.amazonaws.com`),
  {
    ...alias('Balancer', () => ''),
    of: (owner) => ({ Type: 'CNAME', ResourceRecords: [`(${owner}.Balancer).${ELB}`] }),
    place: 'ResourceRecords[0]',
  },
  capacity('Service', (owner) => `service/${owner}-cluster/${owner}-service`),
  capacity('Table', (owner) => `table/${owner}-table`),
  capacity('Table', (owner) => `table/${owner}-table/index/by-date`),
  {
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    of: (owner) => ({ ScalingTargetId: `(${owner}.Target)`, PolicyName: 'x' }),
    said: 'changes of capacity go to Target',
    place: 'ScalingTargetId',
    isShared: false,
  },
  {
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    of: (owner) => ({ ResourceId: `table/${owner}-table`, PolicyName: 'x' }),
    said: 'changes of capacity go to Table',
    place: 'ResourceId',
    isShared: false,
  },
  {
    type: 'AWS::AutoScaling::ScalingPolicy',
    of: (owner) => ({ AutoScalingGroupName: `${owner}-group` }),
    said: 'changes of capacity go to Group',
    place: 'AutoScalingGroupName',
    isShared: false,
  },
  {
    type: 'AWS::ApiGateway::BasePathMapping',
    of: (owner) => ({ DomainName: 'rest.acme.example.com', RestApiId: `(${owner}.Api)` }),
    said: 'requests go to Api',
    place: 'RestApiId',
    isShared: false,
  },
  {
    type: 'AWS::ApiGateway::BasePathMapping',
    of: (owner) => ({ DomainName: `rest.${owner}.example.com` }),
    said: 'requests come from RestDomain',
    place: 'DomainName',
    isShared: true,
  },
  {
    type: 'AWS::ApiGatewayV2::ApiMapping',
    of: (owner) => ({ DomainName: 'api.acme.example.com', ApiId: `(${owner}.HttpApi)`, Stage: 'x' }),
    said: 'requests go to HttpApi',
    place: 'ApiId',
    isShared: false,
  },
  {
    type: 'AWS::ApiGatewayV2::ApiMapping',
    of: (owner) => ({ DomainName: `api.${owner}.example.com`, Stage: 'x' }),
    said: 'requests come from ApiDomain',
    place: 'DomainName',
    isShared: true,
  },
];

/** What is said of a resource of acme's. */
function saidOf(type: string, properties: JsonObject, tenancy: Partial<Tenancy> = {}): string[] {
  const stacks = (['acme', 'acme-eu', 'platform'] as const).map((name) =>
    stackOf({ ...thingsOf(name), ...(name === 'acme' ? { Only: [type, properties] as const } : {}) }, name),
  );
  const { violations } = judged(flows, stacks, () => tenancy, { owner: TAGS.owner });
  return told({ violations: violations.filter(({ path }) => path === 'acme/Only') });
}

describe.each(ROWS.map((row) => ({ name: `${row.type} ${row.place}`, says: row.said, row })))(
  '$name: $says',
  ({ row: { type, of, said, place, isShared } }) => {
    test('is right of its own', () => {
      expect(saidOf(type, of('acme'))).toEqual([]);
    });

    test("is found of a neighbour's", () => {
      const [what, target] = said.split(/ (?=\S+$)/);
      expect(saidOf(type, of('acme-eu'))).toEqual([
        `acme/Only of acme: ${what ?? ''} acme-eu/${target ?? ''} of acme-eu (${place})`,
      ]);
    });

    test(`${isShared ? 'may be' : 'is not'} of the platform's`, () => {
      expect(saidOf(type, of('platform'))).toHaveLength(isShared ? 0 : 1);
    });
  },
);

describe('a record', () => {
  const record = (properties: JsonObject, tenancy?: Partial<Tenancy>): string[] =>
    saidOf('AWS::Route53::RecordSet', properties, tenancy);
  const cname = (value: Json): JsonObject => ({ Type: 'CNAME', ResourceRecords: [value] });

  test('may lead to another record of its own, and to no one of a neighbour', () => {
    expect(record({ AliasTarget: { DNSName: 'www.ACME.example.com.' } })).toEqual([]);
    expect(record({ AliasTarget: { DNSName: 'www.acme-eu.example.com' } })).toEqual([
      'acme/Only of acme: requests to the name go to acme-eu/Record of acme-eu (AliasTarget.DNSName)',
    ]);
  });

  test("may lead to the sign-in page of the tenant's own users", () => {
    expect(record(cname('(acme.SignIn).cloudfront.net'))).toEqual([]);
    expect(record(cname('(acme-eu.SignIn).cloudfront.net'))).toEqual([
      'acme/Only of acme: requests to the name go to acme-eu/SignIn of acme-eu (ResourceRecords[0])',
    ]);
  });

  test('may lead to the website of the bucket that is called as it is', () => {
    expect(record({ AliasTarget: { DNSName: 's3-website.eu-central-1.amazonaws.com' } })).toEqual([]);
  });

  test('that is a CNAME may lead out of AWS', () => {
    expect(record(cname('shops.example.net'))).toEqual([]);
    expect(record(cname('_x.acm-validations.aws.'))).toEqual([]);
  });

  test('holds texts of other kinds, which are not judged', () => {
    expect(record({ Type: 'TXT', ResourceRecords: [`(acme-eu.Balancer).${ELB}`] })).toEqual([]);
  });

  test.each(['x.elb.amazonaws.com', 'x.cloudfront.net', 'x.execute-api.eu-west-1.amazonaws.com'])(
    'leads to something of AWS that no template makes only if it is declared: %s',
    (domain) => {
      const destinations = [{ resources: [domain], because: 'the load balancer of the company' }];

      expect(record(cname(domain))).toEqual([
        `acme/Only of acme: requests to the name go to ${domain}, which no template makes (ResourceRecords[0])`,
      ]);
      expect(record(cname(domain), { destinations })).toEqual([]);
      expect(record({ AliasTarget: { DNSName: domain } })).toHaveLength(1);
      expect(record({ AliasTarget: { DNSName: domain } }, { destinations })).toEqual([]);
    },
  );

  test('that leads to what is unknown is refuted', () => {
    expect(record(cname({ Ref: 'Unknown' }))).toEqual([
      'acme/Only of acme: requests to the name go to a place that is unknown before deployment (ResourceRecords[0])',
    ]);
  });
});

describe('a distribution', () => {
  const shown = (domain: string): string[] =>
    saidOf('AWS::CloudFront::Distribution', {
      DistributionConfig: { Enabled: false, Origins: [{ DomainName: domain }] },
      Tags: tagsOf('acme'),
    });

  test.each(['Balancer', 'Api'])('shows its own %s, and none of a neighbour', (thing) => {
    const domain = (owner: string): string => `(${owner}.${thing}).${thing === 'Api' ? API : ELB}`;

    expect(shown(domain('acme'))).toEqual([]);
    expect(shown(domain('acme-eu'))).toEqual([
      `acme/Only of acme: what is shown come from acme-eu/${thing} of acme-eu (DistributionConfig.Origins[0].DomainName)`,
    ]);
  });

  test('shows nothing from outside AWS, unless that is declared', () => {
    expect(shown('shops.example.net')).toHaveLength(1);
  });
});

test('capacity of a kind that is not known has to be declared', () => {
  const of = (ResourceId: string): JsonObject => ({ ResourceId, Tags: tagsOf('acme') });
  const type = 'AWS::ApplicationAutoScaling::ScalableTarget';
  const destinations = [{ resources: ['keyspace/*'], because: 'there is one of it' }];

  expect(saidOf(type, of('keyspace/a/table/b'))).toEqual([
    'acme/Only of acme: changes of capacity go to keyspace/a/table/b (ResourceId)',
  ]);
  expect(saidOf(type, of('keyspace/a/table/b'), { destinations })).toEqual([]);
  expect(saidOf(type, of(`arn:aws:kafka:eu-central-1:${ACCOUNT}:cluster/x/y`))).toHaveLength(1);
});
