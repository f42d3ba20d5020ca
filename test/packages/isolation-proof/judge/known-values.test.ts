import { prove } from '../../../../packages/isolation-proof/src/judge/prove';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { readTemplate } from '../../../../packages/isolation-proof/src/assembly/read-template';
import { policyOf, roleOf, twoOrganizations } from '../fixtures/organizations';
import { SPECIFICATION } from '../fixtures/specification';

/** A policy of acme that opens the bucket that these resources of a template say. */
function violatedWith(conditions: JsonObject, slug: JsonObject | string): string[] {
  const [type, role] = roleOf('acme');
  const Resource = { 'Fn::Join': ['', ['arn:aws:s3:::', slug, '-data/*']] };
  const PolicyDocument = policyOf({ Effect: 'Allow', Action: 's3:GetObject', Resource });
  const template = {
    Mappings: { Buckets: { 'eu-central-1': { own: 'acme', other: 'acme-eu' } } },
    Conditions: conditions,
    Resources: {
      Role: { Type: type, Properties: { ...role, Policies: [{ PolicyName: 'p', PolicyDocument }] } },
    },
  };
  const place = {
    account: '111122223333',
    region: 'eu-central-1',
    partition: 'aws',
    dnsSuffix: 'amazonaws.com',
  };
  const stack = readTemplate('acme', template, place);
  if (typeof stack === 'string') throw new Error(stack);
  const [, acmeEu] = twoOrganizations();
  const proof = prove(acmeEu === undefined ? [stack] : [stack, acmeEu], SPECIFICATION);
  return proof.claims.flatMap(({ id, verdict }) => (verdict === 'violated' ? [id] : []));
}
const inMap = (key: string): JsonObject => ({ 'Fn::FindInMap': ['Buckets', { Ref: 'AWS::Region' }, key] });
const here = { Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] } };
const nameInArn = { 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Role', 'Arn'] }] }] };

test.each<[string, JsonObject, JsonObject | string]>([
  ['a mapping', {}, inMap('own')],
  ['a condition', here, { 'Fn::If': ['Here', 'acme', 'acme-eu'] }],
  ['a split', {}, { 'Fn::Select': [0, { 'Fn::Split': ['|', 'acme|acme-eu'] }] }],
])('%s that gives the own bucket is proved', (_what, conditions, slug) => {
  expect(violatedWith(conditions, slug)).toEqual([]);
});

test.each<[string, JsonObject, JsonObject | string]>([
  ['a mapping', {}, inMap('other')],
  ['a condition', here, { 'Fn::If': ['Here', 'acme-eu', 'acme'] }],
  ['a split', {}, { 'Fn::Select': [1, { 'Fn::Split': ['|', 'acme|acme-eu'] }] }],
  ['a name in an ARN', {}, nameInArn],
])('%s that gives another bucket is found', (_what, conditions, slug) => {
  expect(violatedWith(conditions, slug)).toEqual(['tenant-isolation']);
});

test('a condition on a parameter is undecided', () => {
  const stage = { Here: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] } };
  expect(() => violatedWith(stage, { 'Fn::If': ['Here', 'acme', 'acme-eu'] })).toThrow(
    'branches of Fn::If differ',
  );
});
