import {
  guardedChanges,
  type GuardedChange,
} from '../../../../packages/isolation-proof/src/claims/guarded-changes';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import { known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { policyOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import { found } from './found';
import { judged } from './judged';

const DEPLOYER = `arn:aws:iam::${ACCOUNT}:role/deployer`;
const TAG_ROLE: GuardedChange = {
  opens: 'carries a tag',
  actions: ['iam:tagrole'],
  on: () => [`arn:aws:iam::${ACCOUNT}:role/*`],
  leftTo: [DEPLOYER],
};
const deny = (Action: string | string[], Condition: JsonObject = {}, Resource = '*'): JsonObject => ({
  Sid: 'Deny',
  Effect: 'Deny',
  Action,
  Resource,
  Condition,
});
const BUT_DEPLOYER = { ArnNotEquals: { 'aws:PrincipalArn': DEPLOYER } };

function judge(changes: readonly GuardedChange[], ...statements: readonly JsonObject[]): Judgement {
  const policies = statements.map((statement, index) => ({
    name: `policy ${index + 1}`,
    document: policyOf(statement),
  }));
  return judged(guardedChanges({ policies, changes }), twoOrganizations());
}

const ROLES = `arn:aws:iam::${ACCOUNT}:role/`;
const may = (action: string, resource: string, how = '', opens = 'carries a tag'): string =>
  `an administrator may ${action} on ${resource}, and so ${opens} (the organization's policies alone${how}; 0 more)`;
const DENIED = deny('iam:TagRole', BUT_DEPLOYER);

test.each<[string, Partial<GuardedChange>, JsonObject]>([
  ['to all but whom the change names', {}, DENIED],
  ['by a pattern of the actions of all services', {}, deny('*:Tag*', BUT_DEPLOYER)],
  [
    'to whoever has no tag of a tenant',
    {},
    deny('iam:TagRole', { Null: { 'aws:PrincipalTag/orgSlug': 'true' } }),
  ],
  [
    'to whoever has no tag that policies compare',
    {},
    deny('iam:TagRole', { Null: { 'aws:PrincipalTag/orgDatabase': 'true' } }),
  ],
  [
    'to principals of the account',
    {},
    deny('iam:TagRole', { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }),
  ],
  ['to whoever is no service', {}, deny('iam:TagRole', { Null: { 'aws:PrincipalServiceName': 'true' } })],
  [
    'to principals with an ARN of the account',
    {},
    deny('iam:TagRole', { StringLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:?*` } }),
  ],
  [
    'on all but what another change is about',
    { on: () => [`${ROLES}ab*`, `${ROLES}b*`], notOn: [`${ROLES}b*`] },
    deny('iam:TagRole', BUT_DEPLOYER, `${ROLES}a*`),
  ],
  [
    'but for what changes nothing',
    { actions: ['iam:tagrole', 'iam:taguser'], except: ['iam:tagu*'] },
    DENIED,
  ],
  [
    'without a resource',
    { actions: ['iam:createuser'], on: () => ['*'] },
    deny('iam:CreateUser', BUT_DEPLOYER, '?'),
  ],
  [
    'of some requests',
    { facts: new Map([['aws:requesttag/x', known('y')]]) },
    deny('iam:TagRole', { ...BUT_DEPLOYER, StringEquals: { 'aws:RequestTag/x': 'y' } }),
  ],
])('a change that is denied %s is proved', (_how, change, statement) => {
  const judgement = judge([{ ...TAG_ROLE, ...change }], statement);
  expect(found(judgement)).toStrictEqual([]);
  expect(judgement.coverage).toMatchObject({ subjects: 1, principals: 1, statements: 1 });
});

test.each<[string, Partial<GuardedChange>, JsonObject, string]>([
  ['not denied', {}, deny('iam:TagUser'), may('iam:tagrole', ROLES)],
  [
    'left to more principals',
    {},
    deny('iam:TagRole', { ArnNotLike: { 'aws:PrincipalArn': [DEPLOYER, '*:role/other'] } }),
    may('iam:tagrole', ROLES),
  ],
  ['left to a principal that it does not name', { leftTo: [] }, DENIED, may('iam:tagrole', ROLES)],
  [
    'left to the root user',
    {},
    deny('iam:TagRole', { ArnLike: { 'aws:PrincipalArn': '*:role/*' } }),
    may('iam:tagrole', ROLES),
  ],
  ['left on some resources', {}, deny('iam:TagRole', {}, `${ROLES}a*`), may('iam:tagrole', ROLES)],
  ['left to actions of the future', { actions: ['iam:tag*'] }, DENIED, may('iam:tag', ROLES)],
  [
    'left beside what changes nothing',
    { actions: ['iam:tag*'], except: ['iam:tag'] },
    DENIED,
    may('iam:tagx', ROLES),
  ],
  [
    'left without a resource',
    { actions: ['iam:createuser'], on: () => ['*'] },
    DENIED,
    may('iam:createuser', '*'),
  ],
  [
    'left to other requests',
    { facts: new Map([['aws:requesttag/x', known('y')]]) },
    deny('iam:TagRole', { ...BUT_DEPLOYER, StringEquals: { 'aws:RequestTag/x': 'z' } }),
    may('iam:tagrole', ROLES, ', aws:requesttag/x y'),
  ],
])('a change that is %s is refuted', (_how, change, statement, what) => {
  const judgement = judge([{ ...TAG_ROLE, ...change }], statement);
  expect(found(judgement)).toStrictEqual([what]);
  expect(judgement.violations[0]?.remedy).toBe(
    'Deny the request in the policy of the account: service control policies: leave it to the principals that the change names, each by its ARN.',
  );
});

test('changes of several services are told apart by what the policies say of each', () => {
  const bucket = {
    opens: 'reads data',
    actions: ['s3:putbucketpolicy', 's3:putbucketacl', 'iam:passrole'],
    on: () => ['arn:aws:s3:::data'],
    leftTo: [],
  };
  const denied = deny(['*:Tag*', 's?:PutBucketP*'], BUT_DEPLOYER);
  const on = (action: string): string => may(action, 'arn:aws:s3:::data', '', 'reads data');
  expect(found(judge([TAG_ROLE, { ...bucket, leftTo: [DEPLOYER] }], denied))).toStrictEqual([
    on('s3:putbucketacl'),
  ]);
  expect(found(judge([TAG_ROLE, bucket], deny('*'), denied))).toStrictEqual([]);
});

test('without a stack there is no account to ask about', () => {
  expect(judged(guardedChanges({ policies: [], changes: [TAG_ROLE] }), [])).toMatchObject({
    violations: [],
    coverage: { subjects: 0, questions: 0 },
  });
});

test('it says what it is about', () => {
  expect(guardedChanges({ policies: [], changes: [] })).toMatchObject({
    id: 'guarded-changes',
    title: "Administrators under the organization's policies cannot undo the isolation",
    about: 'changes that are left to the deployment',
  });
});
