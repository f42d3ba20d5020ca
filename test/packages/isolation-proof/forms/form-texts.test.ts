import { textsOf } from '../../../../packages/isolation-proof/src/forms/form-texts';
import { readTenantModel } from '../../../../packages/isolation-proof/src/specification/read-tenant-model';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import type { TenantModel } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { NOTHING_SHARED } from '../fixtures/nothing-shared';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const SHARED = stackOf({ Bucket: ['AWS::S3::Bucket', { BucketName: 'all' }] }, 'shared');
const [ACME, GLOBEX] = ['acme', 'globex'].map((slug) =>
  stackOf(
    { Role: roleOf(slug), Bucket: ['AWS::S3::Bucket', { BucketName: `${slug}-data`, Tags: tagsOf(slug) }] },
    slug,
  ),
) as [StackTemplate, StackTemplate];

function known(stacks: readonly StackTemplate[]): TenantModel {
  return readTenantModel(stacks, {
    tenants: TAGS,
    tenancyOf: () => ({
      ...NOTHING_SHARED,
      ownResources: (tenant) => [`resource of ${tenant}`],
      ownSecrets: (tenant) => [`secret of ${tenant}`],
      commons: [{ actions: ['x:y'], resources: ['common'], because: 'so' }],
      taggedResources: ['tagged'],
      destinations: [{ resources: ['destination'], because: 'so' }],
    }),
  });
}

const ALL = known([SHARED, ACME, GLOBEX]);
const OF_TENANCY = ['resource of acme', 'secret of acme', 'common', 'tagged', 'destination'];
const QUEUE = `arn:aws:sqs:eu-central-1:${ACCOUNT}`;

test('texts of a tenant are those of its stacks, its principals and its resources, and what is its own', () => {
  const texts = textsOf({ ...ALL, owner: 'acme', stacks: [] }, []);
  expect([...texts].sort()).toStrictEqual(
    [
      ...['acme', 'test', ACCOUNT, 'resource of acme', 'secret of acme'],
      ...[`arn:aws:iam::${ACCOUNT}:role/acme-role`, 'arn:aws:s3:::acme-data'],
    ].sort(),
  );
  expect([...textsOf({ ...ALL, owner: 'acme', stacks: [ACME] }, [])]).toEqual(
    expect.arrayContaining(['Role', 'acme-role', 'acme-data', 'environment', 'eu-central-1']),
  );
});

test('texts of what is shared are those of what everybody may use', () => {
  const texts = textsOf({ ...ALL, owner: undefined, stacks: [] }, []);
  expect(OF_TENANCY.filter((text) => texts.has(text))).toStrictEqual(['common', 'tagged', 'destination']);
  expect(texts).toContain('arn:aws:s3:::all');
  expect([...texts].filter((text) => /acme|globex/.test(text))).toStrictEqual([]);
});

describe('texts of a stack', () => {
  const SCHEDULE = 'AWS::Scheduler::Schedule';
  const STACK_AND_QUEUE = [
    ...['name', 'test', 'account', ACCOUNT, 'region', 'eu-central-1', 'partition', 'aws', 'dnsSuffix'],
    ...['amazonaws.com', 'logicalId', 'It', 'type', 'properties', 'path', 'test/It'],
  ];
  const textsIn = (stack: StackTemplate): string[] => {
    const texts = textsOf({ ...known([]), owner: undefined, stacks: [stack] }, []);
    const usual = new Set([...STACK_AND_QUEUE, ...OF_TENANCY]);
    return [...texts].filter((text) => !usual.has(text));
  };

  test('are its fields, keys and values, and what its resources are called elsewhere', () => {
    expect(textsIn(stackOf({ It: ['AWS::SQS::Queue', { QueueName: 'name-of-it' }] }))).toStrictEqual([
      ...['AWS::SQS::Queue', 'QueueName', 'name-of-it'],
      ...[`https://sqs.eu-central-1.amazonaws.com/${ACCOUNT}/name-of-it`, `${QUEUE}:name-of-it`],
    ]);
    const usual = textsOf({ ...known([]), owner: undefined, stacks: [stackOf({ It: [SCHEDULE, {}] })] }, []);
    expect([...usual]).toEqual(expect.arrayContaining(STACK_AND_QUEUE));
  });

  test.each<[string, JsonObject, readonly string[]]>([
    ['numbers and truths', { A: 42, B: [true, null] }, ['A', '42', 'B', 'true', 'null']],
    ['lists and objects', { A: ['b', { C: 'd' }], E: {} }, ['A', 'b', 'C', 'd', 'E']],
    [
      'what functions give',
      { A: { 'Fn::Join': ['-', ['b', { Ref: 'AWS::Region' }]] } },
      ['A', 'b-eu-central-1'],
    ],
    ['what references give', { A: { Ref: 'AWS::StackName' } }, ['A']],
    [
      'functions of which it is not known',
      { A: { 'Fn::GetAtt': ['It', 'Unknown'] } },
      ['A', 'Fn::GetAtt', 'Unknown'],
    ],
    ['functions that are not understood', { A: { 'Fn::Cidr': ['b'] } }, ['A', 'Fn::Cidr', 'b']],
    ['no function, for it has two keys', { A: { Ref: 'b', C: 'd' } }, ['A', 'Ref', 'b', 'C', 'd']],
    ['no function, for it is called otherwise', { A: { Reference: 'b' } }, ['A', 'Reference', 'b']],
    ['no free texts', { Description: 'free', Target: { Input: 'free', Arn: 'x' } }, ['Target', 'Arn', 'x']],
  ])('are %s', (_what, properties, expected) => {
    const [type, name, ...texts] = textsIn(stackOf({ It: [SCHEDULE, { Name: 'It', ...properties }] }));
    expect([type, name]).toStrictEqual([SCHEDULE, 'Name']);
    expect(
      texts.filter((text) => text !== `arn:aws:scheduler:eu-central-1:${ACCOUNT}:schedule/default/It`),
    ).toEqual(expected);
  });
});

describe('names that variables make', () => {
  const made = (mixed: string, owner = 'acme'): string[] => {
    const without = textsOf({ ...ALL, owner, stacks: [] }, []);
    return [...textsOf({ ...ALL, owner, stacks: [] }, [mixed])].filter((text) => !without.has(text));
  };

  test('are those of the tenant', () => {
    expect(made('x-${aws:PrincipalTag/orgSlug}*')).toStrictEqual(['x-acme*']);
    expect(made('x-${aws:PrincipalTag/orgSlug}', 'globex')).toStrictEqual(['x-globex']);
  });

  test('are none where the value is not known', () => {
    expect(made('x-${aws:SourceIp}')).toStrictEqual([]);
  });

  test('hold a wildcard for a value that may be any', () => {
    const principals = ALL.model.principals.map((principal) => ({
      ...principal,
      facts: new Map([['aws:username', { kind: 'any' } as const]]),
    }));
    const model = { ...ALL.model, principals };
    const texts = textsOf({ ...ALL, model, owner: 'acme', stacks: [] }, ['x-${aws:username}-y']);
    expect(texts).toContain('x-*-y');
  });
});
