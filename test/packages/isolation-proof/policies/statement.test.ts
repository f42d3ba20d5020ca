import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { NotUnderstoodError } from '../../../../packages/isolation-proof/src/templates/resolved';
import { readStatements, type Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import { policyOf } from '../fixtures/organizations';
import { resourceOf } from '../fixtures/stack-of';

const POLICY = resourceOf('AWS::IAM::ManagedPolicy');
const ROLE = resourceOf('AWS::IAM::Role');
const BASE = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const { Action: _action, ...WITHOUT_ACTION } = BASE;
const { Resource: _resource, ...WITHOUT_RESOURCE } = BASE;

function read(statement: JsonObject): Statement | undefined {
  return readStatements(policyOf(statement), POLICY)[0];
}

test('a statement is read with all its elements', () => {
  const statement = {
    ...BASE,
    Sid: 'ReadOwn',
    Action: ['s3:GetObject', 'S3:List*'],
    Principal: { AWS: ['*', { Ref: 'Parameter' }], Service: 's3.amazonaws.com', Federated: 'f' },
    Condition: { Bool: { 'aws:SecureTransport': false }, StringLike: { 's3:Prefix': ['a', 'b'] } },
  };
  expect(read(statement)).toEqual({
    effect: 'Allow',
    name: 'ReadOwn',
    actions: { texts: ['s3:getobject', 's3:list*'], negated: false },
    resources: { texts: ['*'], negated: false },
    principals: {
      negated: false,
      aws: ['*', undefined],
      services: ['s3.amazonaws.com'],
      federated: ['f'],
      others: [],
    },
    conditions: [
      { operator: 'Bool', key: 'aws:securetransport', values: ['false'] },
      { operator: 'StringLike', key: 's3:prefix', values: ['a', 'b'] },
    ],
    source: POLICY,
  });
});

test('NotAction and NotResource are read as negated, and resources keep their case', () => {
  const read_ = read({ Effect: 'Deny', NotAction: 'S3:*', NotResource: ['A', { Ref: 'Parameter' }] });
  expect(read_).toMatchObject({
    effect: 'Deny',
    actions: { texts: ['s3:*'], negated: true },
    resources: { texts: ['A', undefined], negated: true },
  });
});

test.each<[string, Json, Statement['principals']]>([
  ['everybody', '*', { negated: false, aws: ['*'], services: [], federated: [], others: [] }],
  [
    'an account',
    { AWS: '111122223333' },
    { negated: false, aws: ['111122223333'], services: [], federated: [], others: [] },
  ],
  [
    'a service',
    { Service: ['a', 'b'] },
    { negated: false, aws: [], services: ['a', 'b'], federated: [], others: [] },
  ],
  [
    'whom an identity provider signs in',
    { Federated: 'arn:aws:iam::111122223333:oidc-provider/id.example.com' },
    {
      negated: false,
      aws: [],
      services: [],
      federated: ['arn:aws:iam::111122223333:oidc-provider/id.example.com'],
      others: [],
    },
  ],
  [
    'another kind',
    { CanonicalUser: 'x' },
    { negated: false, aws: [], services: [], federated: [], others: ['CanonicalUser'] },
  ],
])('the principal is %s', (_what, Principal, expected) => {
  expect(read({ ...BASE, Principal })?.principals).toEqual(expected);
});

test('NotPrincipal is negated, and without either there is none', () => {
  expect(read({ ...BASE, NotPrincipal: { AWS: 'x' } })?.principals?.negated).toBe(true);
  expect(read(BASE)).not.toHaveProperty('principals');
});

test('a statement alone is a list of one, and without a Sid is named by its number', () => {
  expect(readStatements({ Version: '2012-10-17', Statement: BASE }, POLICY).map(({ name }) => name)).toEqual([
    'statement 1',
  ]);
  expect(readStatements(policyOf(BASE, { ...BASE, Sid: '' }), POLICY).map(({ name }) => name)).toEqual([
    'statement 1',
    'statement 2',
  ]);
});

test('only a trust policy may leave Resource out', () => {
  expect(readStatements(policyOf(WITHOUT_RESOURCE), ROLE)[0]?.resources).toEqual({
    texts: ['*'],
    negated: false,
  });
  expect(() => read(WITHOUT_RESOURCE)).toThrow('Resource or NotResource');
});

test('a trust policy with a Resource is about it', () => {
  const about = [{ Resource: 'x' }, { NotResource: 'x' }].map(
    (resource) => readStatements(policyOf({ ...WITHOUT_RESOURCE, ...resource }), ROLE)[0]?.resources,
  );
  expect(about).toEqual([
    { texts: ['x'], negated: false },
    { texts: ['x'], negated: true },
  ]);
});

test('without a Resource, a statement is about what its reader says', () => {
  const read_ = (statement: JsonObject): Statement['resources'] | undefined =>
    readStatements(policyOf(statement), POLICY, { withoutResource: ['here'] })[0]?.resources;
  expect(read_(WITHOUT_RESOURCE)).toEqual({ texts: ['here'], negated: false });
  expect(read_(BASE)).toEqual({ texts: ['*'], negated: false });
});

test('no Condition is no conditions', () => {
  expect(read(BASE)?.conditions).toEqual([]);
});

/** The id of a key is made at deployment. */
describe('keys', () => {
  const KEYS = 'arn:aws:kms:eu-central-1:111122223333:key/';

  test.each([`${KEYS}*`, 'arn:*:kms:*:*:key/*', `${KEYS}1234`, '*', 'arn:aws:s3:::key/a*'])(
    '%s is a resource',
    (Resource) => {
      expect(read({ ...BASE, Resource: [{ Ref: 'Parameter' }, Resource] })?.resources.texts).toContain(
        Resource,
      );
    },
  );

  test.each([`${KEYS}12*`, `${KEYS}1?`, `${KEYS}*?`, `${KEYS}a*b`])('%s is refused', (Resource) => {
    const refusal = new NotUnderstoodError(
      `wildcards in a key id, as in ${Resource}, are not supported; name the whole key, or *`,
    );
    expect(() => read({ ...BASE, Resource: ['*', Resource] })).toThrow(refusal);
    expect(() => read({ ...WITHOUT_RESOURCE, NotResource: Resource })).toThrow(refusal);
  });
});

test.each<[string, JsonObject, string]>([
  ['no Action', WITHOUT_ACTION, 'Action or NotAction'],
  ['Action and NotAction', { ...BASE, NotAction: 's3:*' }, 'Action or NotAction'],
  ['Resource and NotResource', { ...BASE, NotResource: '*' }, 'Resource or NotResource'],
  ['Principal and NotPrincipal', { ...BASE, Principal: '*', NotPrincipal: '*' }, 'both'],
  ['an empty Action', { ...BASE, Action: [] }, 'Action of a statement is empty'],
  ['an empty NotAction', { ...WITHOUT_ACTION, NotAction: [] }, 'is empty'],
  ['an empty Resource', { ...BASE, Resource: [] }, 'Resource of a statement is empty'],
  ['an element that is not known', { ...BASE, Actions: 's3:*' }, 'Actions'],
  ['an element in lower case', { ...BASE, condition: {} }, 'condition'],
  ['an intrinsic function', { 'Fn::If': ['C', BASE, BASE] }, 'Fn::If'],
  ['no Effect', { Action: 's3:*', Resource: '*' }, 'Effect'],
  ['an Effect in lower case', { ...BASE, Effect: 'allow' }, 'Effect'],
  ['an Effect that is a parameter', { ...BASE, Effect: { Ref: 'Parameter' } }, 'Effect'],
  ['a Principal that is a text', { ...BASE, Principal: '111122223333' }, 'Principal'],
  ['a Principal that is a list', { ...BASE, Principal: ['*'] }, 'Principal'],
  ['a Condition that is a list', { ...BASE, Condition: [] }, 'Condition'],
  ['a Condition that is left out on some condition', { ...BASE, Condition: { Ref: 'AWS::NoValue' } }, 'Ref'],
  ['an operator that is a list', { ...BASE, Condition: { Bool: ['x'] } }, 'Bool'],
  [
    'a value that is not understood',
    { ...BASE, Condition: { Bool: { k: { 'Fn::Select': [] } } } },
    'Fn::Select',
  ],
  ['an Action that is not understood', { ...BASE, Action: { 'Fn::Base64': 'x' } }, 'Fn::Base64'],
])('refuses a statement with %s', (_what, statement, message) => {
  expect(() => read(statement)).toThrow(NotUnderstoodError);
  expect(() => read(statement)).toThrow(message);
});

test.each<[string, Json | undefined, string]>([
  ['nothing', undefined, 'the policy document is not an object'],
  ['a text', JSON.stringify(policyOf(BASE)), 'the policy document is not an object'],
  ['a list', [policyOf(BASE)], 'the policy document is not an object'],
  ['no statement', { Version: '2012-10-17' }, 'the policy document has no statement'],
  ['an empty list of statements', policyOf(), 'the policy document has no statement'],
  ['a statement that is a text', policyOf('Allow'), 'statement 1 is not an object'],
  ['a statement that is a list', policyOf(BASE, [BASE]), 'statement 2 is not an object'],
  [
    'another version',
    { Version: '2020-01-01', Statement: BASE },
    'the Version "2020-01-01" is not "2012-10-17"',
  ],
  [
    'a version that is a parameter',
    { Version: { Ref: 'Parameter' }, Statement: BASE },
    'the Version {"Ref":"Parameter"}',
  ],
  [
    'a document that depends on a condition',
    { 'Fn::If': ['C', policyOf(BASE), policyOf(BASE)] },
    'the Version undefined',
  ],
])('refuses a document that is %s', (_what, document, message) => {
  expect(() => readStatements(document, POLICY)).toThrow(message);
  expect(() => readStatements(document, POLICY)).toThrow(NotUnderstoodError);
});

describe('what AWS reads otherwise', () => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
  test.each([
    ['an old version', { Version: '2008-10-17' }],
    ['no version, which is the old one', {}],
  ])('a policy variable is plain text in %s', (_what, version) => {
    const document = {
      ...version,
      Statement: { ...BASE, Effect: 'Deny', Resource: '${aws:PrincipalTag/t}/*' },
    };
    expect(() => readStatements(document, POLICY)).toThrow(NotUnderstoodError);
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
  test('a condition without values has no effect', () => {
    expect(() => read({ ...BASE, Condition: { StringEquals: { 'aws:k': [] } } })).toThrow(
      new NotUnderstoodError('the condition on aws:k has no value; remove it, or write one'),
    );
  });
});
