import { withStackTags } from '../../../../packages/isolation-proof/src/assembly/stack-tags';
import { tagsOf } from '../../../../packages/isolation-proof/src/model/tags';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { stackOf } from '../fixtures/stack-of';

const TAGS = { tenant: 'acme', team: 'data' };

/** Tags of a resource in a stack with these tags. */
function tagsIn(type: string, properties: JsonObject): Record<string, string> {
  const stack = withStackTags(stackOf({ Only: [type, properties] }), TAGS);
  const resource = stack.resources.get('Only');
  if (resource === undefined) throw new Error('the stack has no resource');
  expect(resource.stack).toBe(stack);
  return Object.fromEntries(tagsOf(resource));
}

test.each<[string, string, JsonObject, Record<string, string>]>([
  ['without tags of its own', 'AWS::SQS::Queue', {}, TAGS],
  ['with others', 'AWS::SQS::Queue', { Tags: [{ Key: 'x', Value: 'y' }] }, { ...TAGS, x: 'y' }],
  [
    'with the same one, which is its own',
    'AWS::SQS::Queue',
    { Tags: [{ Key: 'tenant', Value: 'globex' }] },
    { tenant: 'globex', team: 'data' },
  ],
  [
    'with a key that is put together, which may be the same one',
    'AWS::SQS::Queue',
    { Tags: [{ Key: { 'Fn::Sub': 'tenant' }, Value: 'globex' }] },
    { tenant: 'globex', team: 'data' },
  ],
  ['whose tags are a map', 'AWS::SSM::Parameter', { Tags: { tenant: 'x' } }, { tenant: 'x', team: 'data' }],
  ['whose tags have another name', 'AWS::Cognito::UserPool', {}, TAGS],
  ['that takes none', 'AWS::SQS::QueuePolicy', {}, {}],
  ['of a type that is not known', 'AWS::X::Y', {}, {}],
])('tags of the stack are on a resource %s', (_which, type, properties, tags) => {
  expect(tagsIn(type, properties)).toEqual(tags);
});

test('tags that come with the deployment stay unknown', () => {
  expect(() => tagsIn('AWS::SQS::Queue', { Tags: { Ref: 'Parameter' } })).toThrow('');
});

test('a stack without tags is as it was, and so are resources with all of them', () => {
  const own = { Tags: Object.entries(TAGS).map(([Key, Value]) => ({ Key, Value })) };
  const stack = stackOf({ Only: ['AWS::SQS::Queue', own] });
  expect(withStackTags(stack, {})).toBe(stack);
  const tagged = withStackTags(stack, TAGS).resources.get('Only');
  expect(tagged?.properties).toBe(stack.resources.get('Only')?.properties);
});
