import type {
  AccessComparison,
  AccessDifference,
} from '../../../../packages/isolation-proof/src/difference/access-difference';
import { compareAccess } from '../../../../packages/isolation-proof/src/difference/compare-access';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { inlinePolicy, policyOf, roleOf, tagsOf } from '../fixtures/organizations';
import { SPECIFICATION } from '../fixtures/specification';
import { stackOf } from '../fixtures/stack-of';
import { allow } from './change';

type Resources = Parameters<typeof stackOf>[0];

const GET = 's3:GetObject';
const PUT = 's3:PutObject';
const contentsOf = (slug: string): string => `arn:aws:s3:::${slug}-data/*`;

/** A tenant whose role may do this with its own data. */
function tenant(slug: string, actions: readonly string[], more: Resources = {}): StackTemplate {
  return stackOf({ Role: roleOf(slug, inlinePolicy(allow(actions, contentsOf(slug)))), ...more }, slug);
}
const tenants = (slugs: readonly string[], ...actions: string[]): StackTemplate[] =>
  slugs.map((slug) => tenant(slug, actions));

/** A role that is no tenant's, with these statements. */
function platform(...statements: JsonObject[]): StackTemplate {
  const trust = policyOf({
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: 'sts:AssumeRole',
  });
  return stackOf(
    {
      Role: [
        'AWS::IAM::Role',
        { RoleName: 'platform', AssumeRolePolicyDocument: trust, ...inlinePolicy(...statements) },
      ],
    },
    'shared',
  );
}

/** A tenant's bucket, with a policy of these statements. */
function bucket(slug: string, ...statements: JsonObject[]): Resources {
  const Bucket = `${slug}-data`;
  return {
    Data: ['AWS::S3::Bucket', { BucketName: Bucket, Tags: tagsOf(slug) }],
    ...(statements.length > 0 && {
      Policy: ['AWS::S3::BucketPolicy', { Bucket, PolicyDocument: policyOf(...statements) }],
    }),
  };
}
const withBucket = (slug: string, ...statements: JsonObject[]): StackTemplate =>
  tenant(slug, [GET], bucket(slug, ...statements));
const letIn = (slug: string, Principal: JsonObject | string, more: JsonObject = {}): JsonObject =>
  allow(GET, contentsOf(slug), { Principal, ...more });

function compared(base: readonly StackTemplate[], head: readonly StackTemplate[]): AccessComparison {
  return compareAccess(base, head, SPECIFICATION);
}

