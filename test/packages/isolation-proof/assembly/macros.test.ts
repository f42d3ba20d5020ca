import { readTemplate } from '../../../../packages/isolation-proof/src/assembly/read-template';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';

const read = (template: JsonObject) =>
  readTemplate('acme', template, {
    account: '111122223333',
    region: 'eu-central-1',
    partition: 'aws',
    dnsSuffix: 'amazonaws.com',
  });

test.each<[string, JsonObject, string]>([
  [
    'a macro among properties',
    { Properties: { 'Fn::Transform': {}, BucketName: 'b' } },
    'Bucket (AWS::S3::Bucket): what Fn::Transform makes of it is unknown; write out what the macro makes',
  ],
  [
    'a macro deep in a property',
    { Properties: { Tags: [{ 'Fn::Transform': {} }] } },
    'Bucket (AWS::S3::Bucket): Tags[0]: what Fn::Transform makes of it is unknown; write out what the macro makes',
  ],
  ['a macro beside the type', { 'Fn::Transform': {} }, 'Bucket has an Fn::Transform'],
])('%s makes the template undecided', (_what, resource, message) => {
  expect(read({ Resources: { Bucket: { Type: 'AWS::S3::Bucket', ...resource } } })).toContain(message);
});

test('a macro over the whole template makes it undecided', () => {
  expect(read({ Resources: {}, 'Fn::Transform': {} })).toContain('has a Transform');
});

test.each<[string, JsonObject]>([
  ['Mappings', { Mappings: { Names: { a: { b: 'c' }, 'Fn::Transform': { Name: 'Macro' } } } }],
  ['Conditions', { Conditions: { Is: { 'Fn::Equals': [{ 'Fn::Transform': {} }, 'x'] } } }],
  ['Outputs', { Outputs: { 'Fn::Transform': { Name: 'AWS::Include' } } }],
  ['Parameters', { Parameters: { 'Fn::Transform': {} } }],
])('a macro in a section makes it undecided: %s', (section, more) => {
  expect(read({ Resources: {}, ...more })).toContain(`${section} has an Fn::Transform`);
});
