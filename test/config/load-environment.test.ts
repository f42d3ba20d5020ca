import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { EnvironmentConfig } from '../../config/environment-config';
import { ConfigurationError, type Problem } from '../../config/errors';
import { listEnvironments, loadEnvironment } from '../../config/load-environment';
import { regionNamed } from '../fixtures/environment';

const SHIPPED = join(__dirname, '..', '..', 'environments');

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'environments-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

type Json = Readonly<Record<string, unknown>>;

/** The least that an environment file must say. */
const LEAST: Json = { account: '111122223333', region: 'eu-central-1' };

const acme = { slug: 'acme', displayName: 'Acme' };
const globex = { slug: 'globex', displayName: 'Globex' };

function write(name: string, content: unknown): void {
  writeFileSync(
    join(directory, `${name}.json`),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
}

/** Loads `content` as the environment `dev`. */
function load(content: unknown): EnvironmentConfig {
  write('dev', content);
  return loadEnvironment('dev', directory);
}

/** What loading raises; places in `dev.json` are written as their JSON path alone. */
function problemsOf(action: () => unknown): Problem[] {
  try {
    action();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const prefix = `${relative(process.cwd(), join(directory, 'dev.json'))} `;
    return error.problems.map(({ place, ...rest }) => ({
      place: place.startsWith(prefix) ? place.slice(prefix.length) : place,
      ...rest,
    }));
  }
  return [];
}

const problemsWith = (content: unknown): Problem[] => problemsOf(() => load(content));

describe('a file that is right', () => {
  test('gets every default that it does not say', () => {
    expect(load(LEAST)).toEqual({
      name: 'dev',
      account: '111122223333',
      region: regionNamed('eu-central-1'),
      namePrefix: 'ts',
      athenaCreateIamUser: false,
      compliancePacks: ['AwsSolutions', 'HIPAA.Security', 'NIST.800.53.R5'],
      accessLogEncryption: 'SSE-S3',
      retentionDays: { accessLogs: 400, queryResults: 30, noncurrentVersions: 90 },
      athenaBytesScannedCutoff: 1_099_511_627_776,
      dataConnectorRepositories: [],
      organizations: [],
    });
  });

  test('keeps everything that it says, but $schema, which is for editors', () => {
    const said = {
      account: '000000000000',
      namePrefix: 'hub',
      athenaCreateIamUser: true,
      compliancePacks: ['NIST.800.53.R5'],
      accessLogEncryption: 'SSE-KMS',
      retentionDays: { accessLogs: 1, queryResults: 3653, noncurrentVersions: 2 },
      athenaBytesScannedCutoff: 10_000_000,
      dataConnectorRepositories: ['postgres', 'ms-sql-2'],
      organizations: [{ ...acme, status: 'suspended', athenaUsers: ['jane.doe@acme', 'bob'] }],
    };
    expect(load({ $schema: 'x', region: 'cn-north-1', ...said })).toEqual({
      name: 'dev',
      region: regionNamed('cn-north-1'),
      ...said,
    });
  });

  test('gets the defaults of an organization and of single retentions', () => {
    const { organizations, retentionDays } = load({
      ...LEAST,
      retentionDays: { queryResults: 7 },
      organizations: [{ slug: 'acme', displayName: ' Acme ' }],
    });
    expect(organizations).toEqual([{ slug: 'acme', displayName: 'Acme', status: 'active', athenaUsers: [] }]);
    expect(retentionDays).toEqual({ accessLogs: 400, queryResults: 7, noncurrentVersions: 90 });
  });

  test('may leave out every rule pack', () => {
    expect(load({ ...LEAST, compliancePacks: [] }).compliancePacks).toEqual([]);
  });

  test.each([
    ['namePrefix', 'ab'],
    ['namePrefix', 'a2345678'],
    ['athenaBytesScannedCutoff', Number.MAX_SAFE_INTEGER],
    ['dataConnectorRepositories', ['0', 'x'.repeat(64), 'a-b']],
    ['organizations', [{ ...acme, athenaUsers: ['x'.repeat(64), 'a', 'A_b+c=d,e.f@g-h'] }, globex]],
    ['organizations', [{ ...acme, displayName: 'Ä'.repeat(200) }]],
    ['organizations', [acme, { slug: 'acme-eu', displayName: 'Acme' }]],
  ])('%s %j', (field, value) => {
    expect(problemsWith({ ...LEAST, [field]: value })).toEqual([]);
  });
});

describe('shipped environments', () => {
  test('are these', () => {
    expect(listEnvironments(SHIPPED)).toEqual(['dev', 'local', 'production']);
  });

  test.each(listEnvironments(SHIPPED))('%s loads, with at least two organizations', (name) => {
    const environment = loadEnvironment(name, SHIPPED);
    expect(environment.name).toBe(name);
    expect(environment.organizations.map(({ slug }): string => slug)).toEqual(
      expect.arrayContaining(['acme', 'acme-eu']),
    );
  });
});

describe('listing', () => {
  test('is sorted, and of JSON files only', () => {
    for (const file of ['b.json', 'a.json', 'README.md', 'c.json.bak'])
      writeFileSync(join(directory, file), '');
    expect(listEnvironments(directory)).toEqual(['a', 'b']);
  });

  test('of a folder that does not exist is empty', () => {
    expect(listEnvironments(join(directory, 'nowhere'))).toEqual([]);
  });
});

describe('a file that cannot be read', () => {
  test('is missing: the error names those that exist', () => {
    write('staging', LEAST);
    write('alpha', LEAST);
    expect(problemsOf(() => loadEnvironment('dev', directory))).toEqual([
      {
        place: relative(process.cwd(), join(directory, 'dev.json')),
        fix: 'does not exist; the environments are alpha, staging',
      },
    ]);
  });

  test.each([
    ['in an empty folder', '.'],
    ['in a folder that does not exist', 'nowhere'],
  ])('is missing, %s', (_, folder) => {
    expect(problemsOf(() => loadEnvironment('dev', join(directory, folder)))).toEqual([
      {
        place: relative(process.cwd(), join(directory, folder, 'dev.json')),
        fix: 'does not exist, nor does any other environment; write one',
      },
    ]);
  });

  test('is a folder', () => {
    mkdirSync(join(directory, 'dev.json'));
    expect(problemsOf(() => loadEnvironment('dev', directory))).toMatchObject([
      { fix: 'cannot be read (EISDIR)' },
    ]);
  });

  test.each([
    ['cut off', '{"account": "111122223333",'],
    ['empty', ''],
    ['with a comment', '{} // x'],
    ['with a trailing comma', '{"account": "1",}'],
    ['with a byte order mark', '\uFEFF{}'],
  ])('is not JSON: %s', (_, text) => {
    const [problem, ...others] = problemsWith(text);
    expect(problem?.place).toBe(relative(process.cwd(), join(directory, 'dev.json')));
    expect(problem?.fix).toMatch(/^is not JSON: \S/);
    expect(others).toEqual([]);
  });
});

describe('the name of an environment', () => {
  const SHAPE = "an environment's name has 2 to 16 lower-case letters and digits and starts with a letter";
  const PARAMETER_STORE = 'Parameter Store refuses paths that begin with "aws" or "ssm"; choose another name';

  test.each(['ab', 'dev', 'prod2', 'x'.repeat(16), 'local', 'xaws', 'assm'])('may be %s', (name) => {
    write(name, LEAST);
    expect(loadEnvironment(name, directory).name).toBe(name);
  });

  test.each([
    ['', SHAPE],
    ['a', SHAPE],
    ['x'.repeat(17), SHAPE],
    ['Dev', SHAPE],
    ['2dev', SHAPE],
    ['my-dev', SHAPE],
    ['dev_1', SHAPE],
    ['dev.json', SHAPE],
    ['../dev', SHAPE],
    ['..', SHAPE],
    ['/etc/passwd', SHAPE],
    ['sub/dev', SHAPE],
    ['dev\n', SHAPE],
    ['dev\0', SHAPE],
    ['dév', SHAPE],
    ['aws', PARAMETER_STORE],
    ['awsdev', PARAMETER_STORE],
    ['ssmtest', PARAMETER_STORE],
    ['athena', 'this name is reserved; choose another'],
  ])('may not be %j', (name, fix) => {
    // Before any file is looked for: a name is never a path.
    expect(problemsOf(() => loadEnvironment(name, directory))).toEqual([
      { place: '-c environment', value: name, fix },
    ]);
  });
});

describe('one wrong field is refused with its JSON path, value and fix', () => {
  const ACCOUNT = 'write the 12-digit account id as a string';
  const ACCOUNT_EXAMPLE = `${ACCOUNT}, for example "111122223333"`;
  const PREFIX = 'write 2 to 8 lower-case letters and digits, starting with a letter';
  const US = 'us-east-1, us-east-2, us-gov-east-1, us-gov-west-1, us-west-1, us-west-2';
  const PACKS = 'write some of AwsSolutions, HIPAA.Security, NIST.800.53.R5';
  const CONNECTOR =
    'write lower-case letters, digits and single inner hyphens, without the prefix "data-connector-"';

  test.each<[string, unknown, string]>([
    ['account', 111122223333, ACCOUNT],
    ['account', '11112222333', ACCOUNT_EXAMPLE],
    ['account', '1111222233334', ACCOUNT_EXAMPLE],
    ['account', '1111-2222-3333', ACCOUNT_EXAMPLE],
    ['account', '111122223333\n', ACCOUNT_EXAMPLE],
    ['account', '١١١١٢٢٢٢٣٣٣٣', ACCOUNT_EXAMPLE],
    ['account', null, ACCOUNT],
    ['region', 'us-east-9', `no such Region; write one of ${US}`],
    ['region', 'us-iso-east-1', `no such Region; write one of ${US}`],
    ['region', 'US-EAST-1', `no such Region; write one of ${US}`],
    ['region', 'cn-south-1', 'no such Region; write one of cn-north-1, cn-northwest-1'],
    ['namePrefix', 'a', PREFIX],
    ['namePrefix', 'a23456789', PREFIX],
    ['namePrefix', 'Ts', PREFIX],
    ['namePrefix', 't-s', PREFIX],
    ['namePrefix', '2ts', PREFIX],
    ['namePrefix', 'ts\n', PREFIX],
    ['namePrefix', '', PREFIX],
    ['namePrefix', 'aws', 'AWS reserves this prefix; choose another'],
    ['athenaCreateIamUser', 'true', 'write true or false'],
    ['athenaCreateIamUser', 1, 'write true or false'],
    ['accessLogEncryption', 'sse-s3', 'write "SSE-S3" or "SSE-KMS"'],
    ['accessLogEncryption', null, 'write "SSE-S3" or "SSE-KMS"'],
    ['athenaBytesScannedCutoff', 9_999_999, 'write at least 10000000 bytes'],
    ['athenaBytesScannedCutoff', 10_000_000.5, 'write a whole number of bytes'],
    ['athenaBytesScannedCutoff', '1 TB', 'write a whole number of bytes'],
    ['athenaBytesScannedCutoff', 2 ** 53, 'write a whole number of bytes'],
    ['retentionDays.accessLogs', 0, 'write 1 day or more'],
    ['retentionDays.queryResults', -1, 'write 1 day or more'],
    ['retentionDays.noncurrentVersions', 1.5, 'write a whole number of days'],
    ['retentionDays.accessLogs', 3654, 'write at most 3653 days (ten years)'],
    ['retentionDays.accessLogs', 1e9, 'write at most 3653 days (ten years)'],
    ['retentionDays.queryResults', '30', 'write a whole number of days'],
    ['retentionDays.noncurrentVersions', null, 'write a whole number of days'],
    ['compliancePacks[0]', 'AwsSolution', PACKS],
    ['compliancePacks[0]', 'awssolutions', PACKS],
    ['dataConnectorRepositories[0]', 'Postgres', CONNECTOR],
    ['dataConnectorRepositories[0]', 'data--connector', CONNECTOR],
    ['dataConnectorRepositories[0]', 'a/b', CONNECTOR],
    ['dataConnectorRepositories[0]', '', CONNECTOR],
    ['dataConnectorRepositories[0]', 'x'.repeat(65), 'write at most 64 characters'],
    ['dataConnectorRepositories[0]', 5, 'write the name of a data connector'],
  ])('%s %j', (field, value, fix) => {
    const [parent = '', child] = field.split('.');
    const array = parent.endsWith('[0]');
    const content = {
      ...LEAST,
      [parent.replace('[0]', '')]: child === undefined ? (array ? [value] : value) : { [child]: value },
    };
    expect(problemsWith(content)).toEqual([{ place: `$.${field}`, value, fix }]);
  });

  test.each<[string, unknown, string]>([
    [
      'slug',
      'Acme',
      'a slug has lower-case letters, digits and single inner hyphens, and starts with a letter; try "acme"',
    ],
    ['slug', 7, 'write a slug, for example "acme"'],
    ['displayName', '', 'write the name that people know, for example "Acme Corporation"'],
    ['displayName', '  \n', 'write the name that people know, for example "Acme Corporation"'],
    ['displayName', 'x'.repeat(201), 'write at most 200 characters'],
    ['status', 'paused', 'write "active" or "suspended"'],
    ['status', 'Active', 'write "active" or "suspended"'],
    ['status', false, 'write "active" or "suspended"'],
    ['athenaUsers[1]', 5, 'write the name of an IAM user'],
    ...['', 'x'.repeat(65), 'a b', 'bob\n', 'arn:aws:iam::111122223333:user/bob', 'team/bob'].map(
      (user): [string, unknown, string] => [
        'athenaUsers[1]',
        user,
        'write the name of an existing IAM user (not its ARN): 1 to 64 of A-Z a-z 0-9 _+=,.@-',
      ],
    ),
  ])('%s %j of the second organization', (field, value, fix) => {
    const key = field.replace('[1]', '');
    const content = {
      ...LEAST,
      organizations: [acme, { ...globex, [key]: key === field ? value : ['bob', value] }],
    };
    expect(problemsWith(content)).toEqual([{ place: `$.organizations[1].${field}`, value, fix }]);
  });

  test.each([
    ['$.account', { region: 'eu-central-1' }, `is missing; ${ACCOUNT}`],
    [
      '$.organizations[0].slug',
      { ...LEAST, organizations: [{ displayName: 'A' }] },
      'is missing; write a slug, for example "acme"',
    ],
    [
      '$.organizations[0].displayName',
      { ...LEAST, organizations: [{ slug: 'acme' }] },
      'is missing; write the name that people know, for example "Acme Corporation"',
    ],
  ])('%s is missing', (place, content, fix) => {
    expect(problemsWith(content)).toEqual([{ place, value: undefined, fix }]);
  });

  test('a Region that is missing is answered with all there are, of supported partitions only', () => {
    const [problem, ...others] = problemsWith({ account: '111122223333' });
    expect(problem).toMatchObject({ place: '$.region', value: undefined });
    expect(problem?.fix).toMatch(
      /^is missing; no such Region; write one of af-south-1, .*cn-north-1.*, us-west-2$/,
    );
    expect(problem?.fix).not.toContain('iso');
    expect(others).toEqual([]);
  });

  test.each([
    ['$.organisations', { ...LEAST, organisations: [] }],
    ['$.Account', { ...LEAST, Account: '111122223333' }],
    ['$.constructor', { ...LEAST, constructor: 1 }],
    ['$.__proto__', `{"account":"111122223333","region":"eu-central-1","__proto__":{"namePrefix":"x"}}`],
    ['$.organizations[1].name', { ...LEAST, organizations: [acme, { ...globex, name: 'x' }] }],
    ['$.retentionDays.logs', { ...LEAST, retentionDays: { logs: 5 } }],
  ])('unknown field %s', (place, content) => {
    expect(problemsWith(content)).toEqual([
      { place, fix: 'unknown field; take it out, or correct its name' },
    ]);
  });

  test('two unknown fields are two problems', () => {
    expect(problemsWith({ ...LEAST, a: 1, b: 2 }).map(({ place }) => place)).toEqual(['$.a', '$.b']);
  });

  test.each([
    ['$', []],
    ['$', null],
    ['$', 'text'],
    ['$.organizations', { ...LEAST, organizations: {} }],
    ['$.organizations', { ...LEAST, organizations: null }],
    ['$.organizations[0]', { ...LEAST, organizations: ['acme'] }],
    ['$.organizations[0].athenaUsers', { ...LEAST, organizations: [{ ...acme, athenaUsers: 'bob' }] }],
    ['$.retentionDays', { ...LEAST, retentionDays: 30 }],
    ['$.compliancePacks', { ...LEAST, compliancePacks: 'AwsSolutions' }],
    ['$.dataConnectorRepositories', { ...LEAST, dataConnectorRepositories: { postgres: true } }],
    ['$.namePrefix', { ...LEAST, namePrefix: 5 }],
  ])('%s of the wrong type: %j', (place, content) => {
    expect(problemsWith(JSON.stringify(content)).map((problem) => problem.place)).toEqual([place]);
  });
});

describe('what may stand only once', () => {
  const SLUG = 'another organization has this slug; slugs are unique';
  const USER = 'this user is listed already; an IAM user belongs to one organization, once';
  const withUsers = (...users: readonly (readonly string[])[]): Json => ({
    ...LEAST,
    organizations: [acme, globex].map((organization, index) => ({
      ...organization,
      athenaUsers: users[index] ?? [],
    })),
  });

  test.each<[string, Json, Problem[]]>([
    [
      'a slug',
      { ...LEAST, organizations: [acme, globex, { ...acme, displayName: 'Other' }] },
      [{ place: '$.organizations[2].slug', value: 'acme', fix: SLUG }],
    ],
    [
      'a slug, each time again',
      { ...LEAST, organizations: [acme, acme, acme] },
      [
        { place: '$.organizations[1].slug', value: 'acme', fix: SLUG },
        { place: '$.organizations[2].slug', value: 'acme', fix: SLUG },
      ],
    ],
    [
      'a user across organizations',
      withUsers(['ann', 'bob'], ['eve', 'bob']),
      [{ place: '$.organizations[1].athenaUsers[1]', value: 'bob', fix: USER }],
    ],
    [
      'a user within one organization',
      withUsers(['bob', 'bob']),
      [{ place: '$.organizations[0].athenaUsers[1]', value: 'bob', fix: USER }],
    ],
    [
      'a repository',
      { ...LEAST, dataConnectorRepositories: ['sftp', 'postgres', 'sftp'] },
      [{ place: '$.dataConnectorRepositories[2]', value: 'sftp', fix: 'this repository is listed already' }],
    ],
  ])('%s', (_, content, problems) => {
    expect(problemsWith(content)).toEqual(problems);
  });

  test('a user may have the name of a slug or of a repository', () => {
    expect(
      problemsWith({ ...withUsers(['acme', 'sftp']), dataConnectorRepositories: ['sftp', 'acme'] }),
    ).toEqual([]);
  });

  // IAM does not distinguish names by case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  test('a user in other letters is the same user', () => {
    expect(problemsWith(withUsers(['bob'], ['Bob']))).toEqual([
      { place: '$.organizations[1].athenaUsers[0]', value: 'Bob', fix: USER },
    ]);
  });
});

