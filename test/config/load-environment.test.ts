import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { listEnvironments, loadEnvironment } from '../../config/load-environment';
import { PIPELINES, regionNamed } from '../fixtures/environment';
import { acme, files, globex, LEAST } from './environment-files';

const SHIPPED = join(__dirname, '..', '..', 'environments');

describe('a file that is right', () => {
  test('gets every default that it does not say', () => {
    expect(files.load(LEAST)).toEqual({
      name: 'dev',
      account: '111122223333',
      region: regionNamed('eu-central-1'),
      namePrefix: 'ts',
      athenaCreateIamUser: false,
      compliancePacks: ['AwsSolutions', 'HIPAA.Security', 'NIST.800.53.R5'],
      accessLogEncryption: 'SSE-S3',
      dataHubTrust: 'service',
      dataHubFolders: 'own',
      retentionDays: { accessLogs: 400, queryResults: 30, noncurrentVersions: 90, pipelineLogs: 90 },
      athenaBytesScannedCutoff: 1_099_511_627_776,
      dataConnectorRepositories: [],
      pipelineRepositories: [],
      pipelines: { ...PIPELINES, services: ['glue'] },
      quotas: {},
      planned: { dataHubs: 10, connectorSecrets: 5 },
      operations: {},
      organizations: [],
      retiredSlugs: [],
    });
  });

  test('keeps everything that it says, but $schema, which is for editors', () => {
    const said = {
      account: '000000000001',
      namePrefix: 'hub',
      athenaCreateIamUser: true,
      compliancePacks: ['NIST.800.53.R5'],
      accessLogEncryption: 'SSE-KMS',
      dataHubTrust: 'service-of-this-account',
      dataHubFolders: 'common',
      retentionDays: { accessLogs: 1, queryResults: 3653, noncurrentVersions: 2, pipelineLogs: 3653 },
      athenaBytesScannedCutoff: 10_000_000,
      dataConnectorRepositories: ['postgres', 'ms-sql-2'],
      pipelineRepositories: ['standardize'],
      pipelines: {
        services: ['batch', 'lambda'],
        trust: 'own-resources',
        lambdaTrust: 'service-of-this-account',
        createDefaultDatabase: true,
        connectorSecrets: true,
        glueSecurityConfiguration: false,
        encryptDataCatalog: true,
      },
      quotas: { 'iot-role-aliases': 500, 'iam-roles': 5000 },
      planned: { dataHubs: 0, connectorSecrets: 40 },
      operations: {},
      organizations: [{ ...acme, status: 'suspended', athenaUsers: ['jane.doe@acme', 'bob'], audit: false }],
    };
    expect(files.load({ $schema: 'x', region: 'cn-north-1', ...said })).toEqual({
      name: 'dev',
      region: regionNamed('cn-north-1'),
      ...said,
      retiredSlugs: [],
    });
  });

  test('gets the defaults of an organization and of single retentions', () => {
    const { organizations, retentionDays } = files.load({
      ...LEAST,
      retentionDays: { queryResults: 7 },
      organizations: [{ slug: 'acme', displayName: ' Acme ' }],
    });
    expect(organizations).toEqual([
      { slug: 'acme', displayName: 'Acme', status: 'active', athenaUsers: [], audit: false },
    ]);
    expect(retentionDays).toEqual({
      accessLogs: 400,
      queryResults: 7,
      noncurrentVersions: 90,
      pipelineLogs: 90,
    });
  });

  test('may begin with a byte-order mark, as editors of Windows write it', () => {
    expect(files.load(`\ufeff${JSON.stringify(LEAST)}`)).toEqual(files.load(LEAST));
  });

  test('may leave out every rule pack', () => {
    expect(files.load({ ...LEAST, compliancePacks: [] }).compliancePacks).toEqual([]);
  });

  test('may have no pipelines', () => {
    expect(files.load({ ...LEAST, pipelines: { services: [] } }).pipelines.services).toEqual([]);
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
    expect(files.problemsWith({ ...LEAST, [field]: value })).toEqual([]);
  });
});

describe('shipped environments', () => {
  test('are these', () => {
    expect(listEnvironments(SHIPPED)).toEqual(['dev', 'local', 'production', 'regulated']);
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
      writeFileSync(join(files.directory, file), '');
    expect(listEnvironments(files.directory)).toEqual(['a', 'b']);
  });

  test('of a folder that does not exist is empty', () => {
    expect(listEnvironments(join(files.directory, 'nowhere'))).toEqual([]);
  });
});

describe('a file that cannot be read', () => {
  test('is missing: the error names those that exist', () => {
    files.write('staging', LEAST);
    files.write('alpha', LEAST);
    expect(files.problemsOf(() => loadEnvironment('dev', files.directory))).toEqual([
      {
        place: relative(process.cwd(), join(files.directory, 'dev.json')),
        fix: 'does not exist; the environments are alpha, staging',
      },
    ]);
  });

  test.each([
    ['in an empty folder', '.'],
    ['in a folder that does not exist', 'nowhere'],
  ])('is missing, %s', (_, folder) => {
    expect(files.problemsOf(() => loadEnvironment('dev', join(files.directory, folder)))).toEqual([
      {
        place: relative(process.cwd(), join(files.directory, folder, 'dev.json')),
        fix: 'does not exist, nor does any other environment; write one',
      },
    ]);
  });

  test('is a folder', () => {
    mkdirSync(join(files.directory, 'dev.json'));
    expect(files.problemsOf(() => loadEnvironment('dev', files.directory))).toMatchObject([
      { fix: 'cannot be read (EISDIR)' },
    ]);
  });

  test.each([
    ['cut off', '{"account": "111122223333",', 'line 1, column 28'],
    ['a certificate', '-----BEGIN CERTIFICATE-----', 'line 1, column 1'],
    ['empty', '', relative(process.cwd(), '')],
  ])('is not JSON: %s', (_, text, place) => {
    const [problem, ...others] = files.problemsWith(text);
    expect(problem?.place).toContain(place);
    expect(problem?.fix).toMatch(/^is not JSON: \S/);
    expect(others).toEqual([]);
  });

  test('in UTF-16 is named, and not guessed at', () => {
    writeFileSync(join(files.directory, 'dev.json'), Buffer.from('\ufeff{}', 'utf16le'));
    expect(files.problemsOf(() => loadEnvironment('dev', files.directory))).toMatchObject([
      { fix: 'is UTF-16 text (little endian); save it as UTF-8' },
    ]);
  });
});

describe('the name of an environment', () => {
  const SHAPE = "an environment's name has 2 to 16 lower-case letters and digits and starts with a letter";
  const PARAMETER_STORE = 'Parameter Store refuses paths that begin with "aws" or "ssm"; choose another name';

  test.each(['ab', 'dev', 'prod2', 'x'.repeat(16), 'local', 'xaws', 'assm'])('may be %s', (name) => {
    files.write(name, LEAST);
    expect(loadEnvironment(name, files.directory).name).toBe(name);
  });

  test.each([
    ['', SHAPE],
    ['a', SHAPE],
    ['x'.repeat(17), SHAPE],
    ['Dev', `${SHAPE}; try "dev"`],
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
    expect(files.problemsOf(() => loadEnvironment(name, files.directory))).toEqual([
      { place: 'environment', value: name, fix },
    ]);
  });

  test('is told by the option that it comes from', () => {
    expect(files.problemsOf(() => loadEnvironment('DEV', files.directory, '--environment'))).toEqual([
      { place: '--environment', value: 'DEV', fix: `${SHAPE}; try "dev"` },
    ]);
  });
});
