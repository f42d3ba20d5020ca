import { environment, organization } from '../../../fixtures/environment';
import { synthesize, wholeOf } from '../../../fixtures/synthesize';
import { ACME, type Edit, inStatement, platform, SHARED } from '../contract/platform';
import { asText, cellAt, draw, drawEach, matrixOf, writtenOut } from './drawn';

const SHIPPED = JSON.stringify(synthesize(wholeOf(environment())));
const stacks = (edit?: Edit, from = SHIPPED): ReturnType<typeof platform> => platform(edit, from);
const DATA = draw(stacks());

test('principals of an organization can do what they are for, and nothing elsewhere', () => {
  expect(asText(DATA, matrixOf(DATA, 'acme')).split('\n')).toEqual([
    'Data Hub | Hybrid node | User | Certificate | Pipeline',
    'own raw folder: write | 1 | 1 | 1 | read list',
    'own standardized folder: 1 | 1 | read list | 1 | read write list',
    'own artifacts folder: 2 | 2 | 1 | 1 | read write list',
    'own athena-results folder: 1 | 1 | read write list | 1 | 2',
    'own key: decrypt encrypt | 1 | decrypt encrypt | 1 | decrypt encrypt',
    'own connector secrets: fetch | 1 | 1 | 1 | 2',
    'own workgroup: 1 | 1 | read list run | 1 | 2',
    'own database and tables: 1 | 1 | read | 1 | read write',
    'own queues of arrivals: 2 | 2 | 1 | 1 | read write list',
    'own log of pipelines: 2 | 2 | 1 | 1 | write',
    'own role alias: 2 | 2 | 1 | assume | 2',
    'own nodes and their documents: 1 | read write list | 1 | 1 | 2',
    'others raw folders: 3 | 3 | 2 | 1 | 3',
    'others standardized folders: 3 | 3 | 2 | 1 | 3',
    'others artifacts folders: 3 | 3 | 2 | 1 | 3',
    'others athena-results folders: 3 | 3 | 2 | 1 | 3',
    'others keys: 3 | 3 | 2 | 1 | 3',
    'others connector secrets: 2 | 2 | 1 | 1 | 2',
    'others workgroups: 2 | 2 | 1 | 1 | 2',
    'others databases and tables: 2 | 2 | 1 | 1 | 2',
    'others queues of arrivals: 2 | 2 | 1 | 1 | 2',
    'others logs of pipelines: 2 | 2 | 1 | 1 | 2',
    'others role aliases: 2 | 2 | 1 | 1 | 2',
    'others nodes and their documents: 2 | 2 | 1 | 1 | 2',
    'others everything else: 2 | 2 | 1 | 1 | 2',
    'shared access-logs bucket: 3 | 3 | 2 | 1 | 3',
    "shared the platform's key: 2 | 2 | 1 | 1 | 2",
    'shared connector images: read | 1 | 1 | 1 | read',
    'shared pipeline images: read | 1 | 1 | 1 | read',
    'shared other images: 2 | 2 | 1 | 1 | 2',
    'shared calls open to all organizations: call | call | call | 1 | call',
  ]);
});

test('an administrator of the account has no objects and no decryption', () => {
  expect(asText(DATA, DATA.platform).split('\n').slice(0, 6)).toEqual([
    'Any administrator | Role | Certificate',
    'others raw folders: 1 | 2 | 1',
    'others standardized folders: 1 | 2 | 1',
    'others artifacts folders: 1 | 2 | 1',
    'others athena-results folders: 1 | 2 | 1',
    'others keys: encrypt | 1 | 1',
  ]);
  expect(asText(DATA, DATA.platform)).not.toContain('!');
});

test('organizations of one form share a matrix, which is word by word what each would have by itself', () => {
  expect(DATA.forms.map(({ organizations }) => organizations)).toEqual([['acme', 'acme-eu']]);
  const each = drawEach(stacks());
  expect(each.forms).toHaveLength(2);
  // Their words are the same, so that most statements stand there once for both of them.
  expect(each.statements.length).toBeLessThan(1.2 * DATA.statements.length);
  for (const slug of ['acme', 'acme-eu']) expect(writtenOut(DATA, slug)).toEqual(writtenOut(each, slug));
});

