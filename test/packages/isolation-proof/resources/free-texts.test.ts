import { isFreeText, withoutFreeTexts } from '../../../../packages/isolation-proof/src/resources/free-texts';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { resourceOf } from '../fixtures/stack-of';

const RULE = 'AWS::Events::Rule';

test.each<[isFree: boolean, type: string, place: readonly (string | number)[]]>([
  [true, RULE, ['Description']],
  [true, RULE, ['Description', 'Fn::Join', 1, 0]],
  [true, RULE, ['Targets', 0, 'InputTransformer', 'InputTemplate']],
  [false, RULE, []],
  [false, RULE, ['Name']],
  [false, RULE, ['Targets', 0, 'InputTransformer']],
  [false, RULE, ['Targets', 0, 'InputTransformer', 'InputPathsMap']],
  [false, RULE, ['Targets', 0, 'Description']],
  [false, 'AWS::S3::Bucket', ['Description']],
  [false, 'AWS::Never::Described', ['Description']],
])('it is %s of %s that a free text is at %j', (isFree, type, place) => {
  expect(isFreeText(type, place)).toBe(isFree);
});

test.each<[type: string, properties: JsonObject, left: JsonObject]>([
  [RULE, { Description: 'd', Name: 'n' }, { Name: 'n' }],
  [
    RULE,
    {
      Targets: [
        { Arn: 'a', InputTransformer: { InputTemplate: 't', InputPathsMap: { a: 'b' } } },
        { Arn: 'b' },
        'text',
        null,
      ],
    },
    { Targets: [{ Arn: 'a', InputTransformer: { InputPathsMap: { a: 'b' } } }, { Arn: 'b' }, 'text', null] },
  ],
  // What stands in an intrinsic function stays.
  [
    RULE,
    { Targets: { 'Fn::If': ['C', [{ InputTransformer: { InputTemplate: 't' } }], []] } },
    { Targets: { 'Fn::If': ['C', [{ InputTransformer: { InputTemplate: 't' } }], []] } },
  ],
  ['AWS::S3::Bucket', { Description: 'd' }, { Description: 'd' }],
  ['AWS::Never::Described', { Description: 'd' }, { Description: 'd' }],
])('%s with %j is without its free texts', (type, properties, left) => {
  const resource = resourceOf(type, properties);

  expect(withoutFreeTexts(resource)).toStrictEqual({ ...resource, properties: left });
});

test('what has no free texts is not copied', () => {
  const properties: JsonObject = { Name: 'n', Targets: { Arn: 'a' } };
  const resource = resourceOf(RULE, properties);

  expect(withoutFreeTexts(resource).properties['Name']).toBe('n');
  expect(withoutFreeTexts(resourceOf('AWS::S3::Bucket', properties)).properties).toBe(properties);
});
