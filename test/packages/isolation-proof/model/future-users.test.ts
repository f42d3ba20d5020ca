import { anyAdministrator } from '../../../../packages/isolation-proof/src/model/any-administrator';
import { withFutureUsers } from '../../../../packages/isolation-proof/src/model/future-users';
import { readModel, statementsOf } from '../../../../packages/isolation-proof/src/model/model';
import { partsOf } from '../../../../packages/isolation-proof/src/model/tenant-parts';
import {
  comparedTags,
  comparedTagsOfResources,
  principalOwnerKey,
  resourceOwnerKey,
} from '../../../../packages/isolation-proof/src/model/tenant-tags';
import { absent, known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { inlinePolicy, policyOf, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const allow = (Sid: string): JsonObject => ({ Sid, Effect: 'Allow', Action: 's3:GetObject', Resource: '*' });
const policy = (name: string, properties: JsonObject = {}) =>
  [
    'AWS::IAM::ManagedPolicy',
    { ManagedPolicyName: name, PolicyDocument: policyOf(allow(name)), ...properties },
  ] as const;

const STACKS = twoOrganizations({
  Free: policy('free'),
  Attached: policy('attached', { Roles: [{ Ref: 'Role' }] }),
  Boundary: policy('boundary'),
  Bounded: roleOf('acme', {
    RoleName: 'bounded',
    PermissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/boundary`,
    ...inlinePolicy(allow('Inline')),
  }),
});
const MODEL = readModel(STACKS, { tags: TAGS });

test('a policy that is attached to nobody gets a user of its tenant', () => {
  const users = withFutureUsers(MODEL).principals.slice(MODEL.principals.length);
  const facts = Object.fromEntries(users[0]?.facts ?? []);
  const arn = `arn:aws:iam::${ACCOUNT}:user/any-user`;
  expect(users).toStrictEqual([
    {
      arn,
      kind: 'user',
      owner: 'acme',
      identity: [expect.objectContaining({ name: 'free' })],
      boundary: undefined,
      facts: users[0]?.facts,
      trust: [],
      source: STACKS[0]?.resources.get('Free'),
    },
  ]);
  // The tags that roles of the tenant have, and what is known of anybody.
  expect(facts).toEqual({
    'aws:principalarn': known(arn),
    'aws:principalaccount': known(ACCOUNT),
    'aws:principalservicename': absent,
    'aws:principaltag/environment': known('test'),
    'aws:principaltag/orgslug': known('acme'),
    'aws:principaltag/orgkeyarn': absent,
    'aws:principaltag/orgdatabase': absent,
  });
});

test('where a tenant has no role, users to be may have any tags', () => {
  const stack = stackOf(
    { Free: policy('free'), Ann: ['AWS::IAM::User', { UserName: 'ann', Tags: tagsOf('acme') }] },
    'acme',
  );
  const { principals } = withFutureUsers(readModel([stack], { tags: TAGS }));
  expect(principals.map(({ owner }) => owner)).toEqual(['acme', 'acme']);
  expect([...(principals[1]?.facts.keys() ?? [])]).toEqual([
    'aws:principalarn',
    'aws:principalaccount',
    'aws:principalservicename',
  ]);
});

test('where every policy is attached, the model stays as it is', () => {
  const model = readModel(twoOrganizations(), { tags: TAGS });
  expect(withFutureUsers(model)).toBe(model);
});

test('each tenant has its own parts, and nobody those of the platform', () => {
  const platform = stackOf({ Role: roleOf('x', { Tags: [], RoleName: 'platform' }) }, 'platform');
  const model = readModel([...STACKS, platform], { tags: TAGS });
  const names = (slug: string): [string[], string[]] => {
    const { resources, principals } = partsOf(model, slug);
    return [resources.map(({ path }) => path), principals.map(({ arn }) => arn.replace(/.*\//, ''))];
  };
  expect(names('acme')).toEqual([
    ['acme/Role', 'acme/Free', 'acme/Attached', 'acme/Boundary', 'acme/Bounded'],
    ['acme-role', 'bounded'],
  ]);
  expect(names('acme-eu')).toEqual([['acme-eu/Role'], ['acme-eu-role']]);
  expect(names('globex')).toEqual([[], []]);
  expect(partsOf(model, 'acme')).toBe(partsOf(model, 'acme'));
});

test('statements of a model are those of identities, boundaries and resources, each once, without trust', () => {
  const bucket = stackOf({
    Bucket: ['AWS::S3::Bucket', { BucketName: 'data' }],
    Policy: [
      'AWS::S3::BucketPolicy',
      { Bucket: 'data', PolicyDocument: policyOf({ ...allow('Bucket'), Principal: '*' }) },
    ],
  });
  const statements = statementsOf(readModel([...STACKS, bucket], { tags: TAGS }));
  expect([...statements].map(({ name }) => name).sort()).toEqual([
    'Bucket',
    'Inline',
    'attached',
    'boundary',
  ]);
});

test('tags are compared by keys in lower case', () => {
  expect([principalOwnerKey(TAGS), resourceOwnerKey(TAGS)]).toEqual([
    'aws:principaltag/orgslug',
    'aws:resourcetag/orgslug',
  ]);
  const tags = { owner: 'o', compared: ['p'], comparedOfResources: ['r'] };
  expect([comparedTags(tags), comparedTagsOfResources(tags)]).toEqual([
    ['o', 'p'],
    ['o', 'r'],
  ]);
  expect([comparedTags({ owner: 'o' }), comparedTagsOfResources({ owner: 'o' })]).toEqual([['o'], ['o']]);
});

test('the strongest administrator may do everything by its own policy', () => {
  const stack = stackOf({});
  const arn = `arn:aws:iam::${ACCOUNT}:role/any-administrator`;
  const everything = { texts: ['*'], negated: false };
  expect(anyAdministrator(stack)).toStrictEqual({
    arn,
    identity: [
      {
        effect: 'Allow',
        actions: everything,
        resources: everything,
        conditions: [],
        name: 'Everything',
        source: {
          stack,
          logicalId: 'AdministratorAccess',
          type: 'AWS::IAM::ManagedPolicy',
          properties: {},
          path: 'policies of an account administrator',
        },
      },
    ],
    boundary: undefined,
    facts: new Map([
      ['aws:principalarn', known(arn)],
      ['aws:principalaccount', known(ACCOUNT)],
      ['aws:principalservicename', absent],
    ]),
  });
});

describe('stacks of several accounts', () => {
  const inAccount = (name: string, account: string) => ({ ...stackOf({}, name), account });
  const stacks = [inAccount('a', '1'), inAccount('b', '2'), inAccount('c', '2')];

  test('are not decided', () => {
    expect(() => readModel(stacks, { tags: TAGS })).toThrow(
      "1, 2: stacks of several accounts are judged together only if the specification says so: accounts: 'as one'; or judge the stages of each account by themselves: --app cdk.out/assembly-<stage>",
    );
  });

  test('are one account, if that is asked for: that of most of them', () => {
    const { stacks: sorted } = readModel(stacks, { tags: TAGS, accounts: 'as one' });
    expect(sorted.map(({ name }) => name)).toEqual(['b', 'c', 'a']);
    expect(readModel(stacks.slice(0, 1), { tags: TAGS }).stacks).toHaveLength(1);
  });
});