// The user that a template makes for one organization is not to be given the policy of another.
test.each(['ts-athena-dev-globex', 'TS-Athena-dev-acme'])('%s is no existing user to list', (user) => {
  const content = { ...LEAST, organizations: [{ ...acme, athenaUsers: [user] }, globex] };
  expect(problemsWith(content)).toMatchObject([{ place: '$.organizations[0].athenaUsers[0]', value: user }]);
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html: names may not begin with `sthree-`.
test('a prefix that S3 reserves is refused', () => {
  expect(problemsWith({ ...LEAST, namePrefix: 'sthree' })).toMatchObject([
    { place: '$.namePrefix', value: 'sthree' },
  ]);
});

test('all that is wrong is reported at once, and nothing else', () => {
  const problems = problemsWith({
    acount: '111122223333',
    account: 1,
    region: 'eu-centrl-1',
    namePrefix: 'TS',
    compliancePacks: ['nag'],
    retentionDays: { accessLogs: 0, queryResults: 1.5, forever: true },
    athenaBytesScannedCutoff: 1,
    dataConnectorRepositories: ['A', 'sftp', 'sftp'],
    organizations: [
      { slug: 'Acme', displayName: '', status: 'gone', athenaUsers: ['a b', 'bob'] },
      { slug: 'Acme', displayName: 'A', athenaUsers: ['bob'], owner: 'x' },
      { slug: 'a-policy-x!', displayName: 'B' },
    ],
  });
  expect(problems.map(({ place }) => place).sort()).toEqual(
    [
      '$.acount',
      '$.account',
      '$.region',
      '$.namePrefix',
      '$.compliancePacks[0]',
      '$.retentionDays.accessLogs',
      '$.retentionDays.queryResults',
      '$.retentionDays.forever',
      '$.athenaBytesScannedCutoff',
      '$.dataConnectorRepositories[0]',
      '$.dataConnectorRepositories[2]',
      '$.organizations[0].slug',
      '$.organizations[0].displayName',
      '$.organizations[0].status',
      '$.organizations[0].athenaUsers[0]',
      '$.organizations[1].slug',
      '$.organizations[1].slug',
      '$.organizations[1].athenaUsers[0]',
      '$.organizations[1].owner',
      '$.organizations[2].slug',
      '$.organizations[2].slug',
    ].sort(),
  );
});

test('the message has a line for each problem, with file, JSON path, value and fix', () => {
  const file = relative(process.cwd(), join(directory, 'dev.json'));
  expect(() => load({ ...LEAST, account: 5, retentionDays: { queryResults: 0 } })).toThrow(
    new ConfigurationError([
      { place: `${file} $.account`, value: 5, fix: 'write the 12-digit account id as a string' },
      { place: `${file} $.retentionDays.queryResults`, value: 0, fix: 'write 1 day or more' },
    ]),
  );
});
