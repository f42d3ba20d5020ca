import { readAssemblyStacks } from '../../../../packages/isolation-proof/src/assembly/assembly';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { resolveText } from '../../../../packages/isolation-proof/src/resources/resolve';
import { withConstructPaths } from '../../../../packages/isolation-proof/src/resources/stand-ins';
import { EMPTY, read, STACK, within } from './written-assembly';

const stage = (directoryName: Json): JsonObject => ({
  type: 'cdk:cloud-assembly',
  properties: { directoryName },
});
const stackIn = (environment: string, properties: JsonObject = {}): JsonObject => ({
  ...STACK,
  environment,
  properties: { ...STACK.properties, ...properties },
});

test('stacks of stages, and of stages within them, are read with those of the app, each with its file', () => {
  const files: Record<string, Json> = {
    'manifest.json': { artifacts: { Pipeline: STACK, Prod: stage('assembly-Prod') } },
    't.json': EMPTY,
    'assembly-Prod/manifest.json': {
      artifacts: {
        One: stackIn('aws://444455556666/eu-west-1', { stackName: 'Prod-One', tags: { a: 'b' } }),
        Inner: stage('assembly-Prod-Inner'),
      },
    },
    'assembly-Prod/t.json': { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } },
    'assembly-Prod/assembly-Prod-Inner/manifest.json': { artifacts: { Two: STACK } },
    'assembly-Prod/assembly-Prod-Inner/t.json': EMPTY,
  };
  const stacks = within(files, (directory) => readAssemblyStacks(directory));
  expect(
    stacks.map(({ file, stack: { name, account, region } }) => [file, name, account, region]),
  ).toStrictEqual([
    ['t.json', 'Pipeline', '111122223333', 'eu-central-1'],
    ['assembly-Prod/t.json', 'Prod-One', '444455556666', 'eu-west-1'],
    ['assembly-Prod/assembly-Prod-Inner/t.json', 'Two', '111122223333', 'eu-central-1'],
  ]);
  expect(stacks[1]?.stack.resources.get('Queue')?.properties['Tags']).toStrictEqual([
    { Key: 'a', Value: 'b' },
  ]);
});

test.each<[string, Json]>([
  ['no folder', null],
  ['the folder itself', '.'],
  ['a folder above', '..'],
  ['a folder elsewhere', '/tmp'],
  ['a folder of another one', 'a/b'],
])('a stage that names %s cannot be decided', (_what, directoryName) => {
  const files = { 'manifest.json': { artifacts: { Prod: stage(directoryName) } } };
  expect(() => read(files)).toThrow(UndecidedError);
  expect(() => read(files)).toThrow('Prod: is an assembly of its own that names no folder beside it');
});

test('a stage whose folder is not there cannot be decided', () => {
  expect(() => read({ 'manifest.json': { artifacts: { Prod: stage('assembly-Prod') } } })).toThrow(
    'assembly-Prod/manifest.json: does not exist; synthesize first',
  );
});

test('stages that hold no stack hold nothing to prove', () => {
  const files = {
    'manifest.json': { artifacts: { Prod: stage('assembly-Prod') } },
    'assembly-Prod/manifest.json': { artifacts: {} },
  };
  expect(() => read(files)).toThrow('contains no stack, so there is nothing to prove');
});

test('what AWS names in two stacks of one name, in two accounts or Regions, is not the same', () => {
  const bucket = { Resources: { Data: { Type: 'AWS::S3::Bucket' } } };
  const shop = (environment: string): JsonObject => ({ Shop: stackIn(environment, { stackName: 'Shop' }) });
  const stacks = read({
    'manifest.json': {
      artifacts: {
        ...shop('aws://111122223333/eu-central-1'),
        Prod: stage('assembly-Prod'),
        Far: stage('assembly-Far'),
      },
    },
    't.json': bucket,
    'assembly-Prod/manifest.json': { artifacts: shop('aws://444455556666/eu-central-1') },
    'assembly-Prod/t.json': bucket,
    'assembly-Far/manifest.json': { artifacts: shop('aws://111122223333/eu-west-1') },
    'assembly-Far/t.json': bucket,
  });
  const names = stacks.map((stack) => resolveText({ Ref: 'Data' }, stack));
  expect(names).toStrictEqual([
    '(Shop.Data)',
    '(Shop 444455556666 eu-central-1.Data)',
    '(Shop 111122223333 eu-west-1.Data)',
  ]);
  expect(stacks.map((stack) => resolveText({ Ref: 'AWS::StackName' }, stack))).toStrictEqual(
    names.map(() => 'Shop'),
  );
  expect(withConstructPaths({ names: names.join() }, stacks).names).toBe(
    names.map(() => '(Shop/Data)').join(),
  );
});
