import { UnreadableTemplateError } from '../../../lib/deployed/errors';
import { resolveIntrinsics } from '../../../lib/deployed/intrinsics';

const KEY_ARN = 'arn:aws:kms:eu-central-1:123456789012:key/1';
const scope = {
  pseudoParameters: { 'AWS::Region': 'eu-central-1', 'AWS::Partition': 'aws' },
  resources: new Map([
    ['Key', { physicalId: '1', attributes: { Arn: KEY_ARN } }],
    ['Group', { physicalId: 'g', attributes: { 'Engine.Version': '3' } }],
  ]),
};
const resolve = (value: unknown): unknown => resolveIntrinsics(value, scope, 'stack Resource');

describe('resolveIntrinsics', () => {
  test.each([
    ['a literal', 'acme', 'acme'],
    ['what only looks like a function', { Reference: 'Key' }, { Reference: 'Key' }],
    ["a policy statement's variable", '${aws:PrincipalTag/orgSlug}', '${aws:PrincipalTag/orgSlug}'],
    ['Ref of a resource', { Ref: 'Key' }, '1'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-central-1'],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Key', 'Arn'] }, KEY_ARN],
    ['Fn::GetAtt in one text', { 'Fn::GetAtt': 'Group.Engine.Version' }, '3'],
    [
      'Fn::Join',
      { 'Fn::Join': ['/', ['a', { Ref: 'Key' }, { 'Fn::GetAtt': ['Key', 'Arn'] }]] },
      `a/1/${KEY_ARN}`,
    ],
    [
      'Fn::Sub',
      { 'Fn::Sub': 'arn:${AWS::Partition}:${Key}:${Key.Arn}:${!Key}' },
      `arn:aws:1:${KEY_ARN}:\${Key}`,
    ],
    [
      'Fn::Sub with variables',
      { 'Fn::Sub': ['${A}-${Key}', { A: { Ref: 'AWS::Region' } }] },
      'eu-central-1-1',
    ],
    ['functions inside of lists and objects', { a: [{ b: { Ref: 'Key' } }] }, { a: [{ b: '1' }] }],
  ])('evaluates %s', (_case, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  test.each([
    ['a function that it does not know', { 'Fn::ImportValue': 'shared-key' }],
    [
      'a function that it does not know, inside of one that it knows',
      { 'Fn::Join': ['', [{ 'Fn::If': ['C', 1, 2] }]] },
    ],
    ['an unknown name', { Ref: 'Other' }],
    ['a pseudo parameter without a value', { Ref: 'AWS::NoValue' }],
    ['an unknown attribute', { 'Fn::GetAtt': ['Key', 'KeyId'] }],
    ["an unknown resource's attribute", { 'Fn::GetAtt': ['Other', 'Arn'] }],
    ['an unknown name in Fn::Sub', { 'Fn::Sub': '${Other}' }],
    ['a join of what is no text', { 'Fn::Join': ['', [1]] }],
    ['a function beside something else', { Ref: 'Key', Other: 1 }],
    ['bad arguments', { 'Fn::GetAtt': 'Key' }],
  ])('refuses %s, and names the place', (_case, value) => {
    expect(() => resolve({ Property: value })).toThrow(UnreadableTemplateError);
    expect(() => resolve({ Property: value })).toThrow(/^stack Resource\.Property/);
  });
});
