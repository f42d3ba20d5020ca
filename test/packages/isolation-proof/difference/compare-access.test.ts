import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { inlinePolicy, policyOf, roleOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { allow } from './change';
import { compared, GET, letIn, lines, platform, PUT, tenants, withBucket } from './compared-apps';

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
