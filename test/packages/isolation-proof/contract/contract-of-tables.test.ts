import { by } from '../../../../packages/isolation-proof/src/contract/axis';
import type { Operation, TenantContract } from '../../../../packages/isolation-proof/src/contract/contract';
import { contractOfTables } from '../../../../packages/isolation-proof/src/contract/contract-of-tables';
import { trustedBy } from '../../../../packages/isolation-proof/src/contract/principal-kind';
import type { DeniedRow, Table } from '../../../../packages/isolation-proof/src/contract/row';
import { nameOf } from '../../../../packages/isolation-proof/src/decide/request';
import { MODEL } from './judged';
import { NOTHING_SHARED } from '../fixtures/nothing-shared';

interface Fixtures {
  readonly own: string;
  readonly other: string;
}
type Kind = 'hub' | 's3';

const read = (resource: string, context = {}) => ({ action: 's3:GetObject', resource, context });
const TABLE: Table<Fixtures, Kind> = {
  allowed: {
    read: {
      by: 'hub',
      sentence: ({ who, whose }) => `${who} reads ${whose} data`,
      how: 'over TLS',
      requests: ({ own }) => [read(own, { k: 'v' }), { ...read('key'), action: 'kms:Decrypt' }],
      axes: [by('s3')],
    },
    leave: {
      by: 'hub',
      sentence: ({ who }) => `${who} leaves`,
      requests: () => [read('exit')],
      evenSuspended: true,
    },
    nothing: { by: 's3', sentence: ({ who }) => `${who} waits`, requests: () => [] },
  },
  denied: {
    foreign: { sentence: 'a hub reads others', twin: 'read', change: { resource: ({ other }) => other } },
    write: { sentence: 'a hub writes', twin: 'read', change: { action: 's3:PutObject' } },
    plain: {
      sentence: 'a hub decrypts openly',
      twin: 'read',
      request: 'kms:Decrypt',
      change: { context: 'tls', to: 'no' },
    },
    late: { sentence: 'a hub is late', twin: 'read', change: { context: 'k', to: ({ own }) => `${own}!` } },
    elsewhere: { sentence: 'a hub reads elsewhere', twin: 'read', change: { resource: 'elsewhere' } },
    absent: { sentence: 'a hub says nothing', twin: 'read', change: { context: 'k', to: undefined } },
    none: { sentence: 'nobody waits', twin: 'nothing', change: { action: 'x:y' } },
  },
};

function contract(isSuspended = false, tables: readonly Table<Fixtures, Kind>[] = [TABLE]) {
  return contractOfTables<Fixtures, Kind>({
    kinds: [
      {
        id: 'hub',
        label: 'Hub',
        subject: 'a hub',
        recognises: trustedBy('credentials.iot.amazonaws.com'),
      },
    ],
    others: [{ id: 's3', subject: 'S3', of: () => ({ service: 's3.amazonaws.com' }) }],
    tables,
    settingOf: (_known, tenant) =>
      tenant === 'acme' ? { fixtures: { own: 'acme', other: 'globex' }, isSuspended } : { missing: ['key'] },
    alone: ({ own }) => ({ own, other: own }),
    sharedBoundary: true,
  });
}

function ofTenant(made: ReturnType<typeof contract>, tenant = 'acme'): TenantContract {
  const found = made.of({ model: MODEL, tenancy: NOTHING_SHARED }, tenant);
  if ('missing' in found) throw new Error(`missing ${found.missing.join()}`);
  return found;
}

/** An operation in a line: its row, what is expected, and its requests. */
function shown({ row, expected, requests }: Operation): string {
  const asked = requests.map(({ requester, action, resource, context }) => {
    const values = [...context].map(([key, value]) => `${key}=${[value ?? '(absent)'].flat().join()}`);
    return [nameOf(requester).replace(/.*\//, ''), action, resource, ...values].join(' ');
  });
  return [row, expected, ...asked].join(' | ');
}

test('rows are said to people as they stand in the tables, those along axes first', () => {
  const { rows, sharedBoundary } = contract();
  expect(sharedBoundary).toBe(true);
  expect(rows.allowed).toEqual([
    { id: 'read', sentence: "a hub reads its organization's data over TLS" },
    { id: 'leave', sentence: 'a hub leaves' },
    { id: 'nothing', sentence: 'S3 waits' },
  ]);
  expect(rows.denied.map(({ id, sentence }) => `${id}: ${sentence}`)).toEqual([
    expect.stringMatching(/^read-by-s3: S3 reads .*data$/),
    'foreign: a hub reads others',
    'write: a hub writes',
    'plain: a hub decrypts openly',
    'late: a hub is late',
    'elsewhere: a hub reads elsewhere',
    'absent: a hub says nothing',
    'none: nobody waits',
  ]);
});

test('every row is asked of each principal, with one change where it is denied', () => {
  const { operations } = ofTenant(contract());
  expect(operations.map(shown)).toEqual([
    'read | allowed | acme-role s3:GetObject acme k=v | acme-role kms:Decrypt key',
    'leave | allowed | acme-role s3:GetObject exit',
    'nothing | allowed',
    'read-by-s3 | denied | s3.amazonaws.com s3:GetObject acme k=v',
    'read-by-s3 | denied | s3.amazonaws.com kms:Decrypt key',
    'foreign | denied | acme-role s3:GetObject globex k=v',
    'write | denied | acme-role s3:PutObject acme k=v',
    'plain | denied | acme-role kms:Decrypt key tls=no',
    'late | denied | acme-role s3:GetObject acme k=acme!',
    'elsewhere | denied | acme-role s3:GetObject elsewhere k=v',
    'absent | denied | acme-role s3:GetObject acme k=(absent)',
  ]);
  expect(operations.map(({ organization }) => organization)).toEqual(operations.map(() => 'acme'));
  const sentences = new Map(operations.map(({ row, sentence }) => [row, sentence]));
  expect([sentences.get('read'), sentences.get('foreign')]).toEqual([
    "a hub reads its organization's data over TLS",
    'a hub reads others',
  ]);
});

test('a suspended tenant is allowed what is possible even so, and nothing else', () => {
  const { operations } = ofTenant(contract(true));
  const outcomes = operations.map(({ row, expected }) => `${row} ${expected}`);
  expect(outcomes.slice(0, 3)).toEqual(['read denied', 'leave allowed', 'nothing denied']);
});

test('alone, a tenant has its own names in the place of others', () => {
  const { operations, operationsAlone } = ofTenant(contract());
  const alone = operationsAlone().map(shown);
  expect(alone).toContain('foreign | denied | acme-role s3:GetObject acme k=v');
  expect(alone).toHaveLength(operations.length);
});

test('kinds and names that are missing are handed on', () => {
  expect(ofTenant(contract())).toMatchObject({ absentKinds: [], unclassified: [] });
  expect(() => ofTenant(contract(), 'other')).toThrow('missing key');
});

test.each<[string, Partial<DeniedRow<Fixtures>>, string]>([
  ['row', { twin: 'unheard' }, 'no request  of a row unheard'],
  ['request', { request: 'x:y' }, 'no request x:y of a row read'],
])('a denied row whose twin has no such %s is a mistake of the table', (_what, wrong, message) => {
  const row: DeniedRow<Fixtures> = { sentence: 's', twin: 'read', change: { action: 'x:y' }, ...wrong };
  const made = contract(false, [{ ...TABLE, denied: { wrong: row } }]);
  expect(() => ofTenant(made).operations).toThrow(new RangeError(message));
});
