import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Tenancy } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { tagsOf } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import { API, ELB, NAMES } from './rows-of-names';
import { saidOfAcme } from './said-of-acme';

const saidOf = (type: string, properties: JsonObject, tenancy?: Partial<Tenancy>): string[] =>
  saidOfAcme(NAMES.thingsOf, type, properties, tenancy);

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