/** Differences in one line each, with the tenants that they are told of. */
function lines({ differences, undecided }: AccessComparison): string[] {
  expect(undecided).toStrictEqual([]);
  return differences.map(lineOf);
}
function lineOf({ change, lens, principal, organizations, actions, resources }: AccessDifference): string {
  const who = principal.name.replace(/^.*\//, '');
  const by = lens === 'all policies' ? '' : ` by ${lens}`;
  return `${who} ${change}${by}: ${actions.join()} on ${resources.join()} [${organizations.join()}]`;
}

const NOTHING = {
  differences: [],
  organizations: { added: [], removed: [] },
  compared: { principals: 0, organizations: 0, forms: 0 },
};

describe('what cannot be compared', () => {
  test('two apps without a stack, which is no "nothing changed"', () => {
    expect(compared([], [])).toStrictEqual({
      ...NOTHING,
      undecided: [{ place: 'the templates', reason: 'neither side has a stack' }],
    });
  });

  test('what is not understood', () => {
    const strange = platform(allow(GET, '*', { Condition: { Strange: { 's3:x': 'y' } } }));
    expect(compared([platform(allow(GET, '*'))], [strange])).toStrictEqual({
      ...NOTHING,
      undecided: [{ place: 'head: shared/Role', reason: expect.stringContaining('Strange') as string }],
    });
  });

  test('principals that no policy names so that they can be asked about, of tenants that are judged', () => {
    const canonical = (slug: string): JsonObject => letIn(slug, { CanonicalUser: 'c' });
    const apps = ['acme', 'newco'].map((slug) => withBucket(slug, canonical(slug)));
    expect(compared(apps, apps).undecided.map(({ place }) => place)).toStrictEqual([
      'acme/Policy (statement 1)',
    ]);
  });
});

describe('what is compared', () => {
  const ALL = ['acme', 'newco', 'other'];

  test('of tenants of one form, one; the change is told once, of all of them', () => {
    const base = [platform(allow('sns:Publish', '*')), ...tenants(ALL, GET)];
    const head = [platform(allow('sns:Publish', '*')), ...tenants(ALL, GET, PUT)];
    const comparison = compared(base, head);
    expect(lines(comparison)).toStrictEqual([
      'acme-role gained: s3:putobject on arn:aws:s3:::acme-data/* [acme,newco,other]',
    ]);
    expect(comparison.compared).toStrictEqual({ principals: 4, organizations: 3, forms: 1 });
    expect(comparison.organizations).toStrictEqual({ added: [], removed: [] });
  });

  test('tenants of different forms, each', () => {
    const comparison = compared(
      [...tenants(['acme'], GET), ...tenants(['newco'], PUT)],
      [...tenants(['acme'], PUT), ...tenants(['newco'], GET)],
    );
    expect(lines(comparison)).toStrictEqual([
      'acme-role gained: s3:putobject on arn:aws:s3:::acme-data/* [acme]',
      'newco-role gained: s3:getobject on arn:aws:s3:::newco-data/* [newco]',
      'acme-role lost: s3:getobject on arn:aws:s3:::acme-data/* [acme]',
      'newco-role lost: s3:putobject on arn:aws:s3:::newco-data/* [newco]',
    ]);
    expect(comparison.compared).toStrictEqual({ principals: 2, organizations: 2, forms: 2 });
  });

  test('nothing of a new tenant that looks like another, whose roles and buckets say nothing new', () => {
    const of = (slug: string) => withBucket(slug, letIn(slug, '*'));
    const comparison = compared([of('acme')], [of('acme'), of('newco')]);
    expect(lines(comparison)).toStrictEqual([]);
    expect(comparison.organizations).toStrictEqual({ added: [{ slug: 'newco', like: 'acme' }], removed: [] });
    expect(comparison.compared).toStrictEqual({ principals: 1, organizations: 2, forms: 2 });
  });

  test.each([
    ['gained', 'added', [], tenants(['acme'], GET)],
    ['lost', 'removed', tenants(['acme'], GET), []],
  ] as const)('what is %s by the first tenant that is %s', (change, list, base, head) => {
    const comparison = compared(base, head);
    expect(lines(comparison)).toStrictEqual([
      `credentials.iot.amazonaws.com ${change}: sts:assumerole on arn:aws:iam::111122223333:role/acme-role [acme]`,
      `acme-role ${change}: s3:getobject on arn:aws:s3:::acme-data/* [acme]`,
    ]);
    expect(comparison.organizations[list]).toStrictEqual([{ slug: 'acme' }]);
    expect(comparison.compared).toStrictEqual({ principals: 1, organizations: 1, forms: 1 });
  });
});

describe('policies of resources that change', () => {
  const ALL = ['acme', 'newco', 'other'];

  test('are compared for anybody by one tenant of a form, and for its roles by all', () => {
    const closed = ALL.map((slug) => withBucket(slug));
    const open = ALL.map((slug) => withBucket(slug, letIn(slug, '*')));
    expect(lines(compared(closed, open))).toStrictEqual([
      '* gained: s3:getobject on arn:aws:s3:::acme-data/* [acme,newco,other]',
      'acme-role gained: s3:getobject on arn:aws:s3:::newco-data/* [acme,newco,other]',
    ]);
  });

  test('are compared for roles of the platform by one tenant of a form', () => {
    const shared = platform(allow(GET, '*'));
    const closed = ALL.map((slug) => withBucket(slug, letIn(slug, '*', { Effect: 'Deny' })));
    const open = ALL.map((slug) => withBucket(slug));
    const ofPlatform = lines(compared([shared, ...closed], [shared, ...open])).filter((line) =>
      line.startsWith('platform '),
    );
    expect(ofPlatform).toStrictEqual([
      'platform gained: s3:getobject on arn:aws:s3:::acme-data/* [acme,newco,other]',
    ]);
  });

  test.each([
    ['gained', 'red', 'blue'],
    ['lost', 'blue', 'red'],
  ])('by a tag that a policy asks for: %s', (change, before, after) => {
    const Condition = { StringEquals: { 'aws:ResourceTag/team': 'blue' } };
    const Principal = { AWS: 'arn:aws:iam::111122223333:role/acme-role' };
    const KeyPolicy = policyOf(allow('kms:Decrypt', '*', { Principal, Condition }));
    const key = (Value: string): StackTemplate =>
      tenant('acme', [GET], {
        Key: ['AWS::KMS::Key', { KeyPolicy, Tags: [...tagsOf('acme'), { Key: 'team', Value }] }],
      });
    expect(lines(compared([key(before)], [key(after)]))).toStrictEqual([
      `acme-role ${change}: kms:decrypt on arn:aws:kms:eu-central-1:111122223333:key/(acme/Key) [acme]`,
    ]);
    expect(lines(compared([key(after)], [key(after)]))).toStrictEqual([]);
  });

  test('the example is of the resources of whoever makes the requests, or of those of nobody', () => {
    const shared = (...actions: string[]): StackTemplate[] => [
      platform(allow(actions, 'arn:aws:s3:::*')),
      stackOf({ Data: ['AWS::S3::Bucket', { BucketName: 'shared' }] }, 'more'),
      withBucket('acme'),
    ];
    const [ofPlatform] = compared(shared(GET), shared(GET, PUT)).differences;
    expect(ofPlatform?.example.resource).toBe('arn:aws:s3:::shared');

    const app = (...actions: string[]): StackTemplate[] =>
      ['newco', 'acme'].map((slug) =>
        stackOf(
          { Role: roleOf(slug, inlinePolicy(allow(actions, 'arn:aws:s3:::*'))), ...bucket(slug) },
          slug,
        ),
      );
    // newco, which is told of both, has the bucket that comes second.
    const examples = compared(app(GET), app(GET, PUT)).differences.map(({ example }) => example.resource);
    expect(examples).toStrictEqual(['arn:aws:s3:::newco-data']);
  });
});

test('gains come before losses, what is in force before one lock, then they are sorted', () => {
  const role = (slug: string, ...statements: JsonObject[]): StackTemplate =>
    stackOf(
      {
        Role: roleOf(slug, { PermissionsBoundary: { Ref: 'Limit' }, ...inlinePolicy(...statements) }),
        Limit: ['AWS::IAM::ManagedPolicy', { PolicyDocument: policyOf(allow('s3:Get*', '*')) }],
      },
      slug,
    );
  const may = (Resource: string, ...actions: string[]): JsonObject[] =>
    actions.map((action) => allow(action, `arn:aws:s3:::${Resource}`));
  const version = (name: string, ...actions: string[]): StackTemplate[] => [
    role('newco', ...may(name, ...actions)),
    role('3m', ...may(name, ...actions), ...may(`${name}-2`, GET), ...may(`${name}-1`, GET)),
    platform(...may(name, GET)),
  ];
  const told = (change: string, name: string): string[] => [
    `platform ${change}: s3:getobject on arn:aws:s3:::${name} []`,
    `3m-role ${change}: s3:getobject on arn:aws:s3:::${name} [3m]`,
    `3m-role ${change}: s3:getobject on arn:aws:s3:::${name}-1 [3m]`,
    `3m-role ${change}: s3:getobject on arn:aws:s3:::${name}-2 [3m]`,
    `newco-role ${change}: s3:getobject on arn:aws:s3:::${name} [newco]`,
    `3m-role ${change} by identity policies alone: s3:putobject on arn:aws:s3:::${name} [3m]`,
    `newco-role ${change} by identity policies alone: s3:putobject on arn:aws:s3:::${name} [newco]`,
  ];
  expect(lines(compared(version('before', PUT, GET), version('after', PUT, GET)))).toStrictEqual([
    ...told('gained', 'after'),
    ...told('lost', 'before'),
  ]);
});

test.each([
  ['head', platform(allow(GET, '*'))],
  ['base', undefined],
])('what no template guards is asked about in the partition of the stacks of the %s', (_side, head) => {
  const inChina = (stack: StackTemplate): StackTemplate => ({ ...stack, partition: 'aws-cn' });
  const [base] = [platform(allow(GET, '*'), allow(PUT, '*'))];
  const { differences } = compared([inChina(base)], head === undefined ? [] : [inChina(head)]);
  const resources = differences.filter(({ actions }) => actions.includes('s3:putobject'));
  expect(resources.map(({ example }) => example.resource)).toStrictEqual(['arn:aws-cn:s3:']);
});
