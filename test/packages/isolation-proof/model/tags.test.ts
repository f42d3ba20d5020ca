import { tagFacts, tagsOf, takesTags } from '../../../../packages/isolation-proof/src/model/tags';
import { known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { resourceOf } from '../fixtures/stack-of';

const listed = [
  { Key: 'orgSlug', Value: 'acme' },
  { Key: 'Key', Value: 'x' },
];

test.each<[string, string, Record<string, Json>]>([
  ['a list', 'AWS::SQS::Queue', { Tags: listed }],
  ['a map', 'AWS::SSM::Parameter', { Tags: { orgSlug: 'acme', Key: 'x' } }],
  ['a property of another name', 'AWS::Cognito::UserPool', { UserPoolTags: { orgSlug: 'acme', Key: 'x' } }],
  [
    'a specification for the resource itself',
    'AWS::EC2::LaunchTemplate',
    { TagSpecifications: [{ ResourceType: 'launch-template', Tags: listed }] },
  ],
  ['each part', 'AWS::DynamoDB::GlobalTable', { Replicas: [{ Tags: listed }, { Tags: listed }] }],
])('tags are read from %s', (_where, type, properties) => {
  expect([...tagsOf(resourceOf(type, properties))]).toEqual([
    ['orgSlug', 'acme'],
    ['Key', 'x'],
  ]);
});

test('tags of machines are none of the launch template that they are made by', () => {
  const LaunchTemplateData = { TagSpecifications: [{ ResourceType: 'instance', Tags: listed }] };
  expect(tagsOf(resourceOf('AWS::EC2::LaunchTemplate', { LaunchTemplateData })).size).toBe(0);
});

test('a resource that the CDK does not tag by itself is its stack’s without tags', () => {
  expect(takesTags(resourceOf('AWS::EC2::LaunchTemplate'))).toBe(false);
  expect(takesTags(resourceOf('AWS::SQS::Queue'))).toBe(true);
});

test('parts that are tagged otherwise than others are unknown', () => {
  const Replicas = ['acme', 'acme-eu'].map((Value) => ({ Tags: [{ Key: 'orgSlug', Value }] }));

  expect(takesTags(resourceOf('AWS::DynamoDB::GlobalTable'))).toBe(true);
  expect(() => tagsOf(resourceOf('AWS::DynamoDB::GlobalTable', { Replicas }))).toThrow(
    'parts of it differ in the tag orgSlug',
  );
});

test.each<[string, Json]>([
  ['tags that come with the deployment', { Ref: 'Parameter' }],
  ['one that does', [{ Ref: 'Parameter' }]],
  ['a value that does', [{ Key: 'orgSlug', Value: { Ref: 'Parameter' } }]],
  ['a name that does', [{ Key: '{{resolve:ssm:/name}}', Value: 'acme' }]],
  ['one without a value', [{ Key: 'orgSlug' }]],
  ['what is no tag', ['orgSlug']],
])('%s: unknown, and not absent', (_what, Tags) => {
  expect(() => tagsOf(resourceOf('AWS::SQS::Queue', { Tags }))).toThrow(/unknown|expected/);
});

describe('tags whose keys differ in case only', () => {
  const factsOf = (...tags: [string, string][]): unknown =>
    [...tagFacts('aws:ResourceTag/', new Map(tags), ['team'])].sort();

  it('are unknown, whichever comes first: policies take one for the other', () => {
    const reason = /^it has several tags that policies take for/;
    expect(() => factsOf(['team', 'a'], ['Team', 'b'])).toThrow(reason);
    expect(() => factsOf(['Team', 'b'], ['team', 'a'])).toThrow(reason);
    expect(() => factsOf(['Color', 'b'], ['color', 'a'])).toThrow(reason);
  });

  it('are one tag if they say the same', () => {
    expect(factsOf(['team', 'a'], ['Team', 'a'])).toEqual([['aws:resourcetag/team', known('a')]]);
  });

  it('are others if their keys differ otherwise', () => {
    expect(factsOf(['team', 'a'], ['teams', 'b'])).toEqual([
      ['aws:resourcetag/team', known('a')],
      ['aws:resourcetag/teams', known('b')],
    ]);
  });
});
