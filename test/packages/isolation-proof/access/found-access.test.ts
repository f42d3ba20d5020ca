import {
  type Access,
  isAllowedSomewhere,
  mayBeAbout,
  statementsAbout,
} from '../../../../packages/isolation-proof/src/access/access';
import {
  ALL_POLICIES,
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  RESOURCE_POLICIES_ALONE,
} from '../../../../packages/isolation-proof/src/access/lens';
import type { GuardedResource } from '../../../../packages/isolation-proof/src/model/guarded-resource';
import type { Subject } from '../../../../packages/isolation-proof/src/model/principal';
import { absent, type Fact, known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import {
  BUCKET,
  guarded,
  KEY,
  ROLE,
  ROOT,
  statements,
  subject,
  USER,
} from '../fixtures/statements-and-requests';
import { access, anything, nothing, PARAMETER, questionOf } from './asked-access';

const namesOf = (found: Access | undefined): string[] | undefined => found?.allowedBy.map(({ name }) => name);
const bucket = (...list: readonly JsonObject[]): GuardedResource =>
  guarded('bucket', BUCKET.arn, statements(...list));

test('an access is told with its principal, its action, a shortest resource and the statements that allow it', () => {
  const own = statements({
    Sid: 'Own',
    Action: 's3:Get*',
    Resource: ['arn:aws:s3:::data/acme/*', 'arn:aws:s3:::x'],
  });
  const boundary = statements({ Sid: 'Boundary' });
  expect(access({ who: subject(USER, own, boundary) })).toEqual({
    principal: USER,
    action: 's3:getobject',
    resource: 'arn:aws:s3:::data/acme/',
    allowedBy: [...own, ...boundary],
  });
});

describe('policies that count', () => {
  const lenses = [ALL_POLICIES, IDENTITY_ALONE, BOUNDARY_ALONE, RESOURCE_POLICIES_ALONE];
  const opened = bucket({ Sid: 'Bucket', Principal: { AWS: USER } });
  const closed = bucket({ Effect: 'Deny', Principal: '*' });
  const deny = statements({ Effect: 'Deny' });

  /** Found with all policies, and with each of identity policies, boundary and resource policies alone. */
  test.each<[string, Subject, GuardedResource | undefined, boolean[]]>([
    ['nothing', subject(USER, nothing), undefined, [false, false, true, true]],
    ['an Allow', subject(USER, anything), undefined, [true, true, true, true]],
    [
      'an Allow outside the boundary',
      subject(USER, anything, nothing),
      undefined,
      [false, true, false, true],
    ],
    ['an Allow within the boundary', subject(USER, anything, anything), undefined, [true, true, true, true]],
    ['a Deny', subject(USER, [...anything, ...deny]), undefined, [false, false, true, true]],
    [
      'a Deny in the boundary',
      subject(USER, anything, [...anything, ...deny]),
      undefined,
      [false, true, false, true],
    ],
    ['an Allow of the bucket', subject(USER, nothing), opened, [true, false, true, true]],
    [
      'an Allow of the bucket, outside the boundary',
      subject(USER, nothing, nothing),
      opened,
      [true, false, false, true],
    ],
    ['a Deny of the bucket', subject(USER, anything), closed, [false, true, true, false]],
  ])('%s', (_what, who, guard, expected) => {
    const asked = guard === undefined ? { who } : { who, guard };
    expect(lenses.map((lens) => access({ ...asked, lens }) !== undefined)).toEqual(expected);
  });
});

describe('what policies say of an action, before anything else is asked', () => {
  const lenses = [ALL_POLICIES, IDENTITY_ALONE, BOUNDARY_ALONE, RESOURCE_POLICIES_ALONE];
  const [allows, says] = [statements({ Action: 's3:*' }, { Effect: 'Deny' }), statements({ Effect: 'Deny' })];
  const by = (kind: GuardedResource['kind'], policy: readonly Statement[]): GuardedResource =>
    guarded(kind, BUCKET.arn, policy);

  test.each<[string, Subject, GuardedResource | undefined, boolean[]]>([
    ['an Allow, whatever is denied', subject(USER, allows), undefined, [true, true, true, true]],
    ['no Allow', subject(USER, says), undefined, [false, false, true, true]],
    ['an Allow of another action', subject(USER, nothing), undefined, [false, false, true, true]],
    ['an Allow of the boundary, too', subject(USER, allows, allows), undefined, [true, true, true, true]],
    ['no Allow of the boundary', subject(USER, allows, says), undefined, [false, true, false, true]],
    ['an Allow of the boundary alone', subject(USER, says, allows), undefined, [false, false, true, true]],
    [
      'an Allow of the resource alone',
      subject(USER, says, says),
      by('other', allows),
      [true, false, false, true],
    ],
    ['none of the resource', subject(USER, allows), by('other', says), [true, true, true, true]],
    ['none of anything', subject(USER, says), by('other', says), [false, false, true, true]],
    ['none of a key', subject(USER, allows), by('key', says), [false, true, true, false]],
    ['an Allow of a key', subject(USER, says), by('key', allows), [true, false, true, true]],
  ])('enough of them have %s', (_what, who, guard, expected) => {
    const { action } = questionOf({ who, ...(guard && { guard }) });
    expect(lenses.map((lens) => isAllowedSomewhere(who, action, guard, lens))).toEqual(expected);
  });

  test('it is told by effect, with what may be about the action and nothing else', () => {
    const policy = statements(
      { Sid: 'This' },
      { Sid: 'Other', Action: 'x:y' },
      { Sid: 'Unknown', Action: PARAMETER },
      { Sid: 'NotThis', Effect: 'Deny', Action: 's3:Get*' },
      { Sid: 'NotOther', Effect: 'Deny', Action: 'x:y' },
    );
    const { action } = questionOf({ who: subject(USER, policy) });
    const { Allow, Deny } = statementsAbout(policy, action);
    expect([Allow, Deny].map((list) => list.map(({ name }) => name))).toEqual([
      ['This', 'Unknown'],
      ['NotThis'],
    ]);
    expect(policy.map((one) => mayBeAbout(one, action))).toEqual([true, false, true, true, false]);
  });
});

describe('a key', () => {
  const key = (...list: readonly JsonObject[]): GuardedResource => guarded('key', KEY, statements(...list));
  const ofAccount = { Sid: 'Key', Principal: { AWS: ROOT } };

  test.each<[string, Subject, GuardedResource, string[] | undefined]>([
    [
      'is opened by its policy and an identity policy',
      subject(USER, anything),
      key(ofAccount),
      ['Anything', 'Key'],
    ],
    ['is not opened without an identity policy', subject(USER, nothing), key(ofAccount), undefined],
    [
      'is not opened by an identity policy alone',
      subject(USER, anything),
      key({ ...ofAccount, Action: 'x:y' }),
      undefined,
    ],
    [
      'is opened by its policy alone to whom it names',
      subject(USER, nothing),
      key({ Sid: 'Key', Principal: { AWS: USER } }),
      ['Key'],
    ],
    [
      'is not opened by naming another one',
      subject(USER, anything),
      key({ Principal: { AWS: ROLE } }),
      undefined,
    ],
  ])('%s', (_what, who, guard, expected) => {
    expect(namesOf(access({ who, guard, resources: KEY }))).toEqual(expected);
  });

  test('needs a resource that both statements allow', () => {
    const who = subject(USER, statements({ Resource: 'arn:aws:kms:*:*:key/other' }));
    expect(access({ who, guard: key(ofAccount), resources: KEY })).toBeUndefined();
  });
});

test('facts of the question win over those of the subject, and these over those of the resource', () => {
  const holds = (value: string): Statement[] =>
    statements({ Condition: { StringEquals: { 'aws:k': value } } });
  const fact = (value: string): ReadonlyMap<string, Fact> => new Map([['aws:k', known(value)]]);
  const guard = { ...BUCKET, facts: fact('resource') };
  const who = (value: string): Subject => ({ ...subject(USER, holds(value)), facts: fact('subject') });
  const bare = subject(USER, holds('resource'));
  expect(access({ who: bare, guard })).toBeDefined();
  expect(access({ who: who('subject'), guard })).toBeDefined();
  expect(access({ who: who('resource'), guard })).toBeUndefined();
  expect(access({ who: who('question'), guard, facts: fact('question') })).toBeDefined();
  expect(access({ who: who('subject'), guard, facts: new Map([['aws:k', absent]]) })).toBeUndefined();
});
