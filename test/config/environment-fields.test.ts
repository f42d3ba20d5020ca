import { join, relative } from 'node:path';
import { acme, files, globex, LEAST } from './environment-files';

describe('one wrong field is refused with its JSON path, value and fix', () => {
  const ACCOUNT = 'write the 12-digit account id as a string';
  const ACCOUNT_EXAMPLE = `${ACCOUNT}, for example "111122223333"`;
  const PREFIX = 'write 2 to 8 lower-case letters and digits, starting with a letter';
  const REGION = 'write an AWS Region, for example "eu-central-1"';
  const PACKS = 'write some of AwsSolutions, HIPAA.Security, NIST.800.53.R5';
  const CONNECTOR =
    'write lower-case letters, digits and single inner hyphens, without the prefix "data-connector-"';

  const SERVICES = 'some of glue, emr-serverless, ecs-tasks, batch, lambda, states';
  const LOG_DAYS =
    'write one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days';

  test.each<[string, unknown, string]>([
    ['account', 111122223333, ACCOUNT],
    ['account', '11112222333', ACCOUNT_EXAMPLE],
    ['account', '1111222233334', ACCOUNT_EXAMPLE],
    ['account', '1111-2222-3333', ACCOUNT_EXAMPLE],
    ['account', '111122223333\n', ACCOUNT_EXAMPLE],
    [
      'account',
      '١١١١٢٢٢٢٣٣٣٣',
      `${ACCOUNT_EXAMPLE}; this one has "١" (U+0661, Arabic), "٢" (U+0662, Arabic), "٣" (U+0663, Arabic)`,
    ],
    ['account', '000000000000', 'no AWS account has this id; write the id of your account'],
    ['account', null, ACCOUNT],
    ['region', 'us-east-9', 'no such Region; the nearest names are us-east-1, us-east-2, us-west-1'],
    ['region', 'us-iso-east-1', 'no such Region; the nearest names are us-gov-east-1, us-east-1, us-east-2'],
    ['region', 'US-EAST-1', 'the names of Regions are in lower case; write "us-east-1"'],
    ['region', 'cn-south-1', 'no such Region; the nearest names are cn-north-1, cn-northwest-1'],
    ['region', 'mars-1', `no such Region; ${REGION}`],
    ['region', '', `no such Region; ${REGION}`],
    ['region', 5, REGION],
    ['region', null, REGION],
    ['region', 'еu-central-1', `no such Region; ${REGION}; this one has "е" (U+0435, Cyrillic)`],
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
    ['dataHubTrust', 'account', 'write "service" or "service-of-this-account"'],
    ['accessLogEncryption', 'sse-s3', 'write "SSE-S3" or "SSE-KMS"'],
    ['accessLogEncryption', null, 'write "SSE-S3" or "SSE-KMS"'],
    ['athenaBytesScannedCutoff', 9_999_999, 'write at least 10000000 bytes'],
    ['athenaBytesScannedCutoff', 10_000_000.5, 'write a whole number of bytes'],
    ['athenaBytesScannedCutoff', '1 TB', 'write a whole number of bytes'],
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
    ['pipelineRepositories[0]', 'Standardize', CONNECTOR.replace('data-connector-', 'pipeline-')],
    ['pipelineRepositories[0]', 5, 'write the name of a pipeline'],
    ['retentionDays.pipelineLogs', 10, LOG_DAYS],
    ['pipelines', true, 'write an object, for example {"services": ["glue"]}'],
    ['pipelines.services', 'glue', `write a list of ${SERVICES}, or [] for no pipelines`],
    ['pipelines.trust', 'service', 'write "account" or "own-resources"'],
    ['pipelines.lambdaTrust', 'account', 'write "service" or "service-of-this-account"'],
    ['pipelines.createDefaultDatabase', 'yes', 'write true or false'],
    ['pipelines.connectorSecrets', 1, 'write true or false'],
    ['pipelines.glueSecurityConfiguration', null, 'write true or false'],
    ['pipelines.encryptDataCatalog', 'SSE-KMS', 'write true or false'],
  ])('%s %j', (field, value, fix) => {
    const [parent = '', child] = field.split('.');
    const array = parent.endsWith('[0]');
    const content = {
      ...LEAST,
      [parent.replace('[0]', '')]: child === undefined ? (array ? [value] : value) : { [child]: value },
    };
    expect(files.problemsWith(content)).toEqual([{ place: `$.${field}`, value, fix }]);
  });

  test.each<[string, unknown, string]>([
    [
      'slug',
      'Acme',
      'a slug has lower-case letters, digits and single inner hyphens, and starts with a letter; try "acme"',
    ],
    ['slug', 7, 'write a slug, for example "acme"'],
    ['displayName', '', 'write the name that people know, for example "Acme Corporation"'],
    ['displayName', '   ', 'write the name that people know, for example "Acme Corporation"'],
    ['displayName', 'x'.repeat(201), 'write at most 200 characters'],
    ['status', 'аctive', 'write "active" or "suspended"; this one has "а" (U+0430, Cyrillic)'],
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
    expect(files.problemsWith(content)).toEqual([{ place: `$.organizations[1].${field}`, value, fix }]);
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
    ['$.region', { account: '111122223333' }, `is missing; ${REGION}`],
  ])('%s is missing', (place, content, fix) => {
    expect(files.problemsWith(content)).toEqual([{ place, fix }]);
  });

  test.each([
    ['$.organisations', { ...LEAST, organisations: [] }],
    ['$.Account', { ...LEAST, Account: '111122223333' }],
    ['$.constructor', { ...LEAST, constructor: 1 }],
    ['$.__proto__', `{"account":"111122223333","region":"eu-central-1","__proto__":{"namePrefix":"x"}}`],
    ['$.organizations[1].name', { ...LEAST, organizations: [acme, { ...globex, name: 'x' }] }],
    ['$.retentionDays.logs', { ...LEAST, retentionDays: { logs: 5 } }],
  ])('unknown field %s', (place, content) => {
    expect(files.problemsWith(content)).toEqual([
      { place, fix: 'unknown field; remove it, or correct its name' },
    ]);
  });

  test('an unknown field that looks like a known one is told by its letter', () => {
    expect(files.problemsWith({ ...LEAST, ['nаmePrefix']: 'ts' })).toEqual([
      {
        place: '$["nаmePrefix"]',
        fix: 'unknown field; remove it, or correct its name; this one has "а" (U+0430, Cyrillic)',
      },
    ]);
  });

  test('two unknown fields are two problems', () => {
    expect(files.problemsWith({ ...LEAST, a: 1, b: 2 }).map(({ place }) => place)).toEqual(['$.a', '$.b']);
  });

  test.each([[], null, 'text'])('a file that is no object: %j', (content) => {
    expect(files.problemsWith(JSON.stringify(content))).toEqual([
      {
        place: relative(process.cwd(), join(files.directory, 'dev.json')),
        fix: 'write a JSON object with at least "account" and "region"',
      },
    ]);
  });

  test.each([
    ['$.organizations', { ...LEAST, organizations: {} }],
    ['$.organizations', { ...LEAST, organizations: null }],
    ['$.organizations[0]', { ...LEAST, organizations: ['acme'] }],
    ['$.organizations[0].athenaUsers', { ...LEAST, organizations: [{ ...acme, athenaUsers: 'bob' }] }],
    ['$.retentionDays', { ...LEAST, retentionDays: 30 }],
    ['$.compliancePacks', { ...LEAST, compliancePacks: 'AwsSolutions' }],
    ['$.dataConnectorRepositories', { ...LEAST, dataConnectorRepositories: { postgres: true } }],
    ['$.namePrefix', { ...LEAST, namePrefix: 5 }],
  ])('%s of the wrong type: %j', (place, content) => {
    expect(files.problemsWith(JSON.stringify(content)).map((problem) => problem.place)).toEqual([place]);
  });
});
