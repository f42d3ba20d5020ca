import { TAGS } from '../fixtures/tenant-tags';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { readModel } from '../../../../packages/isolation-proof/src/model/model';
import { resolveText } from '../../../../packages/isolation-proof/src/resources/resolve';
import { assembly, EMPTY, read, STACK } from './written-assembly';

test('stacks are read as the manifest lists them, with their environment; other artifacts are not', () => {
  const files = assembly({
    Resources: {
      A: { Type: 'X', Metadata: { 'aws:cdk:path': 'stack/A/Resource' } },
      B: { Type: 'Y', Properties: { Z: 1 } },
    },
  });
  files['manifest.json'] = { artifacts: { Tree: { type: 'cdk:tree' }, stack: STACK } };
  const [stack, ...others] = read(files);
  expect(others).toEqual([]);
  expect(stack).toMatchObject({
    name: 'stack',
    account: '111122223333',
    region: 'eu-central-1',
    partition: 'aws',
    dnsSuffix: 'amazonaws.com',
  });
  expect(
    [...(stack?.resources.values() ?? [])].map(({ type, path, properties }) => [type, path, properties]),
  ).toEqual([
    ['X', 'stack/A/Resource', {}],
    ['Y', 'stack/B', { Z: 1 }],
  ]);
});

test('a stack in China has its own partition', () => {
  expect(read(assembly(EMPTY, { ...STACK, environment: 'aws://111122223333/cn-north-1' }))).toMatchObject([
    { partition: 'aws-cn', dnsSuffix: 'amazonaws.com.cn' },
  ]);
});

test.each<[string, Record<string, Json>, string]>([
  ['an empty folder', {}, 'does not exist; synthesize first'],
  ['a manifest that is empty', { 'manifest.json': '' }, 'is not JSON'],
  ['a manifest that is a list', { 'manifest.json': [] }, 'lists no artifacts'],
  ['a manifest without artifacts', { 'manifest.json': {} }, 'lists no artifacts'],
  ['a manifest without stacks', { 'manifest.json': { artifacts: {} } }, 'contains no stack'],
  ['a stack without a template', { 'manifest.json': { artifacts: { stack: STACK } } }, 'does not exist'],
  ['a stack that names none', assembly(EMPTY, { ...STACK, properties: {} }), 'names no template'],
  [
    'a template with a field twice',
    assembly('{"Resources": {}, "Resources": {}}'),
    '"Resources" is written twice in one object',
  ],
  [
    'a template that is nested without end',
    assembly('['.repeat(100_000)),
    'is nested more than 64 levels deep',
  ],
  ['a template cut off', assembly('{"Resources": {'), 'is not JSON'],
  ['a template that is a list', assembly([]), 'not a JSON object'],
  ['a template that is null', assembly(null), 'not a JSON object'],
  ['a template without Resources', assembly({}), 'no Resources'],
  ['Resources that are a list', assembly({ Resources: [] }), 'no Resources'],
  ['a Transform', assembly({ ...EMPTY, Transform: 'AWS::Serverless-2016-10-31' }), 'Transform'],
  [
    'a loop of resources',
    assembly({ Resources: { 'Fn::ForEach::X': [] } }),
    'Fn::ForEach::X is not a resource',
  ],
  ['a resource without a type', assembly({ Resources: { A: {} } }), 'A is not a resource'],
  ['properties that are a list', assembly({ Resources: { A: { Type: 'X', Properties: [] } } }), 'Properties'],
  ['no environment', assembly(EMPTY, { ...STACK, environment: null }), 'not pinned'],
  [
    'no account',
    assembly(EMPTY, { ...STACK, environment: 'aws://unknown-account/eu-central-1' }),
    'not pinned',
  ],
  ...['x', '1111222233334', '0111122223333', '11112222333x'].map(
    (account): [string, Record<string, Json>, string] => [
      `the account ${account}`,
      assembly(EMPTY, { ...STACK, environment: `aws://${account}/eu-central-1` }),
      'not pinned',
    ],
  ),
  ...['x-aws://111122223333/eu-central-1', 'aws://111122223333', 'aws://111122223333/eu-central-1\nx'].map(
    (environment): [string, Record<string, Json>, string] => [
      `the environment ${environment}`,
      assembly(EMPTY, { ...STACK, environment }),
      "is not pinned to an account and a Region of a known partition; give its stack an env, or say in the specification where it is taken to be: unpinned: { account: '111122223333', region: 'eu-central-1' }",
    ],
  ),
  [
    'no Region',
    assembly(EMPTY, { ...STACK, environment: 'aws://111122223333/unknown-region' }),
    'not pinned',
  ],
])('%s cannot be decided', (_what, files, message) => {
  expect(() => read(files)).toThrow(UndecidedError);
  expect(() => read(files)).toThrow(message);
});

