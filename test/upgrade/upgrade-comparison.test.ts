import { join } from 'node:path';
import { STACKS } from '../../tools/release/record-release';
import { readRecords } from '../../tools/release/recorded-stacks';
import { changedNames, comparedAccess, lostResources } from './upgrade-comparison';

const SHARED = 'ts-upgrade-shared';
const ACME_EU = 'ts-upgrade-organization-acme-eu';
const base = readRecords(join(__dirname, '0.1.0', STACKS));

/** The release with one of its templates changed. */
function changed(name: string, change: (text: string) => string): typeof base {
  const head = base.map((stack) => (stack.name === name ? { ...stack, text: change(stack.text) } : stack));
  expect(head).not.toEqual(base);
  return head;
}

test('a release loses nothing against itself', () => {
  expect([lostResources(base, base), changedNames(base, base)]).toEqual([[], []]);
  expect(comparedAccess(base, base, [])).toMatchObject({ losses: [], undecided: [] });
});

test('the construct id of a bucket is renamed', () => {
  const head = changed(SHARED, (text) => text.replaceAll('RawBucket128B7E58', 'UploadsBucket0A0A0A0A'));
  expect(lostResources(base, head)).toContainEqual({
    stack: SHARED,
    logicalId: 'RawBucket128B7E58',
    kind: 'deleted',
    organizations: [],
  });
});

test('a role alias, which holds no data and which hubs know by its name, is renamed in one organization', () => {
  const head = changed(ACME_EU, (text) =>
    text.replace('"RoleAlias": "ts-upgrade-acme-eu-data-hub"', '"RoleAlias": "ts-upgrade-acme-eu-hub"'),
  );
  const of = { stack: ACME_EU, logicalId: 'DataHubRoleAlias85C5113C' };
  expect(lostResources(base, head)).toContainEqual({ ...of, kind: 'replaced', organizations: ['acme-eu'] });
  expect(changedNames(base, head)).toEqual([
    { ...of, from: 'ts-upgrade-acme-eu-data-hub', to: 'ts-upgrade-acme-eu-hub' },
  ]);
});

test('a stack is gone', () => {
  const head = base.filter(({ name }) => name !== ACME_EU);
  expect(lostResources(base, head)).toEqual([
    { stack: ACME_EU, kind: 'removed', organizations: ['acme-eu'] },
  ]);
});

test('a permission is dropped, of one organization and of all', () => {
  const one = changed(ACME_EU, (text) => text.replace('"s3:PutObject"', '"s3:AbortMultipartUpload"'));
  const all = changed(SHARED, (text) => text.replaceAll('"kms:GenerateDataKey"', '"kms:Decrypt"'));
  expect(comparedAccess(base, one, []).losses).toEqual([
    {
      principal: `${ACME_EU}/DataHub/Role/Role`,
      organizations: ['acme-eu'],
      actions: ['s3:putobject'],
      resources: ['arn:aws:s3:::ts-upgrade-111122223333-raw/acme-eu/*'],
    },
  ]);
  expect(comparedAccess(base, all, []).losses).toContainEqual(
    expect.objectContaining({ organizations: ['acme-eu', 'acme'], actions: ['kms:generatedatakey'] }),
  );
});

test('a name that changes on purpose is no loss of access, and another one beside it is', () => {
  const names = ['ts-upgrade-111122223333-standardized', 'ts-upgrade-111122223333-tables'] as const;
  const head = base.map((stack) => ({ ...stack, text: stack.text.replaceAll(...names) }));
  expect(comparedAccess(base, head, [{ from: names[0], to: names[1] }]).losses).toEqual([]);
  expect(comparedAccess(base, head, []).losses).not.toEqual([]);
});
