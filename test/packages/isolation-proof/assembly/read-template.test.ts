import { readTemplate } from '../../../../packages/isolation-proof/src/assembly/read-template';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';

const PLACE = {
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
};
const KEY = { Type: 'AWS::IAM::AccessKey', Properties: { UserName: 'ann' } };
const SECRET = { 'Fn::GetAtt': ['Key', 'SecretAccessKey'] };

function read(template: JsonObject): StackTemplate {
  const stack = readTemplate('acme', template, PLACE);
  if (typeof stack === 'string') throw new Error(stack);
  return stack;
}

const exportsOf = (Outputs: Json) => read({ Resources: {}, Outputs }).exports;
const shownIn = (Outputs: Json, Resources: JsonObject = { Key: KEY }) =>
  read({ Resources, Outputs }).shownSecrets;

it.each<[string, JsonObject]>([
  ['AWS::Serverless-2016-10-31', { Transform: 'AWS::Serverless-2016-10-31' }],
  ['AWS::LanguageExtensions, Own', { Transform: ['AWS::LanguageExtensions', 'Own'] }],
  ['{"Name":"Own"}', { 'Fn::Transform': { Name: 'Own' } }],
  ['null', { Transform: null }],
])('a template with a Transform is refused, which is named: %s', (names, transform) => {
  expect(readTemplate('acme', { Resources: {}, ...transform }, PLACE)).toBe(
    `the template has a Transform (${names}), so what it deploys is unknown; write what needs it without`,
  );
});

describe('exports of a stack', () => {
  it('are its outputs that others can import', () => {
    const Outputs = {
      One: { Value: 'a', Export: { Name: 'one' } },
      Inner: { Value: 'b' },
      Two: { Value: { Ref: 'X' }, Export: { Name: { 'Fn::Sub': 'two' } } },
    };

    expect(exportsOf(Outputs)).toStrictEqual([
      { name: 'one', value: 'a' },
      { name: { 'Fn::Sub': 'two' }, value: { Ref: 'X' } },
    ]);
  });

  it.each<[Json]>([
    [[]],
    ['text'],
    [{ One: 'text' }],
    [{ One: { Value: 'a', Export: 'one' } }],
    [{ One: { Value: 'a', Export: {} } }],
    [{ One: { Export: { Name: 'one' } } }],
    [{ One: { Value: 'a', Export: { Name: 'one' }, Condition: 'C' } }],
  ])('are none of %j', (outputs) => {
    expect(read({ Resources: {}, Outputs: outputs })).not.toHaveProperty('exports');
  });
});

describe('access keys that whoever may describe the stack can see', () => {
  it('are those whose secret an output holds', () => {
    const Resources = { Key: KEY, Hidden: KEY, Queue: { Type: 'AWS::SQS::Queue' } };
    const Outputs = {
      Id: { Value: { Ref: 'Key' } },
      Secret: { Value: { 'Fn::Join': ['', ['x', SECRET]] } },
      Queue: { Value: { 'Fn::GetAtt': ['Queue', 'SecretAccessKey'] } },
    };

    expect(shownIn(Outputs, Resources)).toStrictEqual({ 'the output Secret': 'Key' });
  });

  it('are those whose secret the metadata of a resource hold', () => {
    const Metadata = { Script: { 'Fn::Sub': 'login ${Key.SecretAccessKey}' } };
    const Queue = { Type: 'AWS::SQS::Queue', Metadata };
    const Other = { Type: 'AWS::SQS::Queue', Metadata: { Id: { Ref: 'Key' } } };

    expect(shownIn({}, { Key: KEY, Queue, Other })).toStrictEqual({ 'the metadata of Queue': 'Key' });
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['no output', {}, { Key: KEY }],
    ['outputs that hold no secret', { Id: { Value: { Ref: 'Key' } } }, { Key: KEY }],
    ['another attribute', { Other: { Value: { 'Fn::GetAtt': ['Key', 'Other'] } } }, { Key: KEY }],
    ['a resource that is no access key', { Secret: { Value: SECRET } }, { Key: { Type: 'AWS::SQS::Queue' } }],
    ['no resources', { Secret: { Value: SECRET } }, {}],
  ])('are none where there is %s', (_what, Outputs, Resources) => {
    expect(read({ Resources, Outputs })).not.toHaveProperty('shownSecrets');
  });

  it('are looked for among resources, of which a text is none', () => {
    expect(readTemplate('acme', { Resources: { Key: 'text' }, Outputs: {} }, PLACE)).toBe(
      'Key is not a resource',
    );
  });
});

it('passes on what is no refusal to understand', () => {
  const Properties = {
    get BucketName(): string {
      throw new RangeError('broken');
    },
  };

  expect(() => read({ Resources: { A: { Type: 'AWS::S3::Bucket', Properties } } })).toThrow(RangeError);
});

it('does not copy properties in which nothing is known beforehand', () => {
  const Properties: JsonObject = { List: [{ Ref: 'A' }, ['b']], Map: { A: { 'Fn::Sub': '${A}' } } };
  const stack = read({ Resources: { A: { Type: 'AWS::S3::Bucket', Properties } } });

  expect(stack.resources.get('A')?.properties).toBe(Properties);
});
