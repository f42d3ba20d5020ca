import type { Access } from '../../../../packages/isolation-proof/src/access/access';
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
import { access, anything, nothing } from './asked-access';

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
