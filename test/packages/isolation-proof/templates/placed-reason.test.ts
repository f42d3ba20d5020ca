import { readModel } from '../../../../packages/isolation-proof/src/model/model';
import { placedReason, placeIn } from '../../../../packages/isolation-proof/src/templates/placed-reason';
import { NotUnderstoodError, shown } from '../../../../packages/isolation-proof/src/templates/resolved';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { roleOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const VALUE = { 'Fn::Foo': 'x' };

describe('the place of a value', () => {
  const stack = stackOf({
    Queue: [
      'AWS::SQS::Queue',
      {
        Tags: [
          { Key: 'a', Value: { 'Fn::Foo': 'x' } },
          { Key: 'b', Value: VALUE },
        ],
      },
    ],
    Topic: ['AWS::SNS::Topic', {}],
  });
  const [queue, topic] = [...stack.resources.values()];
  const reasonOf = (about: Json | undefined, resource = queue): string =>
    resource === undefined ? '' : placedReason(new NotUnderstoodError('odd', about), resource);

  it('is that of the very value, and not of one like it', () => {
    expect(reasonOf(VALUE)).toBe('Tags[1].Value: odd');
    expect(placeIn(VALUE, [stack])).toBe('test/Queue (Tags[1].Value)');
  });

  it('may be in another resource, to which this one refers', () => {
    expect(reasonOf(VALUE, topic)).toBe('Tags[1].Value of test/Queue: odd');
  });

  it.each([undefined, 'a', { 'Fn::Foo': 'x' }])('is not told if it stands nowhere by itself: %j', (about) => {
    expect(reasonOf(about)).toBe('odd');
    expect(placeIn(about, [stack])).toBe('the templates');
  });
});

describe('a value that is shown', () => {
  it('is shown as JSON, and cut off if it is long', () => {
    expect(shown({ a: 1 })).toBe('{"a":1}');
    expect(shown(undefined)).toBe('nothing');
    expect(shown('x'.repeat(158))).toBe(`"${'x'.repeat(158)}"`);
    expect(shown('x'.repeat(159))).toBe(`"${'x'.repeat(159)}…`);
  });
});

describe('what a model does not understand is told with stack, construct path, property, value and what to do', () => {
  const policy = (statement: JsonObject): JsonObject => ({
    Policies: [{ PolicyName: 'x', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } }],
  });
  const allow = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
  const reasonsFor = (properties: JsonObject): string => {
    try {
      readModel([stackOf({ Role: roleOf('acme', properties) }, 'acme')], { tags: TAGS });
    } catch (error) {
      return (error as Error).message;
    }
    return 'understood';
  };

  it.each<[string, JsonObject]>([
    [
      'acme/Role: Policies[0].PolicyDocument.Statement[0].Resource: the intrinsic function Fn::Foo is not supported; write the value out, or make it with Ref, Fn::GetAtt, Fn::Join, Fn::Sub, Fn::Select, Fn::Split or Fn::If',
      policy({ ...allow, Resource: VALUE }),
    ],
    [
      'acme/Role: Policies[0].PolicyDocument.Statement[0].Action[1]: the intrinsic function Fn::Foo is not supported; write the value out, or make it with Ref, Fn::GetAtt, Fn::Join, Fn::Sub, Fn::Select, Fn::Split or Fn::If',
      policy({ ...allow, Action: ['s3:*', VALUE] }),
    ],
    [
      'acme/Role: Policies[0].PolicyDocument.Statement[0]: the element Actions of a statement is not supported; IAM has none of this name',
      policy({ ...allow, Actions: 's3:*' }),
    ],
    [
      'acme/Role: Policies[0].PolicyDocument.Statement[0].Condition: the condition operator StringIs is not supported: AWS has none of this name',
      policy({ ...allow, Condition: { StringIs: { 'aws:x': 'y' } } }),
    ],
  ])('%s', (expected, properties) => {
    expect(reasonsFor(properties)).toBe(expected);
  });

  it('understands what is as it should be', () => {
    expect(reasonsFor(policy(allow))).toBe('understood');
  });
});