test('organizations whose statements have other names have matrices of their own', () => {
  const renamed = inStatement(ACME, 'RunQueries', (statement) => ({ ...statement, Sid: 'Renamed' }));
  const { forms } = draw(stacks(renamed));
  expect(forms.map(({ organizations }) => organizations)).toEqual([['acme'], ['acme-eu']]);
});

test('a suspended organization has a matrix of its own, in which it can do nothing with its data', () => {
  const organizations = [organization('acme', { status: 'suspended' }), organization('acme-eu')];
  const from = JSON.stringify(synthesize(wholeOf(environment({ organizations }))));
  const data = draw(stacks(undefined, from));
  expect(data.forms).toHaveLength(2);
  expect(asText(data, matrixOf(data, 'acme'))).toMatch(/^own raw folder: \d \| \d \| \d \| \d \| \d$/m);
  expect(asText(data, matrixOf(data, 'acme-eu'))).toMatch(/^own raw folder: write/m);
});

test('users who may do the same are one column', () => {
  const organizations = [organization('acme', { athenaUsers: ['ann', 'bob'] }), organization('acme-eu')];
  const from = JSON.stringify(synthesize(wholeOf(environment({ organizations }))));
  const data = draw(stacks(undefined, from));
  expect(matrixOf(data, 'acme').columns.find(({ kind }) => kind === 'User')?.names).toEqual(['ann', 'bob']);
});

test('a cell has the statements that grant, of every policy that has to, and a request', () => {
  const cell = cellAt(DATA, matrixOf(DATA, 'acme'), 'own', 'raw folder', 'Data Hub');
  const [entry] = cell.entries.map((number) => DATA.entries[number]);
  expect(entry?.capabilities).toEqual(['write']);
  const statements = entry?.granted?.statements.map((number) => DATA.statements[number]);
  expect(statements?.map((statement) => [statement?.name, statement?.policy, statement?.stack])).toEqual([
    ['UploadRawData', 'identity policy', 'ts-test-organization-\uE000'],
    ['UploadRawData', 'permissions boundary', SHARED],
  ]);
  expect(entry?.granted?.requests.map(({ action }) => action)).toEqual([
    's3:PutObject',
    's3:AbortMultipartUpload',
  ]);
});

test('a cell of nothing says which statement denies it where all others would allow it', () => {
  const cell = cellAt(DATA, matrixOf(DATA, 'acme'), 'others', 'raw folders', 'Data Hub');
  const [entry] = cell.entries.map((number) => DATA.entries[number]);
  expect(entry?.refused?.inForce).toEqual({ unallowed: true, denies: [] });
  const resource = entry?.refused?.locks.find(({ lock }) => lock === 'resource');
  expect(resource?.refusal?.denies.map((number) => DATA.statements[number]?.name)).toEqual([
    'DenyObjectsOfOtherOrganizations',
    'DenyReadingByOthersThanPipelines',
  ]);
});

test.each<[string, Edit, string, string]>([
  [
    'a lock less',
    inStatement(ACME, 'UploadRawData', (statement) => ({
      ...statement,
      Resource: 'arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an/acme*',
    })),
    'raw folders',
    '2',
  ],
  [
    'an access that nobody is meant to have',
    inStatement(ACME, 'RunQueries', (statement) => ({ ...statement, Resource: '*' })),
    'workgroups',
    'read! list! run!',
  ],
])(
  'a mistake in the templates shows as %s, for the organization it is made for',
  (_what, edit, title, expected) => {
    const data = draw(stacks(edit));
    const cellsOf = (slug: string): string =>
      asText(data, matrixOf(data, slug))
        .split('\n')
        .find((line) => line.startsWith(`others ${title}:`)) ?? '';
    expect(cellsOf('acme').split(/: | \| /)).toContain(expected);
    expect(cellsOf('acme-eu')).not.toMatch(/!/);
    expect(cellsOf('acme-eu')).not.toBe(cellsOf('acme'));
  },
);
