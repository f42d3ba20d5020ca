import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import { remedyBetween } from '../../../../packages/isolation-proof/src/claims/owner-remedy';
import type { TenantTags, Untagged } from '../../../../packages/isolation-proof/src/model/tenant-tags';
import type { Resources } from '../fixtures/identities';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, resourceOf, stackOf } from '../fixtures/stack-of';
import { judged } from './judged';

const TAGS: TenantTags = { owner: 'orgSlug' };

describe('between two resources', () => {
  const queue = resourceOf('AWS::SQS::Queue', {});
  const database = resourceOf('AWS::Glue::Database', {});
  const acmes = { resource: queue, owner: 'acme' };
  const tag = `If ${queue.path} is acme's, tag it orgSlug=acme. Otherwise: mend it.`;
  const line = `If ${database.path} is acme's, say so, because AWS::Glue::Database takes no tags: tenants: { untagged: [{ construct: '${database.path}', tenant: 'acme', because: '…' }] }. Otherwise: mend it.`;

  test.each([
    [
      'the one that takes tags and has none is to be tagged',
      { resource: queue, owner: undefined },
      acmes,
      tag,
    ],
    ['whichever of the two it is', acmes, { resource: queue, owner: undefined }, tag],
    ['one that takes none is to be declared', { resource: database, owner: undefined }, acmes, line],
    ['of two tenants', acmes, { resource: queue, owner: 'acme-eu' }, 'mend it.'],
    [
      'of nobody',
      { resource: queue, owner: undefined },
      { resource: database, owner: undefined },
      'mend it.',
    ],
    ['where only one is known', acmes, undefined, 'mend it.'],
  ])('%s', (_what, one, other, expected) => {
    expect(remedyBetween(one, other, 'mend it.', TAGS)).toBe(expected);
  });
});

describe('the lines that verdicts ask for', () => {
  const roleArn = `arn:aws:iam::${ACCOUNT}:role/acme-role`;
  const lake = (owner: string): Resources => ({
    [`${owner}Role`]: roleOf(owner),
    [`${owner}Bucket`]: ['AWS::S3::Bucket', { BucketName: `${owner}-data`, Tags: tagsOf(owner) }],
  });
  const database = (owner: string): Resources[string] => [
    'AWS::Glue::Database',
    { DatabaseInput: { Name: 'orders', LocationUri: `s3://${owner}-data/` } },
  ];
  const found = (resources: Resources, untagged: readonly Untagged[] = []): (string | undefined)[] =>
    judged(flows, [stackOf({ ...lake('acme'), ...lake('acme-eu'), ...resources })], () => ({}), {
      ...TAGS,
      untagged,
    }).violations.map(({ remedy }) => remedy);

  it('can be pasted, and then what is right is proved', () => {
    const [remedy = ''] = found({ Database: database('acme') });
    const [, construct = '', tenant = ''] = /construct: '([^']+)', tenant: '([^']+)'/.exec(remedy) ?? [];
    expect([construct, tenant]).toEqual(['test/Database', 'acme']);
    expect(found({ Database: database('acme') }, [{ construct, tenant, because: 'x' }])).toEqual([]);
    expect(found({ Database: database('acme-eu') }, [{ construct, tenant, because: 'x' }])).toEqual([
      expect.stringMatching(/^Name a resource of the same owner/),
    ]);
  });

  it('name the role that carries no tag', () => {
    const worker: Resources[string] = [
      'AWS::Lambda::Function',
      { Role: roleArn.replace('acme-role', 'worker'), Tags: tagsOf('acme') },
    ];
    const role: Resources[string] = [
      'AWS::IAM::Role',
      { ...roleOf('worker')[1], RoleName: 'worker', Tags: [] },
    ];
    expect(found({ Worker: worker, WorkerRole: role })).toEqual([
      "If test/WorkerRole is acme's, tag it orgSlug=acme. Otherwise: Give it a role of the same owner.",
    ]);
  });
});
