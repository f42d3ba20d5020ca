import { SLUG_STAND_INS } from '../../../../packages/isolation-proof/src/forms/slug-text';
import { isRenameable } from '../../../../packages/isolation-proof/src/forms/text-pattern';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { tagsOf } from '../fixtures/organizations';
import { TAGS } from '../fixtures/tenant-tags';

const { slug: NAME } = SLUG_STAND_INS.shown;
const OTHER = SLUG_STAND_INS.other.slug;

/** A bucket of the tenant whose name was replaced. */
function bucket(properties: JsonObject = {}, attributes: JsonObject = {}): JsonObject {
  return {
    Type: 'AWS::S3::Bucket',
    Properties: { BucketName: `${NAME}-data`, Tags: tagsOf(NAME), ...properties },
    ...attributes,
  };
}
const isAlike = (template: Json): boolean => isRenameable(JSON.stringify(template), NAME, TAGS);
const withResources = (Resources: JsonObject, more: JsonObject = {}): boolean =>
  isAlike({ Resources, ...more });

test.each<[string, JsonObject, JsonObject]>([
  ['where names may stand', {}, {}],
  ['within texts that are put together later', { BucketName: { 'Fn::Join': ['-', [NAME, 'data']] } }, {}],
  ['within substitutions', { BucketName: { 'Fn::Sub': `${NAME}-\${AWS::Region}` } }, {}],
  ['in metadata, of which nothing is read', {}, { Metadata: { path: NAME } }],
])('templates that differ in names %s are alike', (_where, properties, attributes) => {
  const more = { Outputs: { Name: { Value: 'x' } }, Description: NAME, Metadata: { x: NAME } };
  expect(withResources({ Bucket: bucket(properties, attributes) }, more)).toBe(true);
});

test('a resource without properties holds no names', () => {
  expect(
    withResources({ Bucket: bucket(), Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle' } }),
  ).toBe(true);
});

test.each<[string, JsonObject, JsonObject]>([
  ['in a property of settings', { AccessControl: NAME }, {}],
  ['as the key of a property', { [NAME]: 'x' }, {}],
  ['in the key of a tag', { Tags: [...tagsOf(NAME), { Key: NAME, Value: 'x' }] }, {}],
  ['beside the properties', {}, { DependsOn: NAME }],
  ['in a function that is evaluated', { BucketName: { 'Fn::Select': [0, [NAME, 'x']] } }, {}],
  [
    'in a function within another one',
    { BucketName: { 'Fn::Join': ['-', [{ 'Fn::Select': [0, [NAME, 'x']] }]] } },
    {},
  ],
])('templates that differ in names %s are not', (_where, properties, attributes) => {
  expect(withResources({ Bucket: bucket(properties, attributes) })).toBe(false);
});

test('names in their place in one resource do not make up for those in another one', () => {
  expect(withResources({ Bucket: bucket(), Other: bucket({ AccessControl: NAME }) })).toBe(false);
});

test('a template that cannot be read is not alike', () => {
  expect(withResources({ Bucket: bucket({ 'Fn::Transform': { Name: 'Any' } }) })).toBe(false);
});

test('an output that shows an access key is looked at one by one', () => {
  const key = { Type: 'AWS::IAM::AccessKey', Properties: { UserName: 'x' } };
  const output = (attribute: string): JsonObject => ({
    Outputs: { Key: { Value: { 'Fn::GetAtt': ['Key', attribute] } } },
  });
  expect(withResources({ Bucket: bucket(), Key: key }, output('SecretAccessKey'))).toBe(false);
  expect(withResources({ Bucket: bucket(), Key: key }, output('Id'))).toBe(true);
});

test('templates that differ in what they say besides their resources are not alike', () => {
  expect(withResources({ Bucket: bucket() }, { Parameters: { [NAME]: { Type: 'String' } } })).toBe(false);
  expect(withResources({ [`${NAME}Bucket`]: bucket() })).toBe(true);
});

test.each<[string, JsonObject]>([
  ['no tenant', bucket({ Tags: [] })],
  ['another tenant', bucket({ Tags: tagsOf(OTHER) })],
])('templates of %s are not those of the tenant whose names were replaced', (_whose, other) => {
  expect(withResources({ Bucket: other })).toBe(false);
  expect(withResources({ Bucket: bucket(), Other: other })).toBe(false);
});

test('names of existing users are chosen freely', () => {
  const policy = (attached: JsonObject): JsonObject => ({
    Type: 'AWS::IAM::Policy',
    Properties: { PolicyName: 'x', PolicyDocument: {}, ...attached },
  });
  expect(withResources({ Bucket: bucket(), Policy: policy({ Users: ['ann'] }) })).toBe(false);
  expect(withResources({ Bucket: bucket(), Policy: policy({ Roles: ['ann'] }) })).toBe(true);
});

test('what another stack imports is not looked at', () => {
  const output = { Name: { Value: { Ref: 'Bucket' }, Export: { Name: 'bucket' } } };
  expect(withResources({ Bucket: bucket() }, { Outputs: output })).toBe(false);
});

test.each([
  ['no JSON', '{'],
  ['no object', '[]'],
  ['without resources', '{}'],
  ['with resources that are none', JSON.stringify({ Resources: { Bucket: 'x' } })],
  [
    'with properties that are none',
    JSON.stringify({ Resources: { Bucket: bucket({}, { Properties: [] }) } }),
  ],
])('a text that is %s is no template', (_what, text) => {
  expect(isRenameable(text, NAME, TAGS)).toBe(false);
});

test('escapes that could be part of a word are not looked at', () => {
  const text = JSON.stringify({ Resources: { Bucket: bucket() } });
  const described = (escape: string): boolean =>
    isRenameable(text.replace('-data', `-${escape}data`), NAME, TAGS);
  expect(['\\"', '\\\\', '\\/'].map(described)).toStrictEqual([true, true, true]);
  expect(['\\n', '\\u0041', '\\\\\\n'].map(described)).toStrictEqual([false, false, false]);
});
