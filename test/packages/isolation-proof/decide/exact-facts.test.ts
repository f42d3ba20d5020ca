import { exactFacts } from '../../../../packages/isolation-proof/src/decide/exact-facts';
import type { ConcreteRequest, ContextValue } from '../../../../packages/isolation-proof/src/decide/request';
import {
  absent,
  type Fact,
  type Facts,
  known,
} from '../../../../packages/isolation-proof/src/policies/facts';
import { NotUnderstoodError } from '../../../../packages/isolation-proof/src/templates/resolved';

const USER = 'arn:aws:iam::111122223333:user/team/ann';
const subject = (arn: string, facts: Facts = new Map()): ConcreteRequest['requester'] => ({
  arn,
  identity: [],
  boundary: undefined,
  facts,
});

/** What is known of a key. */
function factOf(
  key: string,
  requester: ConcreteRequest['requester'],
  context: Readonly<Record<string, ContextValue>> = {},
  tags?: Facts,
): Fact | undefined {
  const request = {
    requester,
    action: 's3:GetObject',
    resource: '*',
    context: new Map(Object.entries(context)),
  };
  return exactFacts(request, tags).get(key);
}

test.each<[string, string, ConcreteRequest['requester'], Fact]>([
  ['the name of a user is the end of its ARN', 'aws:username', subject(USER), known('ann')],
  ['a user without a path', 'aws:username', subject('arn:aws:iam::111122223333:user/bob'), known('bob')],
  ['a role has no name of a user', 'aws:username', subject('arn:aws:iam::111122223333:role/user/x'), absent],
  [
    'what the requester brings',
    'aws:principaltag/orgslug',
    subject(USER, new Map([['aws:principaltag/orgslug', known('acme')]])),
    known('acme'),
  ],
  [
    'what it brings wins over its name',
    'aws:username',
    subject(USER, new Map([['aws:username', known('other')]])),
    known('other'),
  ],
  [
    'a service is a service',
    'aws:principalservicename',
    { service: 's3.amazonaws.com' },
    known('s3.amazonaws.com'),
  ],
  ['a provider is none', 'aws:principalservicename', { federated: 'arn' }, absent],
  ['a service has no ARN', 'aws:principalarn', { service: 's3.amazonaws.com' }, absent],
])('%s', (_what, key, requester, expected) => {
  expect(factOf(key, requester)).toEqual(expected);
});

test('what the request says wins over what its requester brings, also that a key is absent', () => {
  const ann = subject(USER, new Map([['aws:principaltag/t', known('acme')]]));
  expect(factOf('aws:principaltag/t', ann, { 'aws:principaltag/t': 'globex' })).toEqual(known('globex'));
  expect(factOf('aws:principaltag/t', ann, { 'aws:principaltag/t': undefined })).toEqual(absent);
  expect(factOf('aws:tagkeys', ann, { 'aws:tagkeys': ['a', 'b'] })).toEqual({
    kind: 'values',
    texts: ['a', 'b'],
  });
  expect(factOf('aws:anything', ann, { 'aws:anything': 'x' })).toEqual(known('x'));
});

test.each([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalservicename',
  'aws:securetransport',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:tagkeys',
  'credentials-iot:awscertificateid',
  'credentials-iot:thingname',
  'iam:passedtoservice',
  'iam:permissionsboundary',
  'kms:encryptioncontext:aws:logs:arn',
  'kms:encryptioncontext:aws:s3:arn',
  'kms:encryptioncontext:parameter_arn',
  'kms:grantisforawsresource',
  'kms:viaservice',
  's3:prefix',
  's3:tlsversion',
  's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  's3:x-amz-server-side-encryption-customer-algorithm',
  'sts:externalid',
  'sts:sourceidentity',
  'aws:principaltag/any',
  'aws:requesttag/any',
  'aws:calledvialast',
  'token.actions.githubusercontent.com:aud',
  'token.actions.githubusercontent.com:sub',
  'cognito-identity.amazonaws.com:amr',
])('a request that does not say %s lacks it', (key) => {
  expect(factOf(key, subject(USER))).toEqual(absent);
});

test.each([
  'aws:sourcevpc',
  'aws:sourceip',
  's3:signatureversion',
  'aws:resourcetag/orgslug',
  'x:audience',
  'aud',
  'x:aws:principaltag/t',
])('of %s, a request may have any value', (key) => {
  expect(() => factOf(key, subject(USER))).toThrow(
    new NotUnderstoodError(`context key ${key} is not modelled`),
  );
});

test('a use of a key through a service is called by it, which it does not say', () => {
  const through = { 'kms:viaservice': 's3.eu-central-1.amazonaws.com' };
  expect(() => factOf('aws:calledvialast', subject(USER), through)).toThrow(NotUnderstoodError);
});

test('tags of a resource are all known, where AWS tells them', () => {
  const tags = new Map([['aws:resourcetag/orgslug', known('acme')]]);
  expect(factOf('aws:resourcetag/orgslug', subject(USER), {}, tags)).toEqual(known('acme'));
  expect(factOf('aws:resourcetag/other', subject(USER), {}, tags)).toEqual(absent);
});
