import { readTemplate } from '../../../../packages/isolation-proof/src/assembly/read-template';
import { storeParametersIn } from '../../../../packages/isolation-proof/src/assembly/store-parameters';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';

const PLACE = {
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
};
const VALUE = 'AWS::SSM::Parameter::Value';
const PARAMETERS = {
  Text: { Type: `${VALUE}<String>`, Default: '/acme/url' },
  Image: { Type: `${VALUE}<AWS::EC2::Image::Id>`, Default: '/aws/image' },
  List: { Type: `${VALUE}<List<String>>`, Default: '/acme/list' },
  Commas: { Type: `${VALUE}<CommaDelimitedList>`, Default: '/acme/commas' },
  Unnamed: { Type: `${VALUE}<String>` },
  Plain: { Type: 'String', Default: '/acme/url' },
  Name: { Type: 'AWS::SSM::Parameter::Name', Default: '/acme/url' },
  Untyped: {},
  Odd: 7,
  None: null,
  Within: { Type: `List<${VALUE}<String>>`, Default: '/acme/url' },
  Listed: { Type: [`${VALUE}<String>`], Default: '/acme/url' },
};

test('parameters whose value CloudFormation reads are dynamic references', () => {
  expect([...storeParametersIn({ Parameters: PARAMETERS })]).toEqual([
    ['Text', '{{resolve:ssm:/acme/url}}'],
    ['Image', '{{resolve:ssm:/aws/image}}'],
    ['List', ['{{resolve:ssm:/acme/list}}']],
    ['Commas', ['{{resolve:ssm:/acme/commas}}']],
    ['Unnamed', '{{resolve:ssm:${Unnamed}}}'],
  ]);
  expect(storeParametersIn({}).size).toBe(0);
});

/** A property as it is read. */
function read(value: Json): Json | undefined {
  const resource = { Type: 'AWS::X::Y', Properties: { value } };
  const stack = readTemplate('stack', { Parameters: PARAMETERS, Resources: { Only: resource } }, PLACE);
  if (typeof stack === 'string') throw new Error(stack);
  return stack.resources.get('Only')?.properties['value'];
}

const sub = (text: string, own?: Json): Json => ({ 'Fn::Sub': own === undefined ? text : [text, own] });

test.each<[string, Json, Json]>([
  ['by Ref', { Ref: 'Text' }, '{{resolve:ssm:/acme/url}}'],
  ['as a list', { Ref: 'List' }, ['{{resolve:ssm:/acme/list}}']],
  [
    'within Join',
    { 'Fn::Join': ['', ['x', { Ref: 'Text' }]] },
    { 'Fn::Join': ['', ['x', '{{resolve:ssm:/acme/url}}']] },
  ],
  ['within Sub', sub('x${Text}y${Plain}'), sub('x{{resolve:ssm:/acme/url}}y${Plain}')],
  ['within Sub, of a list', sub('${List}'), sub('{{resolve:ssm:/acme/list}}')],
  [
    'within Sub, and in its variables',
    sub('${Text}${Own}', { Own: { Ref: 'Text' } }),
    sub('{{resolve:ssm:/acme/url}}${Own}', { Own: '{{resolve:ssm:/acme/url}}' }),
  ],
])('they are read %s', (_how, value, expected) => {
  expect(read(value)).toEqual(expected);
});

test.each<[string, Json]>([
  ['another parameter', { Ref: 'Plain' }],
  ['what is no name', { Ref: ['Text'] }],
  ['a variable of its own with the same name', sub('${Text}', { Text: 'x' })],
  ['a literal', sub('${!Text}')],
  ['what is no text', { 'Fn::Sub': [7] }],
  ['what Sub does not take', { 'Fn::Sub': ['${Text}', {}, 'x'] }],
])('%s stays as it is', (_what, value) => {
  expect(read(value)).toEqual(value);
});