test('names that lead in a circle cannot be decided', () => {
  const bucket = (other: string): JsonObject => ({
    Type: 'AWS::S3::Bucket',
    Properties: { BucketName: { Ref: other } },
  });
  const stacks = read(assembly({ Resources: { A: bucket('B'), B: bucket('A') } }));
  expect(() => readModel(stacks, { tags: TAGS })).toThrow(UndecidedError);
  expect(() => readModel(stacks, { tags: TAGS })).toThrow('stack/A, stack/B: references lead in a circle');
});

/** A template of about this many megabytes. */
function templateOf(megabytes: number): JsonObject {
  const alias = {
    Type: 'AWS::KMS::Alias',
    Properties: { AliasName: `alias/${'x'.repeat(10_000)}` },
  };
  return {
    Resources: Object.fromEntries(
      Array.from({ length: megabytes * 100 }, (_value, index) => [`Alias${index}`, alias]),
    ),
  };
}

test('a template that CloudFormation does not take cannot be decided', () => {
  expect(() => read(assembly(templateOf(6)))).toThrow(
    't.json: is 5.8 MB, and CloudFormation takes 1 MB at most',
  );
});

test('a template of exactly 1 MB is read, and one with a byte more is not', () => {
  const limit = 1_048_576;
  const ofSize = (size: number): string => JSON.stringify(EMPTY).padEnd(size);

  expect(read(assembly(ofSize(limit)))).toHaveLength(1);
  expect(() => read(assembly(ofSize(limit + 1)))).toThrow(
    't.json: is 1.0 MB, and CloudFormation takes 1 MB at most; spread its resources over several stacks',
  );
});

test('a stack that is pinned to nowhere is where the specification takes it to be', () => {
  const unpinned = { account: '444455556666', region: 'eu-west-1' };
  const place = (environment: string): [string, string][] =>
    read(assembly(EMPTY, { ...STACK, environment }), unpinned).map(({ account, region }) => [
      account,
      region,
    ]);

  expect(place('aws://unknown-account/unknown-region')).toEqual([['444455556666', 'eu-west-1']]);
  expect(place('aws://111122223333/unknown-region')).toEqual([['111122223333', 'eu-west-1']]);
  expect(place('aws://111122223333/eu-central-1')).toEqual([['111122223333', 'eu-central-1']]);
});

test('a large template that CloudFormation takes is read', () => {
  expect(readModel(read(assembly(templateOf(0.9))), { tags: TAGS }).stacks[0]?.resources.size).toBe(90);
});

describe('what would be deployed otherwise', () => {
  test('a stack may have another name than its artifact', () => {
    const [stack] = read(
      assembly(EMPTY, { ...STACK, properties: { templateFile: 't.json', stackName: 'real-name' } }),
    );
    if (stack === undefined) throw new Error('no stack');
    expect(resolveText({ Ref: 'AWS::StackName' }, stack)).toBe('real-name');
  });

  test('a policy that is deployed on some condition only', () => {
    const files = assembly({
      Conditions: { Strict: { 'Fn::Equals': [{ Ref: 'Mode' }, 'strict'] } },
      Resources: {
        Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'data' } },
        Policy: {
          Type: 'AWS::S3::BucketPolicy',
          Condition: 'Strict',
          Properties: {
            Bucket: 'data',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' },
            },
          },
        },
      },
    });
    expect(() => readModel(read(files), { tags: TAGS })).toThrow(UndecidedError);
  });
});
