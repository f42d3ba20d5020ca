import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { readTemplate } from '../../../../packages/isolation-proof/src/assembly/read-template';

const PLACE = {
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
};

const TEMPLATE: JsonObject = {
  Parameters: { Stage: { Type: 'String', Default: 'production' } },
  Mappings: {
    Regions: {
      'eu-central-1': { bucket: 'acme-data', folders: ['raw', 'standardized'], days: 7 },
      'us-east-1': { bucket: 'acme-eu-data', folders: [], days: 1 },
      // A key that is not known is not called so.
      undefined: { bucket: 'nobody' },
    },
  },
  Conditions: {
    True: equals('a', 'a'),
    False: equals('a', 'A'),
    InFrankfurt: equals({ Ref: 'AWS::Region' }, 'eu-central-1'),
    InVirginia: equals({ Ref: 'AWS::Region' }, 'us-east-1'),
    Mapped: equals(inMap('Regions', { Ref: 'AWS::Region' }, 'bucket'), 'acme-data'),
    Joined: equals({ 'Fn::Join': ['-', ['eu', 'central', '1']] }, { Ref: 'AWS::Region' }),
    Selected: equals({ 'Fn::Select': [1, { 'Fn::Split': ['-', { Ref: 'AWS::Region' }] }] }, 'central'),
    Production: equals({ Ref: 'Stage' }, 'production'),
    Number: equals(1, '1'),
    Not: { 'Fn::Not': [{ Condition: 'True' }] },
    NotUnknown: { 'Fn::Not': [{ Condition: 'Production' }] },
    NotOfTwo: { 'Fn::Not': [{ Condition: 'False' }, { Condition: 'False' }] },
    And: { 'Fn::And': [{ Condition: 'True' }, { Condition: 'InFrankfurt' }] },
    AndFalse: { 'Fn::And': [{ Condition: 'Production' }, { Condition: 'False' }] },
    AndUnknown: { 'Fn::And': [{ Condition: 'True' }, { Condition: 'Production' }] },
    AndOfNone: { 'Fn::And': [] },
    Or: { 'Fn::Or': [{ Condition: 'Production' }, { Condition: 'True' }] },
    OrFalse: { 'Fn::Or': [{ Condition: 'InVirginia' }, { Condition: 'False' }] },
    OrUnknown: { 'Fn::Or': [{ Condition: 'False' }, { Condition: 'Production' }] },
    Nested: { 'Fn::Not': [{ 'Fn::Or': [equals('a', 'b'), { 'Fn::Not': [equals('a', 'a')] }] }] },
    Alice: { Condition: 'Bob' },
    Bob: { Condition: 'Alice' },
    OfThree: { 'Fn::Equals': ['a', 'a', 'a'] },
    OfOne: { 'Fn::Equals': ['a'] },
    OrOfNone: { 'Fn::Or': [] },
    OrOfOne: { 'Fn::Or': [equals('a', 'a')] },
    Boolean: equals(true, 'true'),
    ByList: { Condition: ['True'] },
    Unheard: { 'Fn::Xor': [equals('a', 'a'), equals('a', 'b')] },
    Empty: {},
    NotAlice: { 'Fn::Not': [{ Condition: 'NotBob' }] },
    NotBob: { 'Fn::Not': [{ Condition: 'NotAlice' }] },
    ...chainOf(20),
    TwoAtOnce: { ...equals('a', 'a'), Condition: 'True' },
    Resource: equals({ 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'a'),
  },
  Resources: {},
};

function equals(one: Json, other: Json): JsonObject {
  return { 'Fn::Equals': [one, other] };
}

/** Conditions each of which is the one before it. */
function chainOf(length: number): JsonObject {
  const conditions = Array.from({ length }, (_value, index): [string, Json] => [
    `Chain${index + 1}`,
    index === 0 ? equals('a', 'a') : { Condition: `Chain${index}` },
  ]);
  return Object.fromEntries([...conditions, [`TooLong`, { Condition: `Chain${length}` }]]);
}

function inMap(...keys: readonly Json[]): JsonObject {
  return { 'Fn::FindInMap': keys };
}

function when(condition: string, whenTrue: Json, whenFalse: Json): JsonObject {
  return { 'Fn::If': [condition, whenTrue, whenFalse] };
}

const NO_VALUE = { Ref: 'AWS::NoValue' };

const read = (resource: JsonObject) =>
  readTemplate(
    'acme',
    { ...TEMPLATE, Resources: { Bucket: { Type: 'AWS::S3::Bucket', ...resource } } },
    PLACE,
  );

/** What is read of a property with this value. */
function valueOf(value: Json): Json | undefined {
  const stack = read({ Properties: { Value: value } });
  if (typeof stack === 'string') throw new Error(stack);
  return stack.resources.get('Bucket')?.properties['Value'];
}

describe('conditions', () => {
  test.each(['True', 'InFrankfurt', 'Mapped', 'Joined', 'Selected', 'And', 'Or', 'Nested', 'Chain20'])(
    '%s is known to hold: its resource is there, and Fn::If gives the first branch',
    (condition) => {
      expect(read({ Condition: condition })).toMatchObject({
        resources: new Map([['Bucket', expect.anything()]]),
      });
      expect(valueOf(when(condition, 'yes', 'no'))).toBe('yes');
    },
  );

  test.each(['False', 'InVirginia', 'Not', 'AndFalse', 'OrFalse'])(
    '%s is known not to hold: its resource is not there, and Fn::If gives the second branch',
    (condition) => {
      expect(read({ Condition: condition })).toMatchObject({ resources: new Map() });
      expect(valueOf(when(condition, 'yes', 'no'))).toBe('no');
    },
  );

  test.each([
    'Production',
    'Number',
    'NotUnknown',
    'NotOfTwo',
    'AndUnknown',
    'AndOfNone',
    'OrUnknown',
    'Alice',
    'OrOfNone',
    'OrOfOne',
    'Boolean',
    'ByList',
    'Unheard',
    'Empty',
    'NotAlice',
    'TooLong',
    'OfThree',
    'OfOne',
    'TwoAtOnce',
    'Resource',
    'Missing',
    'constructor',
  ])('%s is not known: the template is undecided, and Fn::If stays as it is', (condition) => {
    expect(read({ Condition: condition })).toBe(
      `Bucket has the Condition "${condition}", so whether it is deployed is unknown; decide it in the app, and not in a parameter`,
    );
    expect(valueOf(when(condition, 'yes', 'no'))).toEqual(when(condition, 'yes', 'no'));
  });

  test("the CDK's metadata is read whatever its condition", () => {
    const metadata = { Type: 'AWS::CDK::Metadata', Condition: 'False' };
    expect(readTemplate('acme', { ...TEMPLATE, Resources: { Metadata: metadata } }, PLACE)).toMatchObject({
      resources: new Map([['Metadata', expect.objectContaining({ type: 'AWS::CDK::Metadata' })]]),
    });
  });
});

test.each<[string, Json, Json | undefined]>([
  ['a text of a mapping', inMap('Regions', 'us-east-1', 'bucket'), 'acme-eu-data'],
  ['a text by Region', inMap('Regions', { Ref: 'AWS::Region' }, 'bucket'), 'acme-data'],
  ['a list of a mapping', inMap('Regions', 'eu-central-1', 'folders'), ['raw', 'standardized']],
  ['a number of a mapping', inMap('Regions', 'eu-central-1', 'days'), 7],
  [
    'a key that another mapping gives',
    inMap('Regions', { Ref: 'AWS::Region' }, inMap('A', 'b', 'c')),
    undefined,
  ],
  ['an item of a list', { 'Fn::Select': [1, ['a', { Ref: 'Bucket' }]] }, { Ref: 'Bucket' }],
  [
    'an item of a mapping',
    { 'Fn::Select': ['1', inMap('Regions', 'eu-central-1', 'folders')] },
    'standardized',
  ],
  ['what a literal is split into', { 'Fn::Split': [', ', 'a, b'] }, ['a', 'b']],
  ['what the name of a stack is split into', { 'Fn::Split': ['m', { Ref: 'AWS::StackName' }] }, ['ac', 'e']],
  ['a branch in a branch', when('True', when('False', 'a', { X: when('True', 'b', 'c') }), 'd'), { X: 'b' }],
  ['a property without a value', { A: NO_VALUE, B: 1 }, { B: 1 }],
  ['a property that is left out', { A: when('True', NO_VALUE, 'a'), B: 1 }, { B: 1 }],
  ['an item behind one without a value', { 'Fn::Select': [1, [NO_VALUE, 'a', 'b']] }, 'a'],
  ['an item that is left out', ['a', when('False', 'b', NO_VALUE)], ['a']],
  ['the only item of a list', [when('True', 'b', 'c')], ['b']],
  [
    'a branch within a function',
    { 'Fn::Join': ['', ['a', when('True', 'b', 'c')]] },
    { 'Fn::Join': ['', ['a', 'b']] },
  ],
])('%s is known', (_what, value, expected) => {
  expect(valueOf(value)).toEqual(expected ?? value);
});

test.each<[string, Json]>([
  ['a key that is a parameter', inMap('Regions', { Ref: 'Stage' }, 'bucket')],
  ['a mapping that is not there', inMap('Accounts', 'eu-central-1', 'bucket')],
  ['a key that is not there', inMap('Regions', 'eu-west-1', 'bucket')],
  ['a key that every object has', inMap('Regions', 'constructor', 'name')],
  ['a mapping with a default', inMap('Regions', 'eu-central-1', 'bucket', { DefaultValue: 'x' })],
  ['a mapping with one key', inMap('Regions', 'eu-central-1')],
  ['a branch by a parameter', when('Production', 'a', 'b')],
  ['no value in a branch by a parameter', { A: when('Production', 'a', NO_VALUE) }],
  ['no value in a list of a function', { 'Fn::Join': ['', ['a', NO_VALUE]] }],
  ['no value in a variable of a function', { 'Fn::Sub': ['${A}', { A: NO_VALUE }] }],
  ['three branches', { 'Fn::If': ['True', 'a', 'b', 'c'] }],
  ['one branch', { 'Fn::If': ['False', 'a'] }],
  ['an item of a parameter', { 'Fn::Select': [0, { Ref: 'Stage' }] }],
  ['an item at a place that is a parameter', { 'Fn::Select': [{ Ref: 'Stage' }, ['a']] }],
  ['an item behind the end', { 'Fn::Select': [1, ['a']] }],
  ['a split of what a resource gives', { 'Fn::Split': [':', { 'Fn::GetAtt': ['Bucket', 'Arn'] }] }],
  ['a split of a parameter', { 'Fn::Split': [':', { Ref: 'Stage' }] }],
  ['a split by nothing', { 'Fn::Split': ['', 'ab'] }],
  ['a split by a number', { 'Fn::Split': [1, 'a1b'] }],
  ['a split of nothing', { 'Fn::Split': [','] }],
  ['a split with more arguments', { 'Fn::Split': [',', 'a,b', 'c'] }],
  ['a split that is a text', { 'Fn::Split': ',a' }],
  ['an item of a text', { 'Fn::Select': [0, 'abc'] }],
  ['an item with more arguments', { 'Fn::Select': [0, ['a'], 'b'] }],
  ['an item of nothing', { 'Fn::Select': [0] }],
  ['an item at no place', { 'Fn::Select': [] }],
  ['an item at a place that is no number', { 'Fn::Select': ['length', ['a']] }],
  ['a mapping that is a text', { 'Fn::FindInMap': 'Regions' }],
  ['an item with a property beside it', { 'Fn::Select': [0, ['a']], Other: 'b' }],
  ['what has AWS::NoValue and a property beside it', { A: { Ref: 'AWS::NoValue', Other: 'b' } }],
])('%s stays as it is', (_what, value) => {
  expect(valueOf(value)).toEqual(value);
});

test('properties in which nothing is to be put are not copied: there are many, and templates are large', () => {
  const properties = {
    Tags: [{ Key: 'a', Value: { Ref: 'Stage' } }],
    Url: { 'Fn::Sub': 'https://${Bucket}' },
  };
  const stack = read({ Properties: properties });
  expect(typeof stack === 'string' ? stack : stack.resources.get('Bucket')?.properties).toBe(properties);
});

test('rules and parameters, such as those of the CDK, change nothing', () => {
  const bootstrap = { BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>' } };
  const template = {
    ...TEMPLATE,
    Parameters: bootstrap,
    Rules: { CheckBootstrapVersion: { Assertions: [] } },
  };
  expect(readTemplate('acme', template, PLACE)).toEqual(readTemplate('acme', TEMPLATE, PLACE));
});
