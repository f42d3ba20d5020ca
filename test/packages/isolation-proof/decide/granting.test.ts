import { decide, type Decision } from '../../../../packages/isolation-proof/src/decide/decide';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import {
  BUCKET,
  guarded,
  KEY,
  modelOf,
  OBJECT,
  principal,
  request,
  ROLE,
  ROOT,
  statements,
  subject,
  TOPIC,
  UNKNOWN,
  USER,
} from '../fixtures/statements-and-requests';

const anything = statements({ Sid: 'Anything' });
const nothing = statements({ Action: 'x:y' });
const denied = (because: string): Decision => ({ outcome: 'denied', because, statements: [] });
const BY_ROOT = statements({ Principal: { AWS: ROOT } });

describe('what is allowed, and by which statements', () => {
  test('by an identity policy, and by the boundary around it', () => {
    const model = modelOf(BUCKET);
    const because = 'statements allow it';
    expect(decide(model, request(subject(USER, anything)))).toEqual({
      outcome: 'allowed',
      because,
      statements: anything,
    });
    const boundary = statements({ Sid: 'Boundary' });
    expect(decide(model, request(subject(USER, anything, boundary))).statements).toEqual([
      ...anything,
      ...boundary,
    ]);
  });

  test("by a key's policy beside them, which other resources' policies do not have to be", () => {
    const ask = (kind: 'key' | 'other'): Decision =>
      decide(modelOf(guarded(kind, KEY, BY_ROOT)), request(subject(USER, anything), KEY));
    expect(ask('key').statements).toEqual([...anything, ...BY_ROOT]);
    expect(ask('other').statements).toEqual(anything);
  });

  test("by a resource's policy alone, where it names somebody", () => {
    const policy = statements(
      { Sid: 'User', Principal: { AWS: USER } },
      { Sid: 'Root', Principal: { AWS: ROOT } },
    );
    const model = modelOf(guarded('bucket', BUCKET.arn, policy));
    expect(decide(model, request(subject(USER, [])))).toMatchObject({
      outcome: 'allowed',
      statements: [{ name: 'User' }],
    });
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
  test.each<[string, string, string, Decision['outcome']]>([
    ['a role', ROLE, ROLE, 'denied'],
    ['everybody', ROLE, '*', 'allowed'],
    ['a user', USER, USER, 'allowed'],
  ])("what a resource's policy gives to %s whose boundary allows nothing", (_what, arn, named, expected) => {
    const model = modelOf(guarded('bucket', BUCKET.arn, statements({ Principal: { AWS: named } })));
    expect(decide(model, request(subject(arn, [], nothing))).outcome).toBe(expected);
    expect(decide(model, request(subject(arn, [], anything))).outcome).toBe('allowed');
  });

  test('a resource that has no policy here needs none, unless it is of S3 or KMS', () => {
    const ask = (resource: string): Decision => decide(modelOf(), request(subject(USER, anything), resource));
    expect(ask(TOPIC).outcome).toBe('allowed');
    expect(ask('xarn:aws:s3:::data/x').outcome).toBe('allowed');
    for (const resource of [OBJECT, KEY]) {
      expect(() => ask(resource)).toThrow(
        new UndecidedError([
          { place: resource, reason: 'it is not in the templates, so its policy is unknown' },
        ]),
      );
    }
  });
});

describe('what is denied, and why', () => {
  const model = modelOf(BUCKET, guarded('key', KEY, statements({ Action: 'x:y', Principal: '*' })));

  test.each([
    ['no identity policy', subject(USER, nothing), OBJECT, 'no identity policy allows it'],
    ['the boundary', subject(USER, anything, nothing), OBJECT, 'the permissions boundary does not allow it'],
    ["a key's policy", subject(USER, anything), KEY, "the resource's own policy does not allow it"],
    [
      'a service',
      { service: 's3.amazonaws.com' },
      OBJECT,
      "the resource's policy does not allow it to the service",
    ],
    [
      'a provider',
      { federated: 'arn:aws:iam::111122223333:oidc-provider/x' },
      OBJECT,
      "the resource's policy does not allow it to users of the identity provider",
    ],
  ])('by %s', (_what, requester, resource, because) => {
    expect(decide(model, request(requester, resource))).toEqual(denied(because));
  });

  test('by every Deny that applies, of all three policies', () => {
    const deny = (Sid: string) => ({ Sid, Effect: 'Deny' });
    const policy = statements(
      { ...deny('Resource'), Principal: '*' },
      { ...deny('Other'), Principal: '*', Action: 'x:y' },
    );
    const who = subject(USER, [...anything, ...statements(deny('Identity'))], statements(deny('Boundary')));
    const decision = decide(modelOf(guarded('bucket', BUCKET.arn, policy)), request(who));
    expect([decision.outcome, decision.because]).toEqual(['denied', 'statements deny it']);
    expect(decision.statements.map(({ name }) => name)).toEqual(['Identity', 'Boundary', 'Resource']);
  });
});

describe('what depends on a variable without a value', () => {
  const mayAllow = statements({ Sid: 'MayAllow', Resource: `arn:aws:s3:::data/${UNKNOWN}*` });
  const mayDeny = statements({ Sid: 'MayDeny', Effect: 'Deny', Resource: `arn:aws:s3:::data/${UNKNOWN}*` });
  const bucket = (...list: readonly JsonObject[]): ReturnType<typeof guarded> =>
    guarded('bucket', BUCKET.arn, statements(...list));

  test.each<[string, ReturnType<typeof subject>, ReturnType<typeof guarded>, string[] | Decision['outcome']]>(
    [
      ['an Allow', subject(USER, mayAllow), BUCKET, ['MayAllow']],
      ['an Allow beside another one', subject(USER, [...mayAllow, ...anything]), BUCKET, 'allowed'],
      ['a Deny beside an Allow', subject(USER, [...anything, ...mayDeny]), BUCKET, ['MayDeny']],
      ['a Deny where nothing is allowed', subject(USER, mayDeny), BUCKET, 'denied'],
      ['an Allow within a boundary that does not allow', subject(USER, mayAllow, nothing), BUCKET, 'denied'],
      ['a boundary', subject(USER, anything, mayAllow), BUCKET, ['MayAllow']],
      ['a boundary of what nothing allows', subject(USER, nothing, mayAllow), BUCKET, 'denied'],
      ['a Deny in a boundary', subject(USER, anything, [...anything, ...mayDeny]), BUCKET, ['MayDeny']],
      ['both', subject(USER, [...mayAllow, ...mayDeny]), BUCKET, ['MayAllow']],
      [
        "a bucket's policy",
        subject(USER, nothing),
        bucket({ Sid: 'Bucket', Principal: { AWS: USER }, Resource: `arn:aws:s3:::data/${UNKNOWN}*` }),
        ['Bucket'],
      ],
      [
        "a bucket's policy for its account, which opens nothing",
        subject(USER, nothing),
        bucket({ Sid: 'Bucket', Principal: { AWS: ROOT }, Resource: `arn:aws:s3:::data/${UNKNOWN}*` }),
        'denied',
      ],
    ],
  )('%s', (_what, who, guard, expected) => {
    const { outcome, because, statements: deciding } = decide(modelOf(guard), request(who));
    const names = deciding.map(({ name }) => name);
    expect(outcome === 'open' ? names : outcome).toEqual(expected);
    expect(because.includes('has no value in the request')).toBe(outcome === 'open');
  });
});

describe('which policy is that of a resource', () => {
  const deny = statements({ Effect: 'Deny', Principal: '*' });
  const outcome = (model: Parameters<typeof decide>[0], resource: string, action?: string): string =>
    decide(model, request(subject(USER, anything), resource, action)).outcome;

  test("an object has its bucket's, and what is called alike has another one", () => {
    const model = modelOf(
      guarded('bucket', 'arn:aws:s3:::data', deny),
      guarded('bucket', 'arn:aws:s3:::data-eu', []),
    );
    expect(outcome(model, 'arn:aws:s3:::data/x/y')).toBe('denied');
    expect(outcome(model, 'arn:aws:s3:::data')).toBe('denied');
    expect(outcome(model, 'arn:aws:s3:::data-eu/x')).toBe('allowed');
  });

  test("a role's trust policy says who becomes it, and has to", () => {
    const model = (trust: ReturnType<typeof statements>) => ({
      guarded: [],
      principals: [principal('role', ROLE, trust), principal('user', USER, deny)],
    });
    expect(outcome(model(deny), ROLE, 'sts:AssumeRole')).toBe('denied');
    expect(outcome(model(BY_ROOT), ROLE, 'sts:AssumeRole')).toBe('allowed');
    expect(outcome(model(statements({ Action: 'x:y', Principal: '*' })), ROLE, 'STS:AssumeRole')).toBe(
      'denied',
    );
    // Neither is about anything else, nor has a user any.
    expect(outcome(model(deny), ROLE, 'iam:PassRole')).toBe('allowed');
    expect(outcome(model(deny), ROLE, 'x:sts:y')).toBe('allowed');
    expect(outcome(model(deny), USER, 'iam:GetUser')).toBe('allowed');
  });

  test('two resources with one ARN are not decided', () => {
    expect(() => outcome(modelOf(BUCKET, BUCKET), OBJECT)).toThrow(
      'another resource has the ARN arn:aws:s3:::data',
    );
  });

  test('tags count of what AWS tells them of, which buckets are not', () => {
    const tags = new Map([['aws:resourcetag/t', { kind: 'text', text: 'acme' } as const]]);
    const own = statements({ Condition: { StringEquals: { 'aws:ResourceTag/t': 'acme' } } });
    const ask = (kind: 'other' | 'bucket'): string =>
      decide(modelOf(guarded(kind, TOPIC, [], tags)), request(subject(USER, own), TOPIC)).outcome;
    expect(ask('other')).toBe('allowed');
    expect(() => ask('bucket')).toThrow('context key aws:resourcetag/t is not modelled');
  });
});
