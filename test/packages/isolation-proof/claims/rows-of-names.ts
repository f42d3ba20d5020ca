import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { roleOf, tagsOf } from '../fixtures/organizations';
import type { NamingRow, NamingRows, Owner, ThingsOf } from './said-of-acme';

/** What names in DNS lead to, and what has capacity, of an owner. */
const thingsOf: ThingsOf = (owner) => {
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
};

const alias = (target: string, name: (owner: Owner) => string): NamingRow => ({
  type: 'AWS::Route53::RecordSet',
  of: (owner) => ({ AliasTarget: { DNSName: name(owner) } }),
  said: `requests to the name go to ${target} (AliasTarget.DNSName)`,
  isShared: true,
});

const capacity = (target: string, resource: (owner: Owner) => string): NamingRow => ({
  type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  of: (owner) => ({ ResourceId: resource(owner), Tags: tagsOf('acme') }),
  said: `changes of capacity go to ${target} (ResourceId)`,
  isShared: false,
});

export const ELB = 'eu-central-1.elb.amazonaws.com';
export const API = 'execute-api.eu-central-1.amazonaws.com';

const ROWS: readonly NamingRow[] = [
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
    said: 'requests to the name go to Balancer (ResourceRecords[0])',
  },
  capacity('Service', (owner) => `service/${owner}-cluster/${owner}-service`),
  capacity('Table', (owner) => `table/${owner}-table`),
  capacity('Table', (owner) => `table/${owner}-table/index/by-date`),
  {
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    of: (owner) => ({ ScalingTargetId: `(${owner}.Target)`, PolicyName: 'x' }),
    said: 'changes of capacity go to Target (ScalingTargetId)',
    isShared: false,
  },
  {
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    of: (owner) => ({ ResourceId: `table/${owner}-table`, PolicyName: 'x' }),
    said: 'changes of capacity go to Table (ResourceId)',
    isShared: false,
  },
  {
    type: 'AWS::AutoScaling::ScalingPolicy',
    of: (owner) => ({ AutoScalingGroupName: `${owner}-group` }),
    said: 'changes of capacity go to Group (AutoScalingGroupName)',
    isShared: false,
  },
  {
    type: 'AWS::ApiGateway::BasePathMapping',
    of: (owner) => ({ DomainName: 'rest.acme.example.com', RestApiId: `(${owner}.Api)` }),
    said: 'requests go to Api (RestApiId)',
    isShared: false,
  },
  {
    type: 'AWS::ApiGateway::BasePathMapping',
    of: (owner) => ({ DomainName: `rest.${owner}.example.com` }),
    said: 'requests come from RestDomain (DomainName)',
    isShared: true,
  },
  {
    type: 'AWS::ApiGatewayV2::ApiMapping',
    of: (owner) => ({ DomainName: 'api.acme.example.com', ApiId: `(${owner}.HttpApi)`, Stage: 'x' }),
    said: 'requests go to HttpApi (ApiId)',
    isShared: false,
  },
  {
    type: 'AWS::ApiGatewayV2::ApiMapping',
    of: (owner) => ({ DomainName: `api.${owner}.example.com`, Stage: 'x' }),
    said: 'requests come from ApiDomain (DomainName)',
    isShared: true,
  },
];

/** Names in DNS, and capacity. */
export const NAMES: NamingRows = { rows: ROWS, thingsOf };
