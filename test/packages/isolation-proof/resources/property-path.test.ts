import { valuesAt } from '../../../../packages/isolation-proof/src/resources/property-path';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';

function placesAndValues(properties: JsonObject, path: string): [string, unknown][] {
  return valuesAt(properties, path).map(({ place, value }) => [place, value]);
}

describe('the values that a path leads to', () => {
  it.each<[string, JsonObject, string, [string, unknown][]]>([
    ['a property', { Role: 'r' }, 'Role', [['Role', 'r']]],
    ['a nested one', { Code: { S3Bucket: 'b' } }, 'Code.S3Bucket', [['Code.S3Bucket', 'b']]],
    ['none, if it is absent', { Code: {} }, 'Code.S3Bucket', []],
    ['none, if no object is on the way', { Code: 1 }, 'Code.S3Bucket', []],
    ['none under a name that any object of JavaScript has', { Code: {} }, 'Code.constructor', []],
    // A text with such an object in it is no template: nobody takes the property away.
    [
      'what looks like AWS::NoValue and is not',
      { Role: { Ref: 'AWS::NoValue', Other: 'x' } },
      'Role',
      [['Role', { Ref: 'AWS::NoValue', Other: 'x' }]],
    ],
    [
      'one in each element of a list',
      { Targets: [{ Arn: 'a' }, { Id: 'x' }, { Arn: 'b' }] },
      'Targets.Arn',
      [
        ['Targets[0].Arn', 'a'],
        ['Targets[2].Arn', 'b'],
      ],
    ],
    [
      'the elements of a list at its end',
      { Queues: ['a', { Ref: 'Q' }] },
      'Queues',
      [
        ['Queues[0]', 'a'],
        ['Queues[1]', { Ref: 'Q' }],
      ],
    ],
    [
      'one under each key of a map',
      { Roles: { authenticated: 'a', unauthenticated: 'u' } },
      'Roles.*',
      [
        ['Roles.authenticated', 'a'],
        ['Roles.unauthenticated', 'u'],
      ],
    ],
    [
      'one in each element of a list within JSON in a text',
      { Policies: '[{"Arn":"a"},{"Arn":"b"}]' },
      'Policies.Arn',
      [
        ['Policies[0].Arn', 'a'],
        ['Policies[1].Arn', 'b'],
      ],
    ],
    [
      'one within JSON in a text',
      { RedrivePolicy: '{"deadLetterTargetArn":"d"}' },
      'RedrivePolicy.deadLetterTargetArn',
      [['RedrivePolicy.deadLetterTargetArn', 'd']],
    ],
  ])('%s', (_what, properties, path, expected) => {
    expect(placesAndValues(properties, path)).toEqual(expected);
  });

  it('has the properties beside it', () => {
    const [value] = valuesAt({ List: [{ Key: 'k', Value: 'v' }] }, 'List.Value');

    expect(value?.beside).toEqual({ Key: 'k', Value: 'v' });
  });

  it.each<[string, JsonObject]>([
    ['an intrinsic function', { Code: { 'Fn::If': ['C', {}, {}] } }],
    ['one in a list', { Code: [{ 'Fn::GetAtt': ['A', 'B'] }] }],
    ['a text that is not JSON', { Code: 'plain' }],
  ])('is unknown behind %s', (_what, properties) => {
    expect(() => valuesAt(properties, 'Code.S3Bucket')).toThrow(
      /^Code(\[0\])? is .* is unknown(: \{.*\})?; write it (out|as JSON)$/,
    );
  });
});
