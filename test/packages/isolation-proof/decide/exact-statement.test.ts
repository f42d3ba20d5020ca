import { appliesTo, namedBy } from '../../../../packages/isolation-proof/src/decide/exact-statement';
import { nameOf } from '../../../../packages/isolation-proof/src/decide/request';
import { EVERYTHING, literalPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { type Fact, type FactLookup, known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { OBJECT, ROLE, ROOT, statements, subject, UNKNOWN, USER } from '../fixtures/statements-and-requests';

const ACCOUNT = '111122223333';
const PARAMETER = { Ref: 'Parameter' };
const FACTS: FactLookup = new Map<string, Fact>([
  ['aws:k', known('a')],
  ['aws:several', { kind: 'values', texts: ['a', 'b'] }],
]);

function one(statement: JsonObject): Statement {
  const [first] = statements({ Sid: 'One', ...statement });
  if (first === undefined) throw new Error('no statement');
  return first;
}

/** What is decided, or why nothing is. */
function orReason(decided: () => string): string {
  try {
    return decided();
  } catch (error) {
    if (!(error instanceof UndecidedError)) throw error;
    expect(error.unknowns).toHaveLength(1);
    expect(error.unknowns[0]?.place).toBe('test/Only (One)');
    return error.unknowns[0]?.reason ?? '';
  }
}

const OPEN = `arn:aws:s3:::data/${UNKNOWN}*`;

test.each<[string, JsonObject, string]>([
  ['the action, among others', { Action: ['x:y', 's3:GetObject'] }, 'yes'],
  ['another action', { Action: ['x:y', 's3:PutObject', 'kms:*'] }, 'no'],
  ['all but others', { NotAction: ['x:y', 'kms:*'] }, 'yes'],
  ['all but this one', { NotAction: ['x:y', 's3:*'] }, 'no'],
  [
    'an action that is not known',
    { Action: PARAMETER },
    'an action is unknown before deployment; write it out',
  ],
  ['an action that is not known beside it', { Action: [PARAMETER, 's3:Get?bject'] }, 'yes'],
  [
    'all but one that is not known',
    { NotAction: PARAMETER },
    'an action is unknown before deployment; write it out',
  ],
  ['all but one that is not known and this one', { NotAction: [PARAMETER, 's3:getobject'] }, 'no'],
  ['another resource', { Resource: ['arn:aws:s3:::other/*', 'x'] }, 'no'],
  ['the resource, among others', { Resource: ['x', 'arn:aws:s3:::data/*'] }, 'yes'],
  ['all resources but others', { NotResource: ['x'] }, 'yes'],
  ['all resources but this one', { NotResource: ['x', OBJECT] }, 'no'],
  [
    'a resource that is not known',
    { Resource: ['*', PARAMETER] },
    'a resource is unknown before deployment; write it out',
  ],
  ['a resource that is not known, of another action', { Action: 'x:y', Resource: PARAMETER }, 'no'],
  ['a resource that may match', { Resource: ['x', OPEN] }, 'open'],
  ['a resource that cannot match', { Resource: `arn:aws:s3:::other/${UNKNOWN}*` }, 'no'],
  ['a resource that matches, and one that may', { Resource: [OPEN, '*'] }, 'yes'],
  ['all resources but one that may match', { NotResource: OPEN }, 'open'],
  ['all resources but one that cannot match', { NotResource: `x${UNKNOWN}` }, 'yes'],
  ['a condition that holds', { Condition: { StringEquals: { 'aws:K': 'a' } } }, 'yes'],
  ['a condition that does not', { Condition: { StringEquals: { 'aws:k': 'b' } } }, 'no'],
  [
    'two, of which one does not',
    { Condition: { StringEquals: { 'aws:k': ['b'] }, Null: { 'aws:k': 'false' } } },
    'no',
  ],
  ['a condition that may hold', { Condition: { StringEquals: { 'aws:k': UNKNOWN } } }, 'open'],
  [
    'a condition that may hold by one of its values',
    { Condition: { StringEquals: { 'aws:k': ['b', UNKNOWN] } } },
    'open',
  ],
  [
    'a condition that may hold, and one that does not',
    { Condition: { StringEquals: { 'aws:k': UNKNOWN }, StringLike: { 'aws:k': 'b' } } },
    'no',
  ],
  [
    'a resource that may match where a condition does not hold',
    { Resource: OPEN, Condition: { StringLike: { 'aws:k': 'b' } } },
    'no',
  ],
  [
    'a condition on several values',
    { Condition: { 'ForAnyValue:StringEquals': { 'aws:several': 'b' } } },
    'yes',
  ],
  [
    'a condition on other values',
    { Condition: { 'ForAnyValue:StringEquals': { 'aws:several': 'c' } } },
    'no',
  ],
  [
    'a value that is not known',
    { Condition: { StringEquals: { 'aws:k': PARAMETER } } },
    'a value of aws:k is unknown before deployment; write it out',
  ],
  [
    'a condition that is left open',
    { Condition: { DateLessThan: { 'aws:k': 'x' } } },
    'DateLessThan on aws:k is not modelled for this request; give the request the key',
  ],
  [
    'a condition on a key of which nothing is known',
    { Condition: { StringEquals: { 'aws:other': 'a' } } },
    'StringEquals on aws:other is not modelled for this request; give the request the key',
  ],
  [
    'a condition that is left open beside one that does not hold',
    { Condition: { StringEquals: { 'aws:k': 'b' }, DateLessThan: { 'aws:k': 'x' } } },
    'DateLessThan on aws:k is not modelled for this request; give the request the key',
  ],
])('a statement about %s', (_what, statement, expected) => {
  const asked = { action: 's3:getobject', resource: OBJECT };
  expect(orReason(() => appliesTo(one(statement), asked, FACTS))).toBe(expected);
});

test('a condition is decided anew for another value, and with a variable for other facts', () => {
  const asked = { action: 's3:getobject', resource: OBJECT };
  const plain = one({ Condition: { StringEquals: { 'aws:k': 'a' } } });
  const variable = one({ Condition: { StringEquals: { 'aws:k': '${aws:PrincipalTag/t}' } } });
  const either = one({ Condition: { StringEquals: { 'aws:k': ['x', '${aws:PrincipalTag/t}'] } } });
  const absent: Fact = { kind: 'absent' };
  const facts = (k: Fact, t: Fact): FactLookup =>
    new Map([
      ['aws:k', k],
      ['aws:principaltag/t', t],
    ]);
  const answers = [
    facts(known('a'), known('a')),
    facts(known('b'), known('a')),
    facts(known('a'), known('b')),
  ].map((some) => [plain, variable, either].map((statement) => appliesTo(statement, asked, some)));
  expect(answers).toEqual([
    ['yes', 'yes', 'yes'],
    ['no', 'no', 'no'],
    ['yes', 'no', 'no'],
  ]);
  expect(appliesTo(plain, asked, facts(absent, absent))).toBe('no');
});

test('what is decided of an absent key says nothing of a key with any value, or with one of a set', () => {
  const asked = { action: 's3:getobject', resource: OBJECT };
  const condition = one({ Condition: { StringLike: { 'aws:k': '*' } } });
  const everything = { matching: [EVERYTHING], excluding: [] };
  const facts: Fact[] = [{ kind: 'absent' }, { kind: 'any' }, { kind: 'among', set: everything }, known('a')];
  expect(facts.map((fact) => appliesTo(condition, asked, new Map([['aws:k', fact]])))).toEqual([
    'no',
    'yes',
    'yes',
    'yes',
  ]);
});

test('what is decided of one set of values says nothing of another one', () => {
  const asked = { action: 's3:getobject', resource: OBJECT };
  const condition = one({ Condition: { StringEquals: { 'aws:k': 'a' } } });
  const among = (text: string): Fact => ({
    kind: 'among',
    set: { matching: [literalPattern(text)], excluding: [] },
  });
  const facts = [among('a'), among('b')];
  expect(facts.map((fact) => appliesTo(condition, asked, new Map([['aws:k', fact]])))).toEqual(['yes', 'no']);
});

const SERVICE = { service: 's3.amazonaws.com' };
const PROVIDER = { federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/x` };
const session = (role: string): JsonObject => ({ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/s` });

test.each<[string, Json, Parameters<typeof nameOf>[0], string]>([
  ['everybody', '*', subject(USER, []), 'everybody'],
  ['everybody of AWS', { AWS: [USER, '*'] }, subject(USER, []), 'everybody'],
  ['everybody, who is a service', '*', SERVICE, 'everybody'],
  ['itself', { AWS: [ROLE, USER] }, subject(USER, []), 'itself'],
  ['its account', { AWS: ACCOUNT }, subject(USER, []), 'account'],
  ['the root of its account', { AWS: [ROLE, ROOT] }, subject(USER, []), 'account'],
  ['somebody else', { AWS: ROLE }, subject(USER, []), 'no'],
  ['a service, not a user', { Service: 's3.amazonaws.com' }, subject(USER, []), 'no'],
  ['itself, and what is not known', { AWS: [PARAMETER, USER] }, subject(USER, []), 'itself'],
  [
    'what is not known',
    { AWS: PARAMETER },
    subject(USER, []),
    'sessions in Principal are not supported; name the role',
  ],
  [
    'a session of it',
    session('reader'),
    subject(ROLE, []),
    'sessions in Principal are not supported; name the role',
  ],
  ['a session of another role', session('other'), subject(ROLE, []), 'no'],
  ['a session of a role that is called like a user', session('ann'), subject(USER, []), 'no'],
  ['the service', { Service: ['x', 's3.amazonaws.com'] }, SERVICE, 'itself'],
  ['another service', { Service: ['x'], AWS: ROOT }, SERVICE, 'no'],
  ['the service, and what is not known', { Service: [PARAMETER, 's3.amazonaws.com'] }, SERVICE, 'itself'],
  [
    'a service that is not known',
    { Service: PARAMETER },
    SERVICE,
    'a service in Principal is unknown before deployment; write it out',
  ],
  ['the provider', { Federated: PROVIDER.federated }, PROVIDER, 'itself'],
  ['another provider', { Federated: 'x', AWS: ROOT }, PROVIDER, 'no'],
  [
    'canonical users',
    { CanonicalUser: 'x' },
    subject(USER, []),
    'principals of kind CanonicalUser are not supported; name roles, accounts or services',
  ],
  [
    'more kinds',
    { CanonicalUser: 'x', Other: 'y', AWS: '*' },
    subject(USER, []),
    'principals of kind CanonicalUser,Other are not supported; name roles, accounts or services',
  ],
])('a statement names %s', (_what, Principal, requester, expected) => {
  expect(orReason(() => namedBy(one({ Principal }), requester, ACCOUNT))).toBe(expected);
});

test('of whom a statement is not about, and of one that is about nobody, nothing is decided', () => {
  const ann = subject(USER, []);
  expect(orReason(() => namedBy(one({ NotPrincipal: '*' }), ann, ACCOUNT))).toBe(
    'NotPrincipal is not supported; name the principals',
  );
  expect(orReason(() => namedBy(one({}), ann, ACCOUNT))).toBe('a resource policy must name principals');
});

test('a mistake of the engine itself is no statement that is not understood', () => {
  const broken: FactLookup = {
    get: () => {
      throw new RangeError('broken');
    },
  };
  const asked = { action: 's3:getobject', resource: OBJECT };
  const statement = one({ Condition: { StringEquals: { 'aws:k': 'a' } } });
  expect(() => appliesTo(statement, asked, broken)).toThrow(RangeError);
});

test('requesters are called by their ARN or their service', () => {
  expect([SERVICE, PROVIDER, subject(USER, [])].map((requester) => nameOf(requester))).toEqual([
    's3.amazonaws.com',
    PROVIDER.federated,
    USER,
  ]);
});
