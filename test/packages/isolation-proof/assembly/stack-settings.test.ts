import {
  readListedStacks,
  type StackSettings,
  withStackSettings,
} from '../../../../packages/isolation-proof/src/assembly/stack-settings';
import { tagsOf } from '../../../../packages/isolation-proof/src/model/tags';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { stackOf } from '../fixtures/stack-of';
import { assembly, EMPTY, read, STACK, within } from './written-assembly';

const QUEUE = { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } };
const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:changes';
const TAGS = { tenant: 'acme', team: 'data' };
const settings = (some: Partial<StackSettings>): StackSettings => ({
  tags: {},
  notificationArns: [],
  ...some,
});

/** The stack of an assembly whose manifest says so of it. */
const stackWith = (said: JsonObject): ReturnType<typeof read>[number] | undefined =>
  read(assembly(QUEUE, { ...STACK, properties: { ...STACK.properties, ...said } }))[0];

test('an assembly’s stacks have the tags that its manifest tells', () => {
  const queue = stackWith({ tags: { tenant: 'acme', odd: 7 } })?.resources.get('Queue');
  expect(queue === undefined ? undefined : [...tagsOf(queue)]).toEqual([['tenant', 'acme']]);
});

test('notifications that the manifest tells are a resource of their stack', () => {
  const stack = stackWith({ notificationArns: [TOPIC], tags: { tenant: 'acme' } });
  expect([...(stack?.resources.values() ?? [])].map(({ type, path }) => [type, path])).toEqual([
    ['AWS::SQS::Queue', 'stack/Queue'],
    ['AWS::CDK::StackNotifications', 'stack'],
  ]);
  for (const resource of stack?.resources.values() ?? []) expect(resource.stack).toBe(stack);
});

test('without notifications, a stack is as it was', () => {
  const stack = stackOf({ Only: ['AWS::SQS::QueuePolicy', {}] });
  expect(withStackSettings(stack)).toBe(stack);
  expect(withStackSettings(stack, settings({}))).toBe(stack);
  expect([...(stackWith({ notificationArns: [] })?.resources.keys() ?? [])]).toEqual(['Queue']);
});

const manifestOf = (artifacts: Json): Record<string, Json> => ({ 'manifest.json': { artifacts } });

test.each<[string, Record<string, Json>, [string, StackSettings][]]>([
  ['no manifest', {}, []],
  ['a manifest without artifacts', { 'manifest.json': {} }, []],
  ['a stack without settings', assembly(EMPTY), [['t.json', settings({})]]],
  ['artifacts that are no stacks', manifestOf({ a: {}, b: 7 }), []],
  [
    'a stack with tags',
    manifestOf({ a: { properties: { templateFile: 'a.json', tags: TAGS } } }),
    [['a.json', settings({ tags: TAGS })]],
  ],
  [
    'two stacks, one of which has notifications',
    manifestOf({
      a: { properties: { templateFile: 'a.json', notificationArns: [TOPIC] } },
      b: { properties: { templateFile: 'b.json' } },
    }),
    [
      ['a.json', settings({ notificationArns: [TOPIC] })],
      ['b.json', settings({})],
    ],
  ],
])('%s', (_what, files, found) => {
  const listed = [...within(files, readListedStacks)];
  expect(listed.map(([file, stack]) => [file, stack.settings])).toEqual(found);
});

test('a stack has the name that the manifest gives it, and else that of its artifact', () => {
  const files = manifestOf({
    a: { properties: { templateFile: 'a.json', stackName: 'named' } },
    b: { properties: { templateFile: 'b.json', stackName: 7 } },
    c: { properties: { templateFile: 'c.json' } },
  });
  const names = [...within(files, readListedStacks).values()].map(({ name }) => name);
  expect(names).toEqual(['named', 'b', 'c']);
});
